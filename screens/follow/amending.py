"""What a signer can still change of a letter that was sent: enclosures, the survey, the matter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.domain.cancelling import cancel_matter
from circulars.domain.enclosing_later import enclose_later, later_enclosures, take_out_later
from circulars.errors import Invalid
from circulars.models import LetterFile
from circulars.policies import Verdict, verdict
from circulars.sent_policies import check_may_amend, check_may_cancel
from papers.errors import UploadRefused
from papers.templatetags.thai import thai_digits
from papers.upload import accept_enclosure
from screens.follow.forms.after_sending import ClosingForm, EncloseForm, WordingForm
from screens.frame.asked import CopyMixin as AskedMixin
from screens.frame.reason_form import ReasonForm
from screens.frame.task import ActView
from screens.frame.uploads import incoming
from survey.domain.amending import amend_closing, amend_question
from survey.models import Question, SurveyTask
from survey.models.question_types import ANSWERED


class AmendMixin(ActView):
    """A page of who may sign; afterwards it leads back to what can be done."""

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_amend, self.viewer, self.copy, self.at)

    def done(self, result: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("copy_after", args=[self.copy.pk]))


class EncloseView(AmendMixin):
    """Send a file after the letter; what was sent so can be taken out again."""

    form_class = EncloseForm
    template_name = "follow/enclose.html"

    @property
    def title(self) -> str:
        return _("ส่งสิ่งที่ส่งมาด้วยเพิ่ม")

    @property
    def explained(self) -> str:
        return _("ผู้ที่ส่งต่อไปแล้วต้องส่งไฟล์นี้ให้หน่วยงานข้างล่างของตนด้วย ระบบแจ้งให้ทราบ")

    @cached_property
    def sent_later(self) -> list[LetterFile]:
        return later_enclosures(self.copy) if self.verdict.allowed else []

    def act(self, form: EncloseForm) -> LetterFile:
        upload = form.cleaned_data["file"]
        try:
            limit = settings.UPLOAD_LIMIT_MB
            accepted = accept_enclosure(upload.read(), upload.name or "", limit_mb=limit)
        except UploadRefused as refusal:
            raise Invalid(str(refusal), field="file") from refusal
        reason = form.cleaned_data["reason"]
        return enclose_later(self.copy, incoming(accepted), by=self.user, at=self.at, reason=reason)

    def done(self, result: LetterFile) -> HttpResponse:
        self.tell(_("ส่ง %(name)s เพิ่มแล้ว") % {"name": result.name})
        return super().done(result)


class TakeOutView(AmendMixin):
    """A file that was sent after the letter by mistake."""

    form_class = ReasonForm

    @cached_property
    def kept(self) -> LetterFile:
        ours = LetterFile.objects.filter(letter__dispatches__copy=self.copy).distinct()
        return get_object_or_404(ours, pk=self.kwargs["file"])

    @property
    def title(self) -> str:
        return _("ถอนไฟล์ %(name)s") % {"name": self.kept.name}

    @property
    def explained(self) -> str:
        return _("ถอนได้จนกว่าจะมีผู้รับลงรับหรือส่งต่อพร้อมไฟล์นี้ ไฟล์ยังเก็บไว้ แต่ไม่มีผู้ใดเปิดอ่าน")

    def act(self, form: ReasonForm) -> LetterFile:
        reason = form.cleaned_data["reason"]
        return take_out_later(self.copy, self.kept, by=self.user, at=self.at, reason=reason)

    def done(self, result: LetterFile) -> HttpResponse:
        self.tell(_("ถอนไฟล์แล้ว"))
        return super().done(result)


class CancelMatterView(AmendMixin):
    """Everything that was sent is cancelled, at every level below."""

    form_class = ReasonForm

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_cancel, self.viewer, self.copy, self.at)

    @property
    def title(self) -> str:
        return _("ยกเลิกเรื่อง")

    @property
    def explained(self) -> str:
        return _(
            "หนังสือที่ยังไม่มีผู้ลงรับถูกเรียกคืนทันที ผู้ที่ลงรับแล้วได้รับแจ้งและไม่ต้องตอบอีก "
            "คำตอบที่ได้รับแล้วยังอยู่ เลขในทะเบียนทุกแห่งยังอยู่ ยกเลิกแล้วเปิดเรื่องเดิมอีกไม่ได้"
        )

    def act(self, form: ReasonForm) -> int:
        return cancel_matter(
            self.copy, by=self.user, at=self.at, reason=form.cleaned_data["reason"]
        )

    def done(self, result: int) -> HttpResponse:
        self.tell(_("ยกเลิกเรื่องแล้ว %(count)s แห่ง") % {"count": thai_digits(result)})
        return HttpResponseRedirect(reverse("copy", args=[self.copy.pk]))


class SurveyAmendMixin(AskedMixin):
    """The survey that this copy itself asked; any other is 404."""

    @cached_property
    def own_task(self) -> SurveyTask:
        return get_object_or_404(SurveyTask, copy=self.copy)

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_amend, self.viewer, self.copy, self.at)


class SurveyAmendView(SurveyAmendMixin, TemplateView):
    """The questions as they are asked now, each to be worded otherwise."""

    template_name = "follow/survey_amend.html"

    @property
    def questions(self) -> list[Question]:
        return list(self.own_task.questions.filter(type__in=ANSWERED).order_by("order"))


class SurveyBackMixin(SurveyAmendMixin, ActView):
    """An act on the survey; afterwards it leads back to its questions."""

    def done(self, result: Any) -> HttpResponse:
        self.tell(_("แก้แล้ว ผู้ที่ยังไม่ตอบได้รับแจ้ง"))
        return HttpResponseRedirect(reverse("survey_amend", args=[self.copy.pk]))

    @property
    def explained(self) -> str:
        return _("ผู้ที่ยังไม่ตอบได้รับแจ้งพร้อมเหตุผล คำตอบที่ส่งแล้วไม่เปลี่ยน")


class SurveyClosingView(SurveyBackMixin):
    """Until when answers are taken."""

    form_class: type[forms.BaseForm] = ClosingForm

    @property
    def title(self) -> str:
        return _("เปลี่ยนวันปิดรับคำตอบ")

    def get_initial(self) -> dict[str, Any]:
        return {"closes_at": self.own_task.closes_at}

    def act(self, form: ClosingForm) -> SurveyTask:
        given = form.cleaned_data
        return amend_closing(
            self.own_task, given["closes_at"], by=self.user, at=self.at, reason=given["reason"]
        )


class SurveyWordingView(SurveyBackMixin):
    """One question in other words."""

    form_class: type[forms.BaseForm] = WordingForm

    @cached_property
    def question(self) -> Question:
        return get_object_or_404(self.own_task.questions, pk=self.kwargs["question"])

    @property
    def title(self) -> str:
        return _("แก้ถ้อยคำของคำถาม")

    def get_initial(self) -> dict[str, Any]:
        return {"label": self.question.label, "hint": self.question.hint}

    def act(self, form: WordingForm) -> Question:
        given = form.cleaned_data
        return amend_question(
            self.question,
            label=given["label"],
            hint=given["hint"],
            by=self.user,
            at=self.at,
            reason=given["reason"],
        )
