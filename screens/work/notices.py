"""What a person has been told, and that he has read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView, View

from screens.frame.base import DeskMixin
from workflow.models import Notice, NoticeKind

PER_PAGE = 50

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
    NoticeKind.NO_REGISTRAR: "lock",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as it is shown; opening it marks it as read."""

    pk: int
    at: dt.datetime
    kind: str
    text: str
    icon: str
    seen: bool


class NoticesView(DeskMixin, TemplateView):
    """Newest first; unread ones marked."""

    template_name = "work/notices.html"

    @cached_property
    def page(self) -> Page:
        mine = Notice.objects.of(self.user)
        return Paginator(mine, PER_PAGE).get_page(self.request.GET.get("page"))

    @property
    def lines(self) -> list[Line]:
        return [
            Line(
                pk=one.pk,
                at=one.created_at,
                kind=one.get_kind_display(),
                text=one.text,
                icon=ICONS.get(NoticeKind(one.kind), "bell"),
                seen=one.read_at is not None,
            )
            for one in self.page
        ]

    @property
    def unread(self) -> int:
        return Notice.objects.of(self.user).unread().count()


class NoticeReadView(DeskMixin, View):
    """Mark one notice as read and go where it leads."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        notice = get_object_or_404(Notice.objects.of(self.user), pk=pk)
        Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=self.at)
        if url_has_allowed_host_and_scheme(notice.url, allowed_hosts={request.get_host()}):
            return HttpResponseRedirect(notice.url)
        return redirect("notices")


class NoticesReadView(DeskMixin, View):
    """Mark all as read."""

    def post(self, request: HttpRequest) -> HttpResponse:
        Notice.objects.of(self.user).unread().update(read_at=self.at)
        return redirect("notices")
