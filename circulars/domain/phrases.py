"""The phrase bank of an office: paragraphs that its officers pick into their drafts."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from circulars.domain.locking import hold, lock_house
from circulars.errors import Invalid, WrongState
from circulars.models import Phrase
from circulars.policies import check_may_keep_phrases
from offices.models import Office, User


def phrases_of(house: Office) -> QuerySet[Phrase]:
    """The phrases of ``house`` that are in use, in the order in which they were kept."""
    return Phrase.objects.filter(house=house, retired_at=None)


@transaction.atomic
def keep_phrase(house: Office, text: str, *, by: User, at: dt.datetime) -> Phrase:
    """Keep a paragraph for everybody who drafts in ``house``. Raises NotAllowed, Invalid."""
    check_may_keep_phrases(by, house, at)
    lock_house(house)
    paragraph = " ".join(text.split())
    if not paragraph:
        raise Invalid(_("โปรดเขียนถ้อยคำที่จะเก็บ"), field="text")
    if phrases_of(house).filter(text=paragraph).exists():
        raise Invalid(_("ถ้อยคำนี้เก็บไว้แล้ว"), field="text")
    return Phrase.objects.create(house=house, text=paragraph, made_by=by, made_at=at)


@transaction.atomic
def retire_phrase(row: Phrase, *, by: User, at: dt.datetime) -> None:
    """Put a phrase away. Raises NotAllowed, WrongState when it was put away already."""
    check_may_keep_phrases(by, row.house, at)
    lock_house(row.house)
    hold(Phrase, [row.pk])
    row.refresh_from_db(fields=["retired_at"])
    if row.retired_at is not None:
        raise WrongState(_("ถ้อยคำนี้เอาออกไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"))
    Phrase.objects.filter(pk=row.pk).update(retired_at=at)
