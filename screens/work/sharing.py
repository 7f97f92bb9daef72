"""What a unit beside the main one does with its share of an order, and who gave it can do."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.domain.sharing import (
    answer_share,
    decline_share,
    go_on,
    withdraw_share,
)
from circulars.models import Endorsement, OfficeCopy, Share
from circulars.policies import Verdict, verdict
from circulars.share_policies import (
    check_may_decline,
    check_may_go_on,
    check_may_withdraw,
)
from screens.frame.reason_form import ReasonForm
from screens.frame.share import ShareMixin, ShareTaskView
from screens.frame.task import ActView
from workflow.steps import StepName


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

    def done(self, result: Share) -> HttpResponse:
        """The letter has left the unit: its page may be there for him no more."""
        self.tell(_("คืนให้ %(unit)s แล้ว") % {"unit": result.from_unit.label})
        return HttpResponseRedirect(reverse("desk"))


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
