"""What was asked by the letter itself: who has replied, and taking replies in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.domain import gathering
from circulars.domain.counting import Tally, branch_lines, by_child, tally
from circulars.domain.rounds import rounds_of
from circulars.errors import CircularError
from circulars.models import Expectation, OfficeCopy, Round, What
from circulars.models.expectation import ExpectationQuerySet
from circulars.policies import Verdict, check_may_certify, verdict
from circulars.states import State
from screens.follow.collecting import CollectView
from screens.follow.forms.checking import ReturnForm
from screens.follow.forms.gathering import ExcuseLineForm, ReplyForm
from screens.frame.refusals import add_refusal
from screens.frame.task import CopyMixin
from survey.domain.asking import survey_of

PER_PAGE = 30
#: Offices in between on a page.
BRANCHES = 20


class ReportView(CopyMixin, View):
    """The step of collecting: of a survey's answers, or of replies where none goes with it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        asked = survey_of(self.copy) is not None
        page = CollectView.as_view() if asked else ExpectedView.as_view()
        return page(request, pk=pk)


class ExpectedMixin(CopyMixin):
    """What is owed through a copy that this person may see; a survey has pages of its own."""

    @cached_property
    def rounds(self) -> list[Round]:
        """Those that stand open of a report that comes again, newest first."""
        return rounds_of(self.copy)[::-1]

    @cached_property
    def round(self) -> Round | None:
        """Which one is looked at; the newest, if none was chosen."""
        wanted = self.request.GET.get("round", "")
        found = (one for one in self.rounds if str(one.number) == wanted)
        return next(found, self.rounds[0] if self.rounds else None)

    @cached_property
    def chosen(self) -> Round | None:
        """An earlier round. The newest is looked at together with what is asked only once."""
        return None if self.rounds and self.round == self.rounds[0] else self.round

    @cached_property
    def owed(self) -> ExpectationQuerySet:
        return branch_lines(self.copy, chosen=self.chosen).exclude(what=What.SURVEY)

    @cached_property
    def tally(self) -> Tally:
        return tally(self.owed, at=self.at)

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_certify, self.viewer, self.copy, self.at)


@dataclass(frozen=True, slots=True)
class Between:
    """An office to which the letter was sent on, and what comes through it."""

    copy: OfficeCopy
    tally: Tally


_FILTERS: dict[str, Any] = {
    "all": lambda rows, _at: rows,
    "waiting": lambda rows, _at: rows.open(),
    "overdue": lambda rows, at: rows.overdue(at),
    "answered": lambda rows, _at: rows.counted().exclude(answered_at=None),
    "excused": lambda rows, _at: rows.exclude(excused_at=None),
}


