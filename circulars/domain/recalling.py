"""A letter that its sender wants back: what the receiver says, and what the sender drops."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.expecting import give_back
from circulars.domain.moving import lock, move, move_draft
from circulars.domain.sharing import end_shares
from circulars.errors import Invalid
from circulars.models import EventKind, OfficeCopy
from circulars.sent_policies import (
    check_may_drop_recall,
    check_may_give_up,
    check_may_refuse_recall,
)
from circulars.states import DraftState, State
from offices.models import User

_OVER = (DraftState.SIGNED, DraftState.CANCELLED)


@transaction.atomic
def give_up(copy: OfficeCopy, *, by: User, at: dt.datetime) -> OfficeCopy:
    """
    The receiver gives a registered letter back that its sender wants: what it owed is excused,
    its number stays in the book, a draft that was begun is given up.

    Raises NotAllowed, WrongState when nobody asked for it or a letter was made of it already.
    """
    copy = lock(copy)
    check_may_give_up(by, copy, at)
    draft = copy.drafts.exclude(state__in=_OVER).first()
    if draft is not None:
        move_draft(draft, DraftState.CANCELLED)
    copy.return_reason = _("ส่งคืนตามที่ผู้ส่งขอ")
    copy.recall_asked_at = None
    move(copy, State.RECALLED, at=at)
    copy.save(update_fields=["return_reason", "recall_asked_at"])
    end_shares(copy, by=by, at=at, reason=copy.return_reason)
    give_back(copy, by=by, at=at)
    record(EventKind.RECALLED, by=by, at=at, copy=copy, reason=copy.return_reason, given=True)
    return copy


@transaction.atomic
def refuse_recall(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> OfficeCopy:
    """The receiver keeps the letter: what he has done already, in words that the sender reads."""
    copy = lock(copy)
    check_may_refuse_recall(by, copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนว่าดำเนินการอะไรไปแล้ว ผู้ส่งจะได้ทราบ"), field="reason")
    _answered(copy)
    record(EventKind.RECALL_REFUSED, by=by, at=at, copy=copy, reason=words)
    return copy


@transaction.atomic
def drop_recall(copy: OfficeCopy, *, by: User, at: dt.datetime) -> OfficeCopy:
    """The sender does not want it back any more; the receiver has not answered yet."""
    copy = lock(copy)
    check_may_drop_recall(by, copy, at)
    _answered(copy)
    record(EventKind.RECALL_DROPPED, by=by, at=at, copy=copy)
    return copy


def _answered(copy: OfficeCopy) -> None:
    copy.recall_asked_at = None
    copy.save(update_fields=["recall_asked_at"])
