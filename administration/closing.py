"""An office is closed, or merged into another: what becomes of its letters, debts and people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from administration.formers import former_of, keep_former, open_at
from administration.leaving import Heirs
from administration.posts import end_post
from administration.reorganising import check_day
from circulars.domain.events import record
from circulars.domain.expecting import excuse, give_back
from circulars.domain.locking import hold, lock_house
from circulars.domain.moving import lock, move
from circulars.domain.sharing import end_shares
from circulars.errors import Invalid
from circulars.models import EventKind, Expectation, OfficeCopy, What
from circulars.policies import check_may_manage_accounts
from circulars.states import State
from offices.models import Change, Former, Kind, Office, Post, User
from offices.placing import place
from survey.domain.excusing import take_out
from survey.models import ExpectedAnswer

#: Nothing has been built on the letter yet: it may go back to its sender.
RETURNABLE = (State.ARRIVED, State.REGISTERED, State.ENDORSED)


@dataclass(frozen=True, slots=True)
class Left:
    """What an office would leave behind, for whoever decides."""

    letters: int
    passed_on: int
    not_reached: int
    people: int


def left_at(office: Office, *, at: dt.datetime) -> Left:
    """Open letters, those among them that cannot go back, debts on their way, posts held."""
    letters = open_at(office)
    return Left(
        letters=letters.count(),
        passed_on=letters.exclude(state__in=RETURNABLE).count(),
        not_reached=_on_its_way(office).count(),
        people=Post.objects.held_on(timezone.localdate(at)).filter(office__house=office).count(),
    )


@transaction.atomic
def close_office(
    office: Office,
    *,
    on: dt.date,
    act: str,
    by: User,
    at: dt.datetime,
    successor: Office | None = None,
    takes_over: bool = True,
) -> Former:
    """
    Close ``office`` from ``on`` on; with a ``successor`` it is merged into that.

    Its open letters go to the successor, which acts on them in its place: the ledger keeps the
    office that was asked, so no rate changes by it. Without one, or if it does not take over, they
    go back to their senders and the office is excused with the act as reason; so it is in any case
    of what has not reached it. Posts end, and nobody is reminded there any more.

    Raises NotAllowed for no administrator of both, Invalid for a unit, a day that cannot be, a
    successor that is closed, or letters already passed on that nobody would take over.
    """
    lock_house(*(one for one in (office, successor) if one is not None))
    office = Office.objects.get(pk=office.pk)
    check_may_manage_accounts(by, office, at)
    words = check_day(office, on, act, at=at)
    _check_successor(office, successor, by=by, at=at)
    reason = _reason(office, successor, words)
    for copy in open_at(office).order_by("pk"):
        if successor is not None and takes_over:
            _take_over(lock(copy), successor, by=by, at=at, reason=reason)
        else:
            _give_back(lock(copy), by=by, at=at, reason=reason)
    _excuse_on_its_way(office, by=by, at=at, reason=reason)
    _end_posts(office, on, by=by, at=at)
    change = Change.MERGED if successor else Change.CLOSED
    before = former_of(office)
    row = keep_former(office, before, until=on, act=words, by=by, at=at, change=change)
    assert row is not None, "a closing is always kept"
    office.closed_on, office.successor = on, successor
    place(office)
    told: dict[str, Any] = {"change": change.value, "before": office.name, "act": words}
    told["after"] = successor.name if successor else ""
    record(EventKind.REORGANISED, by=by, at=at, office=office, on=on.isoformat(), **told)
    return row


def _check_successor(
    office: Office, successor: Office | None, *, by: User, at: dt.datetime
) -> None:
    if office.kind == Kind.DIVISION:
        raise Invalid(_("หน่วยงานภายในให้ยุบที่หน้า “แก้ไขหน่วยงานนี้”"), field="on")
    if successor is not None:
        if successor.pk == office.pk or successor.closed_on is not None:
            raise Invalid(_("หน่วยงานที่รับช่วงต้องเป็นอีกหน่วยงานหนึ่งที่ยังอยู่"), field="successor")
        check_may_manage_accounts(by, successor, at)


def _reason(office: Office, successor: Office | None, act: str) -> str:
    """Thai in every language: it stands in the ledger and in tables."""
    if successor is None:
        return f"{office.name} ยุบเลิก: {act}"
    return f"{office.name} รวมกับ {successor.name}: {act}"


def _take_over(
    copy: OfficeCopy, successor: Office, *, by: User, at: dt.datetime, reason: str
) -> None:
    """The letter lies on the successor's desk, which enters it in its own book."""
    copy.stands_for = copy.stands_for or copy.office
    copy.office, copy.holder = successor, successor.reception or successor
    copy.officer, copy.held_since = None, at
    if copy.state in RETURNABLE:
        copy.receipted_at = None
    fields = ["stands_for", "office", "holder", "officer", "held_since", "receipted_at"]
    copy.save(update_fields=fields)
    end_shares(copy, by=by, at=at, reason=reason)
    told: dict[str, Any] = {"before": copy.stands_for.name, "after": successor.name}
    record(EventKind.SUCCEEDED, by=by, at=at, copy=copy, reason=reason, **told)


def _give_back(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> None:
    if copy.state not in RETURNABLE:
        raise Invalid(
            _("%(office)s มีหนังสือที่ดำเนินการหรือส่งต่อไปแล้ว โปรดเลือกหน่วยงานที่รับช่วง")
            % {"office": copy.office.name},
            field="successor",
        )
    copy.return_reason = reason[:300]
    move(copy, State.RETURNED, at=at)
    copy.save(update_fields=["return_reason"])
    end_shares(copy, by=by, at=at, reason=reason)
    give_back(copy, by=by, at=at)
    record(EventKind.RETURNED, by=by, at=at, copy=copy, reason=copy.return_reason)


def _on_its_way(office: Office) -> Any:
    return Expectation.objects.open().filter(office=office, copy=None)


def _excuse_on_its_way(office: Office, *, by: User, at: dt.datetime, reason: str) -> None:
    """What was asked of the office and has not reached it never will."""
    lines = _on_its_way(office)
    asked = ExpectedAnswer.objects.filter(expectation__in=lines.filter(what=What.SURVEY))
    kept = list(asked.order_by("pk").values_list("pk", flat=True))
    hold(ExpectedAnswer, kept)
    joined = ExpectedAnswer.objects.select_related("task__copy", "expectation")
    for line in joined.filter(pk__in=kept).order_by("pk"):
        take_out(line, None, reason, by=by, at=at)
    excuse(lines, by=by, at=at, reason=reason, for_all=True)


def _end_posts(office: Office, on: dt.date, *, by: User, at: dt.datetime) -> None:
    """The last day of every post is the day before, or its first day if that is later."""
    last = on - dt.timedelta(days=1)
    held = Post.objects.held_on(on).filter(office__house=office).select_related("office", "user")
    for post in held.order_by("pk"):
        end_post(post, by=by, at=at, ends_on=max(last, post.starts_on), heirs=Heirs())
