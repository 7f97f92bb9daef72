"""
Reminders, derived from the clock and ``due_at`` alone: nothing marks a copy as late.

A copy passes stages: days before its last day, the last day, and days after the deadline.
Each stage is told once, because the key of a notice names copy, stage and deadline. A stage
missed by two days, or overtaken by the next one, is not told any more.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.models import EventKind, OfficeCopy, Role, Secrecy, User
from circulars.models.copy import OfficeCopyQuerySet
from circulars.models.post import READING_ROLES
from circulars.policies import check_may_remind
from circulars.states import DONE, State
from workflow.models import NoticeKind
from workflow.notices import copy_page, people_of, secret_words, tell

#: Told no more when a beat comes this much too late.
LATEST = dt.timedelta(days=2)

#: States in which the office itself owes something; a letter sent on without a survey does not.
_OWED = sorted(set(State) - DONE - {State.DISPATCHED})


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
         CASE WHEN circular.secrecy <> %(normal)s THEN %(masked)s ELSE
           left(coalesce(letter.number_printed || ' ' || letter.subject, circular.subject), 500)
         END AS words
  FROM circulars_officecopy copy
  JOIN circulars_circular circular ON circular.id = copy.circular_id
  LEFT JOIN circulars_letter letter ON letter.id = copy.letter_id
  -- An officer who has left the house is nobody's officer any more.
  LEFT JOIN LATERAL (
    SELECT post.user_id FROM circulars_post post
    JOIN circulars_office unit ON unit.id = post.office_id AND unit.house_id = copy.office_id
    JOIN circulars_user one ON one.id = post.user_id AND one.is_active
    WHERE post.user_id = copy.officer_id AND post.role = ANY(%(reading)s)
      AND post.starts_on <= %(day)s AND (post.ends_on IS NULL OR post.ends_on >= %(day)s)
    LIMIT 1
  ) officer ON true
  WHERE copy.state = ANY(%(owed)s) AND (WHICH)
), people AS (
  SELECT due.*, due.officer_id AS user_id FROM due WHERE due.officer_id IS NOT NULL
  UNION
  SELECT due.*, post.user_id FROM due
  JOIN circulars_post post ON post.role = ANY(%(roles)s)
   AND post.starts_on <= %(day)s AND (post.ends_on IS NULL OR post.ends_on >= %(day)s)
   AND post.office_id = CASE WHEN EXISTS (
     SELECT FROM circulars_post there
     WHERE there.office_id = due.holder_id AND there.role = ANY(%(roles)s)
       AND there.starts_on <= %(day)s AND (there.ends_on IS NULL OR there.ends_on >= %(day)s)
   ) THEN due.holder_id ELSE due.office_id END
  WHERE due.officer_id IS NULL
)
INSERT INTO workflow_notice (user_id, kind, copy_id, text, url, created_at, key)
SELECT people.user_id, %(kind)s, people.id, trim(people.words),
       %(before)s || people.id || %(after)s, %(at)s,
       (KEY) || ':' || people.user_id
FROM people JOIN circulars_user person ON person.id = people.user_id AND person.is_active
ON CONFLICT (key) DO NOTHING
RETURNING copy_id
"""

# A stage that began before the letter came is nobody's reminder.
_REMIND = _TELL.replace(
    "(WHICH)",
    """copy.due_at > %(at)s - %(shift)s - %(lasts)s AND copy.due_at <= %(at)s - %(shift)s
    AND copy.due_at + %(shift)s >= copy.sent_at""",
).replace(
    "(KEY)",
    """'due:' || people.id || ':' || %(stage)s || ':'
         || extract(epoch FROM people.due_at)::bigint""",
)
_REMIND_SILENT = _TELL.replace("(WHICH)", "copy.id = ANY(%(copies)s)").replace(
    "(KEY)", "'reminded:' || people.id || ':' || %(day)s::date"
)


def send_reminders(*, at: dt.datetime) -> int:
    """Tell everybody whose copy has come to a new stage. Returns how many notices."""
    return sum(_remind(stage, at=at) for stage in stages())


@transaction.atomic
def _remind(stage: Stage, *, at: dt.datetime) -> int:
    words: dict[str, Any] = {"stage": stage.name, "shift": stage.shift, "lasts": stage.lasts}
    with connection.cursor() as cursor:
        cursor.execute(_REMIND, {**_words(stage.kind, at), **words})
        reminded = [row[0] for row in cursor.fetchall()]
    _record(stage, set(reminded), at=at)
    return len(reminded)


def _words(kind: NoticeKind, at: dt.datetime) -> dict[str, Any]:
    """What every telling statement is given."""
    before, after = copy_page(0).rsplit("0", 1)
    return {
        "owed": _OWED,
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


def _record(stage: Stage, reminded: set[int], *, at: dt.datetime) -> None:
    """One Event per sending copy and stage, and when it is overdue one word to its people."""
    by_parent: dict[int, list[OfficeCopy]] = defaultdict(list)
    copies = OfficeCopy.objects.filter(pk__in=reminded).select_related(
        "office", "parent__officer", "parent__holder__house", "parent__letter", "parent__circular"
    )
    for copy in copies.order_by("office__code"):
        if copy.parent is None:
            record(EventKind.REMINDED, by=None, at=at, copy=copy, stage=stage.name, count=1)
        else:
            by_parent[copy.parent.pk].append(copy)
    for children in by_parent.values():
        parent = children[0].parent
        assert parent is not None, "grouped by parent"
        offices = [child.office_id for child in children]
        record(
            EventKind.REMINDED,
            by=None,
            at=at,
            copy=parent,
            stage=stage.name,
            count=len(children),
            offices=offices,
        )
        if stage.kind == NoticeKind.OVERDUE:
            _tell_sender(stage, parent, children, at=at)


def _tell_sender(
    stage: Stage, parent: OfficeCopy, children: list[OfficeCopy], *, at: dt.datetime
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
        key=f"below:{parent.pk}:{stage.name}:{timezone.localdate(at)}",
        text=words[:500],
    )


def silent_below(copy: OfficeCopy) -> OfficeCopyQuerySet:
    """Direct recipients that still owe something."""
    return OfficeCopy.objects.filter(parent=copy, answered_at=None, state__in=_OWED).order_by(
        "office__code"
    )


@transaction.atomic
def remind_silent(copy: OfficeCopy, *, by: User, at: dt.datetime) -> int:
    """
    Remind exactly those below ``copy`` that have not answered; once a day at most.

    Returns how many offices. One Event, with their ids. Raises NotAllowed.
    """
    check_may_remind(by, copy, at)
    rows = silent_below(copy).values_list("pk", "office_id")
    copies, offices = [pk for pk, _office in rows], [office for _pk, office in rows]
    with connection.cursor() as cursor:
        cursor.execute(_REMIND_SILENT, {**_words(NoticeKind.REMINDED, at), "copies": copies})
    if offices:
        record(
            EventKind.REMINDED,
            by=by,
            at=at,
            copy=copy,
            stage="by_hand",
            count=len(offices),
            offices=offices,
        )
    return len(offices)
