"""The day's bulk register: letters of which all is certain, entered with one act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from circulars.domain.pile_letters import values_of, why_not_certain
from circulars.models import PileLetter
from papers.templatetags.thai import thai_digits
from screens.desk.desk import DeskView
from screens.desk.piles import PileMixin
from workflow.entering import Entered, enter_certain, register_certain


def ticked(request: HttpRequest) -> set[str]:
    """The ids of the letters whose boxes are ticked."""
    return set(request.POST.getlist("letter"))


def tell(request: HttpRequest, done: Entered) -> None:
    """Which numbers were taken; what stays is said at its letter."""
    if not done.entries:
        messages.warning(request, _("ไม่มีฉบับใดได้เลขรับ"))
        return
    first, last = done.entries[0], done.entries[-1]
    count = len(done.entries)
    if count == 1:
        said = _("ลงรับแล้ว เลขรับ %s") % first.number_text
    else:
        words = _("ลงรับแล้ว %(count)s ฉบับ เลขรับ %(first)s ถึง %(last)s")
        said = words % {"count": count, "first": first.number_text, "last": last.number_text}
    messages.success(request, thai_digits(said))


class PileTableView(PileMixin, View):
    """The letters of a pile in a table, a tick at each that may be entered unseen."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown(Entered())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        wanted = ticked(request)
        letters = [one for one in self.waiting if str(one.pk) in wanted]
        done = enter_certain(letters, by=self.user, at=self.at)
        tell(request, done)
        if done.stay:
            return self.shown(done)
        return redirect("pile_table", pk)

    @property
    def waiting(self) -> list[PileLetter]:
        rows = self.pile.letters.select_related("pile__unit__house", "reading")
        return list(rows.filter(letter=None, dropped_at=None))

    def shown(self, done: Entered) -> HttpResponse:
        rows: list[dict[str, Any]] = []
        for one in self.waiting:
            doubt = done.stay.get(one.pk) or why_not_certain(one)
            rows.append({"letter": one, "read": values_of(one.reading), "doubt": doubt})
        context = {"pile": self.pile, "rows": rows, "entries": done.entries}
        return render(self.request, "desk/pile_table.html", context)


class DeskTableView(DeskView):
    """The letters that came by the system and wait on the desk, to be registered with one act."""

    template_name = "desk/desk_table.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = ticked(request)
        copies = [one for one in self.rows if str(one.pk) in wanted]
        done = register_certain(copies, by=self.user, at=self.at)
        tell(request, done)
        for one in copies:
            if one.pk in done.stay:
                subject = one.letter.subject if one.letter else ""
                messages.warning(request, f"{subject}: {done.stay[one.pk]}")
        return redirect("desk_table" if done.stay else "desk")
