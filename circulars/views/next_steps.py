"""What can be done with a letter now, by whom, and if not, why: buttons of the copy page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars import policies
from circulars.models import Channel, Draft, OfficeCopy, User
from circulars.policies import Verdict, verdict
from circulars.states import DraftState, State


@dataclass(frozen=True, slots=True)
class Act:
    """One button: its words, where it leads, and the verdict."""

    label: str
    url: str
    icon: str
    verdict: Verdict
    kind: str = "secondary"


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
    """The acts open on ``copy`` for ``user`` at ``at``; the first allowed one is primary."""

    def __init__(self, copy: OfficeCopy, user: User, at: dt.datetime, draft: Draft | None) -> None:
        self.copy, self.user, self.at, self.draft = copy, user, at, draft
        self.has_children = copy.dispatches.exists()

    def all(self) -> list[Act]:
        acts = [*self._step(), *self._beside()]
        first = next((place for place, act in enumerate(acts) if act.verdict.allowed), None)
        if first is not None:
            one = acts[first]
            acts[first] = Act(one.label, one.url, one.icon, one.verdict, "primary")
        return acts

    def _act(
        self, label: str, name: str, icon: str, check: Callable[..., object], thing: object = None
    ) -> Act:
        asked = verdict(check, self.user, thing or self.copy, self.at)
        return Act(label, reverse(name, args=[self.copy.pk]), icon, asked)

    def _step(self) -> list[Act]:
        copy = self.copy
        state = State(copy.state)
        may: Callable[..., object]
        if copy.is_open and copy.receipted_at is None:
            may = policies.check_may_register
            return [self._act(_("ลงทะเบียนรับ"), "task_register", "rubber-stamp", may)]
        if state in (State.REGISTERED, State.ENDORSED):
            may = policies.check_may_endorse
            return [self._act(_("เกษียน/สั่งการ"), "task_endorse", "writing", may)]
        if state == State.DRAFTING and self.draft is not None:
            label, name, icon, may = _DRAFT_ACTS[self.draft.state]
            thing = None if name == "task_draft" else self.draft
            return [self._act(str(label), name, icon, may, thing)]
        if state == State.APPROVED and not self.has_children:
            return [self._act(_("ส่งออก"), "task_dispatch", "send", policies.check_may_dispatch)]
        if state == State.REPORTING and not self.has_children:
            may = policies.check_may_answer
            asked = verdict(may, self.user, copy, self.at)
            return [Act(_("ตอบแบบสำรวจ/ดำเนินการ"), reverse("answers"), "forms", asked)]
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
        if early and copy.parent_id is not None:
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
