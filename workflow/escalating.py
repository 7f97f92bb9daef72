"""
Reminders, derived from the clock and ``due_at`` alone: nothing marks a copy as late.

A copy passes stages: days before its last day, the last day, and days after the deadline.
Each stage is told once: to a person, because the key of a notice names copy, stage and
deadline; of a copy, because the Event does. A stage missed by two days, or overtaken by the
next one, is not told any more.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.models import Event, EventKind, OfficeCopy, Secrecy
from circulars.models.copy import OfficeCopyQuerySet
from circulars.policies import check_may_remind
from offices.models import Role, User
from offices.models.post import READING_ROLES
from workflow.models import NoticeKind
from workflow.notices import copy_page, people_of, secret_words, tell

#: Told no more when a beat comes this much too late.
LATEST = dt.timedelta(days=2)
#: How an event of reminding says that somebody pressed for it.
BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Stage:
    """
    ``shift`` is when it begins, counted from ``due_at`` (the first late moment); ``lasts``
    how long it may still be told, at most until the next one begins.
    """

    name: str
    kind: NoticeKind
    shift: dt.timedelta
    lasts: dt.timedelta = LATEST


def stages() -> list[Stage]:
    """The stages by setting: N days before the last day, the last day, N days overdue."""
    day = dt.timedelta(days=1)
    before = [
        Stage(f"before{n}", NoticeKind.DUE, -(n + 1) * day) for n in settings.REMIND_BEFORE_DAYS
    ]
    after = [
        Stage(f"after{n}", NoticeKind.OVERDUE, (n - 1) * day) for n in settings.REMIND_AFTER_DAYS
    ]
    found = sorted(
        [*before, Stage("today", NoticeKind.DUE, -day), *after], key=lambda stage: stage.shift
    )
    return [
        replace(stage, lasts=min(later.shift - stage.shift, LATEST))
        for stage, later in pairwise(found)
    ] + found[-1:]


# One statement for all offices: to the officer of the copy, or the clerks and officers of
# the unit that holds it (of the house, when nobody sits in the unit).
_TELL = """
WITH due AS (
  SELECT copy.id, copy.holder_id, copy.office_id, copy.due_at, officer.user_id AS officer_id,
         circular.secrecy <> %(normal)s AS secret,
         CASE WHEN circular.secrecy <> %(normal)s THEN %(masked)s ELSE
           left(coalesce(letter.number_printed || ' ' || letter.subject, circular.subject), 500)
         END AS words
  FROM circulars_officecopy copy
  JOIN circulars_circular circular ON circular.id = copy.circular_id
  LEFT JOIN circulars_letter letter ON letter.id = copy.letter_id
  -- An officer who has left the house is nobody's officer any more.
  LEFT JOIN LATERAL (
    SELECT post.user_id FROM offices_post post
    JOIN offices_office unit ON unit.id = post.office_id AND unit.house_id = copy.office_id
    JOIN offices_user one ON one.id = post.user_id AND one.is_active
    WHERE post.user_id = copy.officer_id AND post.role = ANY(%(reading)s)
      AND post.starts_on <= %(day)s AND (post.ends_on IS NULL OR post.ends_on >= %(day)s)
    LIMIT 1
  ) officer ON true
  WHERE copy.id = ANY(%(copies)s)
), people AS (
  SELECT due.*, due.officer_id AS user_id FROM due WHERE due.officer_id IS NOT NULL
  UNION
  SELECT due.*, post.user_id FROM due
  JOIN offices_post post ON post.role = ANY(%(roles)s)
   AND post.starts_on <= %(day)s AND (post.ends_on IS NULL OR post.ends_on >= %(day)s)
   AND post.office_id = CASE WHEN EXISTS (
     SELECT FROM offices_post there
     WHERE there.office_id = due.holder_id AND there.role = ANY(%(roles)s)
       AND there.starts_on <= %(day)s AND (there.ends_on IS NULL OR there.ends_on >= %(day)s)
   ) THEN due.holder_id ELSE due.office_id END
  WHERE due.officer_id IS NULL
)
INSERT INTO workflow_notice (user_id, kind, copy_id, text, url, created_at, key)
SELECT people.user_id, %(kind)s, people.id, trim(people.words),
       %(before)s || people.id || %(after)s, %(at)s,
       (KEY) || ':' || people.user_id
