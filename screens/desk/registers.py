"""Register books on the screen and as PDF; voiding a line; where a book begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from circulars.book_policies import check_may_number, check_may_reserve
from circulars.domain.numbering import set_first_number
from circulars.domain.registering import check_may_close, check_may_void_entry, void_entry
from circulars.errors import CircularError
from circulars.models import INCOMING, BookKind, RegisterBook, RegisterEntry
from circulars.policies import Verdict, check_may_set_office, check_may_void, verdict
from circulars.states import AfterVoid
from papers.content import RegisterPage
from papers.register_book import MOST_ROWS, draw_register
from papers.templatetags.thai import thai_digits
from screens.desk.forms.registers import BookFilterForm, FirstNumberForm, VoidForm
from screens.desk.register_rows import (
    by_day,
    day_words,
    lines_for,
    matching,
    nearest_first,
    readable_entry,
)
from screens.frame.base import DeskMixin
from screens.frame.books import readable_books, with_last_seen
from screens.frame.refusals import add_refusal
from screens.frame.units import units_of
from thai.calendar import BANGKOK, ERA, MONTHS
from thai.digits import to_thai
from thai.screen import showing

PER_PAGE = 40


class RegistersView(DeskMixin, TemplateView):
    """The books of the units this person reads in, newest year first."""

    template_name = "desk/registers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        books = with_last_seen(readable_books(self.viewer), self.viewer)
        books = books.order_by("-year", "office__path", "kind")
        return super().get_context_data(
            **kwargs,
            books=list(books),
            may_set=verdict(check_may_set_office, self.viewer, self.desk_post.office, self.at),
            may_number=verdict(check_may_number, self.viewer, self.desk_post.office, self.at),
            may_reserve=verdict(check_may_reserve, self.viewer, self.desk_post.office, self.at),
        )


class BookMixin(DeskMixin):
    """One book this person may read, and its lines as the address filters them."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def book(self) -> RegisterBook:
        books = with_last_seen(readable_books(self.viewer), self.viewer)
        return get_object_or_404(books, pk=self.kwargs["pk"])

    @cached_property
    def filter(self) -> BookFilterForm:
        form = BookFilterForm(self.request.GET or {})
        form.is_valid()
        return form

    @property
    def given(self) -> dict[str, Any]:
        """What of the filter could be read."""
        return getattr(self.filter, "cleaned_data", {})

    @property
    def sought(self) -> str:
        return self.given.get("q") or ""

    @property
    def entries(self) -> QuerySet[RegisterEntry]:
        given = self.given
        entries = (
            self.book.entries.in_book()
            .seen_by(self.viewer)
            .with_passed_on()
            .select_related(
                "letter", "copy__holder", "entered_by", "book__office", "reservation", "answers"
            )
        )
        span = span_of(self.book.year, given.get("day"), given.get("month"))
        if span is not None:
            entries = entries.filter(entered_at__gte=span[0], entered_at__lt=span[1])
        return matching(entries, self.sought)

    @property
    def period(self) -> str:
        """The heading of the form: the day, the month, or the whole year."""
        year = to_thai(self.book.year + ERA)
        if day := self.given.get("day"):
            return day_words(day)
        if month := self.given.get("month"):
            return f"เดือน {MONTHS[month - 1]} พ.ศ. {year}"
        return f"พ.ศ. {year}"


