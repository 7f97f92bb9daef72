"""A stretch of printed text that knows where each of its characters stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import prod
from typing import TypeVar

from papers.reading.found import Found, Place
from papers.reading.printed import Box, Line

T = TypeVar("T")
Spot = tuple[Line, int] | None

#: Behind and before these Thai is written with a space, so a broken line had one there.
_SPACED_END = re.compile(r"[0-9๐-๙A-Za-z)”ๆฯ]$")
_FIGURES = re.compile(r".?[0-9๐-๙]+(?:\s?[./:,-]?\s?[0-9๐-๙]+)*.?", re.DOTALL)
_OPEN_LINK = re.compile(r"(?:https?:/{0,2}|(?:https?://|www\.)[!-~]*[/?&=_.-])$")
_SPLIT_WORD = re.compile(r"(?:วัน\|ที่ |ด่วน\|ที่สุด|เลข\|ที่ )")
_SPACED_START = re.compile(r"[0-9๐-๙A-Za-z(“]|ที่ |พ\.ศ\.|ลงวันที่|ลว|จำนวน|และ|ปฏิบัติราชการแทน|รักษา|โทร")


@dataclass(frozen=True)
class Passage:
    """``text``, and for each of its characters the line and index that print it, if any does."""

    text: str
    spots: tuple[Spot, ...]

    @classmethod
    def of(cls, line: Line) -> Passage:
        """All of one line."""
        return cls(line.text, tuple((line, index) for index in range(len(line.text))))

    @classmethod
    def side_by_side(cls, lines: Iterable[Line]) -> Passage:
        """Pieces that stand on one base line."""
        return cls.joined([cls.of(line) for line in lines], " ")

    @classmethod
    def one_below_the_other(cls, parts: Sequence[Passage]) -> Passage:
        """Lines of one sentence: with a space only where Thai would have one."""
        whole = cls("", ())
        for part in parts:
            spaced = bool(_SPACED_END.search(whole.text) or _SPACED_START.match(part.text))
            # An address that was broken over lines ends with one of its signs.
            spaced = spaced and not _SPLIT_WORD.search(f"{whole.text}|{part.text[:4]}")
            spaced = spaced and not (_OPEN_LINK.search(whole.text) and part.text[:1].isascii())
            whole = cls.joined([whole, part], " " if spaced and whole.text else "")
        return whole

    @classmethod
    def joined(cls, parts: Sequence[Passage], between: str) -> Passage:
        """``parts`` with ``between`` between them."""
        text, spots = "", list[Spot]()
        for part in parts:
            if text:
                text += between
                spots += [None] * len(between)
            text += part.text
            spots += part.spots
        return cls(text, tuple(spots))

    def __bool__(self) -> bool:
        return bool(self.text)

    def cut(self, start: int, end: int | None = None) -> Passage:
        """``text[start:end]`` without white space around it."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        return Passage(self.text[start:end], self.spots[start:end])

    def group(self, match: re.Match[str], name: str | int) -> Passage:
        """The part that a group of ``match`` found."""
        return self.cut(*match.span(name))

    @property
    def confidence(self) -> float:
        """The probability that every character is read rightly."""
        return prod(line.confidence(start, end) for line, start, end in self._runs())

    @property
    def confidence_of_digits(self) -> float:
        """
        The same of the digits and their neighbours alone.

        Enough where all other words were recognised as what they can only be, such as the
        name of a month in full.
        """
        figures = (match.span() for match in _FIGURES.finditer(self.text))
        return prod(Passage(self.text[a:b], self.spots[a:b]).confidence for a, b in figures)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands, one rectangle a line."""
        return tuple(Place(line.page, line.box_of(start, end)) for line, start, end in self._runs())

    @property
    def box(self) -> Box:
        """The rectangle around all of it on its first page."""
        first = self.places[0].page
        boxes = [place.box for place in self.places if place.page == first]
        return Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )

    def _runs(self) -> list[tuple[Line, int, int]]:
        runs = []
        printed = [spot for spot in self.spots if spot is not None]
        for _key, spots in groupby(printed, key=lambda spot: id(spot[0])):
            run = list(spots)
            runs.append((run[0][0], run[0][1], run[-1][1] + 1))
        return runs

    def found(self, value: T, *, why: str = "", sure: float | None = None) -> Found[T]:
        """``value``, which is printed here; ``sure`` if that is not the product of all."""
        confidence = self.confidence if sure is None else sure
        return Found(value, self.text, self.places, confidence, why)

    def as_text(self) -> Found[str]:
        """The text itself as the value."""
        return self.found(" ".join(self.text.split()))
