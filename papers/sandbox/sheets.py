"""Pages of several PDFs put into one, or some taken out of one. Runs behind the door only."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf


def gathered(pdfs: Sequence[bytes]) -> tuple[bytes, list[int]]:
    """All pages of ``pdfs`` in one PDF, and how many each of them has."""
    counts = []
    with pikepdf.new() as document:
        for pdf in pdfs:
            with pikepdf.open(io.BytesIO(pdf)) as one:
                counts.append(len(one.pages))
                document.pages.extend(one.pages)
        return _saved(document), counts


def picked(pdf: bytes, numbers: Sequence[int]) -> bytes:
    """The pages with these ``numbers``, from 1, and nothing else of ``pdf``."""
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as document:
        for number in numbers:
            document.pages.append(source.pages[number - 1])
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    document.save(target, deterministic_id=True)
    return target.getvalue()
