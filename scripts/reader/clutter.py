"""What lies about a line: its neighbours, rules, dots, rings; and scribbles that say nothing."""

import cv2
import numpy as np

from papers.reading.strip import Grey
from scripts.reader.drawing import BASE, PAD, TALL, Drawn
from scripts.reader.lot import Lot


def neighbour(ink: Grey, other: Drawn, consonant: float, side: int, lot: Lot) -> Grey:
    """``ink`` with another line above (``side`` -1) or below it (1)."""
    height, width = ink.shape
    across = lot.whole(-PAD, PAD)
    down = side * lot.between(2.6, 3.6) * consonant
    shift = np.array([[1, 0, across], [0, 1, down]], np.float32)
    moved = np.asarray(cv2.warpAffine(other.ink, shift, (width, height)), np.uint8)
    return np.maximum(ink, moved)


def ruled(ink: Grey, consonant: float, lot: Lot) -> Grey:
    """``ink`` with an underline, a dotted line or the edge of a box."""
    height, width = ink.shape
    shade = lot.whole(90, 255)
    low = lot.chance(0.6)
    level = int(BASE + (lot.between(0.15, 0.6) if low else lot.between(-1.6, 0.9)) * consonant)
    manner = lot.choices.random()
    if manner < 0.5:
        end = (width, level + lot.whole(-4, 4))
        cv2.line(ink, (0, level), end, shade, lot.whole(1, 3))
    elif manner < 0.8:
        dots = ink[level - 1 : level + 2, :: lot.whole(4, 8)]
        np.maximum(dots, shade, out=dots)
    else:
        left = lot.whole(0, width - 1)
        cv2.line(ink, (left, 0), (left + lot.whole(-30, 30), height), shade, lot.whole(1, 4))
    return ink


def ringed(ink: Grey, lot: Lot) -> Grey:
    """``ink`` with a ring or a pen stroke across it."""
    width = ink.shape[1]
    centre = (lot.whole(0, width), lot.whole(40, 160))
    shade, thick = lot.whole(60, 170), lot.whole(1, 4)
    if lot.chance(0.7):
        axes = (lot.whole(20, 130), lot.whole(20, 90))
        cv2.ellipse(ink, centre, axes, lot.between(0, 180), 0, 360, shade, thick)
        return ink
    return _stroke(ink, centre, shade, thick, lot)


def _stroke(ink: Grey, start: tuple[int, int], shade: int, thick: int, lot: Lot) -> Grey:
    steps = lot.noise.normal(0, 14, (lot.whole(6, 25), 2)).cumsum(axis=0).cumsum(axis=0) / 4
    points = (np.array(start) + steps).astype(np.int32)
    cv2.polylines(ink, [points], isClosed=False, color=shade, thickness=thick)
    return ink


def scribble(lot: Lot) -> Drawn:
    """A signature, a ring, a piece of an emblem: ink that no letter is in."""
    width = lot.whole(120, 500)
    ink: Grey = np.zeros((TALL, width + 2 * PAD), np.uint8)
    for _ in range(lot.whole(1, 5)):
        place = (lot.whole(PAD, PAD + width), lot.whole(50, 150))
        shade, thick = lot.whole(120, 255), lot.whole(1, 5)
        if lot.chance(0.5):
            ink = _stroke(ink, place, shade, thick, lot)
        else:
            axes = (lot.whole(8, 120), lot.whole(8, 90))
            turn, end = lot.between(0, 180), lot.between(60, 360)
            cv2.ellipse(ink, place, axes, turn, 0, end, shade, thick)
    return Drawn(ink, lot.between(24, 34), PAD + width)
