"""
What people are told: in the app at once, by mail once a day or at once.

A notice is written in the transaction of the act, and its key is unique, so that a
repeated handler tells nobody twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.models import Event, EventKind, OfficeCopy, Secrecy
from circulars.states import DraftState
from offices.models import Office, Post, Role, User
from offices.viewer import Viewer
from workflow.models import Notice, NoticeKind, Step
from workflow.steps import STEPS, StepName, open_draft


def subject_of(copy: OfficeCopy) -> str:
    """
    What a notice about ``copy`` is headed with. A secret letter is named by nothing but its
    class: notices reach everybody at a desk, and leave the system as mail.
    """
    if is_secret(copy):
        return secret_words()
    letter = copy.letter
    words = [letter.number_printed, letter.subject] if letter else [copy.circular.subject]
    return " ".join(word for word in words if word)[:500]


def secret_words() -> str:
    return _("หนังสือชั้นความลับ")


def is_secret(copy: OfficeCopy) -> bool:
    return copy.circular.secrecy != Secrecy.NORMAL


def copy_page(copy_id: int) -> str:
    """The page of a copy, which shows the step that waits."""
    return settings.PAGES["copy"].format(copy_id)


def tell(
    users: Iterable[User],
    kind: NoticeKind,
    copy: OfficeCopy,
    *,
    at: dt.datetime,
    key: str,
    text: str = "",
    url: str = "",
) -> None:
    """
    Write one notice for each of ``users``; those who have it already get no second one.

    That a secret letter exists is told only to who may see it (architecture §5.8).
    """
    if is_secret(copy):
        users = [user for user in users if may_see(user, copy, at=at)]
    Notice.objects.bulk_create(
        [
            Notice(
                user=user,
                kind=kind,
                copy=copy,
                text=text or subject_of(copy),
                url=url or copy_page(copy.pk),
                created_at=at,
                key=f"{key}:{user.pk}",
            )
            for user in users
        ],
        ignore_conflicts=True,
    )


def may_see(user: User, copy: OfficeCopy, *, at: dt.datetime) -> bool:
    return OfficeCopy.objects.of(Viewer.of(user, at)).filter(pk=copy.pk).exists()


def people_at(unit: Office, roles: Iterable[Role], *, at: dt.datetime) -> QuerySet[User]:
    """Who holds one of ``roles`` at ``unit`` itself, or else at the nearest office above."""
    house = unit.house or unit
    inside = [path for path in unit.lineage() if path.startswith(house.path)]
    posts = Post.objects.held_on(timezone.localdate(at)).filter(
        role__in=list(roles), office__path__in=inside
    )
    nearest = posts.order_by("-office__path").values_list("office_id", flat=True)[:1]
    return User.objects.filter(posts__in=posts.filter(office__in=list(nearest))).distinct()


def people_of_step(step: Step, *, at: dt.datetime) -> list[User]:
    """Whose work an open step is first: its officer, the drafter, or those in the post."""
    copy, name = step.copy, StepName(step.name)
    row = STEPS[name]
    if row.of_officer and (officer := officer_of(copy, at=at)) is not None:
        return [officer]
    found = list(people_at(copy.holder, [row.role], at=at))
    if not found and row.in_house:
        posts = Post.objects.held_on(timezone.localdate(at))
        posts = posts.filter(role=row.role, office__house=copy.office)
        found = list(User.objects.filter(posts__in=posts).distinct())
    return found or list(people_at(copy.holder, row.told, at=at))


def notify_step(step: Step, *, by: User | None, at: dt.datetime) -> None:
    """A step has come to a desk: tell those who sit there, but not who brought it."""
    copy, name = step.copy, StepName(step.name)
    if name == StepName.ANSWER and _came_back(step):
        return  # told with the note that came back with it: ``notify_answer_returned``
    tell(
        [user for user in people_of_step(step, at=at) if user != by],
        _kind_of(step, name),
        copy,
        at=at,
        key=f"step:{step.pk}",
    )


def _kind_of(step: Step, name: StepName) -> NoticeKind:
    if name == StepName.DRAFT:
        draft = open_draft(step.copy)
        if draft is not None and draft.state == DraftState.SENT_BACK:
            return NoticeKind.SENT_BACK
    if name == StepName.REPORT and _came_back(step):
        return NoticeKind.ANSWER_RETURNED
    return STEPS[name].notice


def _came_back(step: Step) -> bool:
    """Whether what brought the step was an answer sent back: the newest event of its copy."""
    kinds = Event.objects.filter(copy=step.copy).order_by("-pk").values_list("kind", flat=True)
    return kinds.first() == EventKind.ANSWER_RETURNED


def people_of(copy: OfficeCopy, *, at: dt.datetime) -> list[User]:
    """Who looks after ``copy`` in its office: its officer, or else the officers and clerks."""
    if (officer := officer_of(copy, at=at)) is not None:
        return [officer]
    return list(people_at(copy.holder, [Role.OFFICER, Role.CLERK], at=at))


def officer_of(copy: OfficeCopy, *, at: dt.datetime) -> User | None:
    """The officer of ``copy``, as long as he still holds a post in its house."""
    if copy.officer is None:
        return None
    held = Post.objects.of(copy.officer).held_on(timezone.localdate(at)).reading()
    return copy.officer if held.filter(office__house=copy.office_id).exists() else None


def notify_event(event: Event) -> None:
    """What concerns an office other than the one that acted."""
    copy = event.copy
    if copy is None:
        return
    reason = "" if is_secret(copy) else event.data.get("reason", "")
    words = f"{copy.office.label}: {reason} · {subject_of(copy)}"[:500]
    if event.kind == EventKind.RETURNED and copy.parent is not None:
        people, kind, page = people_of(copy.parent, at=event.at), NoticeKind.RETURNED, copy.parent
    elif event.kind == EventKind.RECALL_ASKED:
        people, kind, page = people_of(copy, at=event.at), NoticeKind.RECALL_ASKED, copy
    else:
        return
    tell(people, kind, page, at=event.at, key=f"event:{event.pk}", text=words)


def notify_answer_returned(copy: OfficeCopy, note: str, *, key: str, at: dt.datetime) -> None:
    """Their answer came back; the note says what to mend."""
    words = subject_of(copy) if is_secret(copy) else f"{note} · {subject_of(copy)}"[:500]
    people = people_of(copy, at=at)
    page = settings.PAGES["answer"].format(copy.pk)
    tell(people, NoticeKind.ANSWER_RETURNED, copy, at=at, key=f"back:{key}", text=words, url=page)


def notify_answers_complete(parent: OfficeCopy, *, at: dt.datetime) -> None:
    """Everybody below ``parent`` has reported."""
    last = parent.children.order_by("-answered_at").values_list("answered_at", flat=True)
    moment = last.exclude(answered_at=None).first()
    tell(
        people_of(parent, at=at),
        NoticeKind.ANSWERED,
        parent,
        at=at,
        key=f"answered:{parent.pk}:{moment:%Y%m%d%H%M%S}",
    )


_ARRIVED = """
INSERT INTO workflow_notice (user_id, kind, copy_id, text, url, created_at, key)
SELECT DISTINCT post.user_id, %(kind)s, copy.id, left(%(text)s, 500),
       %(before)s || copy.id || %(after)s, %(at)s::timestamptz,
       'arrived:' || copy.id || ':' || post.user_id
FROM circulars_officecopy copy
JOIN offices_post post ON post.office_id = copy.holder_id AND post.role = %(clerk)s
 AND post.starts_on <= %(day)s AND (post.ends_on IS NULL OR post.ends_on >= %(day)s)
JOIN offices_user person ON person.id = post.user_id AND person.is_active
WHERE copy.dispatch_id = %(dispatch)s
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
    before, after = copy_page(0).rsplit("0", 1)
    with connection.cursor() as cursor:
        cursor.execute(
            _ARRIVED,
            {
                "kind": NoticeKind.ARRIVED.value,
                "clerk": Role.CLERK.value,
                "text": text,
                "before": before,
                "after": after,
                "at": at,
                "day": timezone.localdate(at),
                "dispatch": dispatch_id,
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
