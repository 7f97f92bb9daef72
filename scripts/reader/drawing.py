"""A line of text as ink on an empty canvas, twice as large as the net will see it."""

import re
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from papers.reading.strip import Grey
from scripts.reader.faces import Face, Faces
from scripts.reader.lot import Lot

#: Room around the text, and where its base line is, in dots.
PAD, BASE, TALL = 60, 120, 200
_MARKS = re.compile("[ัิ-ฺ็-๎ำ]")
Run = tuple[str, ImageFont.FreeTypeFont]


@dataclass(frozen=True)
class Drawn:
    """Ink (255) on nothing (0); ``consonant`` is the height of บ, ``right`` the end of the text."""

    ink: Grey
    consonant: float
    right: float


class Pen:
    """Draws lines with fonts chosen by lot."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces

    def draw(self, text: str, lot: Lot) -> Drawn:
        """``text`` in one font, or its first word larger, or every word in its own."""
        consonant = lot.between(24, 34)
        if lot.chance(0.12):
            text = text.replace(" ", " " * lot.whole(2, 5), lot.whole(1, 3))
        return self._put(self._runs(text, consonant, lot), consonant, _spacing(lot))

    def _face(self, text: str, lot: Lot) -> Face:
        while True:
            face = lot.choices.choices(self._faces.faces, self._faces.weights)[0]
            if face.covers(text):
                return face

    def _runs(self, text: str, consonant: float, lot: Lot) -> list[Run]:
        manner = lot.choices.random()
        first, space, rest = text.partition(" ")
        if manner < 0.15 and rest:
            larger = self._face(first, lot).at(consonant * lot.between(1, 1.6))
            return [(first, larger), (space + rest, self._face(text, lot).at(consonant))]
        if manner < 0.27:
            return [
                (word, self._face(word, lot).at(consonant * lot.between(0.92, 1.08)))
                for word in re.split("( +)", text)
                if word
            ]
        return [(text, self._face(text, lot).at(consonant))]

    def _put(self, runs: list[Run], consonant: float, spacing: float) -> Drawn:
        length = sum(font.getlength(text) + abs(spacing) * len(text) for text, font in runs)
        canvas = Image.new("L", (int(length) + 2 * PAD, TALL))
        draw, right = ImageDraw.Draw(canvas), float(PAD)
        for text, font in runs:
            # Marks stand where the font puts them; letters alone may be spread.
            pieces = text if spacing and not _MARKS.search(text) else [text]
            for piece in pieces:
                draw.text((right, BASE), piece, 255, font=font, anchor="ls")
                right += font.getlength(piece) + (spacing if len(pieces) > 1 else 0)
        return Drawn(np.asarray(canvas).copy(), consonant, right)


def _spacing(lot: Lot) -> float:
    if lot.chance(2 / 3):
        return 0.0
    return lot.between(0, 2.5) if lot.chance(0.5) else lot.between(-2.2, 0)
