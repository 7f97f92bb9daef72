"""Small real PDFs for tests, made by the library that the program itself uses."""

import hashlib
import io
from collections.abc import Callable

import pikepdf
from django.core.files.base import ContentFile

from circulars.models import FileRole, Letter, LetterFile
from tests.factories import MONDAY


def small_pdf(pages: int = 1, edit: Callable[[pikepdf.Pdf], object] | None = None) -> bytes:
    """An empty A4 document, as ``edit`` leaves it."""
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595.276, 841.89))
        if edit:
            edit(document)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def keep_small_pdf(
    letter: Letter, role: FileRole = FileRole.READABLE, data: bytes = b""
) -> LetterFile:
    """Hang a small PDF on ``letter``, or ``data`` as older versions would have kept it."""
    data = data or small_pdf()
    kept = LetterFile(
        letter=letter,
        role=role,
        name="หนังสือ.pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        pages=1,
        size=len(data),
        added_at=MONDAY,
    )
    kept.file.save("letter.pdf", ContentFile(data))
    return kept
