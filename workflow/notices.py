"""
What people are told: in the app at once, by mail once a day or at once.

A notice is written in the transaction of the act, and its key is unique, so that a
repeated handler tells nobody twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from circulars.models import Event, EventKind, OfficeCopy, Secrecy, Share
from circulars.states import DraftState, State
from offices.models import User
from offices.viewer import Viewer
from workflow.desks import LOOKS_AFTER, first_at, first_of_share
from workflow.models import Notice, NoticeKind, Step
from workflow.settling import supersede
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
    asker: str = "",
    share: Share | None = None,
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
                share=share,
                text=text or subject_of(copy),
                asker=asker[:200],
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


def people_of_step(step: Step, *, at: dt.datetime) -> list[User]:
    """Whose work an open step is first."""
    if step.share is not None:
        return first_of_share(step.share, at=at)
    return first_at(step.copy, at=at, step=step.name)


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
        asker=by.full_name if by is not None else "",
        share=step.share,
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
    """Who looks after ``copy`` in its office, whatever it waits for."""
    return first_at(copy, at=at, step=LOOKS_AFTER)


#: What a receiver did with a letter is told to its sender; what a sender did, to the receiver.
_TO_SENDER = {
    EventKind.RETURNED: NoticeKind.RETURNED,
    EventKind.RECALLED: NoticeKind.RETURNED,
    EventKind.RECALL_REFUSED: NoticeKind.RECALL_REFUSED,
}
_TO_RECEIVER = {
    EventKind.RECALL_ASKED: NoticeKind.RECALL_ASKED,
    EventKind.RECALL_DROPPED: NoticeKind.RECALL_DROPPED,
    EventKind.REPLACED: NoticeKind.REPLACED,
    EventKind.CANCELLED: NoticeKind.CANCELLED,
}


def _replaced_words(event: Event, copy: OfficeCopy) -> str:
    """Which letter takes the place of theirs, and what follows for one that was passed on."""
    if is_secret(copy):
        return secret_words()
    words = _("ที่ %(number)s แทน %(subject)s") % {
        "number": event.data["number"],
        "subject": subject_of(copy),
    }
    if copy.forwarded_at is not None:
        words = _("%(words)s · หนังสือที่ท่านส่งต่อไปแล้วต้องออกฉบับแก้ไขด้วย") % {"words": words}
    return words[:500]


def notify_event(event: Event) -> None:
    """What concerns an office other than the one that acted."""
    copy = event.copy
    if copy is None:
        return
    reason = "" if is_secret(copy) else event.data.get("reason", "")
    words = f"{copy.office.label}: {reason} · {subject_of(copy)}"[:500]
    if event.kind in _TO_SENDER and copy.parent is not None:
        if event.kind == EventKind.RECALLED and not event.data.get("given"):
            return  # the sender's own doing
        people, page = people_of(copy.parent, at=event.at), copy.parent
        kind = _TO_SENDER[EventKind(event.kind)]
    elif event.kind == EventKind.HANDED_OVER:
        _notify_handed_over(event, copy)
        return
    elif (
        event.kind in _TO_RECEIVER and copy.state != State.SUPERSEDED and "whole" not in event.data
    ):
        people, kind, page = people_of(copy, at=event.at), _TO_RECEIVER[EventKind(event.kind)], copy
        if event.kind == EventKind.REPLACED:
            words = _replaced_words(event, copy)
    else:
        return
    tell(people, kind, page, at=event.at, key=f"event:{event.pk}", text=words)


def _notify_handed_over(event: Event, copy: OfficeCopy) -> None:
    """The new one is told, unless the step told him; to the old one it is settled."""
    Notice.objects.filter(user=event.data["before"], copy=copy, read_at=None).update(
        read_at=event.at
    )
    waiting = (
        Step.objects.open().own().filter(process__copy=copy).values_list("pk", flat=True).first()
    )
    key = f"given:{event.pk}" if waiting is None else f"step:{waiting}"
    given = User.objects.filter(pk=event.data["to"])
    people = list(given) if event.data["to"] else first_at(copy, at=event.at)
    told = [user for user in people if user != event.actor]
    tell(told, NoticeKind.ASSIGNED, copy, at=event.at, key=key)


def notify_answer_returned(copy: OfficeCopy, note: str, *, key: str, at: dt.datetime) -> None:
    """Their answer came back; the note says what to mend."""
    words = subject_of(copy) if is_secret(copy) else f"{note} · {subject_of(copy)}"[:500]
    people = people_of(copy, at=at)
    page = settings.PAGES["answer"].format(copy.pk)
    tell(people, NoticeKind.ANSWER_RETURNED, copy, at=at, key=f"back:{key}", text=words, url=page)
    supersede([copy.pk], at=at)


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
