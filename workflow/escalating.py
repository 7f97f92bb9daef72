"""
Reminders, derived from the clock and ``due_at`` alone: nothing marks a copy as late.

A copy passes stages: days before its last day, the last day, and days after the deadline.
Each stage is told once: to a person, because the key of a notice names copy, stage and
deadline; of a copy, because the Event does. A stage missed by two days, or overtaken by the
next one, is not told any more.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.repairing import untouched_by_repairs
from circulars.models import Event, EventKind, Expectation, OfficeCopy, Secrecy
from circulars.models.copy import OfficeCopyQuerySet
from workflow.desks import desks
from workflow.models import NoticeKind
from workflow.notices import copy_page, people_of, secret_words, tell
from workflow.rungs import Stage, letters_by_rungs
from workflow.settling import supersede

#: One of these a day is enough for one person and one letter.
_CALM = [
    kind.value
    for kind in (
        *(NoticeKind.DUE, NoticeKind.OVERDUE, NoticeKind.OVERDUE_HOUSE),
        NoticeKind.REMINDED,
    )
]


# One statement for all offices: to who has the letter on his desk, and when it is overdue to
# the supervisor of the house. A stage is not told on a day that told of the letter already.
_TELL = f"""
WITH {desks("copy.id = ANY(%(copies)s)", day="%(day)s")}, people AS (
  SELECT copy_id, user_id, %(kind)s AS kind FROM desk WHERE first
  UNION
  SELECT copy_id, user_id, '{NoticeKind.OVERDUE_HOUSE.value}' FROM boss
  WHERE %(kind)s = '{NoticeKind.OVERDUE.value}' AND NOT EXISTS (
    SELECT FROM desk WHERE desk.first AND desk.copy_id = boss.copy_id
      AND desk.user_id = boss.user_id)
)
INSERT INTO workflow_notice (user_id, kind, copy_id, text, url, created_at, key)
SELECT people.user_id, people.kind, copy.id, trim(
         CASE WHEN circular.secrecy <> %(normal)s THEN %(masked)s ELSE
           left(coalesce(letter.number_printed || ' ' || letter.subject, circular.subject), 500)
         END),
       %(before)s || copy.id || %(after)s, %(at)s, (KEY) || ':' || people.user_id
FROM people JOIN circulars_officecopy copy ON copy.id = people.copy_id
JOIN circulars_circular circular ON circular.id = copy.circular_id
LEFT JOIN circulars_letter letter ON letter.id = copy.letter_id
WHERE NOT EXISTS (
  SELECT FROM workflow_notice told
  WHERE told.copy_id = copy.id AND told.user_id = people.user_id AND told.kind = ANY(%(calm)s)
    AND told.created_at >= %(today)s AND told.created_at < %(today)s + interval '1 day')
ON CONFLICT (key) DO NOTHING
RETURNING copy_id
"""  # noqa: S608 - words of ours

_REMIND = _TELL.replace(
    "(KEY)",
    "'due:' || copy.id || ':' || %(stage)s || ':' || (%(dues)s::jsonb ->> copy.id::text)",
)
#: Once for each press of a person, or letter, that reminds.
REMIND_SILENT = _TELL.replace("(KEY)", "'reminded:' || copy.id || ':' || %(press)s")

# Any fixed number but that of the sealer: of two beats at once one waits for the other.
LOCK = 4_601_528


def send_reminders(*, at: dt.datetime) -> int:
    """Tell everybody whose copy has come to a new stage. Returns how many notices."""
    return sum(
        _remind(stage, whose, at=at)
        for rungs, whose in letters_by_rungs()
        for stage in rungs.stages()
    )


@transaction.atomic
def _remind(stage: Stage, whose: Q, *, at: dt.datetime) -> int:
    """
    Who has come to the post since is told too, as long as the stage lasts; but the Event, and
    with it the word to the sender, is of the copy, whether anybody sits there or not.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    due = _come_to(stage, whose, at=at)
    if not due:
        return 0
    dues = json.dumps({copy.pk: int(_due(copy).timestamp()) for copy in due})
    told = tell_holders(_REMIND, due, stage.kind, at=at, stage=stage.name, dues=dues)
    fresh = _untold(stage, due, at=at)
    if stage.kind == NoticeKind.DUE:
        reached = set(told)
        fresh = [copy for copy in fresh if copy.pk in reached]
    _record(stage, fresh, at=at)
    return len(told)


def _come_to(stage: Stage, whose: Q, *, at: dt.datetime) -> list[OfficeCopy]:
    """
    Those of ``whose`` in ``stage`` now. A stage that began before the letter came is nobody's,
    and so is one that comes while an office above repairs what it sent.
    """
    latest = at - stage.shift
    copies = _going_by(whose).filter(
        due_at__gt=latest - stage.lasts,
        due_at__lte=latest,
        sent_at__lte=F("due_at") + stage.shift,
    )
    related = ("office", "parent__officer", "parent__holder__house")
    matter = ("parent__letter", "parent__circular")
    found = list(copies.select_related(*related, *matter).order_by("office__code", "pk"))
    return found + _later_rounds(stage, whose, {copy.pk for copy in found}, at=at)


