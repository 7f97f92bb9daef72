"""Uploads in the words of the domain."""

from __future__ import annotations

from circulars.domain.intake import IncomingFile
from papers.upload import AcceptedFile


def incoming(file: AcceptedFile) -> IncomingFile:
    """A checked upload in the words of the domain."""
    return IncomingFile(
        name=file.original_name,
        data=file.original_bytes,
        readable=file.pdf_bytes,
        sha256=file.sha256,
        mime=file.mime,
        pages=file.pages,
    )
