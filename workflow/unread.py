"""
The alarm for letters that nobody opens: after some working hours, by urgency, the clerks of
the receiver and the officer of the sender are told, each once.

Once across beats and restarts: of a person, because the key of a notice names the copy; of a
copy, because the Event of its sender does.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.deadlines import holidays_between
from circulars.domain.events import record
from circulars.models import Event, EventKind, OfficeCopy, Urgency
from circulars.models.copy import UNREAD
from thai.working_hours import hours_before
from workflow.arriving import notify_unread
from workflow.models import NoticeKind
from workflow.notices import is_secret, people_of, subject_of, tell

#: How an Event of reminding says that it was this alarm.
UNREAD_STAGE = "unread"
#: Told no more when a beat comes this much too late.
LATEST = dt.timedelta(days=7)
#: So many names stand in the word to the sender.
MOST_NAMES = 3

# Any fixed number but those of the sealer and the ladder: of two beats at once one waits.
_LOCK = 4_601_529
_URGENCIES = (Urgency.NORMAL, Urgency.URGENT, Urgency.VERY_URGENT, Urgency.MOST_URGENT)


@transaction.atomic
def tell_unread(*, at: dt.datetime) -> int:
    """Tell of every letter that has now lain unopened too long. Returns how many letters."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    fresh = _untold(_unread(at))
    by_letter: dict[int | None, list[OfficeCopy]] = defaultdict(list)
    by_sender: dict[OfficeCopy, list[OfficeCopy]] = defaultdict(list)
    for copy in fresh:
        by_letter[copy.letter_id].append(copy)
        by_sender[copy.parent or copy].append(copy)
    for copies in by_letter.values():
        ids, one = [copy.pk for copy in copies], copies[0]
        notify_unread(ids, text=subject_of(one), at=at, secret=is_secret(one))
    for sender, copies in by_sender.items():
        _tell_sender(sender, copies, at=at)
    return len(fresh)


def _unread(at: dt.datetime) -> list[OfficeCopy]:
    """The copies that have lain unopened for the hours of their urgency."""
    today = timezone.localdate(at)
    holidays = holidays_between(today - dt.timedelta(days=120), today).keys()
    too_long = Q(pk__in=[])
    for urgency, hours in zip(_URGENCIES, settings.UNREAD_AFTER_HOURS, strict=True):
        before = hours_before(at, hours, holidays)
        too_long |= Q(speed=urgency, sent_at__lte=before, sent_at__gt=before - LATEST)
    rows = OfficeCopy.objects.filter(UNREAD, sent_at__gt=at - LATEST * 6, letter__isnull=False)
    rows = rows.annotate(speed=Coalesce("letter__urgency", F("circular__urgency")))
    related = ("office", "letter", "circular", "parent__officer", "parent__holder__house")
    matter = ("parent__letter", "parent__circular")
    return list(rows.filter(too_long).select_related(*related, *matter).order_by("pk"))


def _untold(copies: list[OfficeCopy]) -> list[OfficeCopy]:
    senders = {copy.parent_id or copy.pk for copy in copies}
    events = Event.objects.filter(
        kind=EventKind.REMINDED, copy__in=senders, data__stage=UNREAD_STAGE
    )
    told = {pk for data in events.values_list("data", flat=True) for pk in data["copies"]}
    return [copy for copy in copies if copy.pk not in told]


def _tell_sender(sender: OfficeCopy, copies: list[OfficeCopy], *, at: dt.datetime) -> None:
    event = record(
        EventKind.REMINDED,
        by=None,
        at=at,
        copy=sender,
        stage=UNREAD_STAGE,
        count=len(copies),
        copies=[copy.pk for copy in copies],
    )
    if copies == [sender]:
        return  # it came from outside, or reminds: nobody of a sender looks after it
    names = ", ".join(copy.office.label for copy in copies[:MOST_NAMES])
    words = _("%(names)s ยังไม่เปิดอ่าน") % {"names": names}
    if (more := len(copies) - MOST_NAMES) > 0:
        words = _("%(names)s และอีก %(more)s แห่งยังไม่เปิดอ่าน") % {"names": names, "more": more}
    told = f"{words} · {subject_of(sender)}"[:500]
    people, kind = people_of(sender, at=at), NoticeKind.UNREAD_BELOW
    tell(people, kind, sender, at=at, key=f"unread_below:{event.pk}", text=told)
