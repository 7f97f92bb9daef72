"""
The one table of steps: whose it is, where it is done, how it looks, what it is called.

Inbox, buttons of a letter, notices, task pages and counters read it. ``next_step`` says
which step a copy waits for, read off the copy and never stored: the switch of ``flows.py``
asks it, ``running`` asks it before an act, ``checking`` compares it with the open step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from circulars import draft_policies, policies, share_policies
from circulars.domain.expecting import awaits
from circulars.models import Draft, OfficeCopy, Share, ShareRole, ShareState
from circulars.policies import Verdict, verdict
from circulars.states import DraftState, State
from offices.models import Office, Role
from offices.viewer import Actor
from survey.domain.asking import survey_of
from workflow.models import NoticeKind


class StepName(models.TextChoices):
    """The steps, in the order in which a letter walks through an office."""

    REGISTER = "register", _("ลงทะเบียนรับ")
    ENDORSE = "endorse", _("เกษียน/สั่งการ")
    ENTER = "enter", _("ลงรับเรื่องร่วม/เพื่อทราบ")
    JOINT = "joint", _("ให้ความเห็นร่วม")
    INFORM = "inform", _("รับทราบ")
    WORDS = "words", _("รอความเห็นหน่วยร่วม")
    DRAFT = "draft", _("ร่างหนังสือ")
    REVIEW = "review", _("ตรวจร่าง")
    SIGN = "sign", _("ลงนาม")
    DISPATCH = "dispatch", _("ส่งออก")
    DELIVERED = "delivered", _("กำลังส่งถึงผู้รับ")
    ANSWER = "answer", _("ตอบแบบสำรวจ")
    REPORT = "report", _("รวบรวมและรายงาน")
    END = "end", _("เสร็จสิ้น")


class Place(models.TextChoices):
    """Where a letter stands on the line of steps that its pages show."""

    RECEIVE = "receive", _("รับ")
    ENDORSE = "endorse", _("เกษียน")
    DRAFT = "draft", _("ร่าง")
    SIGN = "sign", _("ลงนาม")
    SEND = "send", _("ส่ง")
    FOLLOW = "follow", _("ติดตาม")
    REPORT = "report", _("รายงาน")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """
    A step that people do. Its page is the screen named ``task_`` and the step's own name.

    check       who may do it, and when: the policy decides, nothing here does
    role        whose work it is first
    told        the address list: in whose inbox it lies, who is told if nobody has ``role``
    in_house    it waits at the house, not at the unit that holds the letter
    of_draft    the check asks about the open draft, not about the copy
    of_share    it is asked of a unit beside the main one, about its share of an order
    of_officer  once the copy has its officer, it is his alone
    notice      what its people are told when it comes to them
    """

    check: Callable[..., object]
    role: Role
    told: tuple[Role, ...]
    button: str | Promise
    icon: str
    place: Place
    notice: NoticeKind = NoticeKind.ASSIGNED
    in_house: bool = False
    of_draft: bool = False
    of_share: bool = False
    of_officer: bool = False


STEPS: dict[StepName, StepRow] = {
    StepName.REGISTER: StepRow(
        check=policies.check_may_register,
        role=Role.CLERK,
        told=policies.DESK_ROLES,
        button=_("ลงทะเบียนรับ"),
        icon="rubber-stamp",
        place=Place.RECEIVE,
        notice=NoticeKind.ARRIVED,
    ),
    StepName.ENDORSE: StepRow(
        check=policies.check_may_endorse,
        role=Role.OFFICER,
        told=(*policies.ORDERING_ROLES, Role.CLERK),
        button=_("เกษียน/สั่งการ"),
        icon="writing",
        place=Place.ENDORSE,
        of_officer=True,
    ),
    StepName.ENTER: StepRow(
        check=share_policies.check_may_enter_share,
        role=Role.CLERK,
        told=policies.DESK_ROLES,
        button=_("ลงทะเบียนรับ"),
        icon="rubber-stamp",
        place=Place.ENDORSE,
        notice=NoticeKind.ARRIVED,
        of_share=True,
    ),
    StepName.JOINT: StepRow(
        check=share_policies.check_may_answer_share,
        role=Role.OFFICER,
        told=policies.ORDERING_ROLES,
        button=_("ให้ความเห็นร่วม"),
        icon="writing",
        place=Place.ENDORSE,
        of_share=True,
    ),
    StepName.INFORM: StepRow(
        check=share_policies.check_may_answer_share,
        role=Role.OFFICER,
        told=(*policies.ORDERING_ROLES, Role.CLERK),
        button=_("รับทราบ"),
        icon="check",
        place=Place.ENDORSE,
        of_share=True,
    ),
    StepName.DRAFT: StepRow(
        check=policies.check_may_draft,
        role=Role.OFFICER,
        told=(Role.OFFICER,),
        button=_("เขียนร่างหนังสือ"),
        icon="pencil",
        place=Place.DRAFT,
        of_officer=True,
    ),
    StepName.REVIEW: StepRow(
        check=draft_policies.check_may_review,
        role=Role.REVIEWER,
        told=(Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR),
        button=_("ตรวจร่าง"),
        icon="eye",
        place=Place.SIGN,
        notice=NoticeKind.REVIEW,
        of_draft=True,
    ),
    StepName.SIGN: StepRow(
        check=draft_policies.check_may_sign,
        role=Role.SIGNER,
        told=(Role.SIGNER,),
        button=_("ลงนาม"),
        icon="signature",
        place=Place.SIGN,
        notice=NoticeKind.SIGN,
        in_house=True,
        of_draft=True,
    ),
    StepName.DISPATCH: StepRow(
        check=policies.check_may_dispatch,
        role=Role.OFFICER,
        told=(Role.OFFICER, Role.CLERK),
        button=_("ส่งออก"),
        icon="send",
        place=Place.SEND,
    ),
    StepName.ANSWER: StepRow(
        check=policies.check_may_answer,
        role=Role.OFFICER,
        told=(Role.OFFICER, Role.CLERK),
        button=_("รายงานผลการดำเนินการ"),
        icon="forms",
        place=Place.REPORT,
        in_house=True,
        of_officer=True,
    ),
    StepName.REPORT: StepRow(
        check=policies.check_may_certify,
        role=Role.OFFICER,
        told=(Role.OFFICER,),
        button=_("รวบรวมคำตอบ"),
        icon="clipboard-check",
        place=Place.REPORT,
        of_officer=True,
    ),
}

OFFICER_STEPS = [name for name, row in STEPS.items() if row.of_officer]
DRAFT_STEPS = [name for name, row in STEPS.items() if row.of_draft]
SHARE_STEPS = [name for name, row in STEPS.items() if row.of_share]

_OF_DRAFT = {
    DraftState.REVIEW: StepName.REVIEW,
    DraftState.PASSED: StepName.SIGN,
}


def next_step(copy: OfficeCopy) -> StepName:
    """The step that ``copy`` waits for, from its state and the rows that hang on it."""
    state = State(copy.state)
    if state in (State.ARRIVED, State.REGISTERED, State.ENDORSED):
        if copy.receipted_at is None:
            return StepName.REGISTER
        return StepName.WORDS if copy.awaits_words else StepName.ENDORSE
    if state == State.DRAFTING:
        draft = open_draft(copy)
        return _OF_DRAFT.get(DraftState(draft.state), StepName.DRAFT) if draft else StepName.DRAFT
    if state == State.APPROVED:
        return StepName.DISPATCH
    if state == State.DISPATCHED:
        under_way = copy.dispatches.filter(finished_at=None).exists()
        awaited = under_way or survey_of(copy) or awaits(copy)
        return StepName.DELIVERED if awaited else StepName.END
    if state == State.REPORTING:
        return StepName.REPORT if copy.dispatches.exists() else StepName.ANSWER
    return StepName.END


def step_of_share(share: Share) -> StepName:
    """The step that the unit of ``share`` is asked for; END when it has nothing to do any more."""
    if not share.is_open:
        return StepName.END
    if share.state == ShareState.GIVEN:
        return StepName.ENTER
    return StepName.JOINT if share.role == ShareRole.JOINT else StepName.INFORM


def place_of(name: StepName) -> str:
    """Where on the line of steps the step stands; empty when all is done."""
    if name == StepName.DELIVERED:
        return str(Place.FOLLOW)
    if name == StepName.WORDS:
        return str(Place.ENDORSE)
    return str(STEPS[name].place) if name in STEPS else ""


def open_draft(copy: OfficeCopy) -> Draft | None:
    """The draft in the making, or None."""
    closed = [DraftState.SIGNED, DraftState.CANCELLED]
    return copy.drafts.exclude(state__in=closed).first()


def office_of(name: StepName, copy: OfficeCopy) -> Office:
    """The office or unit at whose desk the step waits."""
    return copy.office if STEPS[name].in_house else copy.holder


def due_of(copy: OfficeCopy) -> dt.datetime | None:
    """When a step of ``copy`` is late; never, once the office has answered."""
    return None if copy.is_settled else copy.due_at


def may(who: Actor, copy: OfficeCopy, name: StepName, *, at: dt.datetime) -> Verdict:
    """May ``who`` do the step now; and if not, why. For greying a button."""
    row = STEPS[name]
    thing: OfficeCopy | Draft | None = open_draft(copy) if row.of_draft else copy
    if thing is None:
        return Verdict(False, str(_("ร่างนี้ลงนามหรือยกเลิกไปแล้ว")))
    return verdict(row.check, who, thing, at)
