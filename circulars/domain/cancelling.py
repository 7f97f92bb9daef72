"""The whole matter is cancelled: nobody below owes anything, and every letter says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from circulars.domain.adding import sent_first
from circulars.domain.events import record
from circulars.domain.expecting import excuse, owes
from circulars.domain.locking import hold
from circulars.domain.moving import lock, move
from circulars.domain.noting import note_in_book
from circulars.errors import Invalid
from circulars.models import EventKind, Expectation, Letter, OfficeCopy
from circulars.models.copy import OPEN
from circulars.sent_policies import check_may_cancel
from circulars.states import State
from offices.models import User

#: How the event of the office that cancels differs from those of the offices below.
WHOLE = "whole"


@transaction.atomic
def cancel_matter(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> int:
    """
    Cancel what was sent from ``copy``, at every level below; returns how many letters.

    What nobody has registered is called back; who only had to answer has nothing more to do; who
    works on it is told, and no deadline presses him. Answers that have come stay. Numbers stay
    in the books, and the letters are known as cancelled to whoever checks them.
    Raises NotAllowed, WrongState, Invalid without a reason.
    """
    copy = lock(copy)
    check_may_cancel(by, copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนเหตุผลที่ยกเลิกเรื่อง ผู้รับทุกแห่งจะได้อ่าน"), field="reason")
    open_below = OfficeCopy.objects.below(copy).filter(state__in=OPEN).order_by("pk")
    ids = list(open_below.values_list("pk", flat=True))
    hold(OfficeCopy, ids)
    _close_ledger(copy, words, by=by, at=at)
    sent = Q(dispatches__copy=copy) | Q(dispatches__copy__above__startswith=copy.branch)
    letters = Letter.objects.filter(sent, withdrawn_at=None).values("pk")
    Letter.objects.filter(pk__in=list(letters.values_list("pk", flat=True))).update(withdrawn_at=at)
    for one in OfficeCopy.objects.filter(pk__in=ids).for_lists().order_by("pk"):
        _end(one, words, by=by, at=at)
    note_in_book(sent_first(copy).letter, _("ยกเลิกเรื่อง: %(reason)s") % {"reason": words}, at=at)
    if copy.state == State.REPORTING and not owes(copy):
        move(copy, State.FILED, at=at)
    told: dict[str, Any] = {WHOLE: True, "count": len(ids), "reason": words}
    record(EventKind.CANCELLED, by=by, at=at, copy=copy, **told)
    return len(ids)


def _close_ledger(copy: OfficeCopy, words: str, *, by: User, at: dt.datetime) -> None:
    asked = Q(asker=copy) | Q(asker__above__startswith=copy.branch)
    excuse(Expectation.objects.filter(asked), by=by, at=at, reason=words, for_all=True)
    copy.rounds.filter(opened_at=None, stopped_at=None).update(stopped_at=at)


def _end(copy: OfficeCopy, words: str, *, by: User, at: dt.datetime) -> None:
    copy.return_reason = words
    copy.due_at = None
    if copy.state == State.ARRIVED:
        move(copy, State.RECALLED, at=at)
    elif copy.state == State.REPORTING:
        move(copy, State.FILED, at=at)
    copy.save(update_fields=["return_reason", "due_at"])
    record(EventKind.CANCELLED, by=by, at=at, copy=copy, reason=words)
