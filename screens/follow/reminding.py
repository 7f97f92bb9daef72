"""Reminding those who are silent: in the app, and as a printed letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from circulars.domain.content import Content
from circulars.domain.recipients import listed
from circulars.domain.reminding import bundles, letters_of, reminder_of
from circulars.errors import CircularError, Invalid
from circulars.letters.reminder import draw_reminder
from circulars.models import Dispatch, Letter, OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from circulars.policies import Verdict, verdict
from circulars.sent_policies import check_may_issue_reminder, check_may_remind
from offices.models import Office
from screens.frame.pdf import pdf_of, pdf_response
from screens.frame.refusals import add_refusal
from screens.frame.task import CopyMixin
from workflow.reminding import (
    MOST,
    in_area,
    late_below,
    late_further_down,
    remind_chosen,
    remind_silent,
    rest_words,
    resting_below,
    sent_from,
)


class RemindView(CopyMixin, View):
    """One press reminds exactly the silent ones: the receivers, or the ticked at any depth."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        chosen = ticked(request) if "choosing" in request.POST else None
        rests = resting_below(self.copy, at=self.at)
        try:
            reached = remind_silent(self.copy, by=self.user, at=self.at, chosen=chosen)
        except CircularError as refusal:
            messages.error(request, str(refusal))
            return self.back()
        if reached:
            messages.success(request, _("เตือนแล้ว %(count)s แห่ง") % {"count": reached})
        else:
            messages.info(request, _("ผู้รับทุกแห่งตอบแล้ว ไม่มีใครต้องเตือน"))
        if reached and rests:
            words = _("บางแห่ง%(rest)s") % {"rest": rest_words(min(rests.values()))}
            messages.info(request, words)
        return self.back()

    def back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("circular_tree", args=[self.copy.pk]))


def ticked(request: HttpRequest) -> list[int]:
    """The ids of the copies that were ticked."""
    return [int(one) for one in request.POST.getlist("copies") if one.isdecimal()]


class ReminderPdfView(CopyMixin, View):
    """
    The reminder as หนังสือประทับตรา with room for its number and day, for an office that
    takes them from a book on paper.
    """

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        sending = sent_from(self.copy)
        if sending is None:
            raise Http404
        late = late_below(sending, at=self.at)
        if not late:
            messages.info(request, nobody_late())
            return HttpResponseRedirect(reverse("circular_tree", args=[self.copy.pk]))
        drawn = draw_reminder(sending, late, at=self.at)
        return pdf_response(drawn.pdf, f"reminder-{self.copy.pk}.pdf")


def nobody_late() -> str:
    return _("ไม่มีผู้รับที่เลยกำหนดแล้วยังไม่ตอบ จึงไม่มีใครต้องเตือน")


@dataclass(frozen=True, slots=True)
class Bundle:
    """Those whom one letter would remind, under the name of their area."""

    area: str
    copies: list[OfficeCopy]


class ReminderIssueView(CopyMixin, FormView[forms.Form]):
    """
    The reminder becomes letters of this office: whom, chosen from who is late; numbered, in
    its book, and laid on their desks.
    """

    template_name = "follow/reminder.html"
    form_class = forms.Form

    @cached_property
    def sending(self) -> Dispatch:
        sending = sent_from(self.copy)
        if sending is None:
            raise Http404
        return sending

    @cached_property
    def under(self) -> Office | None:
        """The area that the list is narrowed to."""
        named = self.request.GET.get("under", "")
        return Office.objects.filter(pk=named).first() if named.isdecimal() else None

    @property
    def deep(self) -> bool:
        return self.request.GET.get("show") == "all" or self.under is not None

    @cached_property
    def further(self) -> OfficeCopyQuerySet:
        return late_further_down(self.sending, at=self.at)

    @cached_property
    def areas(self) -> list[Office]:
        """Provinces and districts in which somebody further down is late."""
        rows = self.further.order_by().values_list("office__province", "office__district")
        ids = {pk for row in rows.distinct() for pk in row if pk}
        return list(Office.objects.filter(pk__in=ids).order_by("path"))

    @cached_property
    def late(self) -> list[OfficeCopy]:
        """Who stands on the page, MOST of them at most."""
        if self.under is not None:
            return list(self.further.filter(in_area(self.under))[:MOST])
        receivers = late_below(self.sending, at=self.at)
        further = list(self.further[:MOST]) if self.deep else []
        return [*receivers, *further][:MOST] if self.deep else receivers

    @property
    def most(self) -> int | None:
        """How many are shown, when there may be more."""
        return MOST if self.deep and len(self.late) == MOST else None

    @property
    def to_tick(self) -> bool:
        """A list too long to tick is reminded as a whole."""
        return len(self.late) <= MOST

    @cached_property
    def bundles(self) -> list[Bundle]:
        return [
            Bundle(_area(group[0], self.sending), group)
            for group in bundles(self.sending, self.late)
        ]

    @cached_property
    def words(self) -> Content:
        """The first letter of the bundle, as it would be written."""
        return reminder_of(self.sending, self.bundles[0].copies, at=self.at)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        choices = [("?", _("ผู้รับโดยตรง"), not self.deep), ("?show=all", _("ทุกชั้น"), self.deep)]
        return [{"label": label, "url": url, "current": here} for url, label, here in choices]

    @property
    def verdict(self) -> Verdict:
        asked = verdict(check_may_issue_reminder, self.viewer, self.copy, self.at)
        return asked if self.late or not asked.allowed else Verdict(False, nobody_late())

    @property
    def may_press(self) -> Verdict:
        return verdict(check_may_remind, self.viewer, self.copy, self.at)

    @property
    def chosen(self) -> list[int]:
        """The ticked copies; all that stand on the page, where nothing was to tick."""
        if "choosing" not in self.request.POST:
            return [one.pk for one in self.late]
        return ticked(self.request)

    @property
    def ticked(self) -> set[int]:
        everybody = {one.pk for one in self.late}
        return set(self.chosen) if self.request.method == "POST" else everybody

    def form_valid(self, form: forms.Form) -> HttpResponse:
        chosen = self.chosen
        try:
            if not chosen and self.late:
                raise Invalid(_("โปรดเลือกหน่วยงานที่จะเตือนอย่างน้อยหนึ่งแห่ง"))
            letters = remind_chosen(self.copy, chosen, by=self.user, at=self.at)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        numbers = listed([letter.number_printed for letter in letters])
        messages.success(self.request, _("ออกหนังสือเตือนและส่งแล้ว ที่ %(number)s") % {"number": numbers})
        reached = OfficeCopy.objects.filter(letter__in=letters).count()
        if reached < len(chosen):
            words = _("%(count)s แห่งตอบแล้วหรือไม่ได้เลยกำหนด จึงไม่มีหนังสือเตือนถึง")
            messages.info(self.request, words % {"count": len(chosen) - reached})
        return HttpResponseRedirect(reverse("circular_tree", args=[self.copy.pk]))


def _area(copy: OfficeCopy, sending: Dispatch) -> str:
    if copy.parent_id == sending.copy_id:
        return _("ผู้รับโดยตรง")
    area = copy.office.district or copy.office.province
    return area.label if area is not None else _("หน่วยงานอื่น")


class ReminderLetterView(CopyMixin, View):
    """A reminder that went out from this copy, as PDF."""

    def get(self, request: HttpRequest, pk: int, letter: int) -> HttpResponse:
        if letter not in {told.data["letter"] for told in letters_of(self.copy)}:
            raise Http404
        found = get_object_or_404(Letter, pk=letter)
        return pdf_response(pdf_of(found), f"reminder-{letter}.pdf")
