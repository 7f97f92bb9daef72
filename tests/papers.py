"""Small real PDFs for tests, made by the library that the program itself uses."""

import hashlib
import io

import pikepdf
from django.core.files.base import ContentFile

from circulars.models import FileRole, Letter, LetterFile
from tests.factories import MONDAY


def small_pdf(pages: int = 1) -> bytes:
    """An empty A4 document."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595.276, 841.89))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def keep_small_pdf(letter: Letter, role: FileRole = FileRole.READABLE) -> LetterFile:
    """Hang a small PDF on ``letter``."""
    data = small_pdf()
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
