"""The signer's queue: one letter after another, or many at once after a word of warning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from circulars.capacities import SignerChoice, acting_choices
from circulars.domain.approving import need_confirmed, sent_at_once, sign
from circulars.domain.bundling import mark_of
from circulars.errors import CircularError, NotAllowed
from circulars.models import Draft, DraftVersion, Letter, OfficeCopy
from circulars.policies import Verdict
from circulars.states import DraftState
from offices.models import User
from offices.viewer import Viewer
from screens.frame.base import DeskMixin
from screens.work.confirming import ConfirmMixin
from survey.domain.sending import check_can_go
from workflow.flows import nodes
from workflow.inbox import inbox
from workflow.models import Step
from workflow.running import perform
from workflow.steps import StepName, open_draft

#: So many are signed with one press; a longer queue comes in turns.
MOST = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One letter that waits for signature, and what signing it will do."""

    step_id: int
    draft: Draft
    version: DraftVersion
    capacity: SignerChoice | None
    at_once: Verdict

    @property
    def seen(self) -> str:
        """The mark of what is confirmed here; signing compares it."""
        return mark_of(self.draft)

    @property
    def copy(self) -> OfficeCopy:
        return self.draft.copy

    @property
    def url(self) -> str:
        return reverse("task_sign", args=[self.copy.pk]) + "?queue=1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter: its number, or why it was not signed."""

    subject: str
    copy_id: int
    letter: Letter | None = None
    sent: bool = False
    refused: str = ""


class QueueMixin(DeskMixin):
    """What waits for the signature of this person, soonest deadline first."""

    @cached_property
    def steps(self) -> list[Step]:
        waiting = inbox(self.viewer).filter(flow_task__in=nodes([StepName.SIGN]))
        return list(waiting)

    @property
    def queue(self) -> list[int]:
        """The copies in their order."""
        return [step.process.copy_id for step in self.steps]

    def around(self, copy_id: int) -> tuple[int | None, int | None]:
        """The copies before and after one in the queue."""
        if copy_id not in self.queue:
            return None, next(iter(self.queue), None)
        here = self.queue.index(copy_id)
        before = self.queue[here - 1] if here else None
        after = self.queue[here + 1] if here + 1 < len(self.queue) else None
        return before, after


class SignQueueView(QueueMixin, ConfirmMixin, View):
    """
    The list, with a box to tick; then what will be signed, once more; then what became of each.

    A ticked step that has moved on meanwhile is refused by itself, and says why.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        shown = {step.pk: step.process.copy_id for step in self.steps[:MOST]}
        return self._page("work/sign_queue.html", rows=self._rows(shown))

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = [int(one) for one in request.POST.getlist("step") if one.isdecimal()]
        steps = Step.objects.filter(pk__in=chosen[:MOST], process__copy__in=self.copies)
        ticked = dict(steps.order_by("pk").values_list("pk", "process__copy"))
        if not ticked:
            return redirect("sign_queue")
        refused = ""
        if request.POST.get("do") == "sign":
            try:
                how = self.prove(request.POST.get("proof", ""))
                need_confirmed(how)
            except NotAllowed as refusal:
                refused = str(refusal)
            else:
                outcomes = [self._sign(step, copy, how) for step, copy in ticked.items()]
                return self._page("work/sign_done.html", outcomes=outcomes)
        rows = self._rows(ticked)
        if not rows:
            return redirect("sign_queue")
        return self._page("work/sign_confirm.html", rows=rows, refused=refused)

    def _page(self, name: str, **context: Any) -> HttpResponse:
        return render(self.request, name, {"view": self, **context})

    def _rows(self, steps: dict[int, int]) -> list[Waiting]:
        """The letters of these steps (with their copies), in the same order; a few queries."""
        related = ("copy__office", "copy__holder__house", "copy__circular", "drafter", "sender")
        passed = Draft.objects.filter(copy__in=steps.values(), state=DraftState.PASSED)
        drafts = {draft.copy_id: draft for draft in passed.select_related(*related)}
        versions = DraftVersion.objects.filter(draft__in=drafts.values())
        latest = {one.draft_id: one for one in versions.order_by("number")}
        senders = {one.sender for one in drafts.values() if one.sender}
        viewers = {user.pk: Viewer.of(user, self.at) for user in senders}
        houses = {draft.copy.office_id: draft.copy for draft in drafts.values()}
        capacities = {
            house: next(iter(acting_choices(self.user, copy, self.today)), None)
            for house, copy in houses.items()
        }
        return [
            Waiting(
                step_id=step,
                draft=draft,
                version=latest[draft.pk],
                capacity=capacities[draft.copy.office_id],
                at_once=sent_at_once(draft, at=self.at, sender=viewers.get(draft.sender_id or 0)),
            )
            for step, copy in steps.items()
            if (draft := drafts.get(copy))
        ]

    def _sign(self, step: int, copy_id: int, how: str) -> Outcome:
        """One letter in its own transaction: signed whole, or as it was."""
        copy = self.get_copy_or_404(copy_id)
        draft = open_draft(copy)
        subject = draft.latest.subject if draft else copy.circular.subject
        seen = self.request.POST.get(f"seen-{step}")
        try:
            letter = perform(
                copy,
                StepName.SIGN,
                user=self.user,
                at=self.at,
                act=lambda: sign_as(copy, None, by=self, late=False, seen=seen, confirmed=how),
                shown=step,
            )
        except CircularError as refusal:
            return Outcome(subject, copy.pk, refused=str(refusal))
        return Outcome(subject, copy.pk, letter, sent=letter.dispatches.exists())


def sign_as(
    copy: OfficeCopy,
    key: str | None,
    *,
    by: DeskMixin,
    late: bool,
    seen: str | None,
    confirmed: str,
) -> Letter:
    """
    Sign the open draft of ``copy`` in the capacity ``key``, or in the first that fits.

    Raises what ``sign`` does, and Invalid when its survey leads to no question.
    """
    user: User = by.user
    draft = open_draft(copy)
    choices = acting_choices(user, copy, by.today)
    chosen = next((one for one in choices if key in (None, one.key)), None)
    if draft is None or chosen is None:
        raise NotAllowed(_("โปรดเลือกฐานะผู้ลงนามใหม่"), field="capacity")
    check_can_go(copy, with_qr=draft.latest.with_qr)
    return sign(
        draft,
        by=user,
        at=by.at,
        acting=chosen.acting,
        post=chosen.post,
        late=late,
        seen=seen,
        confirmed=confirmed,
    )


def zoomed(request: HttpRequest) -> list[tuple[int, str, bool]]:
    """How wide the page may be shown, in percent of the column: (percent, address, chosen)."""
    query = {key: value for key, value in request.GET.items() if key != "zoom"}
    chosen = request.GET.get("zoom", "")
    sizes = (100, 140, 200)
    now = int(chosen) if chosen in {str(size) for size in sizes} else sizes[0]
    return [(size, "?" + urlencode({**query, "zoom": size}), size == now) for size in sizes]
