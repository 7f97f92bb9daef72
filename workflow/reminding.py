"""Who is silent or late with what was sent, and how somebody reminds them: in the system, by letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, CharField, Func, Q, Value
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.domain.reminding import bundles, issue_reminder, late_ones
from circulars.errors import Invalid, WrongState
from circulars.models import Dispatch, Event, EventKind, Expectation, Letter, OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet, late_itself
from circulars.models.expectation import HELD_AT
from circulars.sent_policies import check_may_remind
from offices.models import Office, User
from thai.dates import format_moment, format_time
from workflow.escalating import REMIND_SILENT, tell_holders
from workflow.models import NoticeKind

#: How an event of reminding says that somebody pressed for it.
BY_HAND = "by_hand"
#: Nobody is reminded by hand twice in this time.
REST = dt.timedelta(hours=1)
#: So many offices are reminded by letter in one act.
MOST = 200

_JOINED = ("office__district", "office__province", "letter")


def sent_from(copy: OfficeCopy) -> Dispatch | None:
    """The last sending of ``copy``, with what was added to it: of this its receivers are reminded."""
    sendings = copy.dispatches.select_related(
        "letter__unit__house", "copy__office", "copy__circular"
    )
    return sendings.filter(adds_to=None).order_by("-pk").first()


def _of(sending: Dispatch) -> Q:
    return Q(dispatch=sending) | Q(dispatch__adds_to=sending)


def late_below(sending: Dispatch, *, at: dt.datetime) -> list[OfficeCopy]:
    """The silent receivers of ``sending`` whose own deadline is over, with their offices."""
    silent = silent_below(sending.copy).filter(_of(sending)).select_related(*_JOINED)
    return late_ones(list(silent), at=at)


def late_further_down(sending: Dispatch, *, at: dt.datetime) -> OfficeCopyQuerySet:
    """
    Who is late below the receivers of ``sending``, at any depth, by area: whoever holds the
    letter, wholly or from some of those below, and not who passed it on and waits for others.
    """
    owed = Expectation.objects.below(sending.copy).answering().overdue(at)
    held_up = owed.filter(copy=None).annotate(holder=HELD_AT).order_by().values("holder")
    below = OfficeCopy.objects.below(sending.copy).exclude(parent=sending.copy)
    late = below.owing().filter(Q(pk__in=held_up) | late_itself(at)).select_related(*_JOINED)
    if sending.copy.dispatches.filter(adds_to=None).count() > 1:
        receivers = OfficeCopy.objects.filter(_of(sending)).values("pk")
        late = late.alias(through=_first_below(sending.copy)).filter(through__in=receivers)
    return late.order_by("office__province__code", "office__district__code", "office__code", "pk")


def _first_below(copy: OfficeCopy) -> Cast:
    """The copy just below ``copy`` through which the letter came."""
    rest = Substr("above", len(copy.branch) + 1)
    first = Func(rest, Value("."), Value(1), function="split_part", output_field=CharField())
    return Cast(first, BigIntegerField())


def in_area(office: Office) -> Q:
    """What lies in ``office``, or in the province or district that it is."""
    return Q(office=office) | Q(office__province=office) | Q(office__district=office)


def silent_below(copy: OfficeCopy) -> OfficeCopyQuerySet:
    """Direct recipients that still owe something."""
    return OfficeCopy.objects.filter(parent=copy).owing().order_by("office__code")


@transaction.atomic
def remind_by_letter(copy: OfficeCopy, *, by: User, at: dt.datetime) -> Letter:
    """Remind by an official letter every receiver who is late. Raises NotAllowed, WrongState."""
    sending = _sending_of(copy)
    return issue_reminder(sending, late_below(sending, at=at), by=by, at=at)


@transaction.atomic
def remind_chosen(
    copy: OfficeCopy, chosen: Collection[int], *, by: User, at: dt.datetime
) -> list[Letter]:
    """
    Remind those of ``chosen`` (ids of copies below ``copy``) who are late, at any depth: one
    letter for the receivers and one for each district further down, numbered in one act.

    Who has answered meanwhile is left out. Raises NotAllowed, WrongState, Invalid.
    """
    sending = _sending_of(copy)
    wanted = set(chosen)
    late = [one for one in late_below(sending, at=at) if one.pk in wanted]
    late += late_further_down(sending, at=at).filter(pk__in=wanted)
    groups = bundles(sending, late) or [late]
    if len(late) > MOST and len(groups) > 1:
        words = {"most": MOST}
        raise Invalid(_("ออกหนังสือเตือนได้ครั้งละไม่เกิน %(most)s แห่ง โปรดเลือกทีละพื้นที่") % words)
    return [issue_reminder(sending, group, by=by, at=at) for group in groups]


def _sending_of(copy: OfficeCopy) -> Dispatch:
    sending = sent_from(lock(copy))
    if sending is None:
        raise WrongState(_("ยังไม่ได้ส่งหนังสือฉบับนี้ถึงใคร จึงไม่มีใครต้องเตือน"))
    return sending


@transaction.atomic
def remind_silent(
    copy: OfficeCopy, *, by: User, at: dt.datetime, chosen: Collection[int] | None = None
) -> int:
    """
    Remind those below ``copy`` that have not answered: its receivers, or the copies with the
    ids in ``chosen`` at any depth. Whom somebody reminded within the hour is left in peace.

    Returns how many offices. Raises NotAllowed; WrongState when all of them rest.
    """
    copy = lock(copy)
    check_may_remind(by, copy, at)
    silent = list(silent_below(copy) if chosen is None else _silent_among(copy, chosen))
    resting = resting_below(copy, at=at)
    fresh = [child for child in silent if child.office_id not in resting]
    if silent and not fresh:
        raise WrongState(rest_words(min(resting[child.office_id] for child in silent)))
    if fresh:
        tell_reminded(fresh, press=at.isoformat(timespec="minutes"), at=at)
        offices = [child.office_id for child in fresh]
        words: dict[str, Any] = {"stage": BY_HAND, "count": len(fresh), "offices": offices}
        record(EventKind.REMINDED, by=by, at=at, copy=copy, **words)
    return len(fresh)


def _silent_among(copy: OfficeCopy, chosen: Collection[int]) -> OfficeCopyQuerySet:
    below = OfficeCopy.objects.below(copy).owing()
    return below.filter(pk__in=list(chosen)).order_by("office__code")


def tell_reminded(copies: list[OfficeCopy], *, press: str, at: dt.datetime) -> int:
    """
    Tell who holds ``copies`` that their sender reminds; once for each ``press``, which names
    the act. Returns how many notices.
    """
    return len(tell_holders(REMIND_SILENT, copies, NoticeKind.REMINDED, at=at, press=press))


def resting_below(copy: OfficeCopy, *, at: dt.datetime) -> dict[int, dt.datetime]:
    """When each office of the matter was reminded by hand, as far as it was within the hour."""
    told = Event.objects.filter(
        circular=copy.circular_id,
        kind=EventKind.REMINDED,
        data__stage=BY_HAND,
        at__gt=at - REST,
    )
    rows = told.order_by("at").values_list("at", "data")
    return {office: moment for moment, data in rows for office in data["offices"]}


def rest_words(told_at: dt.datetime) -> str:
    """When it was, and from when on it may be again."""
    words = {
        "when": format_moment(told_at, digits="arabic", style="short"),
        "again": format_time(told_at + REST, digits="arabic"),
    }
    return _("เตือนไปแล้วเมื่อ %(when)s เตือนอีกครั้งได้ตั้งแต่ %(again)s") % words
