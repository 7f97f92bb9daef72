"""What can be done with a letter now, by whom, and if not, why: buttons of the copy page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars import policies
from circulars.models import Channel, Draft, OfficeCopy
from circulars.policies import verdict
from circulars.states import DraftState, State
from offices.viewer import Actor
from screens.answer.offering import survey_acts
from screens.letter.act import Act

_DRAFT_ACTS: dict[str, tuple[Promise | str, str, str, Callable[..., object]]] = {
    DraftState.WRITING: (
        gettext_lazy("เขียนร่างหนังสือ"),
        "task_draft",
        "pencil",
        policies.check_may_draft,
    ),
    DraftState.SENT_BACK: (
        gettext_lazy("แก้ไขร่างหนังสือ"),
        "task_draft",
        "pencil",
        policies.check_may_draft,
    ),
    DraftState.REVIEW: (gettext_lazy("ตรวจร่าง"), "task_review", "eye", policies.check_may_review),
    DraftState.PASSED: (gettext_lazy("ลงนาม"), "task_sign", "signature", policies.check_may_sign),
}


#: Until the letter is sent on, the page says whether its data may be put right, and if not, why.
_CORRECTED_UNTIL = (State.REGISTERED, State.ENDORSED, State.DRAFTING, State.APPROVED)


class NextActs:
    """The acts open on ``copy`` for ``who`` at ``at``; the first allowed one is primary."""

    def __init__(self, copy: OfficeCopy, who: Actor, at: dt.datetime, draft: Draft | None) -> None:
        self.copy, self.who, self.at, self.draft = copy, who, at, draft
        self.has_children = copy.dispatches.exists()

    def all(self) -> list[Act]:
        asked = survey_acts(self.copy, self.who, self.at)
        step = self._step() or ([] if asked else self._report())
        acts = [*step, *asked, *self._beside()]
        main = (place for place, act in enumerate(acts) if act.verdict.allowed and not act.aside)
        if (first := next(main, None)) is not None:
            acts[first] = replace(acts[first], kind="primary")
        return acts

    def _report(self) -> list[Act]:
        """Where no survey asks, the office says in words what it did."""
        if self.copy.state != State.REPORTING or self.has_children:
            return []
        may = policies.check_may_answer
        return [self._act(_("รายงานผลการดำเนินการ"), "task_answer", "forms", may)]

    def _register(self) -> Act:
        """
        Registering at one's own desk; or, for a clerk of the house, in the book of the unit
        that holds the letter, which is seldom his to do.
        """
        unit = self.copy.holder
        may = policies.check_may_register
        if policies.sits_at(self.who, unit, self.at):
            return self._act(_("ลงทะเบียนรับ"), "task_register", "rubber-stamp", may)
        label = _("ลงรับแทน %(unit)s") % {"unit": unit.label}
        return replace(self._act(label, "task_register", "rubber-stamp", may), aside=True)

    def _act(
        self, label: str, name: str, icon: str, check: Callable[..., object], thing: object = None
    ) -> Act:
        asked = verdict(check, self.who, thing or self.copy, self.at)
        return Act(label, reverse(name, args=[self.copy.pk]), icon, asked)

    def _step(self) -> list[Act]:
        copy = self.copy
        state = State(copy.state)
        may: Callable[..., object]
        if copy.is_open and copy.receipted_at is None:
            return [self._register()]
        if state in (State.REGISTERED, State.ENDORSED):
            may = policies.check_may_endorse
            return [self._act(_("เกษียน/สั่งการ"), "task_endorse", "writing", may)]
        if state == State.DRAFTING and self.draft is not None:
            label, name, icon, may = _DRAFT_ACTS[self.draft.state]
            thing = None if name == "task_draft" else self.draft
            return [self._act(str(label), name, icon, may, thing)]
        if state == State.APPROVED and not self.has_children:
            return [self._act(_("ส่งออก"), "task_dispatch", "send", policies.check_may_dispatch)]
        return []

    def _beside(self) -> list[Act]:
        copy, acts = self.copy, []
        state = State(copy.state)
        if state == State.DRAFTING:
            may = policies.check_may_draft
            acts.append(self._act(_("แบบสำรวจที่แนบไป"), "survey_edit", "clipboard-list", may))
        if self.has_children:
            follow = policies.check_may_follow
            tree = self._act(_("ติดตามผู้รับ"), "circular_tree", "sitemap", follow)
            answers = self._act(_("รวบรวมคำตอบ"), "collect", "clipboard-check", follow)
            collects = state in (State.REPORTING, State.REPORTED)
            acts += [answers, tree] if collects else [tree]
        if copy.is_from_outside and state in _CORRECTED_UNTIL:
            may = policies.check_may_correct
            acts.append(self._act(_("แก้ข้อมูล/แนบไฟล์"), "copy_correct", "edit", may))
        early = state in (State.ARRIVED, State.REGISTERED, State.ENDORSED)
        if early and copy.holder_id != copy.office_id and copy.receipted_at is None:
            may = policies.check_may_hand_back
            acts.append(self._act(_("คืนหน่วยที่ส่งมา"), "copy_hand_back", "arrow-back-up", may))
        elif early and copy.parent_id is not None:
            may = policies.check_may_return
            acts.append(self._act(_("ส่งคืน (ผิดหน่วยงาน)"), "copy_return", "arrow-back-up", may))
        return acts


def step_now(copy: OfficeCopy, draft: Draft | None) -> tuple[str, str]:
    """Where the letter stands on its way through the office, and the steps it does not need."""
    skipped = "receive endorse" if copy.channel == Channel.ORIGIN else ""
    leaf = copy.state in (State.REPORTING, State.REPORTED) and copy.forwarded_at is None
    if leaf:
        skipped = "draft sign send follow"
    elif copy.state == State.FILED:
        skipped = "draft sign send follow report"
    passed = draft is not None and draft.state == DraftState.PASSED
    now = {
        State.ARRIVED: "receive",
        State.REGISTERED: "endorse",
        State.ENDORSED: "endorse",
        State.DRAFTING: "sign" if passed else "draft",
        State.APPROVED: "send",
        State.DISPATCHED: "follow",
        State.REPORTING: "report",
    }
    current = now.get(State(copy.state), "")
    return ("receive" if copy.is_open and copy.receipted_at is None else current), skipped
