"""Before a letter goes out: a proposed draft is taken back, a signature taken off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain.approving import take_draft_back
from circulars.domain.unsigning import unsign
from circulars.draft_policies import check_may_take_draft_back, check_may_unsign
from circulars.models import Draft
from circulars.policies import Verdict, verdict
from screens.frame.reason_form import ReasonForm
from screens.frame.task import ActView
from screens.work.drafting import DraftMixin


class DraftAgainMixin(ActView):
    """Afterwards the draft is written on."""

    def done(self, result: Draft) -> HttpResponse:
        self.tell(_("ร่างกลับมาที่ท่านแล้ว แก้ไขแล้วเสนออีกครั้งได้"))
        return HttpResponseRedirect(reverse("task_draft", args=[self.copy.pk]))


class TakeDraftBackView(DraftMixin, DraftAgainMixin):
    """A draft that was proposed too early, and that nobody has judged yet."""

    form_class = forms.Form

    @property
    def title(self) -> str:
        return _("ดึงร่างกลับ")

    @property
    def explained(self) -> str:
        return _("ใช้ได้จนกว่าผู้ตรวจจะตรวจ ร่างกลับมาให้แก้ไข แล้วเสนอใหม่ได้")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_take_draft_back, self.viewer, self.draft, self.at)

    def act(self, form: Any) -> Draft:
        return take_draft_back(self.draft, by=self.user, at=self.at)


class UnsignView(DraftAgainMixin):
    """A mistake was seen after the signature and before the sending."""

    form_class = ReasonForm

    @property
    def title(self) -> str:
        return _("ถอนการลงนาม")

    @property
    def explained(self) -> str:
        return _(
            "หนังสือยังไม่ได้ส่งออก เลขที่ออกแล้วจะถูกยกเลิกไว้ในทะเบียนพร้อมเหตุผล "
            "ร่างกลับมาให้แก้ไข แล้วต้องเสนอลงนามใหม่ ได้เลขใหม่"
        )

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_unsign, self.viewer, self.copy, self.at)

    def act(self, form: ReasonForm) -> Draft:
        return unsign(self.copy, by=self.user, at=self.at, reason=form.cleaned_data["reason"])
