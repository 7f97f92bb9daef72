"""Reminders of joint units: each is late by itself, whoever else has the letter."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from circulars.models import OfficeCopy, Share, ShareRole
from circulars.models.copy import UNANSWERED
from workflow.desks import desks_of_shares
from workflow.escalating import LOCK, telling_words
from workflow.models import NoticeKind
from workflow.rungs import Stage, letters_by_rungs

# As ``escalating`` tells of letters: to whose work it is, and when it is overdue to their
# supervisor; once a day of one letter.
_TELL = f"""
WITH {desks_of_shares("share.id = ANY(%(shares)s)", day="%(day)s")}, people AS (
  SELECT copy_id AS share_id, user_id, %(kind)s AS kind FROM desk WHERE first
  UNION
  SELECT copy_id, user_id, '{NoticeKind.OVERDUE_HOUSE.value}' FROM boss
  WHERE %(kind)s = '{NoticeKind.OVERDUE.value}' AND NOT EXISTS (
    SELECT FROM desk WHERE desk.first AND desk.copy_id = boss.copy_id
      AND desk.user_id = boss.user_id)
)
INSERT INTO workflow_notice (user_id, kind, copy_id, share_id, text, url, created_at, key)
SELECT people.user_id, people.kind, copy.id, share.id, trim(
         CASE WHEN circular.secrecy <> %(normal)s THEN %(masked)s ELSE
           left(coalesce(letter.number_printed || ' ' || letter.subject, circular.subject), 500)
         END),
       %(before)s || copy.id || %(after)s, %(at)s,
       'unit-due:' || share.id || ':' || %(stage)s || ':' || people.user_id
FROM people JOIN circulars_share share ON share.id = people.share_id
JOIN circulars_officecopy copy ON copy.id = share.copy_id
JOIN circulars_circular circular ON circular.id = copy.circular_id
LEFT JOIN circulars_letter letter ON letter.id = copy.letter_id
WHERE NOT EXISTS (
  SELECT FROM workflow_notice told
  WHERE told.copy_id = copy.id AND told.user_id = people.user_id AND told.kind = ANY(%(calm)s)
    AND told.created_at >= %(today)s AND told.created_at < %(today)s + interval '1 day')
ON CONFLICT (key) DO NOTHING
"""  # noqa: S608 - words of ours


def remind_units(*, at: dt.datetime) -> int:
    """Tell every joint unit whose share has come to a new stage. Returns how many notices."""
    return sum(
        _remind(stage, whose, at=at)
        for rungs, whose in letters_by_rungs()
        for stage in rungs.stages()
    )


@transaction.atomic
def _remind(stage: Stage, whose: Q, *, at: dt.datetime) -> int:
    shares = _come_to(stage, whose, at=at)
    if not shares:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        words = {**telling_words(stage.kind, at), "shares": shares, "stage": stage.name}
        cursor.execute(_TELL, words)
        told: int = cursor.rowcount
    return told


def _come_to(stage: Stage, whose: Q, *, at: dt.datetime) -> list[int]:
    """Shares of ``whose`` letters in ``stage`` now; by their own day, else by that of the letter."""
    latest = at - stage.shift
    speed = Coalesce("letter__urgency", F("circular__urgency"))
    letters = OfficeCopy.objects.alias(speed=speed).filter(whose)
    with_letter = Q(due_at=None, copy__in=OfficeCopy.objects.filter(UNANSWERED))
    shares = Share.objects.open().filter(
        Q(due_at__isnull=False) | with_letter, role=ShareRole.JOINT, copy__in=letters
    )
    due = shares.alias(late=Coalesce("due_at", "copy__due_at")).filter(
        late__gt=latest - stage.lasts,
        late__lte=latest,
        given_at__lte=F("late") + stage.shift,
    )
    return list(due.order_by("pk").values_list("pk", flat=True))
