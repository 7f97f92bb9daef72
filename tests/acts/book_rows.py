"""The table: what is written in a register book by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from circulars.book_policies import (
    check_may_enter_late,
    check_may_note_carriage,
    check_may_number,
    check_may_reserve,
)
from circulars.domain import carrying, hand_numbers, reserving
from circulars.domain.hand_numbers import PaperLetter
from circulars.domain.late_entry import Late
from circulars.models import BookKind, EventKind, RegisterEntry, SentBy
from offices.models import Office, Post, Role, User
from tests.acts.stage import NOW
from tests.acts.trying import Row
from tests.factories import DAY

BOTH = frozenset({"house", "unit"})
TODAY = NOW.date()
PAPER = PaperLetter(subject="คำสั่ง", to_text="นาย ก", dated=TODAY)
BEFORE = PaperLetter(subject="คำสั่ง", to_text="นาย ก", dated=(NOW - DAY).date())
LATE = Late(NOW - DAY, "ไฟดับ")


def _row(name: str, act: Any, do: Any, check: Any, who: tuple[Role, ...], **more: Any) -> Row:
    return Row(name=name, act=act, do=do, check=check, who=who, where=BOTH, tried=BOTH, **more)


def _numbered(office: Office) -> RegisterEntry:
    """A letter of the office that was signed on paper, joined as its policy wants it."""
    clerk = Post.objects.filter(office=office, role=Role.CLERK).order_by("pk")[0].user
    entry = hand_numbers.number_by_hand(office, PAPER, by=clerk, at=NOW)
    joined = RegisterEntry.objects.select_related("book__office__house", "letter__unit__house")
    return joined.get(pk=entry.pk)


def _check_late(user: User, office: Office, at: dt.datetime) -> None:
    check_may_number(user, office, at)
    check_may_enter_late(user, office, at)


BOOK_ROWS = [
    _row(
        "number a letter signed on paper",
        hand_numbers.number_by_hand,
        lambda office, _stage, **who: hand_numbers.number_by_hand(office, PAPER, **who),
        check_may_number,
        (Role.CLERK, Role.OFFICER),
        events=(EventKind.NUMBERED,),
    ),
    _row(
        "write a number of yesterday",
        hand_numbers.number_by_hand,
        lambda office, _stage, **who: hand_numbers.number_by_hand(office, BEFORE, late=LATE, **who),
        _check_late,
        (Role.CLERK,),
        events=(EventKind.NUMBERED,),
    ),
    _row(
        "reserve numbers",
        reserving.reserve,
        lambda office, _stage, **who: reserving.reserve(
            office, BookKind.ORDERS, count=2, reason="พรุ่งนี้", use_by=TODAY, **who
        ),
        check_may_reserve,
        (Role.CLERK,),
        events=(EventKind.RESERVED,),
    ),
    _row(
        "note how a letter went out",
        carrying.note_carriage,
        lambda entry, _stage, **who: carrying.note_carriage(
            entry, how=SentBy.POST, on=TODAY, **who
        ),
        check_may_note_carriage,
        (Role.CLERK, Role.OFFICER),
        prepare=_numbered,
        events=(EventKind.CARRIED,),
    ),
]
