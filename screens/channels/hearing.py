"""Writing down what an office below has said by paper or telephone, with what shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.domain import telling
from circulars.domain.asking_time import ask_for_time
from circulars.domain.passing_on import pass_on_for
from circulars.domain.returning import return_to_sender
from circulars.models import OfficeCopy, Way
from circulars.voices import Voice
from offices.models import User
from screens.answer.spoken import SpokenAnswerView
from screens.channels.base import BelowMixin, BelowView
from screens.frame.evidence import HeardForm, evidence_of
from screens.frame.fields import DeadlineField, ThaiDateField
from survey.models import ExpectedAnswer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LAST = ("way", "said_by", "note", "evidence")


class SentForm(HeardForm):
    """By post, messenger or mail."""

    number = forms.CharField(
        label=gettext_lazy("เลขที่ไปรษณีย์ เลขสมุดส่ง หรือเลขอ้างอิงอีเมล"), max_length=80, required=False
    )
    day = ThaiDateField(label=gettext_lazy("ส่งเมื่อวันที่ (เว้นว่าง = วันนี้)"), required=False)
    field_order = ("number", "day", *_LAST)


class ReceivedForm(HeardForm):
    """Their own number and day, off the slip (ใบรับ) or by telephone."""

    number = forms.CharField(label=gettext_lazy("เลขรับของหน่วยงานนั้น"), max_length=40, required=False)
    day = ThaiDateField(label=gettext_lazy("รับเมื่อวันที่ (เว้นว่าง = วันนี้)"), required=False)
    field_order = ("number", "day", *_LAST)


class PassedOnForm(HeardForm):
    """Their own letter to those below them, as it is printed."""

    number = forms.CharField(
        label=gettext_lazy("ที่ของหนังสือที่ส่งต่อ"),
        max_length=80,
        error_messages={"required": gettext_lazy("โปรดกรอกที่ของหนังสือที่หน่วยงานนั้นส่งต่อ")},
    )
    dated = forms.CharField(label=gettext_lazy("ลงวันที่"), max_length=80, required=False)
    field_order = ("number", "dated", *_LAST)


class ReportedForm(HeardForm):
    """What they did, or that there is nothing."""

    nil = forms.BooleanField(label=gettext_lazy("ไม่มีข้อมูลที่จะรายงาน"), required=False)
    report = forms.CharField(
        label=gettext_lazy("ผลการดำเนินการ"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    field_order = ("nil", "report", *_LAST)


class TimeForm(HeardForm):
    until = DeadlineField(
        label=gettext_lazy("ขอเลื่อนกำหนดเป็น"),
        error_messages={"required": gettext_lazy("โปรดกรอกกำหนดที่ขอ เช่น 31/10/63")},
    )
    reason = forms.CharField(label=gettext_lazy("เหตุผล"), max_length=300)
    field_order = ("until", "reason", *_LAST)


class NotTheirsForm(HeardForm):
    reason = forms.CharField(label=gettext_lazy("เหตุผล"), max_length=300)
    field_order = ("reason", *_LAST)


def voice_of(user: User, copy: OfficeCopy, given: dict[str, Any]) -> Voice:
    """The voice of the office of ``copy``, as ``user`` heard it."""
    return Voice(
        user,
        copy,
        Way(given["way"]),
        said_by=given["said_by"],
        note=given["note"],
        evidence=evidence_of(given["evidence"]),
    )


class HearingView(BelowView):
    """A form in, one domain call in the voice of the office, written down by who heard it."""

    word: StrOrPromise = ""
    explained = gettext_lazy("บันทึกแทนหน่วยงานที่ไม่ได้ใช้ระบบ พร้อมหลักฐาน ทุกคนในสายเห็นว่าใครบันทึกจากทางใด")

    @property
    def title(self) -> str:
        return str(self.word)

    def act(self, form: Any) -> Any:
        given = form.cleaned_data
        return self.say(given, voice_of(self.user, self.copy, given))

    def say(self, given: dict[str, Any], voice: Voice) -> Any:
        """The domain call. Given by each page."""
        raise NotImplementedError

    def done(self, result: Any) -> HttpResponse:
        self.tell(_("บันทึกแทน %(office)s แล้ว") % {"office": self.copy.office.label})
        return super().done(result)


class HeardSentView(HearingView):
    form_class = SentForm
    word = gettext_lazy("บันทึกการส่งทางกระดาษหรืออีเมล")

    def say(self, given: dict[str, Any], voice: Voice) -> Any:
        number, day = given["number"], given["day"]
        return telling.note_sent(self.copy, voice=voice, at=self.at, number=number, day=day)


class HeardReceivedView(HearingView):
    form_class = ReceivedForm
    word = gettext_lazy("บันทึกว่าหน่วยงานได้รับหนังสือแล้ว")

    def say(self, given: dict[str, Any], voice: Voice) -> Any:
        number, day = given["number"], given["day"]
        return telling.confirm_receipt(self.copy, voice=voice, at=self.at, number=number, day=day)


class HeardPassedOnView(HearingView):
    form_class = PassedOnForm
    word = gettext_lazy("บันทึกว่าส่งต่อให้หน่วยงานในสังกัดแล้ว")

    def say(self, given: dict[str, Any], voice: Voice) -> Any:
        number, dated = given["number"], given["dated"]
        return pass_on_for(self.copy, voice=voice, at=self.at, number=number, dated=dated)


class HeardReportedView(HearingView):
    form_class = ReportedForm
    word = gettext_lazy("บันทึกผลที่หน่วยงานรายงาน")

    def say(self, given: dict[str, Any], voice: Voice) -> Any:
        report, nil = given["report"], given["nil"]
        return telling.tell_result(self.copy, voice=voice, at=self.at, note=report, nil=nil)


class HeardTimeView(HearingView):
    form_class = TimeForm
    word = gettext_lazy("บันทึกคำขอขยายเวลา")

    def say(self, given: dict[str, Any], voice: Voice) -> Any:
        asked = {"reason": given["reason"], "voice": voice}
        return ask_for_time(self.copy, given["until"], by=self.user, at=self.at, **asked)


class HeardReturnedView(HearingView):
    form_class = NotTheirsForm
    word = gettext_lazy("บันทึกว่าไม่ใช่เรื่องของหน่วยงานนั้น")

    def say(self, given: dict[str, Any], voice: Voice) -> Any:
        reason = given["reason"]
        return return_to_sender(self.copy, by=self.user, at=self.at, reason=reason, voice=voice)


class AnswerForView(BelowMixin, SpokenAnswerView):
    """The form of the survey, filled in for an office below from what it sent on paper."""

    template_name = "channels/answer.html"

    @cached_property
    def line(self) -> ExpectedAnswer:
        lines = ExpectedAnswer.objects.for_lists().filter(copy=self.copy)
        found = lines.select_related("copy__letter", "copy__circular").first()
        if found is None:
            raise Http404
        return found

    @property
    def form_url(self) -> str:
        return self.request.path

    @property
    def receipt_url(self) -> str:
        return self.copy_url

    @cached_property
    def heard(self) -> HeardForm:
        """By which way it came, beside the answers."""
        if self.request.method == "POST":
            return HeardForm(self.request.POST, self.request.FILES)
        return HeardForm()

    def spoken(self, *, finally_: bool) -> Voice:
        if finally_ and self.heard.is_valid():
            return voice_of(self.user, self.copy, self.heard.cleaned_data)
        return Voice(self.user, self.copy, Way.PAPER)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.POST.get("act") == "submit" and not self.heard.is_valid():
            self._save_draft(self.over)
            return self.render_to_response(self.get_context_data())
        return super().post(request, **kwargs)
