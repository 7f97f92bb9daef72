"""The search of every page: the box, its filters, the searches a person keeps, the table of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.domain.saved_views import retire_view, save_view, views_of
from circulars.errors import CircularError
from circulars.models import OfficeCopy, SavedView
from circulars.models.copy import OfficeCopyQuerySet
from screens.frame.base import DeskMixin
from screens.frame.books import readable_books
from screens.frame.found import Found, FoundPages, look_for, nearest_first, resembling
from screens.frame.search_form import SearchForm

PER_PAGE = 30
#: In the address of a search: the name under which it could not be kept.
TYPED = "view"


class SearchMixin(DeskMixin):
    """What is looked for, and what is found of it."""

    @cached_property
    def form(self) -> SearchForm:
        books = readable_books(self.viewer).order_by("-year", "office__path", "kind")
        form = SearchForm(self.request.GET, books=books)
        form.is_valid()
        return form

    @property
    def text(self) -> str:
        return (self.form.cleaned_data.get("q") or "").strip()

    @cached_property
    def found(self) -> Found:
        """Nothing while nothing is asked, or something is asked that is not understood."""
        nothing = not self.text and not self.form.is_narrowed
        if nothing or not self.form.is_valid():
            return Found(self.copies.none())
        chosen = self.form.narrow(self.copies)
        return look_for(chosen, self.text, self.viewer)

    @property
    def rows(self) -> OfficeCopyQuerySet:
        if self.form.cleaned_data.get("order"):
            return self.form.ordered(self.found.copies)
        return nearest_first(self.found.copies, self.text)

    @property
    def query(self) -> str:
        """The search as the end of an address, without its page."""
        asked = {name: value for name, value in self.form.asked.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


class SearchView(SearchMixin, TemplateView):
    """The box on top of every page, its filters, and what was found."""

    template_name = "frame/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = FoundPages(self.rows.for_rows(), self.found, PER_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        asked = self.text or self.form.is_narrowed
        nothing = bool(self.text) and not page.paginator.count and self.form.is_valid()
        chosen = self.form.narrow(self.copies) if nothing else self.copies.none()
        near: list[OfficeCopy] = list(resembling(chosen.for_rows(), self.text)) if nothing else []
        shown = near or list(page.object_list)
        late = {copy.pk for copy in shown if copy.is_overdue(self.at)}
        return super().get_context_data(
            **kwargs,
            form=self.form,
            text=self.text,
            asked=asked,
            page=page,
            rows=shown,
            near=bool(near),
            whole=self.found.whole,
            late=late,
            query=self.query,
            view_name=self.request.GET.get(TYPED, ""),
            views=[KeptView(one) for one in views_of(self.user)],
        )


class KeptView:
    """A search that the person keeps, with the address that asks it anew."""

    def __init__(self, view: SavedView) -> None:
        self.pk, self.name = view.pk, view.name
        self.url = f"{reverse('search')}?{urlencode(view.asked)}"


class SavedViewsView(DeskMixin, View):
    """Keep the search that the page shows under a name, or put a kept one away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        shown = QueryDict(request.POST.get("query", "").lstrip("?")[:4000])
        asked = {name: shown.get(name, "") for name in SearchForm.base_fields}
        try:
            if "retire" in request.POST:
                self._retire(request.POST["retire"])
            else:
                kept = save_view(
                    request.POST.get("name", ""), asked=asked, by=self.user, at=self.at
                )
                messages.success(request, _("บันทึกมุมมอง “%s” แล้ว") % kept.name)
        except CircularError as refusal:
            messages.error(request, str(refusal))
            asked[TYPED] = request.POST.get("name", "")
        back = {name: value for name, value in asked.items() if value}
        if not back:
            return redirect("search")
        return redirect(f"{reverse('search')}?{urlencode(back)}")

    def _retire(self, wanted: str) -> None:
        view = next((one for one in views_of(self.user) if str(one.pk) == wanted), None)
        if view is not None:
            retire_view(view, by=self.user, at=self.at)
            messages.success(self.request, _("เอามุมมอง “%s” ออกแล้ว") % view.name)
