"""Giving a letter back to its sender, and calling one back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.expecting import give_back
from circulars.domain.moving import lock, move
from circulars.domain.sharing import end_share_of_holder, end_shares
from circulars.domain.telling import attest
from circulars.errors import Invalid, WrongState
from circulars.models import EventKind, OfficeCopy, Said
from circulars.policies import check_may_hand_back, check_may_return
from circulars.sent_policies import check_may_recall
from circulars.states import State
from circulars.voices import Voice
from offices.models import User


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ"), field="reason")
    return reason.strip()[:300]


@transaction.atomic
def return_to_sender(
    copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str, voice: Voice | None = None
) -> OfficeCopy:
    """
    Wrong office: give ``copy`` back with a reason. Its register entry stays. With a ``voice`` it
    is said beside the system.
    """
    copy = lock(copy)
    check_may_return(voice or by, copy, at)
    copy.return_reason = _reason(reason)
    if voice is not None:
        attest(copy, Said.NOT_OURS, voice=voice, at=at)
    move(copy, State.RETURNED, at=at)
    copy.save(update_fields=["return_reason"])
    end_shares(copy, by=by, at=at, reason=copy.return_reason)
    give_back(copy, by=by, at=at)
    record(EventKind.RETURNED, by=by, at=at, copy=copy, reason=copy.return_reason)
    return copy


@transaction.atomic
def hand_back(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> OfficeCopy:
    """
    Not this unit's: give ``copy`` back, inside the house, to the unit that passed it on.

    No number of this unit's book is used. Raises NotAllowed, WrongState once it is
    registered here or when no unit of the house has registered it, Invalid without a reason.
    """
    copy = lock(copy)
    check_may_hand_back(by, copy, at)
    words = _reason(reason)
    valid = copy.entries.filter(voided_at=None).exclude(book__office=copy.holder)
    # A unit beside the main one had the letter too, but did not pass it on.
    valid = valid.exclude(shares__given_at__lte=F("entered_at"))
    last = valid.select_related("book__office").order_by("-entered_at", "-pk").first()
    if last is None:
        raise WrongState(_("หนังสือฉบับนี้ยังไม่มีหน่วยใดลงรับ จึงไม่มีหน่วยให้คืน"))
    unit = copy.holder
    copy.holder, copy.held_since, copy.receipted_at = last.book.office, at, last.entered_at
    copy.officer = None
    copy.save(update_fields=["holder", "held_since", "receipted_at", "officer"])
    end_share_of_holder(copy, by=by, at=at)
    record(
        EventKind.HANDED_BACK, by=by, at=at, copy=copy, reason=words,
        unit=unit.label, to=copy.holder.label,
    )  # fmt: skip
    return copy


@transaction.atomic
def recall(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> bool:
    """
    The sender calls a child copy back. True when it was taken back at once.

    Once the receiver has registered it, the sender can only ask (False): the receiver gives it
    back, or says what he has done already. He is asked once, until he answers or the sender
    drops it.
    """
    copy = lock(copy)
    check_may_recall(by, copy, at)
    words = _reason(reason)
    if copy.state != State.ARRIVED:
        copy.recall_asked_at = at
        copy.save(update_fields=["recall_asked_at"])
        record(EventKind.RECALL_ASKED, by=by, at=at, copy=copy, reason=words)
        return False
    copy.return_reason = words
    move(copy, State.RECALLED, at=at)
    copy.save(update_fields=["return_reason"])
    give_back(copy, by=by, at=at)
    record(EventKind.RECALLED, by=by, at=at, copy=copy, reason=words)
    return True
