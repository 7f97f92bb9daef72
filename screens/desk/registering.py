"""Registering a letter that lies on the desk, or one brought from outside; starting a matter."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain.registering import register
from circulars.models import OfficeCopy, RegisterEntry
from papers.templatetags.thai import thai_digits
from screens.desk.due import DueNote, due_note
from screens.desk.intake import IntakeView, StartCircularView
from screens.frame.fields import DeadlineField
from screens.work.forms.acts import RegisterForm
from screens.work.task import TaskView
from workflow.running import perform, start_case
from workflow.steps import StepName


class RegisterView(TaskView):
    """
    Take the next number. Afterwards the same address shows it large, with the stamped
    first page and the way to the next letter.
    """

    template_name = "desk/register.html"
    form_class = RegisterForm
    step = StepName.REGISTER

    def act(self, form: RegisterForm) -> RegisterEntry:
        given = form.cleaned_data
        return register(
            self.copy,
            by=self.user,
            at=self.at,
            action=given["action"],
            note=given["note"],
            second_number=given["second_number"],
            time_known=not given["without_time"],
        )

    def done(self, result: RegisterEntry) -> HttpResponse:
        self.tell(_("ลงรับแล้ว เลขรับ %(number)s") % {"number": thai_digits(result.number_text)})
        if "next" in self.request.POST:
            return HttpResponseRedirect(self.after)
        return HttpResponseRedirect(f"{self.request.path}?entry={result.pk}")

    @cached_property
    def entry(self) -> RegisterEntry | None:
        """The number that was just taken, or the last one of this copy."""
        entries = self.copy.entries.filter(voided_at=None).select_related("book__office")
        return entries.order_by("-pk").first()

    @cached_property
    def next_letter(self) -> OfficeCopy | None:
        """The letter that has waited longest at this desk."""
        waiting = self.copies.awaiting_receipt().filter(holder__in=self.desk_units)
        return (
            waiting.exclude(letter=None).exclude(pk=self.copy.pk).order_by("sent_at", "pk").first()
        )

    @property
    def is_done(self) -> bool:
        return self.waiting != StepName.REGISTER and self.entry is not None


class RegisterNewView(IntakeView):
    """
    Enter a letter from outside and register it; its process starts here.

    Asked by htmx with a deadline, the page answers with the note on it alone.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "due_at" in request.GET:
            note = {"due": self.note_on(request.GET["due_at"]), "received": True}
            return render(request, "desk/due_note.html", note)
        return super().get(request, *args, **kwargs)

    @property
    def due(self) -> DueNote | None:
        return self.note_on(self.request.POST.get("due_at", ""))

    def note_on(self, written: str) -> DueNote | None:
        """The weekday, the working days left, and a day off; nothing on what is no deadline."""
        try:
            due_at = DeadlineField(required=False).clean(written)
        except ValidationError:
            return None
        return due_note(due_at, upstream=None, at=self.at)

    def register(self, copy: OfficeCopy, *, action: str, note: str) -> RegisterEntry:
        def act() -> RegisterEntry:
            return register(copy, by=self.user, at=self.at, action=action, note=note)

        return perform(copy, StepName.REGISTER, user=self.user, at=self.at, act=act)


class CircularNewView(StartCircularView):
    """Start a matter; its letter is written next."""

    def started(self, copy: OfficeCopy) -> str:
        start_case(copy)
        return reverse("task_draft", args=[copy.pk])
