"""Answering a received letter with a letter of one's own, upward or sideways (ข้อ 39)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain import expecting, reporting
from circulars.domain.intake import start_circular
from circulars.domain.moving import lock
from circulars.errors import WrongState
from circulars.models import AnsweredBy, Dispatch, OfficeCopy, What
from circulars.policies import check_may_reply
from offices.models import User


@transaction.atomic
def start_reply(copy: OfficeCopy, *, by: User, at: dt.datetime) -> OfficeCopy:
    """
    Begin the letter that answers ``copy``: a matter of its own, drafting, with what it refers to
    and its addressee written in advance. Returns it.

    Raises NotAllowed, WrongState when a reply is being written already.
    """
    copy = lock(copy)
    check_may_reply(by, copy, at)
    if copy.replies.open().exists():
        raise WrongState(_("มีหนังสือตอบที่กำลังร่างอยู่แล้ว โปรดเปิดร่างนั้นจากหน้าหนังสือ"))
    letter = copy.letter
    assert letter is not None, "the policy has asked"
    return start_circular(
        copy.holder,
        by=by,
        at=at,
        subject=letter.subject,
        urgency=letter.urgency,
        secrecy=copy.circular.secrecy,
        answers=copy,
    )


def note_answer(sending: Dispatch, *, by: User, at: dt.datetime) -> None:
    """
    A reply goes out: where it goes to whoever had asked, the office has answered him.

    Part of ``dispatching.dispatch``, whose act it is.
    """
    answered = sending.copy.answers
    if answered is None or answered.letter is None:
        return
    if answered.letter.issuer_id not in sending.recipients:
        return
    answered = lock(answered)
    settled = expecting.settle(
        answered, at=at, how=AnsweredBy.LETTER, whats=[What.REPLY], reply=sending.letter
    )
    if settled:
        reporting.note_reply(answered, by=by, at=at)