def span_of(
    year: int, day: dt.date | None, month: int | None
) -> tuple[dt.datetime, dt.datetime] | None:
    """The first moment of a day or month of that year, and the first one after it."""
    if day is not None:
        first, after = day, day + dt.timedelta(days=1)
    elif month is not None:
        first = dt.date(year, month, 1)
        after = dt.date(year + month // 12, month % 12 + 1, 1)
    else:
        return None
    midnight = dt.time.min
    return dt.datetime.combine(first, midnight, BANGKOK), dt.datetime.combine(
        after, midnight, BANGKOK
    )


class RegisterBookView(BookMixin, TemplateView):
    """The lines of one book in the columns of form 13 or 14, newest first, day by day."""

    template_name = "desk/register_book.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(self.entries.order_by(*nearest_first(self.sought), "-number"), PER_PAGE)
        page: Page[RegisterEntry] = pages.get_page(self.request.GET.get("page"))
        entries: Sequence[RegisterEntry] = page.object_list  # type: ignore[assignment]
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(
            **kwargs,
            book=self.book,
            is_received=self.book.kind in INCOMING,
            days=by_day(lines_for(entries, self.viewer)),
            page=page,
            form=self.filter,
            period=self.period,
            query=query.urlencode(),
            may_void=verdict(check_may_void, self.viewer, self.book.office, self.at),
        )


class RegisterPdfView(BookMixin, View):
    """The same lines on A4, oldest first, as the form is kept on paper."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entries = list(self.entries.order_by("number")[: MOST_ROWS + 1])
        if len(entries) > MOST_ROWS:
            messages.warning(
                request, _("พิมพ์ได้ครั้งละไม่เกิน %s รายการ โปรดเลือกเดือนหรือวันที่ก่อน") % MOST_ROWS
            )
            return redirect("register_book", pk)
        # Official paper is Thai with Thai digits, whatever the screen is.
        with translation.override("th"), showing("thai"):
            drawn, name = self.draw(entries), f"{self.title} {self.book.year + ERA}.pdf"
        response = HttpResponse(drawn, content_type="application/pdf")
        response["Content-Disposition"] = (
            content_disposition_header(as_attachment=False, filename=name) or "inline"
        )
        response["Cache-Control"] = "private, no-cache"
        return response

    @property
    def title(self) -> str:
        return str(self.book.get_kind_display())

    def draw(self, entries: list[RegisterEntry]) -> bytes:
        by_days = self.given.get("day") is None
        lines = lines_for(entries, self.viewer)
        return draw_register(
            RegisterPage(
                received=self.book.kind in INCOMING,
                office=self.book.office.name,
                period=self.period,
                rows=[line.printed(with_day=by_days) for line in lines],
                title=self.title,
            )
        )


class RegisterVoidView(DeskMixin, FormView[VoidForm]):
    """Strike one number out, with the reason. The number stays in the book."""

    template_name = "desk/register_void.html"
    form_class = VoidForm

    @cached_property
    def entry(self) -> RegisterEntry:
        return readable_entry(self.viewer, self.kwargs["pk"])

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_void_entry, self.viewer, self.entry, self.at)

    @property
    def comes_back(self) -> bool:
        """Does the letter lie here still, so that something must become of it?"""
        copy = self.entry.copy
        return copy is not None and copy.is_open and not self.entry.share_state

    @property
    def may_close(self) -> Verdict:
        if not self.comes_back:
            return Verdict(False)
        return verdict(check_may_close, self.entry.copy)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "may_close": self.may_close.allowed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line = lines_for([self.entry], self.viewer)[0]
        return super().get_context_data(**kwargs, entry=self.entry, line=line)

    def form_valid(self, form: VoidForm) -> HttpResponse:
        given = form.cleaned_data
        after = AfterVoid(given.get("after") or AfterVoid.AGAIN)
        try:
            void_entry(self.entry, by=self.user, at=self.at, reason=given["reason"], after=after)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        words = _("ยกเลิกเลข %s แล้ว เลขยังอยู่ในทะเบียนพร้อมเหตุผล")
        messages.success(self.request, words % thai_digits(self.entry.number_text))
        return redirect("register_book", self.entry.book_id)


class FirstNumberView(DeskMixin, FormView[FirstNumberForm]):
    """Let a book begin where the paper book ended; until its first number is used."""

    template_name = "desk/register_first.html"
    form_class = FirstNumberForm

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_set_office, self.viewer, self.desk_post.office, self.at)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return {**kwargs, "offices": units_of(self.house), "today": self.today}

    def get_initial(self) -> dict[str, Any]:
        return {"office": self.desk_post.office_id}

    def form_valid(self, form: FirstNumberForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            set_first_number(
                given["office"],
                BookKind(given["kind"]),
                given["year"] - ERA,
                given["first_number"],
                by=self.user,
                at=self.at,
            )
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        words = _("ตั้งเลขแรกเป็น %s แล้ว")
        messages.success(self.request, words % thai_digits(given["first_number"]))
        return redirect("registers")
