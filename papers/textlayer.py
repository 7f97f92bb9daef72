"""
Give a finished PDF the text that was put in.

WeasyPrint writes wrong characters for Thai fonts that split ำ into two glyphs: once a
letter contains one ำ, every า of that face is copied and searched as ำ. Two repairs, both
invisible: the ToUnicode table of each font is written anew from the names of its glyphs,
and glyphs that are drawn in another order than they are written get an ActualText.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import pikepdf
from weasyprint.text.fonts import get_hb_object_data

from papers.glyphs import Glyphs, glyph_texts, to_unicode

_NIKHAHIT, _AA, _AM = "\u0e4d", "\u0e32", "\u0e33"
_TONES = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e"
_VOWELS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a"
_MARKS = frozenset(_TONES + _VOWELS + _NIKHAHIT)
#: Their stem reaches into the line of the marks, which move aside: readers see a gap there.
_TALL = "ปฝฟ"
_SHOWN = rb"(?:\[[<>0-9a-fA-F. -]*\] TJ|-?[\d.]+ Ts)"
_OPERATION = re.compile(
    rb"/(?P<font>\S+) [\d.-]+ Tf|(?P<shown>" + _SHOWN + rb"(?:\s+" + _SHOWN + rb")*)"
)
_PIECE = re.compile(rb"<([0-9a-fA-F]*)>|(-?[\d.]+) Ts|(-?[\d.]+)")


def fonts_of(document: Any) -> dict[str, Glyphs]:
    """Glyph texts of every font a WeasyPrint document drew with, by its subset tag."""
    return {font.hash: _texts_of(font) for font in document.fonts.values()}


_KNOWN: dict[tuple[str, int], Glyphs] = {}


def _texts_of(font: Any) -> Glyphs:
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
    font.ToUnicode = document.make_stream(to_unicode(lines))


def _with_actual_text(content: bytes, fonts: dict[str, Glyphs]) -> bytes:
    """Wrap the clusters of each run of text whose drawn order is not the written one."""
    texts: Glyphs = {}

    def rewritten(match: re.Match[bytes]) -> bytes:
        nonlocal texts
        if match["font"] is not None:
            texts = fonts.get(match["font"].decode(), {})
            return match[0]
        return b"\n".join(_drawn(run) for run in _runs(_pieces(match["shown"], texts)))

    return _OPERATION.sub(rewritten, content)


class Piece(NamedTuple):
    """One glyph with its text, or (without ``code``) a shift or a rise of the next glyph."""

    code: bytes = b""
    text: str = ""
    shift: bytes = b""
    rise: bytes = b""


def _pieces(shown: bytes, texts: Glyphs) -> list[Piece]:
    pieces: list[Piece] = []
    for codes, rise, shift in _PIECE.findall(shown):
        if rise or shift:
            pieces.append(Piece(rise=rise, shift=shift))
            continue
        for at in range(0, len(codes), 4):
            code = codes[at : at + 4]
            pieces.append(Piece(code=code, text=texts.get(int(code, 16), "")))
    return pieces


def _clusters(pieces: list[Piece]) -> list[list[Piece]]:
    """Part the glyphs into syllable clusters (a base, its marks, a final า), shifts leading."""
    clusters: list[list[Piece]] = []
    waiting: list[Piece] = []
    for piece in pieces:
        waiting.append(piece)
        if not piece.code:
            continue
        before = _texts(clusters[-1]) if clusters else []
        if before and (piece.text in _MARKS or (piece.text == _AA and before[-1] in _MARKS)):
            clusters[-1] += waiting
        else:
            clusters.append(waiting)
        waiting = []
    return [*clusters, waiting] if waiting else clusters


def _texts(cluster: list[Piece]) -> list[str]:
    return [piece.text for piece in cluster if piece.code]


@dataclass(slots=True)
class Run:
    """
    Clusters drawn together, and ``text`` as they are written.

    ``labelled`` when a reader has to be told the text; ``open`` while the last mark stands
    aside, so that a reader would see a gap behind it; ``raised`` when a mark is drawn by
    itself, which some readers put behind all that follows up to the next space.
    """

    pieces: list[Piece]
    text: str
    labelled: bool = False
    open: bool = False
    raised: bool = False

    def takes(self, other: Run) -> bool:
        """Plain runs go together; a label takes in what its readers would misplace."""
        if not other.text or not (self.labelled or other.labelled):
            return True
        if self.labelled:
            return self.open or self.raised or other.text.isspace()
        # A space drawn all alone is lost by some readers.
        return self.text.isspace()

    def add(self, other: Run) -> None:
        self.pieces += other.pieces
        self.text += other.text
        self.labelled |= other.labelled
        self.open = other.open
        self.raised = (self.raised or other.raised) and not other.text.isspace()


def _runs(pieces: list[Piece]) -> list[Run]:
    runs: list[Run] = []
    for cluster in _clusters(pieces):
        run = _run_of(cluster)
        if runs and runs[-1].takes(run):
            runs[-1].add(run)
        else:
            runs.append(run)
    return runs


def _run_of(cluster: list[Piece]) -> Run:
    """
    One cluster. More than a base with one mark on the line needs a label: a reader may put
    it in another order. So does a mark before า, and a mark over a tall base.
    """
    texts = _texts(cluster)
    raised = any(piece.rise for piece in cluster[_first_glyph(cluster) :])
    tall = texts != [] and texts[0] in _TALL
    is_cluster = len(texts) > 1 and texts[0] not in _MARKS
    labelled = is_cluster and (len(texts) > 2 or raised or tall)
    return Run(
        pieces=cluster,
        text=_written(texts),
        labelled=labelled,
        open=labelled and tall and texts[-1] != _AA,
        raised=labelled and raised,
    )


def _first_glyph(cluster: list[Piece]) -> int:
    return next((at for at, piece in enumerate(cluster) if piece.code), len(cluster))


def _drawn(run: Run) -> bytes:
    shown = _shown(run.pieces)
    if not run.labelled:
        return shown
    label = b"feff" + run.text.encode("utf-16-be").hex().encode()
    return b"/Span<</ActualText<%b>>>BDC %b EMC" % (label, shown)


def _shown(group: list[Piece]) -> bytes:
    """The operations that draw ``group``."""
    out: list[bytes] = []
    line: list[bytes] = []
    for piece in group:
        if piece.rise:
            if line:
                out.append(b"[%b] TJ" % b" ".join(line))
            out.append(piece.rise + b" Ts")
            line = []
        else:
            line.append(b"<%b>" % piece.code if piece.code else piece.shift)
    if line:
        out.append(b"[%b] TJ" % b" ".join(line))
    return b"\n".join(out)


def _written(texts: list[str]) -> str:
    """
    How the glyphs of one cluster are written: base, vowel, tone; ํ and า as one ำ at the end.

    Some fonts draw the tone before a vowel below the line.
    """
    base, marks = texts[:1], "".join(sorted("".join(texts[1:]), key=_written_place))
    if _NIKHAHIT in marks and marks.endswith(_AA):
        marks = marks.replace(_NIKHAHIT, "").replace(_AA, "") + _AM
    return "".join(base) + marks


def _written_place(mark: str) -> int:
    """Vowels above and below first, then the tone, then า."""
    return 2 if mark == _AA else int(mark in _TONES)
