"""
Whose desk is next: read off the copy, never stored.

``next_step`` is the only rule of the flow. The switch of ``flows.py`` asks it, ``running``
asks it before an act, and ``checking`` compares it with the step that really waits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars import policies
from circulars.models import Draft, OfficeCopy
from circulars.policies import Verdict, verdict
from circulars.states import DraftState, State
from offices.models import Office, Role
from offices.viewer import Actor
from survey.domain.asking import survey_of


class StepName(models.TextChoices):
    """The steps, in the order in which a letter walks through an office."""

    REGISTER = "register", _("ลงทะเบียนรับ")
    ENDORSE = "endorse", _("เกษียน/สั่งการ")
    DRAFT = "draft", _("ร่างหนังสือ")
    REVIEW = "review", _("ตรวจร่าง")
    SIGN = "sign", _("ลงนาม")
    DISPATCH = "dispatch", _("ส่งออก")
    DELIVERED = "delivered", _("กำลังส่งถึงผู้รับ")
    ANSWER = "answer", _("ตอบแบบสำรวจ")
    REPORT = "report", _("รวบรวมและรายงาน")
    END = "end", _("เสร็จสิ้น")


_DRAFTING = {
    DraftState.REVIEW: StepName.REVIEW,
    DraftState.PASSED: StepName.SIGN,
}

_BY_STATE = {
    State.ARRIVED: StepName.REGISTER,
    State.REGISTERED: StepName.ENDORSE,
    State.ENDORSED: StepName.ENDORSE,
}


def next_step(copy: OfficeCopy) -> StepName:
    """The step that ``copy`` waits for, from its state and the rows that hang on it."""
    if copy.state in _BY_STATE:
        return StepName.REGISTER if copy.receipted_at is None else _BY_STATE[State(copy.state)]
    if copy.state == State.DRAFTING:
        draft = open_draft(copy)
        return _DRAFTING.get(DraftState(draft.state), StepName.DRAFT) if draft else StepName.DRAFT
    if copy.state == State.APPROVED:
        return StepName.DISPATCH
    if copy.state == State.DISPATCHED:
        under_way = copy.dispatches.filter(finished_at=None).exists()
        return StepName.DELIVERED if under_way or survey_of(copy) else StepName.END
    if copy.state == State.REPORTING:
        return StepName.REPORT if copy.dispatches.exists() else StepName.ANSWER
    return StepName.END


def open_draft(copy: OfficeCopy) -> Draft | None:
    """The draft in the making, or None."""
    closed = [DraftState.SIGNED, DraftState.CANCELLED]
    return copy.drafts.exclude(state__in=closed).first()


@dataclass(frozen=True, slots=True)
class Desk:
    """At whose desk a step waits."""

    role: Role
    roles: tuple[Role, ...]
    check: Callable[..., object]
    in_house: bool = False
    of_draft: bool = False
    of_officer: bool = False


#: ``roles`` may do it; ``role`` is whose work it is first. The checks of policies decide.
DESKS: dict[StepName, Desk] = {
    StepName.REGISTER: Desk(Role.CLERK, policies.DESK_ROLES, policies.check_may_register),
    StepName.ENDORSE: Desk(
        Role.OFFICER,
        (*policies.ORDERING_ROLES, Role.CLERK),
        policies.check_may_endorse,
        of_officer=True,
    ),
    StepName.DRAFT: Desk(
        Role.OFFICER,
        (Role.OFFICER,),
        policies.check_may_draft,
        of_officer=True,
    ),
    StepName.REVIEW: Desk(
        Role.REVIEWER,
        (Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR),
        policies.check_may_review,
        of_draft=True,
    ),
    StepName.SIGN: Desk(
        Role.SIGNER, (Role.SIGNER,), policies.check_may_sign, in_house=True, of_draft=True
    ),
    StepName.DISPATCH: Desk(Role.OFFICER, (Role.OFFICER, Role.CLERK), policies.check_may_dispatch),
    StepName.ANSWER: Desk(
        Role.OFFICER,
        (Role.OFFICER, Role.CLERK),
        policies.check_may_answer,
        in_house=True,
        of_officer=True,
    ),
    StepName.REPORT: Desk(
        Role.OFFICER, (Role.OFFICER,), policies.check_may_certify, of_officer=True
    ),
}

#: Steps that wait at the desk of one officer, once one is named.
OFFICER_STEPS = [name for name, desk in DESKS.items() if desk.of_officer]
DRAFT_STEPS = [name for name, desk in DESKS.items() if desk.of_draft]


def office_of(name: StepName, copy: OfficeCopy) -> Office:
    """The office or unit at whose desk the step waits."""
    return copy.office if DESKS[name].in_house else copy.holder


def due_of(copy: OfficeCopy) -> dt.datetime | None:
    """When a step of ``copy`` is late; never, once the office has answered."""
    return None if copy.is_settled else copy.due_at


def may(who: Actor, copy: OfficeCopy, name: StepName | str, *, at: dt.datetime) -> Verdict:
    """May ``who`` do the step now; and if not, why. For greying a button."""
    desk = DESKS[StepName(name)]
    thing: OfficeCopy | Draft | None = open_draft(copy) if desk.of_draft else copy
    if thing is None:
        return Verdict(False, str(_("ร่างนี้ลงนามหรือยกเลิกไปแล้ว")))
    return verdict(desk.check, who, thing, at)
