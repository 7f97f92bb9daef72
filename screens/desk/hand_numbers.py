"""Numbers that a clerk gives by hand: to a letter signed on paper, or set aside for later."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from circulars.book_policies import check_may_number, check_may_reserve
from circulars.domain.hand_numbers import PaperLetter, number_by_hand
from circulars.domain.reserving import reserve
from circulars.errors import CircularError, Invalid
from circulars.models import INCOMING, BookKind, LetterKind, RegisterEntry
from circulars.policies import Verdict, verdict
from offices.models import Office
from papers.templatetags.thai import thai_digits
from screens.desk.desk import LONGEST_ID
from screens.desk.forms.book import HandNumberForm, ReserveForm
from screens.frame.base import DeskMixin
from screens.frame.books import readable_books
from screens.frame.refusals import add_refusal
from screens.frame.units import units_of

_OF_BOOK = {
    BookKind.ORDERS: LetterKind.ORDER,
    BookKind.NOTICES: LetterKind.NOTICE,
    BookKind.CERTIFIED: LetterKind.CERTIFIED,
    BookKind.RULES: LetterKind.RULE,
}


class HandNumberView(DeskMixin, FormView[HandNumberForm]):
    """
    Give a letter signed on paper its number, with a line in the book and its scan.

    ``?line=`` is a reserved number that waits; ``?answers=`` the line that is answered.
    """

    template_name = "desk/hand_number.html"
    form_class = HandNumberForm

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_number, self.viewer, self.desk_post.office, self.at)

    def named(self, name: str) -> RegisterEntry | None:
        """The line that the address names, if this person may read its book."""
        wanted = self.request.GET.get(name, "")
        if not wanted.isdecimal() or len(wanted) >= LONGEST_ID:
            return None
        lines = RegisterEntry.objects.in_book().filter(book__in=readable_books(self.viewer))
        return lines.select_related("book", "letter").filter(pk=wanted).first()

    def get_initial(self) -> dict[str, Any]:
        first = {"unit": self.desk_post.office_id, "dated": self.today}
        line, answered = self.named("line"), self.named("answers")
        if line is not None:
            kind = _OF_BOOK.get(BookKind(line.book.kind), LetterKind.EXTERNAL)
            ours = {"number": line.number, "kind": kind, "unit": line.book.office_id}
            first |= {**ours, "as_circular": line.book.kind == BookKind.CIRCULAR}
        if answered is not None and answered.letter is not None:
            first |= {"answers_number": answered.number, "to_text": answered.from_text}
            first |= {"unit": answered.book.office_id}
        return first

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return {**kwargs, "user": self.user, "units": units_of(self.house)}

    def form_valid(self, form: HandNumberForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            entry = number_by_hand(
                given["unit"],
                self.paper(given),
                number=given["number"],
                late=form.late,
                files=[form.incoming_of(form.held)] if form.held else (),
                by=self.user,
                at=self.at,
            )
        except CircularError as refusal:
            field = "answers_number" if refusal.field == "answers" else refusal.field
            add_refusal(form, Invalid(str(refusal), field=field))
            return self.form_invalid(form)
        form.drop_held()
        words = _("ออกเลขแล้ว ที่ %s")
        messages.success(self.request, words % thai_digits(entry.number_printed))
        return redirect("register_entry", entry.pk)

    def form_invalid(self, form: HandNumberForm) -> HttpResponse:
        form.show_again()
        return super().form_invalid(form)

    def paper(self, given: dict[str, Any]) -> PaperLetter:
        """What was typed, in the words of the domain. Raises Invalid: no such line to answer."""
        same = ("subject", "to_text", "dated", "kind", "as_circular", "signer_name")
        more = ("urgency", "secrecy", "note")
        return PaperLetter(
            **{name: given[name] for name in (*same, *more)},
            answers=self.answered(given["unit"], given["answers_number"]),
        )

    def answered(self, unit: Office, number: int | None) -> RegisterEntry | None:
        """The line of this year's received book of ``unit``, or of its house."""
        if not number:
            return None
        books = readable_books(self.viewer).filter(
            office__in=[unit.pk, unit.house_id_or_self],
            kind__in=INCOMING,
            year=self.today.year,
        )
        lines = RegisterEntry.objects.in_book().filter(book__in=books, number=number)
        joined = lines.select_related("book__office", "copy__circular", "letter")
        found = joined.order_by("-book__office__path").first()
        if found is None:
            words = _("ไม่พบเลขรับ %s ในทะเบียนรับของปีนี้ โปรดตรวจเลข")
            raise Invalid(words % thai_digits(number), field="answers")
        return found


class ReserveView(DeskMixin, FormView[ReserveForm]):
    """Set the next numbers of a book aside, with the reason and the last day."""

    template_name = "desk/reserve.html"
    form_class = ReserveForm

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_reserve, self.viewer, self.desk_post.office, self.at)

    def get_initial(self) -> dict[str, Any]:
        return {"unit": self.desk_post.office_id, "use_by": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "units": units_of(self.house)}

    def form_valid(self, form: ReserveForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            block = reserve(
                given["unit"],
                BookKind(given["kind"]),
                count=given["count"],
                reason=given["reason"],
                use_by=given["use_by"],
                by=self.user,
                at=self.at,
            )
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        one = _("จองเลข %(first)s แล้ว")
        words = one if block.count == 1 else _("จองเลข %(first)s ถึง %(last)s แล้ว")
        told = {"first": thai_digits(block.first), "last": thai_digits(block.last)}
        messages.success(self.request, words % told)
        return redirect("register_book", block.book_id)
