"""When deadlines move, the open steps move with them, and everybody it touches is told."""

from __future__ import annotations

import datetime as dt

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from circulars.domain.extending import touched_by
from circulars.models import Event, EventKind, OfficeCopy, ShareRole
from circulars.models.copy import UNANSWERED
from outbox import posting as outbox
from workflow.models import NoticeKind, Step
from workflow.notices import is_secret, people_of, subject_of, tell

#: Letters of one sending whose people are told in one go.
CHUNK = 200


def follow_deadlines(event: Event) -> None:
    """
    In the act's transaction: the open steps of the letters it touched are due when they are.
    Telling their people waits in the outbox.
    """
    if event.kind != EventKind.EXTENDED:
        return
    open_copies = OfficeCopy.objects.filter(UNANSWERED, case=OuterRef("process"))
    steps = Step.objects.waiting().filter(process__copy__in=touched_by(event))
    # A joint unit that was given a day of its own keeps it; who is only informed has none.
    with_letter = Q(share=None) | Q(share__due_at=None, share__role=ShareRole.JOINT)
    steps.filter(with_letter).update(due=Subquery(open_copies.values("due_at")))
    outbox.post("deadline_moved", str(event.pk), at=event.at, payload={"event": event.pk})


def tell_moved(event: Event, *, at: dt.datetime) -> int:
    """Tell the people of every letter that ``event`` touched; returns of how many letters."""
    ids = touched_by(event)
    related = ("office", "holder__house", "officer", "letter", "circular")
    copies = OfficeCopy.objects.select_related(*related).filter(pk__in=ids).order_by("pk")
    for copy in copies.iterator(CHUNK):
        reason = "" if is_secret(copy) else f"{event.data['reason']} · "
        tell(
            [user for user in people_of(copy, at=at) if user.pk != event.actor_id],
            NoticeKind.DEADLINE_MOVED,
            copy,
            at=at,
            key=f"moved:{event.pk}:{copy.pk}",
            text=f"{reason}{subject_of(copy)}"[:500],
        )
    return len(ids)


def tell_request(event: Event) -> None:
    """A request for more time goes to the sender's people, a refusal back to the receiver's."""
    copy = event.copy
    if copy is None or copy.parent is None:
        return
    if event.kind == EventKind.TIME_ASKED:
        on, kind = copy.parent, NoticeKind.TIME_ASKED
    elif event.kind == EventKind.TIME_REFUSED:
        on, kind = copy, NoticeKind.TIME_REFUSED
    else:
        return
    reason = "" if is_secret(copy) else event.data["reason"]
    words = _("%(office)s: %(reason)s") % {"office": copy.office.label, "reason": reason}
    text = f"{words} · {subject_of(on)}"[:500]
    tell(people_of(on, at=event.at), kind, on, at=event.at, key=f"event:{event.pk}", text=text)
