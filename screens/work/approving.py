"""A draft before its reviewer and its signer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.capacities import SignerChoice
from circulars.domain.approving import pass_on, send_back, sent_at_once
from circulars.domain.bundling import mark_of
from circulars.domain.content import content_of
from circulars.domain.recipients import meant_by, rule_text
from circulars.models import Approval, Draft, Letter
from circulars.policies import Verdict
from screens.frame.due import DueNote, draft_note
from screens.frame.paper import Paper
from screens.work.carried import survey_gap, survey_hangs
from screens.work.confirming import ConfirmMixin
from screens.work.drafting import DraftTaskView
from screens.work.forms.acts import ReviewForm, SignForm
from screens.work.previewing import DraftPdfMixin, draft_pages
from screens.work.signing import QueueMixin, sign_as, zoomed
from workflow.steps import StepName


class JudgeView(DraftPdfMixin, DraftTaskView):
    """Read the draft, then say yes or give it back."""

    template_name = "work/judge.html"

    @cached_property
    def paper(self) -> Paper:
        """The draft itself, not the letter that came."""
        pages = range(1, draft_pages(self.pdf()) + 1)
        chosen = f"?capacity={self.capacity.key}" if self.capacity else ""
        return Paper(
            [reverse("draft_page", args=[self.copy.pk, page]) + chosen for page in pages],
            download=reverse("draft_pdf", args=[self.copy.pk]) + chosen,
        )

    @cached_property
    def recipients(self) -> dict[str, Any]:
        house, rule = self.copy.office, self.draft.recipients
        return {"text": rule_text(house, rule), "count": len(meant_by(self.draft))}

    @cached_property
    def seen(self) -> str:
        """The mark of what this page shows; signing compares it."""
        return mark_of(self.draft)

    @property
    def due(self) -> DueNote | None:
        return draft_note(self.draft, upstream=self.copy.due_at, at=self.at)

    @cached_property
    def at_once(self) -> Verdict:
        """Whether signing sends it; if its sender may not any more, why."""
        return sent_at_once(self.draft, at=self.at)

    @property
    def has_survey(self) -> bool:
        return survey_hangs(self.copy)

    @property
    def survey_gap(self) -> str:
        return survey_gap(self.copy, content_of(self.draft.latest))

    @cached_property
    def approvals(self) -> list[Approval]:
        """The way of the draft so far."""
        return list(self.draft.approvals.select_related("by", "version"))

    @property
    def gives_back(self) -> bool:
        return self.request.POST.get("do") == "send_back"

    def give_back(self, form: ReviewForm) -> Draft:
        return send_back(self.draft, by=self.user, at=self.at, comment=form.cleaned_data["comment"])


def signed_words(letter: Letter) -> str:
    """What to say of a letter that was signed just now."""
    number = {"number": letter.number_printed}
    if letter.dispatches.exists():
        return _("ลงนามแล้ว ออกเลข %(number)s และส่งออกแล้ว") % number
    return _("ลงนามแล้ว ออกเลข %(number)s") % number


class ReviewView(JudgeView):
    """The reviewer passes the draft on to signature, or sends it back with a comment."""

    form_class = ReviewForm
    step = StepName.REVIEW

    def act(self, form: ReviewForm) -> Draft:
        if self.gives_back:
            return self.give_back(form)
        return pass_on(self.draft, by=self.user, at=self.at, comment=form.cleaned_data["comment"])

    def done(self, result: Draft) -> HttpResponse:
        self.tell(_("ส่งร่างกลับให้แก้ไขแล้ว") if self.gives_back else _("ผ่านร่างแล้ว รอลงนาม"))
        return super().done(result)


class SignView(QueueMixin, ConfirmMixin, JudgeView):
    """
    The signer signs in one of his capacities; the number is taken in that transaction.

    With ``?queue=1`` he goes through all that wait: the page at full width, the one before,
    the next; when one is done the next comes up.
    """

    form_class = SignForm
    step = StepName.SIGN

    @property
    def in_queue(self) -> bool:
        return "queue" in self.request.GET

    def get_template_names(self) -> list[str]:
        return ["work/judge_wide.html" if self.in_queue else self.template_name]

    @cached_property
    def neighbours(self) -> dict[str, str]:
        """Addresses of the letters before and after, and where to go when this one is done."""
        before, after = self.around(self.copy.pk)
        urls = {"before": self._queued(before), "after": self._queued(after)}
        return {**urls, "then": urls["after"] or urls["before"] or reverse("sign_queue")}

    def _queued(self, pk: int | None) -> str:
        return reverse("task_sign", args=[pk]) + "?queue=1" if pk else ""

    @property
    def position(self) -> int:
        """Which one of the queue it is; 0 when it waits no longer."""
        return self.queue.index(self.copy.pk) + 1 if self.copy.pk in self.queue else 0

    @property
    def zooms(self) -> list[tuple[int, str, bool]]:
        return zoomed(self.request)

    @property
    def zoom(self) -> int:
        return next(size for size, _url, chosen in self.zooms if chosen)

    @property
    def capacity(self) -> SignerChoice | None:
        """The capacity that is chosen on the page; the first one until another is."""
        wanted = self.request.POST.get("capacity") or self.request.GET.get("capacity")
        chosen = next((choice for choice in self.choices if choice.key == wanted), None)
        return chosen or next(iter(self.choices), None)

    def get_initial(self) -> dict[str, Any]:
        return {"capacity": self.capacity.key} if self.capacity else {}

    def get_form_kwargs(self) -> dict[str, Any]:
        choices = [(choice.key, choice.label) for choice in self.choices]
        is_late = self.due is not None and self.due.is_past
        asked = {"choices": choices, "is_late": is_late, "asks_proof": self.asks_proof}
        return {**super().get_form_kwargs(), **asked}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if self.request.method == "POST" and self.gives_back:
            # Nobody need choose a capacity, know of the deadline or prove who he is to send a draft back.
            for name in {"capacity", "late", "proof"} & set(form.fields):
                form.fields[name].required = False
        return form

    def run(self, form: SignForm) -> Draft | Letter:
        # Before the act: a wrong try is counted, and would be forgotten with it.
        self.proved = "" if self.gives_back else self.prove(form.cleaned_data.get("proof", ""))
        signed: Draft | Letter = super().run(form)
        return signed

    def act(self, form: SignForm) -> Draft | Letter:
        if self.gives_back:
            return self.give_back(form)
        return sign_as(
            self.copy,
            form.cleaned_data["capacity"],
            by=self,
            late=form.knows_late,
            seen=self.request.POST.get("seen"),
            confirmed=self.proved,
        )

    def done(self, result: Draft | Letter) -> HttpResponse:
        if isinstance(result, Letter):
            self.tell(signed_words(result))
        else:
            self.tell(_("ส่งร่างกลับให้แก้ไขแล้ว"))
        return super().done(result)
