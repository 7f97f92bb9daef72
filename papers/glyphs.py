"""What the glyphs of a font stand for, and the table of a PDF that says so."""

import io
import re
import unicodedata

from fontTools.ttLib import TTFont

_NAMED = re.compile(r"uni([0-9A-F]{4})(?:\..+)?$")
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{lines}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""

Glyphs = dict[int, str]


def glyph_texts(font_file: bytes, index: int = 0) -> Glyphs:
    """The text of each glyph by its number: from the character map, then from its name."""
    font = TTFont(io.BytesIO(font_file), fontNumber=index, lazy=True)
    numbers = font.getReverseGlyphMap()
    texts: Glyphs = {}
    for code, name in sorted(font.getBestCmap().items(), reverse=True):
        texts[numbers[name]] = chr(code)
    for name, number in numbers.items():
        if match := _NAMED.match(name):
            texts[number] = chr(int(match[1], 16))
    return {number: _unligated(text) for number, text in texts.items()}


def _unligated(text: str) -> str:
    """The letters of a Latin ligature such as ﬁ; anything else as it is."""
    return unicodedata.normalize("NFKC", text) if "\ufb00" <= text <= "\ufb06" else text


def to_unicode(lines: list[str]) -> bytes:
    """The table of a font from its ``lines`` of code and text, in hexadecimal digits."""
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return _CMAP.format(lines=body).encode()
