"""What the clerks of every recipient are told when a letter has come: one statement for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.policies import DESK_ROLES
from offices.models import Role
from workflow.models import NoticeKind
from workflow.notices import copy_page
from workflow.settling import supersede

_ARRIVED = """
INSERT INTO workflow_notice (user_id, kind, copy_id, text, url, created_at, key)
SELECT DISTINCT post.user_id, %(kind)s, copy.id, left(%(text)s, 500),
       %(before)s || copy.id || %(after)s, %(at)s::timestamptz,
       %(kind)s || ':' || %(press)s || copy.id || ':' || post.user_id
FROM circulars_officecopy copy
JOIN offices_post post ON post.office_id = copy.holder_id AND post.role = ANY(%(roles)s)
 AND post.starts_on <= %(day)s AND (post.ends_on IS NULL OR post.ends_on >= %(day)s)
JOIN offices_user person ON person.id = post.user_id AND person.is_active
WHERE (SENT)
 AND (NOT %(secret)s OR EXISTS (
  SELECT FROM offices_post registrar
  JOIN offices_office unit ON unit.id = registrar.office_id
  WHERE registrar.user_id = post.user_id AND unit.house_id = copy.office_id
   AND registrar.handles_secret AND registrar.starts_on <= %(day)s
   AND (registrar.ends_on IS NULL OR registrar.ends_on >= %(day)s)))
ON CONFLICT (key) DO NOTHING
"""


def notify_arrived(dispatch_id: int, *, text: str, at: dt.datetime, secret: bool = False) -> int:
    """
    Tell the clerks of every recipient of a dispatch, in one statement. Returns how many.

    Of a ``secret`` letter only registrars of secrets are told.
    """
    return _arrived("copy.dispatch_id = %(of)s", dispatch_id, text=text, at=at, secret=secret)


def notify_reminder(letter_id: int, *, text: str, at: dt.datetime, secret: bool = False) -> int:
    """The same for a reminder, which lies on the desks that it names."""
    sent = "copy.letter_id = %(of)s AND copy.reminds_id IS NOT NULL"
    return _arrived(sent, letter_id, text=text, at=at, secret=secret)


def notify_unread(copies: list[int], *, text: str, at: dt.datetime, secret: bool) -> int:
    """The same where nobody has opened it for too long: ids of copies of one letter."""
    kind, sent = NoticeKind.UNREAD, "copy.id = ANY(%(of)s)"
    told = _arrived(sent, copies, text=text, at=at, secret=secret, kind=kind)
    supersede(copies, at=at)
    return told


def notify_enclosed(letter_id: int, *, event: int, text: str, at: dt.datetime) -> int:
    """Something was sent after a letter: tell the desks on which it lies registered."""
    sent = "copy.letter_id = %(of)s AND copy.reminds_id IS NULL AND copy.registered_at IS NOT NULL"
    return _arrived(
        sent, letter_id, text=text, at=at, secret=False, kind=NoticeKind.ENCLOSED,
        roles=DESK_ROLES, press=f"{event}:",
    )  # fmt: skip


def notify_survey_changed(
    task_id: int, *, event: int, text: str, at: dt.datetime, secret: bool
) -> int:
    """A survey was worded otherwise: tell whoever has the letter and has not answered."""
    sent = (
        "copy.id IN (SELECT line.copy_id FROM survey_expectedanswer line"
        " LEFT JOIN survey_answer answer ON answer.id = line.current_id"
        " WHERE line.task_id = %(of)s AND line.excused_at IS NULL"
        " AND (answer.id IS NULL OR answer.state NOT IN ('submitted', 'certified')))"
    )
    return _arrived(
        sent, task_id, text=text, at=at, secret=secret, kind=NoticeKind.SURVEY_CHANGED,
        roles=DESK_ROLES, press=f"{event}:",
    )  # fmt: skip


def _arrived(
    sent: str,
    of: int | list[int],
    *,
    text: str,
    at: dt.datetime,
    secret: bool,
    kind: NoticeKind = NoticeKind.ARRIVED,
    roles: Sequence[Role] = (Role.CLERK,),
    press: str = "",
) -> int:
    before, after = copy_page(0).rsplit("0", 1)
    with connection.cursor() as cursor:
        cursor.execute(
            _ARRIVED.replace("(SENT)", sent),
            {
                "kind": kind.value,
                "roles": [role.value for role in roles],
                "press": press,
                "text": text,
                "before": before,
                "after": after,
                "at": at,
                "day": timezone.localdate(at),
                "of": of,
                "secret": secret,
            },
        )
        told: int = cursor.rowcount
    return told


# The nearest office with an administrator, upwards from each house that nobody can read for.
_NO_REGISTRAR = """
INSERT INTO workflow_notice (user_id, kind, copy_id, text, url, created_at, key)
SELECT DISTINCT admin.user_id, %(kind)s, NULL::bigint, left(admin.house_name || ': ' || %(text)s, 500),
       %(page)s || admin.house_id, %(at)s::timestamptz,
       'no_registrar:' || %(dispatch)s || ':' || admin.house_id || ':' || admin.user_id
FROM (
  SELECT post.user_id, house.id AS house_id, house.name AS house_name,
         rank() OVER (PARTITION BY house.id ORDER BY length(above.path) DESC) AS distance
  FROM circulars_officecopy copy
  JOIN offices_office house ON house.id = copy.office_id
  JOIN offices_office above ON starts_with(house.path, above.path)
  JOIN offices_post post ON post.office_id = above.id AND post.role = %(admin)s
   AND post.starts_on <= %(day)s AND (post.ends_on IS NULL OR post.ends_on >= %(day)s)
  JOIN offices_user person ON person.id = post.user_id AND person.is_active
  WHERE copy.dispatch_id = %(dispatch)s AND NOT EXISTS (
    SELECT FROM offices_post registrar
    JOIN offices_office unit ON unit.id = registrar.office_id
    JOIN offices_user reader ON reader.id = registrar.user_id AND reader.is_active
    WHERE unit.house_id = house.id AND registrar.handles_secret AND registrar.role <> %(admin)s
      AND registrar.starts_on <= %(day)s
      AND (registrar.ends_on IS NULL OR registrar.ends_on >= %(day)s)
  )
) admin
WHERE admin.distance = 1
ON CONFLICT (key) DO NOTHING
"""


def notify_no_registrar(dispatch_id: int, *, at: dt.datetime) -> int:
    """
    A secret letter has come to offices where nobody may read it: tell who can name a registrar.

    One statement for all recipients. Returns how many notices were written.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _NO_REGISTRAR,
            {
                "kind": NoticeKind.NO_REGISTRAR.value,
                "admin": Role.ADMIN.value,
                "text": _("โปรดมอบหน้าที่นายทะเบียนข้อมูลข่าวสารลับ"),
                "page": settings.PAGES["people"].format(""),
                "at": at,
                "day": timezone.localdate(at),
                "dispatch": dispatch_id,
            },
        )
        told: int = cursor.rowcount
    return told
