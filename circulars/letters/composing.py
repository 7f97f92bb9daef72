"""Draw a signed letter once and keep it with the letter."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.files.base import ContentFile
from django.db import transaction

from circulars.letters.building import draw_letter
from circulars.models import FileRole, Letter, LetterFile


@transaction.atomic
def compose(letter: Letter, *, at: dt.datetime, answerable: bool = True) -> LetterFile:
    """
    The kept PDF of a signed letter; doing it twice keeps one.

    ``at`` is the moment of drawing; the letter's own date is the day of signature.
    ``answerable``: a survey goes with it.
    """
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    kept = locked.files.filter(role=FileRole.COMPOSED).first()
    if kept is not None:
        return kept
    drawn = draw_letter(locked, answerable=answerable)
    name = f"letter-{locked.pk}.pdf"
    return LetterFile.objects.create(
        letter=locked,
        role=FileRole.COMPOSED,
        file=ContentFile(drawn.pdf, name),
        name=name,
        sha256=hashlib.sha256(drawn.pdf).hexdigest(),
        pages=drawn.pages,
        size=len(drawn.pdf),
        added_at=at,
        added_by=locked.signed_by,
    )
