"""What a person has been told, letter by letter, and that he has read it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView, View

from screens.frame.base import DeskMixin
from workflow.models import Notice, NoticeKind, NoticeQuerySet
from workflow.wording import JOINED, Told, tell_of

PER_PAGE = 30
#: So many of what was told before of one letter are shown.
MOST_EARLIER = 5

ICONS = {
    NoticeKind.ARRIVED: "inbox",
    NoticeKind.REVIEW: "eye",
    NoticeKind.SIGN: "signature",
    NoticeKind.SENT_BACK: "arrow-back-up",
    NoticeKind.RETURNED: "arrow-back-up",
    NoticeKind.ANSWER_RETURNED: "arrow-back-up",
    NoticeKind.RECALL_ASKED: "ban",
    NoticeKind.ANSWERED: "checks",
    NoticeKind.DUE: "calendar-due",
    NoticeKind.OVERDUE: "clock-exclamation",
    NoticeKind.OVERDUE_BELOW: "clock-exclamation",
    NoticeKind.REMINDED: "bell",
    NoticeKind.UNREAD: "inbox",
    NoticeKind.UNREAD_BELOW: "clock-exclamation",
    NoticeKind.NO_REGISTRAR: "lock",
}


@dataclass(frozen=True, slots=True)
class Line:
    """The newest word about one letter, and what was told of it before."""

    told: Told
    icon: str
    earlier: list[Notice] = field(default_factory=list)

    @property
    def seen(self) -> bool:
        return self.told.notice.read_at is not None or self.done

    @property
    def done(self) -> bool:
        """The work that it asked for is done."""
        return self.told.notice.settled_at is not None


class NoticesView(DeskMixin, TemplateView):
    """Newest letter first; unread ones marked, done ones too."""

    template_name = "work/notices.html"

    @property
    def mine(self) -> NoticeQuerySet:
        return Notice.objects.seen_by(self.viewer)

    @cached_property
    def page(self) -> Page[Notice]:
        newest = self.mine.newest_of_each_letter().select_related(*JOINED)
        return Paginator(newest, PER_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def lines(self) -> list[Line]:
        shown = tell_of(self.page, at=self.at)
        earlier = self._earlier([told.notice for told in shown])
        return [
            Line(
                told,
                ICONS.get(NoticeKind(told.notice.kind), "bell"),
                earlier.get(told.notice.copy_id or 0, [])[:MOST_EARLIER],
            )
            for told in shown
        ]

    def _earlier(self, shown: list[Notice]) -> dict[int, list[Notice]]:
        letters = [one.copy_id for one in shown if one.copy_id]
        before: dict[int, list[Notice]] = defaultdict(list)
        rows = self.mine.filter(copy__in=letters).exclude(pk__in=[one.pk for one in shown])
        for one in rows.only("kind", "created_at", "copy_id") if letters else ():
            before[one.copy_id or 0].append(one)
        return before

    @cached_property
    def unread(self) -> int:
        return self.mine.unread().count()


class NoticeReadView(DeskMixin, View):
    """Mark what was told of one letter as read, and go where the work is."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mine = Notice.objects.seen_by(self.viewer)
        notice = get_object_or_404(mine.select_related(*JOINED), pk=pk)
        same = Q(pk=notice.pk) | Q(copy__isnull=False, copy=notice.copy_id, pk__lt=notice.pk)
        Notice.objects.of(self.user).filter(same, read_at=None).update(read_at=self.at)
        (told,) = tell_of([notice], at=self.at)
        if url_has_allowed_host_and_scheme(told.page, allowed_hosts={request.get_host()}):
            return HttpResponseRedirect(told.page)
        return redirect("notices")


class NoticesReadView(DeskMixin, View):
    """Mark all as read."""

    def post(self, request: HttpRequest) -> HttpResponse:
        Notice.objects.of(self.user).unread().update(read_at=self.at)
        return redirect("notices")
