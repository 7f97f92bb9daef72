"""Patterns of letters that come often, kept by the desk that takes them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from circulars.domain.correcting import line_of
from circulars.domain.locking import hold, lock_house
from circulars.domain.senders import prefix_of
from circulars.errors import Invalid, WrongState
from circulars.models import FrequentLetter, OfficeCopy, Secrecy
from circulars.policies import check_may_enter
from offices.models import Office, User

#: What a pattern fills in, beside its own name and the beginning of the number.
FILLED = ("issuer_name", "subject", "addressee", "kind", "urgency", "channel", "action")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a pattern is called, and what the form of its letters is filled with."""

    name: str
    issuer_name: str
    number_prefix: str = ""
    subject: str = ""
    addressee: str = ""
    kind: str = "external"
    urgency: str = "001"
    channel: str = "paper"
    action: str = ""

    @property
    def columns(self) -> dict[str, str]:
        names = ("name", "number_prefix", *FILLED)
        return {one: getattr(self, one).strip() for one in names}


def frequent_of(units: Collection[Office]) -> QuerySet[FrequentLetter]:
    """The patterns of a desk that are in use, by name."""
    return FrequentLetter.objects.filter(unit__in=units, retired_at=None)


def values_of(pattern: FrequentLetter) -> Mapping[str, Any]:
    """Field of the intake form → what the pattern fills it with."""
    filled = {name: getattr(pattern, name) for name in FILLED}
    prefix = pattern.number_prefix
    # "มท 0810.3/ว 3195", but "มท 0810.3/3195": the number is typed right behind it.
    begun = prefix if not prefix or prefix.endswith("/") else f"{prefix} "
    return {"number_printed": begun, **filled}


@transaction.atomic
def keep_pattern(unit: Office, pattern: Pattern, *, by: User, at: dt.datetime) -> FrequentLetter:
    """Keep a new pattern for the desk of ``unit``. Raises NotAllowed, Invalid."""
    check_may_enter(by, unit, at)
    lock_house(unit)
    _check(pattern, frequent_of([unit]))
    return FrequentLetter.objects.create(unit=unit, made_by=by, made_at=at, **pattern.columns)


@transaction.atomic
def keep_as_pattern(copy: OfficeCopy, unit: Office, *, by: User, at: dt.datetime) -> FrequentLetter:
    """Make a pattern of a letter that was registered, called by its subject."""
    letter, line = copy.letter, line_of(copy)
    if letter is None or line is None or not copy.is_from_outside:
        raise WrongState(_("ทำแบบได้จากหนังสือที่ลงรับจากกระดาษหรืออีเมลแล้วเท่านั้น"))
    if letter.secrecy != Secrecy.NORMAL:
        raise WrongState(_("หนังสือชั้นความลับเก็บเป็นแบบไม่ได้"))
    taken = set(frequent_of([unit]).values_list("name", flat=True))
    pattern = Pattern(
        name=_free_name(letter.subject, taken),
        issuer_name=letter.issuer_name,
        number_prefix=prefix_of(letter.number_printed),
        subject=letter.subject,
        addressee=letter.addressee,
        kind=letter.kind,
        urgency=letter.urgency,
        channel=copy.channel,
        action=line.action,
    )
    return keep_pattern(unit, pattern, by=by, at=at)


@transaction.atomic
def change_pattern(row: FrequentLetter, pattern: Pattern, *, by: User, at: dt.datetime) -> None:
    """Write a pattern anew. Raises NotAllowed, Invalid, WrongState when it was put away."""
    _still_there(row, by=by, at=at)
    _check(pattern, frequent_of([row.unit]).exclude(pk=row.pk))
    FrequentLetter.objects.filter(pk=row.pk).update(**pattern.columns)


@transaction.atomic
def retire_pattern(row: FrequentLetter, *, by: User, at: dt.datetime) -> None:
    """Put a pattern away; letters entered with it are not touched."""
    _still_there(row, by=by, at=at)
    FrequentLetter.objects.filter(pk=row.pk).update(retired_at=at)


def _still_there(row: FrequentLetter, *, by: User, at: dt.datetime) -> None:
    check_may_enter(by, row.unit, at)
    lock_house(row.unit)
    hold(FrequentLetter, [row.pk])
    row.refresh_from_db(fields=["retired_at"])
    if row.retired_at is not None:
        raise WrongState(_("แบบนี้เอาออกไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"))


def _check(pattern: Pattern, others: QuerySet[FrequentLetter]) -> None:
    if not pattern.name.strip():
        raise Invalid(_("โปรดตั้งชื่อแบบ"), field="name")
    if not pattern.issuer_name.strip():
        raise Invalid(_("โปรดกรอกผู้ส่ง"), field="issuer_name")
    if others.filter(name=pattern.name.strip()).exists():
        raise Invalid(_("มีแบบชื่อนี้อยู่แล้ว โปรดตั้งชื่ออื่น"), field="name")


def _free_name(subject: str, taken: Collection[str]) -> str:
    """The subject, or the subject with a number behind it."""
    number, name = 1, subject[:_LONGEST_NAME]
    while name in taken:
        number += 1
        tail = f" ({number})"
        name = subject[: _LONGEST_NAME - len(tail)] + tail
    return name
