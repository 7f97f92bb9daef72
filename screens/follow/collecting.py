"""The offices above: who has answered, checking one answer, certifying them all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.domain.counting import Tally, branch_lines
from circulars.errors import CircularError
from circulars.models import What
from circulars.policies import check_may_certify, verdict
from circulars.states import State
from screens.follow.forms.checking import ExcuseForm, ReturnForm
from screens.frame.asked import CopyMixin, Fact, answered_facts, sent_file
from screens.frame.refusals import add_refusal
from survey.domain import checking, progress
from survey.models import (
    Answer,
    AnswerCheck,
    AnswerFile,
    Certificate,
    CheckVerdict,
    ExpectedAnswer,
)

PAGE = 30
#: Offices in between on a page.
BRANCHES = 20
_ACCEPTED = CheckVerdict.ACCEPTED


class CollectView(CopyMixin, TemplateView):
    """Answered and silent below this office, branch by branch and line by line."""

    template_name = "follow/collect.html"

    @cached_property
    def counts(self) -> Tally:
        return progress.progress_below(self.task, self.copy, at=self.at)

    @property
    def tiles(self) -> list[dict[str, Any]]:
        counts = self.counts
        return [
            {"number": counts.expected, "label": _("ต้องตอบ"), "icon": "users"},
            {"number": counts.answered, "label": _("ตอบแล้ว"), "icon": "check", "tone": "good"},
            {
                "number": counts.waiting + counts.returned,
                "label": _("ยังไม่ตอบ"),
                "tone": "wait",
                "icon": "hourglass",
            },
            {
                "number": counts.overdue,
                "label": _("เลยกำหนด"),
                "icon": "clock-exclamation",
                "tone": "bad" if counts.overdue else "",
            },
            {"number": counts.certified, "label": _("รับรองแล้ว"), "icon": "certificate"},
        ]

    @cached_property
    def branches(self) -> Page[progress.Branch]:
        """Offices in between; an อปท. that the letter went to directly is only a line."""
        rows = progress.progress(self.task, self.copy, at=self.at)
        between = [row for row in rows if row.copy.office.kind not in self.task.kinds]
        return Paginator(between, BRANCHES).get_page(self.request.GET.get("part"))

    @cached_property
    def shown(self) -> str:
        wanted = self.request.GET.get("show", "")
        return wanted if wanted in _FILTERS else "all"

    @property
    def tabs(self) -> list[dict[str, Any]]:
        counts = self.counts
        numbers = {
            "all": counts.expected + counts.excused,
            "silent": counts.waiting,
            "overdue": counts.overdue,
            "submitted": counts.answered - counts.certified,
            "returned": counts.returned,
            "certified": counts.certified,
        }
        return [
            {
                "label": label,
                "url": f"?show={key}",
                "current": key == self.shown,
                "count": numbers[key],
            }
            for key, label in _labels().items()
        ]

    @cached_property
    def lines(self) -> Page[ExpectedAnswer]:
        rows = ExpectedAnswer.objects.filter(task=self.task).below(self.copy).for_lists()
        found = _FILTERS[self.shown](rows, self.at).in_printed_order()
        page = Paginator(found, PAGE).get_page(self.request.GET.get("page"))
        accepted = self._accepted([line.current_id for line in page if line.current_id])
        for line in page:
            line.look = _look(line)
            line.accepted = line.current_id in accepted
        return page

    def _accepted(self, answers: list[int]) -> set[int]:
        checks = AnswerCheck.objects.filter(
            answer__in=answers, office=self.copy.office, verdict=_ACCEPTED
        )
        return set(checks.values_list("answer_id", flat=True))

    @cached_property
    def last_certificate(self) -> Certificate | None:
        return Certificate.objects.filter(copy=self.copy).select_related("by").first()

    @property
    def certificate(self) -> Certificate | None:
        """The one in force."""
        last = self.last_certificate
        return last if last and last.withdrawn_at is None else None

    @property
    def withdrawn(self) -> Certificate | None:
        last = self.last_certificate
        return last if last and last.withdrawn_at is not None else None

    @property
    def changed_since(self) -> bool:
        """Whether offices were excused or added after certifying: the figures differ."""
        certificate, counts = self.certificate, self.counts
        now = {"expected": counts.expected, "answered": counts.answered}
        return certificate is not None and now != {name: certificate.totals[name] for name in now}

    @property
    def asks_more(self) -> bool:
        return branch_lines(self.copy).exclude(what=What.SURVEY).exists()

    @property
    def may_certify(self) -> bool:
        return self.certificate is None and self.copy.state in (State.DISPATCHED, State.REPORTING)


def _labels() -> dict[str, str]:
    return {
        "all": _("ทั้งหมด"),
        "silent": _("ยังไม่ตอบ"),
        "overdue": _("เลยกำหนด"),
        "submitted": _("รอรับรอง"),
        "returned": _("ส่งกลับแก้ไข"),
        "certified": _("รับรองแล้ว"),
    }


_FILTERS: dict[str, Any] = {
    "all": lambda rows, _at: rows,
    "silent": lambda rows, _at: rows.counted().filter(current=None),
    "overdue": lambda rows, at: rows.counted().overdue(at),
    "submitted": lambda rows, _at: rows.filter(current__state="submitted"),
    "returned": lambda rows, _at: rows.counted().filter(current__state="returned"),
    "certified": lambda rows, _at: rows.filter(current__state="certified"),
}


def _look(line: ExpectedAnswer) -> str:
    if line.excused_at is not None:
        return "exempt"
    return line.current.state if line.current else "none"


class CollectAnswerView(CopyMixin, TemplateView):
    """One office's answer beside what can be done with it: accept, send back, excuse."""

    template_name = "follow/collect_answer.html"

    @cached_property
    def line(self) -> ExpectedAnswer:
        rows = ExpectedAnswer.objects.filter(task=self.task).below(self.copy).for_lists()
        line = rows.filter(pk=self.kwargs["line"]).first()
        if line is None:
            raise Http404
        return line

    @property
    def look(self) -> str:
        return _look(self.line)

    @property
    def facts(self) -> list[Fact]:
        answer = self.line.current
        return answered_facts(self.line, answer) if answer else []

    @property
    def files(self) -> str:
        """Where its files are, each by its number."""
        last = reverse("collect_file", args=[self.copy.pk, self.line.pk, 0])
        return last.removesuffix("0/")

    @property
    def checks(self) -> Any:
        rows = AnswerCheck.objects.filter(answer__expected=self.line)
        return rows.select_related("office", "by", "answer").order_by("-at")

    @property
    def verdict(self) -> Any:
        return verdict(check_may_certify, self.viewer, self.copy, self.at)

    @cached_property
    def return_form(self) -> ReturnForm:
        return ReturnForm(self._data("return"))

    @cached_property
    def excuse_form(self) -> ExcuseForm:
        return ExcuseForm(self._data("excuse"))

    @cached_property
    def refused_form(self) -> forms.Form:
        return self.excuse_form if self._act == "excuse" else self.return_form

    @property
    def _act(self) -> str:
        return self.request.POST.get("act", "")

    def _data(self, act: str) -> Any:
        return self.request.POST if self._act == act else None

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.refused_form
        try:
            said = self._do(form)
        except CircularError as refusal:
            form.is_valid()
            add_refusal(form, refusal)
            said = ""
        if not said:
            return self.render_to_response(self.get_context_data())
        messages.success(request, said)
        return redirect("task_report", pk=self.copy.pk)

    def _do(self, form: forms.Form) -> str:
        """Carry out what was pressed; an empty sentence when the form is not right yet."""
        who: dict[str, Any] = {"copy": self.copy, "by": self.user, "at": self.at}
        if self._act == "excuse":
            if not form.is_valid():
                return ""
            checking.excuse(self.line, form.cleaned_data["reason"], **who)
            return _("ยกเว้น %(office)s แล้ว") % {"office": self.line.office.name}
        answer = self._answer()
        if self._act == "accept":
            checking.accept(answer, **who)
            return _("ตรวจคำตอบของ %(office)s แล้ว") % {"office": self.line.office.name}
        if not form.is_valid():
            return ""
        checking.return_answer(answer, form.cleaned_data["note"], **who)
        return _("ส่งคำตอบกลับให้ %(office)s แก้ไขแล้ว") % {"office": self.line.office.name}

    def _answer(self) -> Answer:
        """The version that was looked at: a newer one is not judged unseen."""
        written = self.request.POST.get("answer", "")
        pk = int(written) if written.isdecimal() else 0
        answer = Answer.objects.filter(expected=self.line, pk=pk).first()
        if answer is None:
            raise Http404
        return answer


class CollectFileView(CopyMixin, View):
    """A file that an office below sent with its answer."""

    def get(self, _request: HttpRequest, line: int, file: int, **_kwargs: Any) -> FileResponse:
        below = ExpectedAnswer.objects.filter(task=self.task).below(self.copy)
        rows = AnswerFile.objects.filter(expected__in=below.filter(pk=line))
        return sent_file(get_object_or_404(rows, pk=file))
