"""
Mend the text of fonts whose table for copying contradicts their own characters.

Programs that write down the text of a glyph where they first met it give ำ for every า, or
nothing for a mark; the font in the file still knows. Runs behind the door only.
"""

import io
import re
from typing import Any

import pikepdf
from fontTools.ttLib import TTLibError

from papers.glyphs import Glyphs, glyph_texts, to_unicode

#: Scans are larger, and have no fonts worth mending.
_LARGEST = 20 * 1024 * 1024
_CHARACTER = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]*)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>")
_LISTED = re.compile(rb"<[0-9a-fA-F]*>\s*<[0-9a-fA-F]*>\s*\[[^\]]*\]")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_THAI = re.compile("[\u0e01-\u0e5b\uf700-\uf71a]")
#: Vowels and marks: these are what shaping splits and moves.
_MOVED = re.compile("[\u0e31-\u0e3a\u0e47-\u0e4e\uf700-\uf71a]")


def mended(pdf: bytes) -> bytes:
    """``pdf`` with right tables, or as it is when nothing is wrong or nothing can be done."""
    if len(pdf) > _LARGEST:
        return pdf
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            changed = [_mend(document, item) for item in document.objects if _is_composite(item)]
            if not any(changed):
                return pdf
            target = io.BytesIO()
            document.save(target)
            return target.getvalue()
    except (pikepdf.PdfError, ValueError, RecursionError):
        return pdf


def _is_composite(item: Any) -> bool:
    """A font whose codes are the numbers of its glyphs."""
    return (
        isinstance(item, pikepdf.Dictionary)
        and item.get("/Subtype") == "/Type0"
        and item.get("/Encoding") == "/Identity-H"
        and isinstance(item.get("/ToUnicode"), pikepdf.Stream)
    )


def _mend(document: pikepdf.Pdf, font: Any) -> bool:
    known = _read_table(font.ToUnicode.read_bytes())
    if not any(_THAI.search(text) for text in known.values()):
        return False
    texts = _own_texts(font)
    wrong = {
        code: texts[code]
        for code, text in known.items()
        if code in texts and texts[code] != text and _MOVED.match(texts[code])
    }
    if not wrong:
        return False
    lines = [
        f"<{code:04x}> <{text.encode('utf-16-be').hex()}>"
        for code, text in sorted({**known, **wrong}.items())
        if text
    ]
    font.ToUnicode = document.make_stream(to_unicode(lines))
    return True


def _own_texts(font: pikepdf.Dictionary) -> Glyphs:
    """What the font in the file says of its glyphs; nothing when it is silent."""
    try:
        inner = font.DescendantFonts[0]
        if inner.get("/CIDToGIDMap", "/Identity") != "/Identity":
            return {}
        return glyph_texts(inner.FontDescriptor.FontFile2.read_bytes())
    except (TTLibError, AttributeError, KeyError, IndexError, TypeError, ValueError):
        return {}


def _read_table(table: bytes) -> Glyphs:
    """The text of each code."""
    known: Glyphs = {}
    for kind, block in _BLOCK.findall(table):
        if kind == b"bfchar":
            known |= {int(code, 16): _text(text) for code, text in _CHARACTER.findall(block)}
            continue
        for first, last, text in _RANGE.findall(_LISTED.sub(b"", block)):
            start = int(text, 16)
            codes = range(int(first, 16), min(int(last, 16), int(first, 16) + 0xFFF) + 1)
            known |= {code: chr(start + step) for step, code in enumerate(codes)}
    return known


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", errors="replace")
