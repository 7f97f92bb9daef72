"""A letter that is wanted back: the receiver's two answers, and the sender's change of mind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain.recalling import drop_recall, give_up, refuse_recall
from circulars.models import OfficeCopy
from circulars.policies import Verdict, verdict
from circulars.sent_policies import (
    check_may_drop_recall,
    check_may_give_up,
    check_may_refuse_recall,
)
from screens.follow.sent import SentView
from screens.frame.reason_form import ReasonForm
from screens.frame.task import ActView


class GiveUpView(ActView):
    """Back to the sender, who asks for it."""

    form_class = forms.Form

    @property
    def title(self) -> str:
        return _("ส่งคืนตามที่ผู้ส่งขอ")

    @property
    def explained(self) -> str:
        return _("หนังสือกลับไปที่ผู้ส่ง เลขรับที่ลงไว้ยังอยู่ในทะเบียน หน่วยงานของท่านไม่ต้องตอบเรื่องนี้อีก")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_give_up, self.viewer, self.copy, self.at)

    def act(self, form: Any) -> OfficeCopy:
        return give_up(self.copy, by=self.user, at=self.at)

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("ส่งคืนแล้ว ผู้ส่งได้รับแจ้ง"))
        return super().done(result)


class RefuseRecallView(ActView):
    """Something was done with it already; the sender reads what."""

    form_class = ReasonForm

    @property
    def title(self) -> str:
        return _("ไม่ส่งคืน ดำเนินการไปแล้ว")

    @property
    def explained(self) -> str:
        return _("ผู้ส่งจะได้อ่านว่าหน่วยงานของท่านดำเนินการอะไรไปแล้ว หนังสือยังอยู่ที่ท่าน")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_refuse_recall, self.viewer, self.copy, self.at)

    def act(self, form: ReasonForm) -> OfficeCopy:
        return refuse_recall(
            self.copy, by=self.user, at=self.at, reason=form.cleaned_data["reason"]
        )

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("แจ้งผู้ส่งแล้ว"))
        return super().done(result)


class DropRecallView(SentView):
    """The sender lets the receiver keep it."""

    form_class = forms.Form

    @property
    def title(self) -> str:
        return _("เลิกขอเรียกคืน")

    @property
    def explained(self) -> str:
        return _("ผู้รับได้รับแจ้งว่าไม่ต้องส่งคืนแล้ว หนังสือยังใช้อยู่ตามเดิม")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_drop_recall, self.viewer, self.copy, self.at)

    def act(self, form: Any) -> OfficeCopy:
        return drop_recall(self.copy, by=self.user, at=self.at)

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("เลิกขอเรียกคืนแล้ว"))
        return super().done(result)
