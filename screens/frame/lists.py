"""All circulars of the house, and the search of every page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Min
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from circulars.models import OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from screens.frame.base import DeskMixin
from screens.frame.finding import found, resembling
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

    @property
    def rows(self) -> OfficeCopyQuerySet:
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
        return found(copies, given.get("q") or "").for_rows()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.rows, PER_PAGE).get_page(self.request.GET.get("page"))
        late = {copy.pk for copy in page.object_list if copy.is_overdue(self.at)}
        return super().get_context_data(**kwargs, form=self.form, page=page, late=late)


class SearchView(DeskMixin, TemplateView):
    """The box on top of every page."""

    template_name = "frame/search.html"

    @property
    def text(self) -> str:
        return self.request.GET.get("q", "")[:200].strip()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copies = self.copies.for_rows()
        matches = found(copies, self.text) if self.text else copies.none()
        page = Paginator(matches, PER_PAGE).get_page(self.request.GET.get("page"))
        nothing = bool(self.text) and not page.paginator.count
        near: list[OfficeCopy] = list(resembling(copies, self.text)) if nothing else []
        shown = near or list(page.object_list)
        late = {copy.pk for copy in shown if copy.is_overdue(self.at)}
        return super().get_context_data(
            **kwargs, text=self.text, page=page, rows=shown, near=bool(near), late=late
        )
