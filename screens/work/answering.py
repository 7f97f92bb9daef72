"""The step of the office that acts itself: its survey, or a word on what was done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain.reporting import report_done
from circulars.models import OfficeCopy
from screens.frame.task import TaskView
from screens.work.forms.acts import DoneForm
from survey.models import ExpectedAnswer
from workflow.steps import StepName


class AnswerView(TaskView):
    """Who is asked by a survey goes on to it; everybody else reports in words."""

    template_name = "work/answer.html"
    form_class = DoneForm
    step = StepName.ANSWER

    @property
    def title(self) -> str:
        return _("รายงานผลการดำเนินการ")

    @property
    def explained(self) -> str:
        return _("เรื่องนี้ไม่มีแบบสำรวจให้หน่วยงานนี้ตอบ เขียนผลสั้น ๆ แล้วเรื่องจะปิดที่หน่วยงานนี้")

    @cached_property
    def line(self) -> ExpectedAnswer | None:
        waiting = ExpectedAnswer.objects.counted().filter(copy=self.copy).missing()
        return waiting.first()

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.line is not None:
            return redirect("answer_form", self.line.pk)
        return super().get(request, pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.line is not None:
            return redirect("answer_form", self.line.pk)
        return super().post(request, pk)

    def act(self, form: DoneForm) -> OfficeCopy:
        return report_done(self.copy, by=self.user, at=self.at, **form.cleaned_data)

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("รายงานผลแล้ว เรื่องนี้เสร็จสิ้นที่หน่วยงานนี้"))
        return super().done(result)