FROM people JOIN offices_user person ON person.id = people.user_id AND person.is_active
-- That a secret letter exists is told only to who is named: circulars.models.sight.
WHERE NOT people.secret OR people.user_id = people.officer_id
  OR EXISTS (SELECT FROM circulars_registerentry entry
    WHERE entry.copy_id = people.id AND entry.entered_by_id = people.user_id)
  OR EXISTS (SELECT FROM offices_post named
    JOIN offices_office unit ON unit.id = named.office_id AND unit.house_id = people.office_id
    WHERE named.user_id = people.user_id AND named.handles_secret
      AND named.starts_on <= %(day)s AND (named.ends_on IS NULL OR named.ends_on >= %(day)s))
ON CONFLICT (key) DO NOTHING
RETURNING copy_id
"""

_REMIND = _TELL.replace(
    "(KEY)",
    """'due:' || people.id || ':' || %(stage)s || ':'
         || extract(epoch FROM people.due_at)::bigint""",
)
_REMIND_SILENT = _TELL.replace("(KEY)", "'reminded:' || people.id || ':' || %(day)s::date")

# Any fixed number but that of the sealer: of two beats at once one waits for the other.
_LOCK = 4_601_528


def send_reminders(*, at: dt.datetime) -> int:
    """Tell everybody whose copy has come to a new stage. Returns how many notices."""
    return sum(_remind(stage, at=at) for stage in stages())


@transaction.atomic
def _remind(stage: Stage, *, at: dt.datetime) -> int:
    """
    Who has come to the post since is told too, as long as the stage lasts; but the Event, and
    with it the word to the sender, is of the copy, whether anybody sits there or not.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    due = _come_to(stage, at=at)
    if not due:
        return 0
    told = _tell_people(_REMIND, due, stage.kind, at=at, stage=stage.name)
    fresh = _untold(stage, due, at=at)
    if stage.kind == NoticeKind.DUE:
        reached = set(told)
        fresh = [copy for copy in fresh if copy.pk in reached]
    _record(stage, fresh, at=at)
    return len(told)


def _come_to(stage: Stage, *, at: dt.datetime) -> list[OfficeCopy]:
    """Copies in ``stage`` now. A stage that began before the letter came is nobody's."""
    latest = at - stage.shift
    copies = OfficeCopy.objects.owing().filter(
        due_at__gt=latest - stage.lasts,
        due_at__lte=latest,
        sent_at__lte=F("due_at") + stage.shift,
    )
    related = ("office", "parent__officer", "parent__holder__house")
    matter = ("parent__letter", "parent__circular")
    return list(copies.select_related(*related, *matter).order_by("office__code", "pk"))


def _tell_people(
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
        cursor.execute(statement, {**_words(kind, at), **chosen, **words})
        return [row[0] for row in cursor.fetchall()]


def _words(kind: NoticeKind, at: dt.datetime) -> dict[str, Any]:
    """What every telling statement is given."""
    before, after = copy_page(0).rsplit("0", 1)
    return {
        "roles": [Role.CLERK.value, Role.OFFICER.value],
        "kind": kind.value,
        "reading": sorted(READING_ROLES),
        "normal": Secrecy.NORMAL.value,
        "masked": secret_words(),
        "at": at,
        "day": timezone.localdate(at),
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


def _moment(copy: OfficeCopy) -> str:
    assert copy.due_at is not None, "only a copy with a deadline comes to a stage"
    return copy.due_at.astimezone(dt.UTC).isoformat()


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


def silent_below(copy: OfficeCopy) -> OfficeCopyQuerySet:
    """Direct recipients that still owe something."""
    return OfficeCopy.objects.filter(parent=copy).owing().order_by("office__code")


@transaction.atomic
def remind_silent(copy: OfficeCopy, *, by: User, at: dt.datetime) -> int:
    """
    Remind exactly those below ``copy`` that have not answered; once a day at most.

    Returns how many offices. An Event names those that none of that day does. Raises NotAllowed.
    """
    copy = lock(copy)
    check_may_remind(by, copy, at)
    silent = list(silent_below(copy))
    _tell_people(_REMIND_SILENT, silent, NoticeKind.REMINDED, at=at)
    before = _reminded_today(copy, at=at)
    fresh = [child.office_id for child in silent if child.office_id not in before]
    if fresh:
        words: dict[str, Any] = {"stage": BY_HAND, "count": len(fresh), "offices": fresh}
        record(EventKind.REMINDED, by=by, at=at, copy=copy, **words)
    return len(silent)


def _reminded_today(copy: OfficeCopy, *, at: dt.datetime) -> set[int]:
    told = Event.objects.filter(copy=copy, kind=EventKind.REMINDED, data__stage=BY_HAND)
    today = told.filter(at__date=timezone.localdate(at)).values_list("data", flat=True)
    return {office for data in today for office in data["offices"]}
