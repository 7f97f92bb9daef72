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
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from circulars.clashes import Clash
from circulars.domain.correcting import line_of
from circulars.domain.deadlines import explain_due
from circulars.domain.frequent import frequent_of, values_of
from circulars.domain.intake import receive_letter
from circulars.domain.piles import readings_of
from circulars.domain.readings import keep_final
from circulars.domain.received import ReceivedLetter, number_key
from circulars.domain.registering import register
from circulars.errors import CircularError, Clashing, LooksAlike
from circulars.models import FrequentLetter, Letter, OfficeCopy, RegisterEntry
from circulars.policies import Verdict, check_may_enter, verdict
from offices.models import Office
from papers.templatetags.thai import thai_digits
from screens.desk.clashes import accepted_in, shown
from screens.desk.desk import LONGEST_ID, PASS_ON_TO, takes_focus
from screens.desk.forms.intake import IntakeForm
from screens.desk.from_pile import FromPileMixin
from screens.desk.reading import reading_context
from screens.desk.senders import as_before
from screens.frame.due import DueNote, due_note
from screens.frame.fields import DeadlineField, translated
from screens.frame.refusals import add_refusal
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
    "references",
    "enclosures",
    "body",
    "channel",
)


class IntakeView(FromPileMixin, FormView[IntakeForm]):
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

    @property
    def takes_focus(self) -> bool:
        return takes_focus(self.request)

    def register(self, copy: OfficeCopy, form: IntakeForm) -> RegisterEntry:
        """Take the number; the office's process starts here."""
        given = form.cleaned_data

        def act() -> RegisterEntry:
            return register(
                copy,
                by=self.user,
                at=self.at,
                action=given["action"],
                note=given["note"],
                late=form.late,
                number=given["number"],
            )

        return perform(copy, StepName.REGISTER, user=self.user, at=self.at, act=act)

    @property
    def unit(self) -> Office:
        return self.desk_post.office

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_enter, self.viewer, self.unit, self.at)

    def get_initial(self) -> dict[str, Any]:
        before = {}
        if "like" in self.request.GET:
            before = as_before(self.unit, self.user, self.viewer)
        if self.pattern is not None:
            before = {name: value for name, value in values_of(self.pattern).items() if value}
        return {"addressee": self.house.head_title, **before, **self.initial_of_pile}

    @cached_property
    def frequent(self) -> list[FrequentLetter]:
        """The patterns of this desk that have a key; not beside a letter that was read."""
        if self.request.method != "GET" or self.pile_letter is not None:
            return []
        return list(frequent_of(self.viewer.desk_units)[:PASS_ON_TO])

    @cached_property
    def pattern(self) -> FrequentLetter | None:
        """The pattern that was chosen: of this desk, or none."""
        wanted = self.request.GET.get("frequent", "")
        if not wanted.isdecimal() or len(wanted) >= LONGEST_ID:
            return None
        return frequent_of(self.viewer.desk_units).filter(pk=wanted).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.user, "at": self.at}

    def get_form(self, form_class: type[IntakeForm] | None = None) -> IntakeForm:
        form = self.prepare(super().get_form(form_class))
        if self.pattern is not None and not form.is_bound:
            form.begin_at_number()
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Beside a letter of a pile stands what was read in it, from the start."""
        letter = self.pile_letter
        if letter is not None and letter.reading is not None:
            kwargs = {**reading_context(letter.reading), **kwargs}
            kwargs.setdefault("clashes", shown(self.clashes_of_pile, ()))
        return super().get_context_data(**self.pile_context, **kwargs)

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
            _("หน้านี้ใช้ลงรับหนังสือรายการด้านล่างไปแล้ว ถ้านี่เป็นหนังสืออีกฉบับ ให้กดลงรับอีกครั้ง"),
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
        except Clashing as doubt:
            form.add_error(None, str(doubt))
            alike = doubt.copies if isinstance(doubt, LooksAlike) else []
            return self.render_again(form, alike, clashes=doubt.clashes)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        told = form.told
        form.drop_held()
        messages.success(self.request, _("ลงรับแล้ว เลขรับ %s") % thai_digits(entry.number_text))
        for one in told:
            messages.info(self.request, one)
        if letter.due_at and (warning := explain_due(last_day(letter.due_at))):
            messages.warning(self.request, translated(warning))
        if self.pile_letter is not None:
            return HttpResponseRedirect(self.next_of_pile)
        return HttpResponseRedirect(f"{reverse('desk')}?received={entry.pk}")

    @transaction.atomic
    def enter(self, form: IntakeForm, letter: ReceivedLetter) -> RegisterEntry:
        """The letter, its files, its number: together or not at all."""
        files = [form.incoming_of(form.held)] if form.held else []
        files += form.incoming_enclosures()
        given = form.cleaned_data
        self.claim()
        copy = receive_letter(
            self.unit,
            letter,
            by=self.user,
            at=self.at,
            files=files,
            once=given["once"],
            different=given["why_different"],
            accepted=accepted_in(self.request),
            beside=self.beside,
        )
        self.note_entered(copy.letter)
        self.keep_reading(form, copy.letter)
        return self.register(copy, form)

    def keep_reading(self, form: IntakeForm, letter: Letter | None) -> None:
        """What the machine proposed is kept beside what the clerk entered."""
        mine = readings_of(self.viewer).filter(letter=None)
        reading = mine.filter(pk=form.cleaned_data["reading"] or 0).first()
        if reading is not None and letter is not None:
            given = {name: str(form[name].value() or "") for name in form.fields}
            keep_final(reading, letter, given=given)

    def form_invalid(self, form: IntakeForm) -> HttpResponse:
        return self.render_again(form, [])

    def render_again(
        self,
        form: IntakeForm,
        alike: Sequence[OfficeCopy],
        *,
        clashes: Sequence[Clash] = (),
        **changes: str,
    ) -> HttpResponse:
        """The form as it was sent, with the letters it may be and what does not fit."""
        form.show_again(**changes)
        beside = {
            "alike": alike,
            "clashes": shown(clashes, accepted_in(self.request)),
            "stopped": form.non_field_errors()[0] if clashes else "",
        }
        return self.render_to_response(self.get_context_data(form=form, **beside))
