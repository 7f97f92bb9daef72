"""Files that lie inside a PDF: attachments, the entries of a portfolio, data of PDF/A-3."""

from dataclasses import dataclass

import pikepdf

_MOST = 30
_MOST_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Inside:
    """A file found in another, under the name that it has there."""

    name: str
    data: bytes


def files_in(document: pikepdf.Pdf) -> list[Inside]:
    """The files inside ``document`` that can be read, at most thirty and 100 MB."""
    found: list[Inside] = []
    left = _MOST_BYTES
    for name, spec in [*_named(document), *_pinned(document)]:
        data = _bytes_of(spec)
        left -= len(data)
        if left < 0 or len(found) == _MOST:
            break
        if data:
            said = str(spec.get("/UF") or spec.get("/F") or name)
            found.append(Inside(said.replace("\\", "/").rsplit("/", 1)[-1][-200:], data))
    return found


def _bytes_of(spec: pikepdf.Object) -> bytes:
    files = spec.get("/EF")
    if not isinstance(files, pikepdf.Dictionary):
        return b""
    for key in ("/UF", "/F"):
        file = files.get(key)
        if isinstance(file, pikepdf.Stream):
            try:
                return file.read_bytes()
            except (pikepdf.PdfError, pikepdf.DataDecodingError):
                return b""
    return b""


def _named(document: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    try:
        return [(name, document.attachments[name].obj) for name in list(document.attachments)]
    except (pikepdf.PdfError, KeyError, ValueError, TypeError):
        return []


def _pinned(document: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    """Files that somebody pinned to a page."""
    found: list[tuple[str, pikepdf.Object]] = []
    for page in document.pages:
        annotations = page.obj.get("/Annots")
        for item in annotations if isinstance(annotations, pikepdf.Array) else ():
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/FileAttachment":
                spec = item.get("/FS")
                if isinstance(spec, pikepdf.Dictionary):
                    found.append(("", spec))
    return found
