"""One line of a register book: what is known of it, its scan, and how the letter went out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from circulars.book_policies import check_may_note_carriage
from circulars.domain.carrying import note_carriage
from circulars.errors import CircularError
from circulars.models import INCOMING, FileRole, LetterFile, RegisterEntry, SentBy
from circulars.policies import Verdict, verdict
from screens.desk.forms.book import CarriageForm
from screens.desk.register_rows import Line, lines_for, readable_entry
from screens.frame.base import DeskMixin
from screens.frame.refusals import add_refusal


class EntryMixin(DeskMixin):
    """A line of a book that this person may read."""

    kwargs: dict[str, Any]

    @cached_property
    def line(self) -> Line:
        return lines_for([readable_entry(self.viewer, self.kwargs["pk"])], self.viewer)[0]

    @property
    def entry(self) -> RegisterEntry:
        return self.line.entry


class EntryView(EntryMixin, FormView[CarriageForm]):
    """The line in full; under it form 16, to which a line may be added."""

    template_name = "desk/entry.html"
    form_class = CarriageForm

    @property
    def is_sent(self) -> bool:
        return self.entry.book.kind not in INCOMING

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_note_carriage, self.viewer, self.entry, self.at)

    @cached_property
    def file(self) -> LetterFile | None:
        """What can be read of a letter signed on paper; composed letters are read at their copy."""
        letter = self.entry.letter
        if letter is None or not self.is_sent or not self.line.open:
            return None
        roles = (FileRole.READABLE, FileRole.COMPOSED)
        return letter.files.filter(role__in=roles).order_by("-pk").first()

    @property
    def outside(self) -> list[dict[str, str]]:
        """Receivers outside the directory of a letter that was composed here."""
        letter = self.entry.letter
        if letter is None or not letter.composed_here or not self.line.open:
            return []
        sent = letter.dispatches.order_by("pk").values_list("outside", flat=True)
        return [one for outside in sent for one in outside]

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.entry
        opened = self.line.open
        return super().get_context_data(
            **kwargs,
            entry=entry,
            line=self.line,
            carriages=list(entry.carriages.select_related("by")) if opened else [],
            answered_by=lines_for(self.answers(), self.viewer) if opened else [],
        )

    def answers(self) -> list[RegisterEntry]:
        """Lines of letters of ours that answer this one."""
        lines = self.entry.answered_by.in_book().filter(voided_at=None)
        return list(lines.select_related("book__office", "letter", "copy").order_by("pk"))

    def form_valid(self, form: CarriageForm) -> HttpResponse:
        given = form.cleaned_data
        if not self.line.open:
            raise Http404
        try:
            note_carriage(
                self.entry,
                how=SentBy(given["how"]),
                on=given["on"],
                to_text=given["to_text"],
                receiver=given["receiver"],
                received_at=form.received_at,
                note=given["note"],
                by=self.user,
                at=self.at,
            )
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("บันทึกการนำส่งแล้ว"))
        return redirect("register_entry", self.entry.pk)


class EntryFileView(EntryMixin, View):
    """The scan of a letter that was signed on paper."""

    def get(self, request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
        letter = self.entry.letter
        if letter is None or not self.line.open or self.entry.book.kind in INCOMING:
            raise Http404
        found = letter.files.filter(pk=file, role=FileRole.READABLE).first()
        if found is None:
            raise Http404
        name = f"{found.name.rpartition('.')[0] or found.name}.pdf"
        response = FileResponse(found.file.open("rb"), filename=name, content_type=found.mime)
        response["Content-Type"] = "application/pdf"
        response["Cache-Control"] = "private, no-cache"
        return response