class ExpectedView(ExpectedMixin, TemplateView):
    """Everybody who owes a reply below this office, branch by branch and line by line."""

    template_name = "follow/expected.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where only a survey was asked, its answers are what is followed."""
        if not self.owed.exists() and survey_of(self.copy) is not None:
            return redirect("task_report", self.copy.pk)
        return super().get(request, *args, **kwargs)

    @property
    def tiles(self) -> list[dict[str, Any]]:
        counts = self.tally
        return [
            {"number": counts.expected, "label": _("ต้องตอบทั้งหมด"), "icon": "users"},
            {"number": counts.answered, "label": _("ตอบแล้ว"), "icon": "check", "tone": "good"},
            {
                "number": counts.not_reached,
                "label": _("ยังไม่ได้รับหนังสือ"),
                "icon": "mail-off",
                "tone": "wait",
            },
            {
                "number": counts.overdue,
                "label": _("เลยกำหนด"),
                "icon": "clock-exclamation",
                "tone": "bad" if counts.overdue else "",
            },
            {"number": counts.late, "label": _("ตอบเลยกำหนด"), "icon": "clock-check"},
        ]

    @cached_property
    def between(self) -> Page[Between]:
        """Those through whom others come."""
        figures = by_child(self.copy, at=self.at, lines=branch_lines(self.copy, chosen=self.chosen))
        owing = set(self.owed.filter(above=self.copy.branch).values_list("copy", flat=True))
        children = self.copy.children.select_related("office").order_by("office__code")
        passing = children.filter(pk__in=[pk for pk in figures if pk and pk not in owing])
        rows = [Between(child, figures[child.pk]) for child in passing]
        return Paginator(rows, BRANCHES).get_page(self.request.GET.get("part"))

    @cached_property
    def shown(self) -> str:
        wanted = self.request.GET.get("show", "")
        return wanted if wanted in _FILTERS else "all"

    @property
    def tabs(self) -> list[dict[str, Any]]:
        counts = self.tally
        choices = {
            "all": (_("ทั้งหมด"), counts.expected + counts.excused),
            "waiting": (_("ยังไม่ตอบ"), counts.waiting + counts.returned),
            "overdue": (_("เลยกำหนด"), counts.overdue),
            "answered": (_("ตอบแล้ว"), counts.answered),
            "excused": (_("ไม่ต้องตอบ"), counts.excused),
        }
        also = f"&round={self.chosen.number}" if self.chosen else ""
        return [
            {
                "label": label,
                "url": f"?show={key}{also}",
                "current": key == self.shown,
                "count": number,
            }
            for key, (label, number) in choices.items()
        ]

    @cached_property
    def lines(self) -> Page[Expectation]:
        rows = _FILTERS[self.shown](self.owed, self.at).for_lists().in_printed_order()
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        holders = self._holders([line for line in page if line.copy_id is None])
        for line in page:
            line.look = line.standing(self.at)
            line.held_by = holders.get(line.above, "")
        return page

    def _holders(self, lines: list[Expectation]) -> dict[str, str]:
        """By the branch in which a letter is held up: the office that has it."""
        ids = {line.above: int(line.above.rstrip(".").rpartition(".")[2]) for line in lines}
        copies = OfficeCopy.objects.select_related("office").in_bulk(set(ids.values()))
        return {above: copies[pk].office.label for above, pk in ids.items()}

    @property
    def may_close(self) -> bool:
        return self.copy.state in (State.DISPATCHED, State.REPORTING) and self.verdict.allowed


class ExpectedLineView(ExpectedMixin, TemplateView):
    """One office: what it replied, and what can be done with it."""

    template_name = "follow/expected_line.html"

    @cached_property
    def owed(self) -> ExpectationQuerySet:
        """Of every round: each line has its page."""
        return Expectation.objects.below(self.copy).answering().exclude(what=What.SURVEY)

    @cached_property
    def round(self) -> Round | None:
        mine = Round.objects.filter(asker=self.line.asker_id, number=self.line.round)
        return mine.first() if self.line.what == What.REPLY else None

    @cached_property
    def line(self) -> Expectation:
        line = self.owed.for_lists().filter(pk=self.kwargs["line"]).first()
        if line is None:
            raise Http404
        return line

    @property
    def look(self) -> str:
        return self.line.standing(self.at)

    @cached_property
    def reply_form(self) -> ReplyForm:
        return ReplyForm(self._data("reply"))

    @cached_property
    def excuse_form(self) -> ExcuseLineForm:
        form = ExcuseLineForm(self._data("excuse"))
        if self.round is None:
            del form.fields["for_all"]
        return form

    @cached_property
    def return_form(self) -> ReturnForm:
        return ReturnForm(self._data("return"))

    @property
    def _act(self) -> str:
        return self.request.POST.get("act", "")

    def _data(self, act: str) -> Any:
        return self.request.POST if self._act == act else None

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        found: dict[str, forms.Form] = {
            "reply": self.reply_form,
            "excuse": self.excuse_form,
            "return": self.return_form,
        }
        form = found.get(self._act)
        if form is None:
            raise Http404
        said = ""
        if form.is_valid():
            try:
                said = self._do(form.cleaned_data)
            except CircularError as refusal:
                add_refusal(form, refusal)
        if not said:
            return self.render_to_response(self.get_context_data())
        messages.success(request, said)
        return redirect("expected", pk=self.copy.pk)

    def _do(self, given: dict[str, Any]) -> str:
        who: dict[str, Any] = {"copy": self.copy, "by": self.user, "at": self.at}
        name = {"office": self.line.office_name}
        if self._act == "reply":
            gathering.take_reply(self.line, number=given["number"], note=given["note"], **who)
            return _("บันทึกว่า %(office)s ตอบแล้ว") % name
        if self._act == "excuse":
            for_all = given.get("for_all", False)
            gathering.excuse(self.line, reason=given["reason"], for_all=for_all, **who)
            return _("ยกเว้น %(office)s แล้ว") % name
        gathering.send_back(self.line, note=given["note"], **who)
        return _("ส่งกลับให้ %(office)s แก้ไขแล้ว") % name
