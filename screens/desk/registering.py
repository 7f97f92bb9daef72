"""Registering a letter that lies on the desk."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain.registering import register
from circulars.errors import CircularError, Clashing
from circulars.models import OfficeCopy, RegisterEntry
from papers.templatetags.thai import thai_digits
from screens.desk.clashes import accepted_in, shown
from screens.desk.forms.registering import FirstRegisterForm
from screens.frame.refusals import add_refusal
from screens.frame.task import TaskView
from workflow.steps import StepName


class RegisterView(TaskView):
    """
    Take the next number. Afterwards the same address shows it large, with the stamped
    first page and the way to the next letter.
    """

    template_name = "desk/register.html"
    form_class = FirstRegisterForm
    step = StepName.REGISTER

    def act(self, form: FirstRegisterForm) -> RegisterEntry:
        given = form.cleaned_data
        return register(
            self.copy,
            by=self.user,
            at=self.at,
            action=given["action"],
            note=given["note"],
            second_number=given["second_number"],
            time_known=not given["without_time"],
            accepted=accepted_in(self.request),
            late=form.late,
            number=given["number"],
        )

    def refused(self, form: FirstRegisterForm, refusal: CircularError) -> HttpResponse:
        """Beside the form stands what does not fit; a tick at each, and it goes on."""
        add_refusal(form, refusal)
        doubts = refusal.clashes if isinstance(refusal, Clashing) else ()
        clashes = shown(doubts, accepted_in(self.request))
        context = self.get_context_data(form=form, clashes=clashes, stopped=str(refusal))
        return self.render_to_response(context)

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
        waiting = self.copies.awaiting_receipt().filter(holder__in=self.viewer.desk_units)
        return (
            waiting.exclude(letter=None).exclude(pk=self.copy.pk).order_by("sent_at", "pk").first()
        )

    @property
    def is_done(self) -> bool:
        return self.waiting != StepName.REGISTER and self.entry is not None
