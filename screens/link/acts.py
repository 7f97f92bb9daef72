"""What an office does behind its link: receipt, report, time, wrong office, reply letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from circulars.domain import telling
from circulars.domain.asking_time import ask_for_time
from circulars.domain.received import ReceivedLetter
from circulars.domain.reply_letters import hand_in_reply
from circulars.domain.returning import return_to_sender
from circulars.errors import CircularError
from circulars.models import Channel
from screens.follow.forms.extending import AskTimeForm
from screens.frame.evidence import CheckedFileField
from screens.frame.fields import ThaiDateField
from screens.frame.reason_form import ReasonForm
from screens.frame.refusals import add_refusal
from screens.frame.uploads import incoming
from screens.link.base import LinkMixin

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class WhoForm(forms.Form):
    """Who says it: the sender sees the name."""

    said_by = forms.CharField(
        label=gettext_lazy("ผู้แจ้ง (ชื่อ ตำแหน่ง)"), max_length=200, required=False
    )


class ReceiptForm(WhoForm):
    """The office's own number and day of receipt."""

    number = forms.CharField(
        label=gettext_lazy("เลขรับของหน่วยงานท่าน"), max_length=40, required=False
    )
    day = ThaiDateField(label=gettext_lazy("รับเมื่อวันที่ (เว้นว่าง = วันนี้)"), required=False)

    field_order = ("number", "day", "said_by")


class ReportForm(WhoForm):
    """What was done, or that there is nothing."""

    nil = forms.BooleanField(label=gettext_lazy("ไม่มีข้อมูลที่จะรายงาน"), required=False)
    report = forms.CharField(
        label=gettext_lazy("ผลการดำเนินการ"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    field_order = ("nil", "report", "said_by")


class ReplyLetterForm(WhoForm):
    """The signed letter as a PDF or a photograph of it."""

    number = forms.CharField(label=gettext_lazy("ที่ (ของหนังสือตอบ)"), max_length=80, required=False)
    dated = forms.CharField(label=gettext_lazy("ลงวันที่"), max_length=80, required=False)
    subject = forms.CharField(
        label=gettext_lazy("เรื่อง"),
        max_length=500,
        error_messages={"required": gettext_lazy("โปรดกรอกเรื่องของหนังสือตอบ")},
    )
    file = CheckedFileField(
        letter=True,
        label=gettext_lazy("ไฟล์หนังสือตอบที่ลงนามแล้ว (PDF หรือภาพ)"),
        error_messages={"required": gettext_lazy("โปรดแนบไฟล์หนังสือตอบที่ลงนามแล้ว")},
    )

    field_order = ("file", "number", "dated", "subject", "said_by")


class LinkActView(LinkMixin, FormView[forms.Form]):
    """A form in, one domain call; a refusal is shown on the form and nothing is lost."""

    template_name = "link/act.html"
    title: StrOrPromise = ""
    explained: StrOrPromise = ""

    def act(self, given: dict[str, Any]) -> str:
        """The domain call; gives the sentence that is shown. Given by each page."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():
                said = self.act(form.cleaned_data)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect(self.home)


class LinkReceiptView(LinkActView):
    form_class = ReceiptForm
    title = gettext_lazy("แจ้งว่าได้รับหนังสือ")
    explained = gettext_lazy("ผู้ส่งจะเห็นเลขรับและวันที่รับของหน่วยงานท่าน แจ้งซ้ำได้ถ้าเลขผิด")

    def act(self, given: dict[str, Any]) -> str:
        voice = self.voice(given["said_by"])
        telling.confirm_receipt(
            self.copy, voice=voice, at=self.at, number=given["number"], day=given["day"]
        )
        return _("แจ้งรับหนังสือแล้ว")


class LinkReportView(LinkActView):
    form_class = ReportForm
    title = gettext_lazy("รายงานผล")
    explained = gettext_lazy("เขียนผลสั้น ๆ หรือเลือกว่าไม่มีข้อมูล ผู้ส่งเห็นทันที")

    def act(self, given: dict[str, Any]) -> str:
        voice = self.voice(given["said_by"])
        telling.tell_result(
            self.copy, voice=voice, at=self.at, note=given["report"], nil=given["nil"]
        )
        return _("ส่งรายงานแล้ว")


class LinkTimeView(LinkActView):
    form_class = AskTimeForm
    title = gettext_lazy("ขอขยายเวลา")
    explained = gettext_lazy("ผู้ส่งได้รับคำขอพร้อมเหตุผล ระหว่างรอ กำหนดเดิมยังใช้อยู่")

    def act(self, given: dict[str, Any]) -> str:
        ask_for_time(
            self.copy,
            given["until"],
            by=self.user,
            at=self.at,
            reason=given["reason"],
            voice=self.voice(),
        )
        return _("ส่งคำขอขยายเวลาแล้ว รอผู้ส่งพิจารณา")


class LinkReturnView(LinkActView):
    form_class = ReasonForm
    title = gettext_lazy("ไม่ใช่เรื่องของหน่วยงานเรา")
    explained = gettext_lazy("หนังสือจะถูกส่งคืนผู้ส่งพร้อมเหตุผล และลิงก์นี้จะใช้ไม่ได้อีก")

    def act(self, given: dict[str, Any]) -> str:
        return_to_sender(
            self.copy, by=self.user, at=self.at, reason=given["reason"], voice=self.voice()
        )
        return _("ส่งคืนแล้ว ผู้ส่งได้รับแจ้งพร้อมเหตุผล")


class LinkReplyView(LinkActView):
    form_class = ReplyLetterForm
    title = gettext_lazy("ส่งหนังสือตอบ (PDF)")
    explained = gettext_lazy("หนังสือจะไปรออยู่ที่โต๊ะรับของผู้ส่ง ตัวจริงส่งตามไปได้ตามปกติ")

    def get_initial(self) -> dict[str, Any]:
        return {"subject": self.copy.circular.subject}

    def act(self, given: dict[str, Any]) -> str:
        letter = ReceivedLetter(
            issuer_name=self.office.name,
            subject=given["subject"],
            number_printed=given["number"],
            dated_printed=given["dated"],
            channel=Channel.LINK,
        )
        voice = self.voice(given["said_by"])
        hand_in_reply(self.copy, letter, incoming(given["file"]), voice=voice, at=self.at)
        return _("ส่งหนังสือตอบแล้ว รอผู้ส่งลงทะเบียนรับ")


class LinkConfirmView(LinkMixin, View):
    """Yes, what somebody wrote down for us is so."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, token: str, row: int) -> HttpResponse:
        found = self.copy.provenances.filter(pk=row).first()
        if found is None:
            raise Http404
        try:
            telling.confirm_told(found, voice=self.voice(), at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("ยืนยันแล้ว"))
        return redirect(self.home)
