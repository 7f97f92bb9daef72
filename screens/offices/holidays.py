"""The calendar of days off: one year, one day, and the proposal of the package."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from administration.holidays import (
    Difference,
    Touched,
    add_holiday,
    adopt_proposal,
    change_holiday,
    proposal,
    take_holiday_away,
    touched_by,
)
from circulars.errors import CircularError
from offices.models import Holiday
from screens.frame.days_off import forget
from screens.frame.reason_form import ReasonForm
from screens.frame.refusals import add_refusal
from screens.offices.accounts import AdminMixin
from screens.offices.forms.holidays import HolidayForm, ImportForm
from thai.calendar import ERA

#: The tables of the package begin and end here.
_FIRST, _LAST = 2012, 2040


class CalendarMixin(AdminMixin):
    """For who administers an office today; the acts themselves say who may set which day."""

    @cached_property
    def year(self) -> int:
        """The year of the common era that is looked at; its Buddhist number may be asked for."""
        written = self.request.GET.get("year", "")
        year = int(written) if written.isdecimal() and len(written) == 4 else 0
        year = year - ERA if year >= 2400 else year
        return year if _FIRST <= year <= _LAST else timezone.localdate(self.at).year

    def back(self) -> HttpResponse:
        forget()
        return HttpResponseRedirect(f"{reverse('holidays')}?year={self.year}")


class HolidaysView(CalendarMixin, TemplateView):
    """The days off of one year."""

    template_name = "offices/holidays.html"

    @property
    def rows(self) -> QuerySet[Holiday]:
        return Holiday.objects.filter(day__year=self.year).select_related("province")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, rows=self.rows, year=self.year, before=self.year - 1, after=self.year + 1
        )


class HolidayActView(CalendarMixin, FormView[HolidayForm]):
    """A new day off; what it touches is shown after it is written, and nothing moves."""

    template_name = "offices/holiday.html"
    form_class = HolidayForm

    @property
    def row(self) -> Holiday | None:
        return None

    def act(self, form: HolidayForm) -> Holiday:
        return add_holiday(self.admin_posts[0].office, form.given, by=self.user, at=self.at)

    def form_valid(self, form: HolidayForm) -> HttpResponse:
        try:
            row = self.act(form)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        forget()
        messages.success(self.request, _("บันทึกวันหยุดแล้ว กำหนดที่ตรงกับวันนี้ไม่ถูกเลื่อนเอง"))
        return HttpResponseRedirect(reverse("holiday_edit", args=[row.pk]))


class HolidayEditView(HolidayActView):
    """One day off as it stands, with the open deadlines it touches; changed or taken away."""

    @cached_property
    def row(self) -> Holiday:
        return get_object_or_404(Holiday.objects.select_related("province"), pk=self.kwargs["pk"])

    @property
    def touched(self) -> list[Touched]:
        return touched_by(self.row.day, self.row.province)

    @property
    def reason_form(self) -> ReasonForm:
        return ReasonForm(auto_id="away_%s")

    def get_initial(self) -> dict[str, Any]:
        names = ("day", "name", "kind", "province", "source")
        return {name: getattr(self.row, name) for name in names}

    def act(self, form: HolidayForm) -> Holiday:
        house = self.admin_posts[0].office
        return change_holiday(self.row, form.given, house=house, by=self.user, at=self.at)


class HolidayAwayView(CalendarMixin, FormView[ReasonForm]):
    """Offices are open on that day after all."""

    template_name = "offices/holiday_away.html"
    form_class = ReasonForm

    @cached_property
    def row(self) -> Holiday:
        return get_object_or_404(Holiday.objects.select_related("province"), pk=self.kwargs["pk"])

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        house, reason = self.admin_posts[0].office, form.cleaned_data["reason"]
        try:
            take_holiday_away(self.row, house=house, by=self.user, at=self.at, reason=reason)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("เอาวันหยุดออกจากปฏิทินแล้ว"))
        return self.back()


class HolidayImportView(CalendarMixin, FormView[ImportForm]):
    """What the package knows of a year beside our calendar; only what is ticked is written."""

    template_name = "offices/holiday_import.html"
    form_class = ImportForm

    @cached_property
    def differences(self) -> list[Difference]:
        return proposal(self.year)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "days": [one.day for one in self.differences]}

    def form_valid(self, form: ImportForm) -> HttpResponse:
        house, days = self.admin_posts[0].office, form.cleaned_data["days"]
        try:
            with transaction.atomic():
                added = adopt_proposal(house, self.year, days, by=self.user, at=self.at)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("เพิ่มวันหยุด %(n)s วัน") % {"n": added})
        return self.back()
