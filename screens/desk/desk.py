"""The Desk (โต๊ะรับ): what has arrived here and is not registered yet; and choosing a desk."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    QuerySet,
    Window,
    prefetch_related_objects,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.models import INCOMING, OfficeCopy, RegisterEntry, Share
from circulars.policies import (
    DESK_ROLES,
    Verdict,
    check_may_endorse,
    check_may_void,
    verdict,
)
from circulars.states import State
from offices.models import Kind, Office, Role
from screens.desk.register_rows import lines_for, reads_books_of
from screens.frame.base import DESK_KEY, DeskMixin, viewer_of
from screens.frame.counting import counts_of
from screens.frame.home import HOMES
from screens.frame.units import units_of
from workflow.inbox import desk, shares_at_desk

ON_THE_DESK = 28
#: As many as there are digits to press.
PASS_ON_TO = 9
LATEST = 10
#: No id has so many digits.
LONGEST_ID = 19
#: The pages of logging in.
LOGIN = "/accounts/"
#: So long the page that shows a number offers to undo it; a slow line has a little longer.
UNDO_WITHIN = dt.timedelta(seconds=10)


def takes_focus(request: HttpRequest) -> bool:
    """Not right after logging in: one more Enter of the password would take a number."""
    came_from = urlsplit(request.headers.get("Referer", "")).path
    return not came_from.startswith(LOGIN)


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
    def shares(self) -> list[Share]:
        """What orders have given to this unit beside the main one, oldest first."""
        if not counts_of(self.request)["desk_shares"]:
            return []
        given = shares_at_desk(self.viewer).order_by("given_at", "pk")
        related = ("copy__letter", "copy__circular", "from_unit", "unit")
        return list(given.select_related(*related)[:ON_THE_DESK])

    @property
    def takes_focus(self) -> bool:
        return takes_focus(self.request)

    @property
    def may_undo(self) -> bool:
        """The number was taken here a moment ago, by this person, and nothing was built on it."""
        taken = self.latest
        if taken is None or taken.entered_by_id != self.user.pk or taken.voided_at is not None:
            return False
        if self.at - taken.entered_at > UNDO_WITHIN:
            return False
        if taken.copy is None or taken.copy.state != State.REGISTERED:
            return False
        return verdict(check_may_void, self.viewer, taken.book.office, self.at).allowed

    @cached_property
    def verdict(self) -> Verdict:
        """May the person at this desk register here at all; asked once, not per letter."""
        unit = self.desk_post.office
        if any(self.viewer.posts_at(one, DESK_ROLES) for one in self.viewer.desk_units):
            return Verdict(True)
        return Verdict(
            False, _("ต้องนั่งโต๊ะสารบรรณหรือเจ้าของเรื่องของ %(unit)s จึงจะลงรับได้") % {"unit": unit.label}
        )

    @property
    def today_here(self) -> QuerySet[RegisterEntry]:
        """What was entered at this desk today, newest first: on some days hundreds."""
        midnight = timezone.localtime(self.at).replace(hour=0, minute=0, second=0, microsecond=0)
        # Of the books he may read: an administrator sits at a desk too, and reads nothing.
        units = [unit for unit in self.viewer.desk_units if reads_books_of(self.viewer, unit)]
        entries = (
            RegisterEntry.objects.in_book()
            .seen_by(self.viewer)
            .filter(book__office__in=units, book__kind__in=INCOMING, entered_at__gte=midnight)
        )
        joined = entries.select_related(
            "copy__holder__house", "copy__circular", "letter", "book__office"
        )
        # By name: a letter whose words are awaited is passed on to nobody.
        awaited = {"awaits": Exists(Share.objects.awaited().filter(copy=OuterRef("copy")))}
        return joined.annotate(**awaited).order_by("-entered_at", "-pk")

    @cached_property
    def newest(self) -> list[RegisterEntry]:
        """As many as the page shows; ``of_day`` of each says how many there are."""
        return list(self.today_here.annotate(of_day=Window(Count("pk")))[:LATEST])

    @property
    def of_day(self) -> int:
        return vars(self.newest[0])["of_day"] if self.newest else 0

    @cached_property
    def latest(self) -> RegisterEntry | None:
        """
        The number to be written on the paper: the one that ``?received=`` names, if it was
        taken at this desk today, else the last one this person took here.
        """
        asked = self.request.GET.get("received", "")
        an_id = asked.isdecimal() and len(asked) < LONGEST_ID
        named = self._first(pk=int(asked)) if an_id else None
        # A colleague's secret letter is not shown large: only its number may be seen.
        if named is not None and lines_for([named], self.viewer)[0].open:
            return named
        return self._first(entered_by_id=self.user.pk)

    def _first(self, **wanted: int) -> RegisterEntry | None:
        """The newest of the day like this that stands; nearly always the page shows it."""
        for entry in self.newest:
            if entry.voided_at is None and all(
                getattr(entry, name) == value for name, value in wanted.items()
            ):
                return entry
        if self.of_day <= LATEST:
            return None
        return self.today_here.filter(voided_at=None, **wanted).first()

    @property
    def pass_on_to(self) -> list[Office]:
        """Units to which the letter just registered can be passed with two keys."""
        copy = self.latest.copy if self.latest and not vars(self.latest)["awaits"] else None
        if copy is None or copy.holder_id not in {unit.pk for unit in self.viewer.desk_units}:
            return []
        prefetch_related_objects([copy], Prefetch("shares", Share.objects.none()))  # as was asked
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
            {"number": self.of_day, "label": _("ลงรับวันนี้"), "icon": "book-2"},
        ]
        return super().get_context_data(
            **kwargs,
            rows=self.rows,
            verdict=self.verdict,
            latest=self.latest,
            pass_on_to=self.pass_on_to,
            lines=lines_for(self.newest, self.viewer),
            tiles=counted,
            shares=self.shares,
            waiting=waiting,
            more=waiting - len(self.rows) - len(self.shares),
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
