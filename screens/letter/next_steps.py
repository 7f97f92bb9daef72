"""What can be done with a letter now, by whom, and if not, why: buttons of the copy page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from circulars import draft_policies, policies, sent_policies
from circulars.models import Channel, Draft, OfficeCopy, Share
from circulars.policies import verdict
from circulars.states import DraftState, State
from offices.viewer import Actor
from screens.frame.places import step_page
from screens.letter.act import Act
from screens.letter.branches import share_acts
from screens.letter.offering import survey_acts
from workflow.holding import check_may_hold
from workflow.steps import STEPS, Place, StepName, may, next_step

#: Until the letter is sent on, the page says whether its data may be put right, and if not, why.
_CORRECTED_UNTIL = (State.REGISTERED, State.ENDORSED, State.DRAFTING, State.APPROVED)


#: A letter may be answered as long as it lies here, also when it was filed.
_ANSWERED_FROM = (
    *(State.REGISTERED, State.ENDORSED, State.DRAFTING, State.APPROVED, State.DISPATCHED),
    *(State.REPORTING, State.REPORTED, State.FILED),
)


class NextActs:
    """The acts open on ``copy`` for ``who`` at ``at``; the first allowed one is primary."""

    def __init__(
        self,
        copy: OfficeCopy,
        who: Actor,
        at: dt.datetime,
        draft: Draft | None,
        *,
        held: bool = False,
        shares: Sequence[Share] = (),
    ) -> None:
        self.copy, self.who, self.at, self.draft = copy, who, at, draft
        self.has_children = copy.dispatches.exists()
        self.waiting = next_step(copy)
        self.held, self.shares = held, shares

    @property
    def _can_wait(self) -> bool:
        return self.waiting in STEPS and self.waiting != StepName.REGISTER

    def all(self) -> list[Act]:
        asked = survey_acts(self.copy, self.who, self.at)
        # Where a survey asks, the answer is given there and not in words of one's own.
        step = [] if asked and self.waiting == StepName.ANSWER else self._step()
        units = share_acts(self.copy, self.shares, self.who, self.waiting, self.at)
        acts = [*step, *asked, *units, *self._beside(), *self._holding()]
        main = (place for place, act in enumerate(acts) if act.verdict.allowed and not act.aside)
        if (first := next(main, None)) is not None:
            acts[first] = replace(acts[first], kind="primary")
        return acts

    def _step(self) -> list[Act]:
        """The step that the letter waits for, where it has a page of its own."""
        name = self.waiting
        if name not in STEPS or name == StepName.REPORT:
            return []  # collecting is offered beside, as long as there are recipients
        row = STEPS[name]
        label = str(row.button)
        if name == StepName.DRAFT and self.draft and self.draft.state == DraftState.SENT_BACK:
            label = _("แก้ไขร่างหนังสือ")
        asked = may(self.who, self.copy, name, at=self.at)
        act = Act(label, step_page(name, self.copy.pk), row.icon, asked)
        return [self._for_unit(act) if name == StepName.REGISTER else act]

    def _for_unit(self, act: Act) -> Act:
        """
        Registering at one's own desk; or, for a clerk of the house, in the book of the unit
        that holds the letter, which is seldom his to do.
        """
        unit = self.copy.holder
        if policies.sits_at(self.who, unit, self.at):
            return act
        return replace(act, label=_("ลงรับแทน %(unit)s") % {"unit": unit.label}, aside=True)

    def _act(self, label: str, name: str, icon: str, check: Callable[..., object]) -> Act:
        asked = verdict(check, self.who, self.copy, self.at)
        return Act(label, reverse(name, args=[self.copy.pk]), icon, asked)

    def _beside(self) -> list[Act]:
        return [*self._before_sending(), *self._wanted_back(), *self._sent(), *self._received()]

    def _before_sending(self) -> list[Act]:
        """Of a letter in the making, until it goes out."""
        acts, state = [], self.copy.state
        if state == State.DRAFTING:
            draft = policies.check_may_draft
            hung = self._act(_("แบบสำรวจที่แนบไป"), "survey_edit", "clipboard-list", draft)
            acts.append(hung)
            if self.draft is not None and self.draft.state == DraftState.REVIEW:
                back = self._act(_("ดึงร่างกลับ"), "draft_back", "arrow-back-up", draft)
                acts.append(replace(back, aside=True))
        if state == State.APPROVED:
            off = self._act(
                _("ถอนการลงนาม"), "copy_unsign", "arrow-back-up", draft_policies.check_may_unsign
            )
            acts.append(replace(off, aside=True))
        return acts

    def _wanted_back(self) -> list[Act]:
        """Its sender asks for it: what the receiver may say."""
        if self.copy.recall_asked_at is None:
            return []
        give, keep = sent_policies.check_may_give_up, sent_policies.check_may_refuse_recall
        return [
            self._act(_("ส่งคืนตามที่ผู้ส่งขอ"), "recall_give", "arrow-back-up", give),
            self._act(_("ไม่ส่งคืน ดำเนินการไปแล้ว"), "recall_keep", "check", keep),
        ]

    def _sent(self) -> list[Act]:
        """For the sender: how it goes on below, and what can still be changed."""
        if not self.has_children:
            return []
        follow = policies.check_may_follow
        tree = self._act(_("ติดตามผู้รับ"), "circular_tree", "sitemap", follow)
        after = replace(self._act(_("แก้ไขหลังส่ง"), "copy_after", "edit", follow), aside=True)
        if self.copy.state not in (State.REPORTING, State.REPORTED):
            return [tree, after]
        answers = self._act(_("รวบรวมคำตอบ"), "task_report", "clipboard-check", follow)
        return [answers, tree, after]

    def _received(self) -> list[Act]:
        """For the receiver: more time, mistakes of typing, the wrong office, another person."""
        copy, acts = self.copy, []
        state = State(copy.state)
        if copy.parent_id is not None and copy.due_at is not None and not copy.is_settled:
            ask = sent_policies.check_may_ask_time
            act = self._act(_("ขอขยายเวลา"), "time_ask", "hourglass", ask)
            acts.append(replace(act, aside=True))
        if copy.is_from_outside and state in _CORRECTED_UNTIL:
            may = policies.check_may_correct
            acts.append(self._act(_("แก้ข้อมูล/แนบไฟล์"), "copy_correct", "edit", may))
        acts += self._reply(state)
        early = state in (State.ARRIVED, State.REGISTERED, State.ENDORSED)
        if early and copy.holder_id != copy.office_id and copy.receipted_at is None:
            may = policies.check_may_hand_back
            acts.append(self._act(_("คืนหน่วยที่ส่งมา"), "copy_hand_back", "arrow-back-up", may))
        elif early and copy.parent_id is not None and copy.recall_asked_at is None:
            may = policies.check_may_return
            acts.append(self._act(_("ส่งคืน (ผิดหน่วยงาน)"), "copy_return", "arrow-back-up", may))
        if copy.is_open:
            may = policies.check_may_hand_over
            give = self._act(_("มอบให้ผู้อื่น"), "copy_hand_over", "users", may)
            acts += [replace(give, aside=True)] if give.verdict.allowed else []
        return acts

    def _reply(self, state: State) -> list[Act]:
        """A letter of one's own to whoever wrote this one; offered to who may."""
        if self.copy.letter_id is None or state not in _ANSWERED_FROM:
            return []
        may = policies.check_may_reply
        reply = self._act(_("ตอบหนังสือ"), "copy_reply", "mail-forward", may)
        return [replace(reply, aside=True)] if reply.verdict.allowed else []

    def _holding(self) -> list[Act]:
        """Putting it aside, or taking it up again; offered to who may."""
        if not self._can_wait:
            return []
        if self.held:
            return [self._act(_("หยิบกลับมาทำ"), "copy_resume", "player-play", check_may_hold)]
        hold = self._act(_("พักเรื่องไว้"), "copy_hold", "clock", check_may_hold)
        return [replace(hold, aside=True)] if hold.verdict.allowed else []


def skipped_steps(copy: OfficeCopy) -> str:
    """The places on the line of steps that this letter does not need, separated by spaces."""
    if copy.state in (State.REPORTING, State.REPORTED) and copy.forwarded_at is None:
        return f"{Place.DRAFT} {Place.SIGN} {Place.SEND} {Place.FOLLOW}"
    if copy.state == State.FILED:
        return f"{Place.DRAFT} {Place.SIGN} {Place.SEND} {Place.FOLLOW} {Place.REPORT}"
    return f"{Place.RECEIVE} {Place.ENDORSE}" if copy.channel == Channel.ORIGIN else ""
