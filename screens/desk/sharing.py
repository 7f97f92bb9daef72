"""Registering what an order gave to this unit beside the main one."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from circulars.domain.sharing import enter_share
from circulars.models import RegisterEntry
from papers.templatetags.thai import thai_digits
from screens.desk.forms.registering import RegisterForm
from screens.frame.share import ShareTaskView
from workflow.steps import StepName


class EnterView(ShareTaskView):
    """Take the next number of the unit's own book; posted from the desk as well."""

    form_class = RegisterForm
    step = StepName.ENTER

    def act(self, form: RegisterForm) -> RegisterEntry:
        given = form.cleaned_data
        return enter_share(
            self.share,
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
            return HttpResponseRedirect(f"{self.after}?received={result.pk}")
        return HttpResponseRedirect(self.copy_url)
