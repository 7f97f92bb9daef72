"""What a unit beside the main one does with its share of an order, and who gave it can do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.domain.sharing import (
    answer_share,
    decline_share,
    enter_share,
    go_on,
    withdraw_share,
)
from circulars.models import Endorsement, OfficeCopy, RegisterEntry, Share
from circulars.policies import Verdict, verdict
from circulars.share_policies import (
    check_may_answer_share,
    check_may_decline,
    check_may_enter_share,
    check_may_go_on,
    check_may_withdraw,
)
from papers.templatetags.thai import thai_digits
from screens.desk.forms.registering import RegisterForm
from screens.frame.reason_form import ReasonForm
from screens.frame.task import ActView, TaskView
from screens.letter.notes import notes_on
from workflow.models import Step
from workflow.running import perform_share
from workflow.steps import StepName, step_of_share


class ShareMixin:
    """A screen about the share of one unit; the letter that it is of must be seen, else 404."""

    kwargs: dict[str, Any]
    copies: Any

    @cached_property
    def share(self) -> Share:
        shares = Share.objects.filter(copy__in=self.copies)
        related = ("unit__house", "from_unit__house", "order__by", "copy")
        return get_object_or_404(shares.select_related(*related), pk=self.kwargs["pk"])

    @cached_property
    def copy(self) -> OfficeCopy:
        found: OfficeCopy = self.copies.for_lists().get(pk=self.share.copy_id)
        self.share.copy = found
        return found


class ShareTaskView(ShareMixin, TaskView):
    """A step of the unit, with the letter and the order beside it."""

    template_name = "work/share.html"

    @cached_property
    def waiting(self) -> StepName:
        return step_of_share(self.share)

    @cached_property
    def verdict(self) -> Verdict:
        if self.waiting not in (self.step, StepName.END, StepName.ENTER):
            return Verdict(False, self.passed)
        return verdict(check_may_answer_share, self.viewer, self.share, self.at)

    @cached_property
    def endorsements(self) -> list[Endorsement]:
        """What has been written on the letter so far."""
        return notes_on(self.copy)

    @cached_property
    def shown(self) -> int | None:
        return Step.objects.open().filter(share=self.share).values_list("pk", flat=True).first()

    def run(self, form: Any) -> Any:
        return perform_share(
            self.share,
            self.step,
            user=self.user,
            at=self.at,
            act=lambda: self.act(form),
            shown=self.sent_shown,
        )


class EnterView(ShareTaskView):
    """Take the next number of the unit's own book; posted from the desk as well."""

    form_class = RegisterForm
    step = StepName.ENTER

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_enter_share, self.viewer, self.share, self.at)

    def act(self, form: RegisterForm) -> RegisterEntry:
        given = form.cleaned_data
        return enter_share(
            self.share,
            by=self.user,
            at=self.at,
            action=given["action"],
            note=given["note"],
            second_number=given["second_number"],
            time_known=not given["without_time"],
        )

    def done(self, result: RegisterEntry) -> HttpResponse:
        self.tell(_("ลงรับแล้ว เลขรับ %(number)s") % {"number": thai_digits(result.number_text)})
        if "next" in self.request.POST:
            return HttpResponseRedirect(f"{self.after}?received={result.pk}")
        return HttpResponseRedirect(self.copy_url)


class WordsForm(forms.Form):
    """What the joint unit thinks; it is read on the letter by everybody of the house."""

    text = forms.CharField(
        label=gettext_lazy("ความเห็นของหน่วย"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("โปรดเขียนความเห็นของหน่วยท่าน")},
    )


class NotedForm(forms.Form):
    """Nothing need be written."""

    text = forms.CharField(
        label=gettext_lazy("บันทึก (ไม่เขียนก็ได้)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )


class JointView(ShareTaskView):
    """The words of a joint unit."""

    form_class: type[forms.BaseForm] = WordsForm
    step = StepName.JOINT

    def act(self, form: forms.Form) -> Endorsement:
        text = form.cleaned_data["text"]
        return answer_share(self.share, by=self.user, at=self.at, text=text)

    def done(self, result: Endorsement) -> HttpResponse:
        self.tell(_("เขียนบนหนังสือแล้ว: %(what)s") % {"what": result.get_order_display()})
        return HttpResponseRedirect(reverse("my_work"))


class InformView(JointView):
    """A unit that is informed says that it knows."""

    form_class = NotedForm
    step = StepName.INFORM


class DeclineView(ShareMixin, ActView):
    """Not this unit's matter."""

    form_class = ReasonForm

    @property
    def title(self) -> str:
        return _("ไม่รับเรื่อง")

    @property
    def explained(self) -> str:
        return _("เรื่องจะออกจากโต๊ะของ %(unit)s ผู้สั่งการจะเห็นเหตุผล หน่วยอื่นทำต่อตามเดิม") % {
            "unit": self.share.unit.label
        }

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_decline, self.viewer, self.share, self.at)

    def act(self, form: ReasonForm) -> Share:
        reason = form.cleaned_data["reason"]
        return decline_share(self.share, by=self.user, at=self.at, reason=reason)


class WithdrawView(ShareMixin, ActView):
    """Take back what an order gave to a unit."""

    form_class = ReasonForm

    @property
    def title(self) -> str:
        return _("ถอนเรื่องจาก %(unit)s") % {"unit": self.share.unit.label}

    @property
    def explained(self) -> str:
        return _("ถอนได้จนกว่าหน่วยนั้นจะลงรับ เรื่องจะออกจากโต๊ะของหน่วยนั้นทันที")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_withdraw, self.viewer, self.share, self.at)

    def act(self, form: ReasonForm) -> Share:
        reason = form.cleaned_data["reason"]
        return withdraw_share(self.share, by=self.user, at=self.at, reason=reason)


class GoOnView(ActView):
    """Wait no longer for the words of the joint units."""

    form_class = ReasonForm

    @property
    def title(self) -> str:
        return _("ไม่รอความเห็น")

    @property
    def explained(self) -> str:
        return _("หน่วยหลักสั่งการต่อได้ทันที หน่วยร่วมยังให้ความเห็นได้ตามเดิม")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_go_on, self.viewer, self.copy, self.at)

    def act(self, form: ReasonForm) -> OfficeCopy:
        return go_on(self.copy, by=self.user, at=self.at, reason=form.cleaned_data["reason"])
