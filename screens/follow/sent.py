"""When something went wrong: give back, call back."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain.returning import hand_back, recall, return_to_sender
from circulars.models import OfficeCopy
from circulars.policies import Verdict, check_may_hand_back, check_may_return, verdict
from circulars.sent_policies import check_may_recall
from screens.frame.reason_form import ReasonForm
from screens.frame.task import ActView


class ReturnView(ActView):
    """Wrong office: back to the sender, with the reason he will read."""

    form_class = ReasonForm

    @property
    def title(self) -> str:
        return _("ส่งคืนผู้ส่ง")

    @property
    def explained(self) -> str:
        return _("ใช้เมื่อหนังสือส่งมาผิดหน่วยงาน ผู้ส่งจะเห็นเหตุผลทันที เลขรับที่ลงไว้ยังอยู่ในทะเบียน")

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_return, self.viewer, self.copy, self.at)

    def act(self, form: ReasonForm) -> OfficeCopy:
        return return_to_sender(
            self.copy, by=self.user, at=self.at, reason=form.cleaned_data["reason"]
        )

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("ส่งคืนแล้ว ผู้ส่งได้รับแจ้งพร้อมเหตุผล"))
        return super().done(result)


class HandBackView(ActView):
    """Passed to the wrong unit: back inside the house, no number used."""

    form_class = ReasonForm

    @property
    def title(self) -> str:
        return _("คืนหน่วยที่ส่งมา")

    @property
    def explained(self) -> str:
        return _("ใช้เมื่อหนังสือไม่ใช่เรื่องของหน่วยนี้ หน่วยที่ส่งมาจะสั่งการใหม่ ยังไม่ได้ใช้เลขรับของหน่วยนี้")

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_hand_back, self.viewer, self.copy, self.at)

    def act(self, form: ReasonForm) -> OfficeCopy:
        return hand_back(self.copy, by=self.user, at=self.at, reason=form.cleaned_data["reason"])

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("คืนให้ %(unit)s แล้ว") % {"unit": result.holder.label})
        return HttpResponseRedirect(reverse("desk"))


class SentView(ActView):
    """
    An act of the sender on one copy that he sent. The copy itself lies in another office:
    it is found only through the sender's own copy, and only its progress is shown.
    """

    @cached_property
    def copy(self) -> OfficeCopy:
        sent = OfficeCopy.objects.for_lists().select_related("parent__holder__house")
        return get_object_or_404(sent, pk=self.kwargs["pk"], parent__in=self.copies)

    @property
    def copy_url(self) -> str:
        return reverse("circular_tree", args=[self.copy.parent_id])


class RecallView(SentView):
    """Call a copy back; once it is registered the sender can only ask."""

    form_class = ReasonForm

    @property
    def title(self) -> str:
        return _("เรียกคืนจาก %(office)s") % {"office": self.copy.office.label}

    @property
    def explained(self) -> str:
        if self.copy.registered_at is None:
            return _("ผู้รับยังไม่ได้ลงรับ หนังสือจะถูกถอนออกจากโต๊ะรับของผู้รับทันที")
        return _("ผู้รับลงรับแล้ว ระบบจะแจ้งขอให้ผู้รับส่งคืน ผู้รับเป็นผู้ตัดสินใจ")

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_recall, self.viewer, self.copy, self.at)

    def act(self, form: ReasonForm) -> bool:
        return recall(self.copy, by=self.user, at=self.at, reason=form.cleaned_data["reason"])

    def done(self, result: bool) -> HttpResponse:
        self.tell(_("เรียกคืนแล้ว") if result else _("แจ้งขอเรียกคืนแล้ว รอผู้รับส่งคืน"))
        return super().done(result)
