"""What paper, pens and scanners do to a line, and its cut to the height of the net."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from papers.reading.strip import ABOVE, BELOW, HEIGHT, Grey
from scripts.reader.drawing import BASE, PAD, Drawn
from scripts.reader.lot import Lot

Field = npt.NDArray[np.float32]


def warped(ink: Grey, lot: Lot) -> Grey:
    """Shapes of no font: every part of the letters moved a little, smoothly."""
    height, width = ink.shape
    cell = lot.pick((8, 12, 20))
    reach = lot.between(0.3, 2.6) * (cell / 14) ** 0.5
    coarse = (2, height // cell + 2, width // cell + 2)
    moves = lot.noise.standard_normal(coarse, np.float32) * np.float32(reach)
    across, down = (cv2.resize(move, (width, height)) for move in moves)
    columns = np.arange(width, dtype=np.float32)[None]
    rows = np.arange(height, dtype=np.float32)[:, None]
    bent = cv2.remap(ink, across + columns, down + rows, cv2.INTER_LINEAR)
    return np.asarray(bent, np.uint8)


@dataclass(frozen=True)
class Cut:
    """A piece of the canvas on its way to ``width`` x 40 dots; ``finer`` times as large."""

    ink: Field
    width: int
    finer: float


def cut(drawn: Drawn, ink: Grey, lot: Lot) -> Cut:
    """The line's box with its inaccuracies: height, sides, stretch, skew, slant."""
    consonant = drawn.consonant
    top = BASE - consonant * (ABOVE + lot.between(-0.28, 0.35))
    bottom = BASE + consonant * (BELOW + lot.between(-0.28, 0.3))
    left, right = PAD - lot.between(2, 26), drawn.right + lot.between(2, 26)
    scale = HEIGHT / (bottom - top)
    stretch = scale * lot.between(0.85, 1.18)
    turn = np.radians(lot.choices.gauss(0, 0.5)) if lot.chance(0.6) else 0.0
    slant = lot.between(-0.12, 0.25) if lot.chance(0.2) else 0.0
    width = max(24, int((right - left) * stretch))
    lean = scale * np.sin(turn)
    matrix = np.array(
        [
            [stretch, -stretch * slant, stretch * (slant * BASE - left)],
            [lean, scale, -top * scale - lean * (left + right) / 2],
        ],
        np.float32,
    )
    finer = lot.pick((1.0, 1.0, 1.5))
    size = (int(width * finer), int(HEIGHT * finer))
    moved = cv2.warpAffine(ink, matrix * np.float32(finer), size, flags=cv2.INTER_AREA)
    return Cut(_inked(np.asarray(moved, np.uint8), finer, lot), width, finer)


def _inked(ink: Grey, finer: float, lot: Lot) -> Field:
    """Strokes thicker or thinner, edges soft, ink strong or faint; 1 is full ink."""
    manner = lot.choices.random()
    if manner < 0.14:
        ink = np.asarray(cv2.dilate(ink, np.ones(lot.pick(((1, 2), (2, 1), (2, 2))), np.uint8)))
    elif manner < 0.24:
        ink = np.asarray(cv2.erode(ink, np.ones(lot.pick(((1, 2), (2, 1))), np.uint8)))
    if lot.chance(0.8):
        ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), lot.between(0.2, 1.05) * finer))
    strength: Field = np.divide(ink, np.float32(255), dtype=np.float32)
    if lot.chance(0.3):
        strength = np.clip(strength * lot.between(0.8, 1.8), 0, 1).astype(np.float32)
    return strength


def scanned(piece: Cut, lot: Lot) -> Grey:
    """Light, noise, specks, compression, black and white, low resolution."""
    paper, ink = lot.between(185, 255), lot.between(0, 110)
    picture = paper + (ink - paper) * piece.ink
    height, width = picture.shape
    if lot.chance(0.25):
        light = np.linspace(lot.between(-40, 20), lot.between(-40, 20), width)
        picture += light[None].astype(np.float32)
    if lot.chance(0.1):
        light = np.linspace(lot.between(-30, 0), lot.between(-30, 0), height)
        picture += light[:, None].astype(np.float32)
    if lot.chance(0.8):
        grain = lot.noise.standard_normal(picture.shape, np.float32)
        picture += grain * np.float32(lot.between(1, 17))
    if lot.chance(0.5):
        specks = lot.noise.random(picture.shape, np.float32) < lot.between(0, 0.003)
        picture[specks] = lot.between(0, 110)
    if lot.chance(0.06):
        breaks = np.ones((2, 2), np.uint8)
        picture = np.asarray(cv2.morphologyEx(picture, cv2.MORPH_CLOSE, breaks))
    return _stored(np.clip(picture, 0, 255).astype(np.uint8), piece, lot)


def _stored(grey: Grey, piece: Cut, lot: Lot) -> Grey:
    if lot.chance(0.6):
        options = [cv2.IMWRITE_JPEG_QUALITY, lot.whole(25, 92)]
        _done, stored = cv2.imencode(".jpg", grey, options)
        grey = np.asarray(cv2.imdecode(stored, cv2.IMREAD_GRAYSCALE))
    if lot.chance(0.1):
        limit = lot.between(0.45, 0.7) * int(grey.max())
        grey = np.where(grey > limit, 255, 0).astype(np.uint8)
    if lot.chance(0.35):
        coarser = lot.between(0.55, 1) / piece.finer
        size = tuple(max(8, int(side * coarser)) for side in reversed(grey.shape))
        grey = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA))
    way = cv2.INTER_AREA if grey.shape[0] > HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(grey, (piece.width, HEIGHT), interpolation=way), np.uint8)
