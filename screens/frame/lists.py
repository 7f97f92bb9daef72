"""All circulars of the house."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from circulars.models.copy import OfficeCopyQuerySet
from screens.frame.base import DeskMixin
from screens.frame.found import Found, FoundPages, look_for, nearest_first
from screens.frame.lists_form import OPEN, ListFilterForm, years_from
from thai.calendar import BANGKOK

PER_PAGE = 35


def _year(year: int) -> tuple[dt.datetime, dt.datetime]:
    return dt.datetime(year, 1, 1, tzinfo=BANGKOK), dt.datetime(year + 1, 1, 1, tzinfo=BANGKOK)


class CircularListView(DeskMixin, TemplateView):
    """Every letter this person may see, newest first."""

    template_name = "frame/circular_list.html"

    @cached_property
    def form(self) -> ListFilterForm:
        first = self.copies.aggregate(first=Min("sent_at"))["first"]
        day = timezone.localdate(first) if first else None
        form = ListFilterForm(self.request.GET or {}, years=years_from(day, self.today))
        form.is_valid()
        return form

    @cached_property
    def found(self) -> Found:
        given = self.form.cleaned_data
        copies = self.copies
        if given.get("state") == OPEN:
            copies = copies.open()
        elif given.get("state"):
            copies = copies.filter(state=given["state"])
        if given.get("overdue"):
            copies = copies.overdue(self.at)
        if given.get("year"):
            first, after = _year(given["year"])
            copies = copies.filter(sent_at__gte=first, sent_at__lt=after)
        return look_for(copies, self.text, self.viewer)

    @property
    def text(self) -> str:
        return self.form.cleaned_data.get("q") or ""

    @property
    def rows(self) -> OfficeCopyQuerySet:
        return nearest_first(self.found.copies, self.text).for_rows()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = FoundPages(self.rows, self.found, PER_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        late = {copy.pk for copy in page.object_list if copy.is_overdue(self.at)}
        whole = self.found.whole
        return super().get_context_data(**kwargs, form=self.form, page=page, late=late, whole=whole)
