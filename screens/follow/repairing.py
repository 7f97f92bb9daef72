"""Stopping the clock of those below while a letter is repaired, and letting it go on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.domain.repairing import start_clock, stop_clock
from circulars.models import Repair
from circulars.policies import Verdict, verdict
from circulars.sent_policies import check_may_extend_all
from papers.templatetags.thai import thai_moment
from screens.frame.task import ActView


class StopForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("แก้ไขอะไร"),
        help_text=gettext_lazy("ผู้รับทุกแห่งจะได้อ่าน"),
        max_length=300,
        error_messages={"required": gettext_lazy("โปรดเขียนว่าแก้ไขอะไร ผู้รับจะได้อ่าน")},
    )


class RepairView(ActView):
    """One page for both: it stops the clock, or, while it stands still, lets it go on."""

    @cached_property
    def repair(self) -> Repair | None:
        return self.copy.repairs.filter(ended_at=None).first()

    @property
    def title(self) -> str:
        return _("แก้ไขเสร็จ นับเวลาต่อ") if self.repair else _("หยุดนับเวลาเพื่อแก้ไข")

    @property
    def explained(self) -> str:
        if self.repair is None:
            return _(
                "ระหว่างแก้ไข ผู้รับไม่ถูกเตือน เมื่อแก้ไขเสร็จ กำหนดของทุกแห่งที่ยังไม่ตอบจะเลื่อนไปเท่าวันทำการที่ใช้"
            )
        return _("หยุดนับเวลาตั้งแต่ %(since)s: %(reason)s") % {
            "since": thai_moment(self.repair.since),
            "reason": self.repair.reason,
        }

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_extend_all, self.viewer, self.copy, self.at)

    def get_form_class(self) -> type[forms.BaseForm]:
        return forms.Form if self.repair else StopForm

    def act(self, form: Any) -> Repair:
        if self.repair is not None:
            return start_clock(self.copy, by=self.user, at=self.at)
        reason = form.cleaned_data["reason"]
        return stop_clock(self.copy, by=self.user, at=self.at, reason=reason)

    def done(self, result: Repair) -> HttpResponse:
        if result.days is None:
            self.tell(_("หยุดนับเวลาแล้ว"))
        else:
            self.tell(_("นับเวลาต่อแล้ว กำหนดเลื่อนไป %(days)s วันทำการ") % {"days": result.days})
        return super().done(result)
