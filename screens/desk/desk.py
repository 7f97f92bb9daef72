"""The Desk (โต๊ะรับ): what has arrived here and is not registered yet; and choosing a desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.models import BookKind, OfficeCopy, RegisterEntry
from circulars.policies import DESK_ROLES, Verdict, check_may_endorse, verdict
from offices.models import Kind, Office, Role
from screens.desk.register_rows import lines_for, readable_books
from screens.frame.base import DESK_KEY, DeskMixin, viewer_of
from screens.frame.counting import counts_of
from screens.frame.home import HOMES
from screens.frame.units import units_of
from workflow.inbox import desk

ON_THE_DESK = 30
#: As many as there are digits to press.
PASS_ON_TO = 9
LATEST = 10


class DeskView(DeskMixin, TemplateView):
    """
    Letters waiting for their number, most urgent first, newest first among equals.

    The first button has the focus: Enter registers, the page comes back with the number
    large for writing on paper, and the next letter's button has the focus.
    """

    template_name = "desk/desk.html"

    @cached_property
    def rows(self) -> list[OfficeCopy]:
        ordered = (
            desk(self.viewer)
            .for_rows()
            .order_by(F("letter__urgency").desc(), F("sent_at").desc(), "-pk")
        )
        return list(ordered[:ON_THE_DESK])

    @cached_property
    def verdict(self) -> Verdict:
        """May the person at this desk register here at all; asked once, not per letter."""
        unit = self.desk_post.office
        if any(self.viewer.posts_at(one, DESK_ROLES) for one in self.viewer.desk_units):
            return Verdict(True)
        return Verdict(
            False, _("ต้องนั่งโต๊ะสารบรรณหรือเจ้าของเรื่องของ %(unit)s จึงจะลงรับได้") % {"unit": unit.label}
        )

    @cached_property
    def entries_today(self) -> list[RegisterEntry]:
        midnight = timezone.localtime(self.at).replace(hour=0, minute=0, second=0, microsecond=0)
        # Of the books he may read: an administrator sits at a desk too, and reads nothing.
        books = readable_books(self.viewer).filter(
            office__in=self.viewer.desk_units, kind=BookKind.RECEIVED
        )
        entries = RegisterEntry.objects.filter(book__in=books, entered_at__gte=midnight)
        return list(
            entries.select_related("copy__holder__house", "letter", "book__office").order_by(
                "-entered_at", "-pk"
            )
        )

    @property
    def latest(self) -> RegisterEntry | None:
        """
        The number to be written on the paper: the one that ``?received=`` names, if it was
        taken at this desk today, else the last one this person took here.
        """
        asked = self.request.GET.get("received", "")
        named = [entry for entry in self.entries_today if str(entry.pk) == asked]
        # A colleague's secret letter is not shown large: only its number may be seen.
        readable = (line.entry for line in lines_for(named, self.viewer) if line.open)
        mine = (entry for entry in self.entries_today if entry.entered_by_id == self.user.pk)
        return next(readable, None) or next(mine, None)

    @property
    def pass_on_to(self) -> list[Office]:
        """Units to which the letter just registered can be passed with two keys."""
        copy = self.latest.copy if self.latest else None
        if copy is None or copy.holder_id not in {unit.pk for unit in self.viewer.desk_units}:
            return []
        if not verdict(check_may_endorse, self.viewer, copy, self.at).allowed:
            return []
        inner = units_of(self.house).exclude(pk__in=[self.house.pk, copy.holder_id])
        return list(inner.filter(kind=Kind.DIVISION)[:PASS_ON_TO])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = counts_of(self.request)["desk"]
        counted = [
            {"number": waiting, "label": _("รอลงรับ"), "icon": "inbox"},
            {
                "number": sum(copy.circular.urgency != "001" for copy in self.rows),
                "label": _("ด่วน"),
                "icon": "bolt",
                "tone": "bad",
            },
            {"number": len(self.entries_today), "label": _("ลงรับวันนี้"), "icon": "book-2"},
        ]
        return super().get_context_data(
            **kwargs,
            rows=self.rows,
            verdict=self.verdict,
            latest=self.latest,
            pass_on_to=self.pass_on_to,
            lines=lines_for(self.entries_today[:LATEST], self.viewer),
            tiles=counted,
            waiting=waiting,
            more=waiting - len(self.rows),
        )


class SitAtView(DeskMixin, View):
    """Sit down at another of one's desks."""

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("post", "")
        post = next((one for one in viewer_of(request).posts if str(one.pk) == wanted), None)
        if post is None:
            messages.error(request, _("ท่านไม่มีหน้าที่นี้แล้ว โปรดเลือกโต๊ะอื่น หรือติดต่อผู้ดูแลบัญชี"))
            return redirect("home")
        request.session[DESK_KEY] = post.pk
        messages.success(request, _("ย้ายมานั่งโต๊ะ %(post)s แล้ว") % {"post": post})
        return redirect(HOMES[Role(post.role)])
