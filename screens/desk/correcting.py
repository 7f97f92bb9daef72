"""Putting right what was typed or attached when a letter came by paper or e-mail."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from circulars.domain.correcting import FIELDS, LineWords, correct, line_of
from circulars.domain.received import as_received
from circulars.errors import CircularError
from circulars.models import LetterFile, OfficeCopy, RegisterEntry
from circulars.policies import Verdict, check_may_correct, verdict
from screens.desk.forms.correcting import CorrectForm
from screens.frame.base import DeskMixin
from screens.frame.refusals import add_refusal, require


class CorrectView(DeskMixin, FormView[CorrectForm]):
    """The form of intake once more, filled in; the old values stay in the event."""

    template_name = "desk/correct.html"
    form_class = CorrectForm
    due: Any = None

    @cached_property
    def copy(self) -> OfficeCopy:
        return self.get_copy_or_404(self.kwargs["pk"])

    @cached_property
    def entry(self) -> RegisterEntry | None:
        return line_of(self.copy)

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_correct, self.viewer, self.copy, self.at)

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        if self.request.user.is_authenticated and not self.copy.is_from_outside:
            require(self.verdict)
        return super().dispatch(*args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        known = asdict(as_received(self.copy))
        line = {"action": self.entry.action, "note": self.entry.note} if self.entry else {}
        return {name: known[name] for name in FIELDS} | line

    def get_form_kwargs(self) -> dict[str, Any]:
        assert self.copy.letter is not None, "from outside"
        return super().get_form_kwargs() | {
            "user": self.user,
            "at": self.at,
            "secrecy": self.copy.letter.secrecy,
            "stored": LetterFile.objects.filter(letter=self.copy.letter),
            "has_line": self.entry is not None,
        }

    def form_valid(self, form: CorrectForm) -> HttpResponse:
        try:
            self.correct(form)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        told = form.told
        form.drop_held()
        for one in told:
            messages.info(self.request, one)
        messages.success(self.request, _("แก้ข้อมูลหนังสือแล้ว ค่าเดิมอยู่ในลำดับเหตุการณ์"))
        return HttpResponseRedirect(reverse("copy", args=[self.copy.pk]))

    def correct(self, form: CorrectForm) -> None:
        given = form.cleaned_data
        wanted = replace(
            as_received(self.copy), **{name: given[name] for name in FIELDS if name in given}
        )
        line = LineWords(given["action"], given["note"]) if "action" in given else None
        correct(
            self.copy,
            wanted,
            by=self.user,
            at=self.at,
            line=line,
            letter_file=form.incoming_of(form.held) if form.held else None,
            enclosures=form.incoming_enclosures(),
            taken_out={file.pk for file in given.get("taken_out", [])},
        )

    def form_invalid(self, form: CorrectForm) -> HttpResponse:
        form.show_again()
        return super().form_invalid(form)
