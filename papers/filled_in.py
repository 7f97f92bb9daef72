"""Values of a form that have no drawing in their file, set as letters are set."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string

from papers.pdf import draw, lay_out, stylesheet

_SMALLEST_PT = 4.0
#: A letter of the typeface is about half as wide as its size.
_LETTER_WIDTH = 0.45
_LINE = 1.15
_SIDES = {1: "center", 2: "right"}


def draw_values(values: Iterable[Mapping[str, Any]]) -> bytes:
    """One PDF with a page for each value, of the size of its box (points)."""
    shown = [_shown(value) for value in values]
    html = render_to_string("letters/filled_in.html", {"values": shown})
    boxes = [
        f"@page v{number}{{size:{value['width']}pt {value['height']}pt;margin:0}}"
        f"#v{number}{{page:v{number}}}"
        for number, value in enumerate(shown)
    ]
    return draw(lay_out(html, [stylesheet("filled_in"), "".join(boxes)]))


def _shown(value: Mapping[str, Any]) -> dict[str, Any]:
    """What the template needs; what is too long for its box is set smaller, as viewers do it."""
    text, width, height = str(value["text"]), float(value["width"]), float(value["height"])
    lines = text.splitlines() or [""]
    wraps = bool(value["multiline"]) or len(lines) > 1
    size = min(float(value["size"]), height)
    if not value["comb"]:
        while size > _SMALLEST_PT and not _fits(lines, width, height, size, wraps=wraps):
            size *= 0.95
    cells = list(text) if value["comb"] else []
    cell = width / value["comb"] if value["comb"] else 0
    return {
        "lines": lines,
        "cells": cells,
        "style": f"width:{width}pt;height:{height}pt;font-size:{size:.2f}pt;"
        f"text-align:{_SIDES.get(value['align'], 'left')}",
        "cell": f"width:{cell:.3f}pt",
        "kind": "many" if wraps else "one",
        "width": width,
        "height": height,
    }


def _fits(lines: Sequence[str], width: float, height: float, size: float, *, wraps: bool) -> bool:
    letter = size * _LETTER_WIDTH
    if not wraps:
        return len(lines[0]) * letter <= width
    rows = sum(max(1, math.ceil(len(line) * letter / width)) for line in lines)
    return rows * size * _LINE <= height
