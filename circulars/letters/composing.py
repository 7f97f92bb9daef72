"""Draw a signed letter once and keep it with the letter."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.files.base import ContentFile
from django.db import transaction

from circulars.letters.building import draw_letter
from circulars.models import FileRole, Letter, LetterFile
from papers.digital_signature import sign_pdf


@transaction.atomic
def compose(letter: Letter, *, at: dt.datetime, answerable: bool = True) -> LetterFile:
    """
    The kept PDF of a signed letter; doing it twice keeps one.

    ``at`` is the moment of drawing; the letter's own date is the day of signature.
    ``answerable``: a survey goes with it. Where the office has a key, its signature is added
    last, after everything that is drawn.
    """
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    kept = locked.files.filter(role=FileRole.COMPOSED).first()
    if kept is not None:
        return kept
    drawn = draw_letter(locked, answerable=answerable)
    pdf = sign_pdf(drawn.pdf, name=locked.signer_name, reason=locked.signed_as)
    name = f"letter-{locked.pk}.pdf"
    return LetterFile.objects.create(
        letter=locked,
        role=FileRole.COMPOSED,
        file=ContentFile(pdf, name),
        name=name,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pages=drawn.pages,
        size=len(pdf),
        added_at=at,
        added_by=locked.signed_by,
    )
