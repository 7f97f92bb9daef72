"""
A page that was read from its picture, carried out of the sandbox.

Numbers and texts go as JSON; what the net said of every frame goes as bytes, so that outside
any part of a line can still be asked how sure it is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from papers.reading.ctc import Frames, Text
from papers.reading.picture import Picture, PictureLine
from papers.reading.printed import Box, Line, Page
from papers.reading.spelling import spelt

#: What speaks against a character leaves it no more than this.
DOUBT = 0.4
_COARSE = np.float16
#: Drawings are read as no more characters than this, each less sure than that.
_SHORT, _HARDLY = 12, 0.5
_BULLETS = frozenset("-–•")
_LEADERS = re.compile(r"[.·_]{4,}")


def to_plain(picture: Picture, width: float, height: float) -> tuple[dict[str, Any], bytes]:
    """``picture`` of a scan of ``width`` x ``height`` millimetres as plain data and frames."""
    if picture.quarters % 2:
        width, height = height, width
    head = {
        "width": width,
        "height": height,
        "turned": picture.turned,
        "quarters": picture.quarters,
        "codes": list(picture.codes),
        "lines": [_plain(line) for line in picture.lines],
    }
    frames = [line.text.known.astype(_COARSE).tobytes() for line in picture.lines]
    return head, b"".join(frames)


def _plain(line: PictureLine) -> dict[str, Any]:
    return {
        "text": line.text.text,
        "peaks": line.text.peaks,
        "letters": line.text.letters,
        "frames": len(line.text.known),
        "box": [round(edge, 2) for edge in line.box],
        "height": round(line.letter_height, 2),
        "edges": [round(edge, 2) for edge in line.edges],
        "doubted": line.doubted,
    }


def from_plain(number: int, head: dict[str, Any], frames: bytes) -> Page:
    """
    The page that ``to_plain`` wrote down, as number ``number`` (from 0).

    Raises ValueError, KeyError, TypeError or IndexError when it is something else: the child
    that wrote it had a foreign file in its hands.
    """
    known = np.frombuffer(frames, _COARSE).astype(np.float32)
    lines = tuple(_lines(number, head["lines"], known))
    return Page(
        number=number,
        width=float(head["width"]),
        height=float(head["height"]),
        lines=lines,
        codes=tuple(str(code) for code in head["codes"]),
        is_picture=True,
        turned=float(head["turned"]),
        quarters=int(head["quarters"]),
    )


def _lines(page: int, kept: list[dict[str, Any]], known: Frames) -> Iterator[Line]:
    begin = 0
    for line in kept:
        letters = str(line["letters"])
        shape = int(line["frames"]), len(letters) + 1
        end = begin + shape[0] * shape[1]
        text, kept_places = spelt(_text(line, letters, known[begin:end].reshape(shape)))
        begin = end
        yield from _pieces(page, _respelt(line, kept_places), text)


def _text(line: dict[str, Any], letters: str, known: Frames) -> Text:
    text = Text(str(line["text"]), tuple(int(peak) for peak in line["peaks"]), letters, known)
    rising = all(0 <= peak < after for peak, after in pairwise((*text.peaks, len(known))))
    if len(text.peaks) != len(text.text) or not rising or not set(text.text) <= set(letters):
        raise ValueError("a line that its own frames do not fit")
    if len(line["edges"]) != len(text.text) + 1:
        raise ValueError("a line with other edges than characters")
    return text


def _respelt(line: dict[str, Any], kept: Sequence[int]) -> dict[str, Any]:
    """The line with the edges and doubts of the characters that are left."""
    edges, doubted = line["edges"], set(line["doubted"])
    return {
        **line,
        "edges": [*(edges[place] for place in kept), edges[-1]],
        "doubted": [new for new, place in enumerate(kept) if place in doubted],
    }


def _pieces(page: int, line: dict[str, Any], text: Text) -> Iterator[Line]:
    """The line, or what stands before and after its dotted leaders, as in a receipt stamp."""
    edges = tuple(float(edge) for edge in line["edges"])
    doubted = frozenset(int(place) for place in line["doubted"])
    whole = Box(*(float(edge) for edge in line["box"]))
    for first, end in _between_leaders(text.text):
        if _is_drawing(text, first, end):
            continue
        start = _without_specks(text, first, end)
        yield Line(
            page,
            text.text[start:end],
            Box(edges[start], whole.top, edges[end], whole.bottom),
            float(line["height"]),
            edges[start : end + 1],
            confidence=_confidence(text, start, doubted),
        )


def _is_drawing(text: Text, first: int, last: int) -> bool:
    """
    An emblem or a speck that was read as a few letters: the net is sure of hardly any.

    What has a digit stays, whatever the net thinks: a number may not lose one unnoticed.
    """
    piece = text.text[first:last]
    if len(piece) > _SHORT or any(char.isdecimal() for char in piece):
        return False
    sure = [text.confidence(place, place + 1) for place in range(first, last)]
    return sum(sure) / len(sure) < _HARDLY


def _without_specks(text: Text, first: int, last: int) -> int:
    """Where the text begins behind a mark that stands apart before it and is none: a speck."""
    mark, space, rest = text.text[first:last].partition(" ")
    speck = rest and not any(char.isalnum() for char in mark) and mark not in _BULLETS
    if speck and text.confidence(first, first + len(mark)) < _HARDLY:
        return first + len(mark) + len(space)
    return first


def _between_leaders(text: str) -> Iterator[tuple[int, int]]:
    ends = [0, *(end for found in _LEADERS.finditer(text) for end in found.span()), len(text)]
    for first, last in zip(ends[::2], ends[1::2], strict=True):
        piece = text[first:last]
        start = first + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield start, start + len(piece.strip())


def _confidence(text: Text, first: int, doubted: frozenset[int]) -> Callable[[int, int], float]:
    def confidence(start: int, end: int) -> float:
        sure = text.confidence(first + start, first + end)
        clear = doubted.isdisjoint(range(first + start, first + end))
        return sure if clear else min(sure, DOUBT)

    return confidence
