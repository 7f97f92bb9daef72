"""
Give a finished PDF the text that was put in.

WeasyPrint writes wrong characters for Thai fonts that split ำ into two glyphs: once a
letter contains one ำ, every า of that face is copied and searched as ำ. Two repairs, both
invisible: the ToUnicode table of each font is written anew from the names of its glyphs,
and glyphs that are drawn in another order than they are written get an ActualText.
"""

import io
import re

import pikepdf
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import get_hb_object_data

_NAMED = re.compile(r"uni([0-9A-F]{4})(?:\..+)?$")
_NIKHAHIT, _AA, _AM = "\u0e4d", "\u0e32", "\u0e33"
_TONES = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e"
_VOWELS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a"
_MARKS = frozenset(_TONES + _VOWELS + _NIKHAHIT)
_OPERATION = re.compile(
    rb"/(?P<font>\S+) [\d.-]+ Tf|(?P<rise>[\d.-]+) Ts|\[(?P<glyphs>[<>0-9a-fA-F. -]*)\] TJ"
)
_PIECE = re.compile(rb"<([0-9a-fA-F]*)>|(-?[\d.]+)")
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
    return texts


def fonts_of(document: object) -> dict[str, Glyphs]:
    """Glyph texts of every font a WeasyPrint document drew with, by its subset tag."""
    return {font.hash: _texts_of(font) for font in document.fonts.values()}


_KNOWN: dict[tuple[str, int], Glyphs] = {}


def _texts_of(font: object) -> Glyphs:
    key = (font.hash, font.glyph_count)
    if key not in _KNOWN:
        _KNOWN[key] = glyph_texts(get_hb_object_data(font.hb_face), font.index)
    return _KNOWN[key]


def repair(pdf: bytes, fonts: dict[str, Glyphs]) -> bytes:
    """
    Return ``pdf`` with a text layer equal to its source; the picture does not change.

    The same input gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
                _rewrite_to_unicode(document, item, fonts)
            elif isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
                item.write(_with_actual_text(item.read_bytes(), fonts))
        for page in document.pages:
            page.Contents.write(_with_actual_text(page.Contents.read_bytes(), fonts))
        target = io.BytesIO()
        document.save(target, static_id=True, compress_streams=True)
        return target.getvalue()


def _rewrite_to_unicode(
    document: pikepdf.Pdf, font: pikepdf.Dictionary, fonts: dict[str, Glyphs]
) -> None:
    texts = fonts.get(str(font.BaseFont).lstrip("/").split("+")[0])
    if texts is None or "/ToUnicode" not in font:
        return
    used = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>", font.ToUnicode.read_bytes())
    lines = []
    for code, old in used:
        if code == b"0000" and old == b"ffff":
            continue
        text = texts.get(int(code, 16))
        new = text.encode("utf-16-be").hex() if text else old.decode()
        if new:
            lines.append(f"<{code.decode()}> <{new}>")
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    font.ToUnicode = document.make_stream(_CMAP.format(lines=body).encode())


def _with_actual_text(content: bytes, fonts: dict[str, Glyphs]) -> bytes:
    """Wrap the clusters of each run of text whose drawn order is not the written one."""
    texts: Glyphs = {}

    def rewritten(match: re.Match[bytes]) -> bytes:
        nonlocal texts
        if match["font"] is not None:
            texts = fonts.get(match["font"].decode(), {})
            return match[0]
        if match["glyphs"] is None:
            return match[0]
        return _runs(match["glyphs"], texts)

    return _OPERATION.sub(rewritten, content)


def _runs(glyphs: bytes, texts: Glyphs) -> bytes:
    plain: list[bytes] = []
    out: list[bytes] = []
    for cluster in _clusters(_pieces(glyphs), texts):
        text = "".join(texts.get(int(code, 16), "") for is_code, code in cluster if is_code)
        written = _written(text)
        drawn = b" ".join(b"<%b>" % value if is_code else value for is_code, value in cluster)
        if written is None:
            plain.append(drawn)
            continue
        if plain:
            out.append(b"[%b] TJ" % b" ".join(plain))
            plain = []
        label = b"feff" + written.encode("utf-16-be").hex().encode()
        out.append(b"/Span<</ActualText<%b>>>BDC [%b] TJ EMC" % (label, drawn))
    if plain:
        out.append(b"[%b] TJ" % b" ".join(plain))
    return b"\n".join(out)


def _pieces(glyphs: bytes) -> list[tuple[bool, bytes]]:
    """(True, four hexadecimal digits) for a glyph, (False, number) for a shift."""
    pieces: list[tuple[bool, bytes]] = []
    for match in _PIECE.finditer(glyphs):
        if match[1] is None:
            pieces.append((False, match[2]))
        else:
            codes = match[1]
            pieces.extend((True, codes[at : at + 4]) for at in range(0, len(codes), 4))
    return pieces


def _clusters(
    pieces: list[tuple[bool, bytes]], texts: Glyphs
) -> list[list[tuple[bool, bytes]]]:
    """Group marks that belong together, with the า after a nikhahit."""
    clusters: list[list[tuple[bool, bytes]]] = []
    marks = ""
    shifts: list[tuple[bool, bytes]] = []
    for piece in pieces:
        is_code, value = piece
        if not is_code:
            shifts.append(piece)
            continue
        text = texts.get(int(value, 16), "")
        if marks and (text in _MARKS or (text == _AA and _NIKHAHIT in marks)):
            clusters[-1] += [*shifts, piece]
            marks = marks + text if text in _MARKS else ""
        else:
            clusters += [[shift] for shift in shifts]
            clusters.append([piece])
            marks = text if text in _MARKS else ""
        shifts = []
    return clusters + [[shift] for shift in shifts]


def _written(text: str) -> str | None:
    """How the glyphs of one cluster are written; None when drawn just so and alone."""
    if len(text) < 2:
        return None
    if _NIKHAHIT in text and text.endswith(_AA):
        return text[:-1].replace(_NIKHAHIT, "") + _AM
    return text
