"""Entering a letter from outside and registering it in one act."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from circulars.domain.correcting import line_of
from circulars.domain.deadlines import explain_due
from circulars.domain.intake import (
    ReceivedLetter,
    keep_file,
    number_key,
    receive_letter,
)
from circulars.domain.registering import register
from circulars.errors import CircularError, LooksAlike
from circulars.models import FileRole, OfficeCopy, RegisterEntry
from circulars.policies import Verdict, check_may_enter, verdict
from offices.models import Office
from papers.templatetags.thai import thai_digits
from screens.desk.forms.intake import IntakeForm
from screens.frame.base import DeskMixin
from screens.frame.due import DueNote, due_note
from screens.frame.fields import DeadlineField, translated
from screens.frame.refusals import add_refusal
from screens.frame.uploads import incoming
from thai.deadlines import last_day
from workflow.running import perform
from workflow.steps import StepName

LETTER_FIELDS = (
    "kind",
    "issuer_name",
    "number_printed",
    "dated_printed",
    "subject",
    "addressee",
    "urgency",
    "secrecy",
    "due_at",
    "enclosures",
    "channel",
)


class IntakeView(DeskMixin, FormView[IntakeForm]):
    """
    Enter a letter from outside and register it in one act; its process starts here.

    Asked by htmx with a deadline, the page answers with the note on it alone.
    """

    template_name = "desk/intake.html"
    form_class = IntakeForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "due_at" in request.GET:
            note = {"due": self.note_on(request.GET["due_at"]), "received": True}
            return render(request, "desk/due_note.html", note)
        return super().get(request, *args, **kwargs)

    @property
    def due(self) -> DueNote | None:
        """What to say of the deadline that was typed."""
        return self.note_on(self.request.POST.get("due_at", ""))

    def note_on(self, written: str) -> DueNote | None:
        """The weekday, the working days left, and a day off; nothing on what is no deadline."""
        try:
            due_at = DeadlineField(required=False).clean(written)
        except ValidationError:
            return None
        return due_note(due_at, upstream=None, at=self.at)

    def register(self, copy: OfficeCopy, *, action: str, note: str) -> RegisterEntry:
        """Take the number; the office's process starts here."""

        def act() -> RegisterEntry:
            return register(copy, by=self.user, at=self.at, action=action, note=note)

        return perform(copy, StepName.REGISTER, user=self.user, at=self.at, act=act)

    @property
    def unit(self) -> Office:
        return self.desk_post.office

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_enter, self.viewer, self.unit, self.at)

    def get_initial(self) -> dict[str, Any]:
        return {"addressee": self.house.head_title}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.user, "at": self.at}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A form that has been sent before leads to the number it took."""
        form = self.get_form()
        taken = form.once_sent and self.copies.filter(letter__entered_once=form.once_sent).first()
        if not taken:
            return super().post(request, *args, **kwargs)
        entry = line_of(taken)
        if entry is not None and self.says_the_same(form, taken):
            words = _("หนังสือฉบับนี้ลงรับไว้แล้ว เลขรับ %s ไม่ได้ออกเลขใหม่")
            messages.info(request, words % entry.number_text)
            return HttpResponseRedirect(f"{reverse('desk')}?received={entry.pk}")
        form.is_valid()
        form.add_error(
            None,
            _("หน้านี้ใช้ลงรับหนังสือรายการด้านล่างไปแล้ว ถ้านี่เป็นหนังสืออีกฉบับ ให้ยืนยันว่าเป็นคนละฉบับแล้วลงรับอีกครั้ง"),
        )
        return self.render_again(form, [taken], once=str(uuid.uuid4()))

    @staticmethod
    def says_the_same(form: IntakeForm, copy: OfficeCopy) -> bool:
        """Is what was sent the letter of ``copy``, or another one typed over it?"""
        assert copy.letter is not None, "found by its letter"
        sent = (form["subject"].value(), form["issuer_name"].value())
        number, _circular = number_key(form["number_printed"].value() or "")
        there = (copy.letter.subject, copy.letter.issuer_name)
        return tuple((one or "").strip() for one in sent) == there and (
            number == copy.letter.number_key
        )

    def form_valid(self, form: IntakeForm) -> HttpResponse:
        letter = ReceivedLetter(**{name: form.cleaned_data[name] for name in LETTER_FIELDS})
        try:
            entry = self.enter(form, letter)
        except LooksAlike as doubt:
            form.add_error(None, str(doubt))
            return self.render_again(form, doubt.copies)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        form.drop_held()
        messages.success(self.request, _("ลงรับแล้ว เลขรับ %s") % thai_digits(entry.number_text))
        if letter.due_at and (warning := explain_due(last_day(letter.due_at))):
            messages.warning(self.request, translated(warning))
        return HttpResponseRedirect(f"{reverse('desk')}?received={entry.pk}")

    @transaction.atomic
    def enter(self, form: IntakeForm, letter: ReceivedLetter) -> RegisterEntry:
        """The letter, its files, its number: together or not at all."""
        files = [incoming(form.file_of(form.held))] if form.held else []
        given = form.cleaned_data
        copy = receive_letter(
            self.unit,
            letter,
            by=self.user,
            at=self.at,
            files=files,
            once=given["once"],
            different=given["is_different"],
        )
        assert copy.letter is not None, "just received"
        for held in form.held_more:
            file = incoming(form.file_of(held))
            keep_file(copy.letter, file, by=self.user, at=self.at, role=FileRole.ENCLOSURE)
        return self.register(copy, action=given["action"], note=given["note"])

    def form_invalid(self, form: IntakeForm) -> HttpResponse:
        return self.render_again(form, [])

    def render_again(
        self, form: IntakeForm, alike: Sequence[OfficeCopy], **changes: str
    ) -> HttpResponse:
        form.show_again(**changes)
        return self.render_to_response(self.get_context_data(form=form, alike=alike))