def _going_by(whose: Q) -> OfficeCopyQuerySet:
    """Open letters of ``whose``, but for those that an office above is repairing."""
    speed = Coalesce("letter__urgency", F("circular__urgency"))
    return OfficeCopy.objects.owing().alias(speed=speed).filter(whose, untouched_by_repairs())


def _later_rounds(
    stage: Stage, whose: Q, besides: set[int], *, at: dt.datetime
) -> list[OfficeCopy]:
    """
    Who owes an older round too is told of each one that comes: the letters, with the deadline of
    that round in the place of their own.
    """
    latest = at - stage.shift
    lines = Expectation.objects.open().filter(
        round__gt=1,
        due_at__gt=latest - stage.lasts,
        due_at__lte=latest,
        frozen_at__lte=F("due_at") + stage.shift,
        copy__in=_going_by(whose),
    )
    related = ("copy__office", "copy__parent__officer", "copy__parent__holder__house")
    matter = ("copy__parent__letter", "copy__parent__circular")
    found: dict[int, OfficeCopy] = {}
    for line in lines.select_related(*related, *matter).order_by("office__code", "due_at"):
        copy = line.copy
        if copy is not None and copy.pk not in besides:
            copy.due_at = line.due_at
            found.setdefault(copy.pk, copy)
    return list(found.values())


def tell_holders(
    statement: str,
    copies: list[OfficeCopy],
    kind: NoticeKind,
    *,
    at: dt.datetime,
    **words: Any,
) -> list[int]:
    """Returns the id of the copy of each notice that was written now."""
    chosen = {"copies": [copy.pk for copy in copies]}
    with connection.cursor() as cursor:
        cursor.execute(statement, {**telling_words(kind, at), **chosen, **words})
        told = [row[0] for row in cursor.fetchall()]
    supersede(told, at=at)
    return told


def telling_words(kind: NoticeKind, at: dt.datetime) -> dict[str, Any]:
    """What every telling statement is given."""
    before, after = copy_page(0).rsplit("0", 1)
    return {
        "kind": kind.value,
        "normal": Secrecy.NORMAL.value,
        "masked": secret_words(),
        "at": at,
        "day": timezone.localdate(at),
        "today": timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0),
        # Who presses the button wants it said, whatever the clock has said that day.
        "calm": [] if kind == NoticeKind.REMINDED else _CALM,
        "before": before,
        "after": after,
    }


def _untold(stage: Stage, due: list[OfficeCopy], *, at: dt.datetime) -> list[OfficeCopy]:
    """Those of ``due`` that no Event names yet, with this stage and this deadline."""
    senders = {copy.parent_id or copy.pk for copy in due}
    events = Event.objects.filter(
        kind=EventKind.REMINDED, copy__in=senders, data__stage=stage.name, at__gt=at - stage.lasts
    )
    told = {
        (moment, pk)
        for data in events.values_list("data", flat=True)
        for moment, copies in data["due"].items()
        for pk in copies
    }
    return [copy for copy in due if (_moment(copy), copy.pk) not in told]


def _due(copy: OfficeCopy) -> dt.datetime:
    assert copy.due_at is not None, "only a copy with a deadline comes to a stage"
    return copy.due_at


def _moment(copy: OfficeCopy) -> str:
    return _due(copy).astimezone(dt.UTC).isoformat()


def _record(stage: Stage, copies: list[OfficeCopy], *, at: dt.datetime) -> None:
    """One Event per sending copy and stage, and when it is overdue one word to its people."""
    below: dict[OfficeCopy, list[OfficeCopy]] = defaultdict(list)
    for copy in copies:
        if copy.parent is None:
            _write(stage, copy, [copy], at=at)
        else:
            below[copy.parent].append(copy)
    for parent, children in below.items():
        event = _write(stage, parent, children, at=at)
        if stage.kind == NoticeKind.OVERDUE:
            _tell_sender(event, parent, children, at=at)


def _write(stage: Stage, on: OfficeCopy, copies: list[OfficeCopy], *, at: dt.datetime) -> Event:
    """``due`` names the copies by their deadline: each is told once of a stage."""
    due: dict[str, list[int]] = defaultdict(list)
    for copy in copies:
        due[_moment(copy)].append(copy.pk)
    return record(
        EventKind.REMINDED,
        by=None,
        at=at,
        copy=on,
        stage=stage.name,
        count=len(copies),
        due=due,
    )


def _tell_sender(
    event: Event, parent: OfficeCopy, children: list[OfficeCopy], *, at: dt.datetime
) -> None:
    names = ", ".join(child.office.label for child in children[:3])
    words = _("%(names)s ยังไม่ดำเนินการ") % {"names": names}
    if len(children) > 3:
        words = _("%(names)s และอีก %(more)s แห่งยังไม่ดำเนินการ") % {
            "names": names,
            "more": len(children) - 3,
        }
    tell(
        people_of(parent, at=at),
        NoticeKind.OVERDUE_BELOW,
        parent,
        at=at,
        key=f"below:{event.pk}",
        text=words[:500],
    )
