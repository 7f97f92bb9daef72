"""Who may do what with a draft on its way to a signature; in the shape of ``circulars.policies``."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from circulars.errors import NotAllowed, WrongState
from circulars.models import Draft, OfficeCopy
from circulars.policies import check_may_draft, need_at, need_in_house_of, need_state
from circulars.states import DraftState, State
from offices.models import Role
from offices.viewer import Actor, Viewer


def need_draft(draft: Draft, *states: DraftState) -> None:
    if draft.state not in states:
        raise WrongState(
            _("ร่างนี้อยู่ในสถานะ “%(state)s” แล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง")
            % {"state": draft.get_state_display()}
        )


def check_may_review(who: Actor, draft: Draft, at: dt.datetime) -> None:
    """Pass a draft on to signature, or send it back."""
    need_draft(draft, DraftState.REVIEW)
    need_at(who, draft.copy, at, (Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR))
    _need_other_eyes(who, draft)


def check_may_sign(who: Actor, draft: Draft, at: dt.datetime) -> None:
    """Sign a draft that was passed; the number is taken in the same act."""
    need_draft(draft, DraftState.PASSED)
    need_in_house_of(who, draft.copy, at, (Role.SIGNER,))
    _need_other_eyes(who, draft)


def check_may_take_draft_back(who: Actor, draft: Draft, at: dt.datetime) -> None:
    """Take a draft back that was proposed, as long as nobody has judged it."""
    need_draft(draft, DraftState.REVIEW)
    check_may_draft(who, draft.copy, at)


def check_may_unsign(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Take the signature off a letter that has not gone out, so that it can be changed."""
    need_state(copy, State.APPROVED)
    need_at(who, copy, at, (Role.OFFICER, Role.SIGNER))


def _need_other_eyes(who: Actor, draft: Draft) -> None:
    if not draft.copy.office.four_eyes:
        return
    # Whoever wrote the last wording is its drafter as much as who began it.
    person = who.user if isinstance(who, Viewer) else who
    if person.pk in (draft.drafter_id, draft.latest.written_by_id):
        raise NotAllowed(_("ผู้ร่างตรวจหรือลงนามร่างของตนเองไม่ได้ โปรดให้ผู้อื่นดำเนินการ"))
