"""Putting a letter aside until a day, and taking it up again before."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.models import OfficeCopy
from circulars.policies import Verdict, verdict
from screens.frame.fields import ThaiDateField
from screens.frame.task import ActView
from workflow.holding import check_may_hold, put_aside, take_up_again


class HoldForm(forms.Form):
    """Until when, and why; both are read in the list of what is put aside."""

    until = ThaiDateField(
        label=gettext_lazy("พักไว้ถึงวันที่"),
        help_text=gettext_lazy("เช้าวันนั้นเรื่องกลับเข้างานของฉันเอง เลือกได้ถึงวันครบกำหนด"),
        error_messages={"required": gettext_lazy("โปรดกรอกวันที่จะกลับมาทำ")},
    )
    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        max_length=300,
        error_messages={"required": gettext_lazy("โปรดเขียนเหตุผลที่พักเรื่องไว้")},
    )


class HoldView(ActView):
    form_class = HoldForm

    @property
    def title(self) -> str:
        return _("พักเรื่องไว้")

    @property
    def explained(self) -> str:
        return _("เรื่องจะออกจากรายการงานไปอยู่ในพักไว้ กำหนดตอบไม่เปลี่ยน และการเตือนยังมาตามปกติ")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_hold, self.viewer, self.copy, self.at)

    def act(self, form: HoldForm) -> OfficeCopy:
        return put_aside(self.copy, by=self.user, at=self.at, **form.cleaned_data)

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("พักเรื่องไว้แล้ว"))
        return super().done(result)


class ResumeView(ActView):
    form_class = forms.Form

    @property
    def title(self) -> str:
        return _("หยิบกลับมาทำ")

    @property
    def explained(self) -> str:
        return _("เรื่องจะกลับเข้ารายการงานทันที")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_hold, self.viewer, self.copy, self.at)

    def act(self, form: Any) -> OfficeCopy:
        return take_up_again(self.copy, by=self.user, at=self.at)

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("เรื่องกลับเข้ารายการงานแล้ว"))
        return super().done(result)
