"""Pages as JSON, to carry them out of the sandbox."""

import json
from collections.abc import Sequence
from math import prod
from typing import Any

from papers.reading.printed import Box, Line, Page


def to_bytes(pages: Sequence[Page]) -> bytes:
    """``pages`` as plain data."""
    return json.dumps([_page(page) for page in pages], ensure_ascii=False).encode()


def from_bytes(data: bytes) -> tuple[Page, ...]:
    """The pages that ``to_bytes`` wrote down; raises ValueError, KeyError or TypeError else."""
    return tuple(_read_page(page) for page in json.loads(data))


def _page(page: Page) -> dict[str, Any]:
    lines = [_line(line) for line in page.lines]
    return {
        "number": page.number, "width": page.width, "height": page.height, "lines": lines,
        "codes": list(page.codes), "is_picture": page.is_picture,
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    box = [
        round(edge, 2) for edge in (line.box.left, line.box.top, line.box.right, line.box.bottom)
    ]
    kept: dict[str, Any] = {
        "text": line.text, "box": box, "height": round(line.letter_height, 2),
        "edges": [round(edge, 2) for edge in line.edges], "bold": line.bold,
    }  # fmt: skip
    if line.confidence(0, len(line.text)) < 1:
        kept["sure"] = [line.confidence(at, at + 1) for at in range(len(line.text))]
    return kept


def _read_page(kept: dict[str, Any]) -> Page:
    number = int(kept["number"])
    return Page(
        number,
        float(kept["width"]),
        float(kept["height"]),
        tuple(_read_line(number, line) for line in kept["lines"]),
        tuple(str(code) for code in kept["codes"]),
        bool(kept["is_picture"]),
    )


def _read_line(page: int, kept: dict[str, Any]) -> Line:
    text = str(kept["text"])
    edges = tuple(float(edge) for edge in kept["edges"])
    if edges and len(edges) != len(text) + 1:
        raise ValueError("a line with other edges than characters")
    line = Line(
        page, text, Box(*map(float, kept["box"])), float(kept["height"]), edges, bool(kept["bold"])
    )
    if "sure" not in kept:
        return line
    sure = [float(one) for one in kept["sure"]]
    return Line(
        page, text, line.box, line.letter_height, edges, line.bold,
        lambda start, end: prod(sure[start:end]),
    )  # fmt: skip
