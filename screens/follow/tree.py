"""The tree of one circular below one copy: who holds it now, and how the days went."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.domain.deadlines import holidays_between
from circulars.domain.following import Counts, Hop, count_children, hops
from circulars.domain.reminding import letters_of
from circulars.models import Event, OfficeCopy, RegisterEntry
from circulars.models.copy import OfficeCopyQuerySet
from circulars.policies import Verdict, check_may_follow, check_may_remind, verdict
from offices.models import Office
from screens.frame.task import CopyMixin
from thai.deadlines import last_day
from thai.working_days import working_days_between
from workflow.escalating import silent_below

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Node:
    """One recipient as the sender sees it: status only, never what was written inside."""

    copy: OfficeCopy
    hop: Hop
    number: str
    counts: Counts
    allowed: int
    late: bool

    @property
    def has_children(self) -> bool:
        return bool(self.counts.sent)


class TreeMixin(CopyMixin):
    """Below a copy of mine, everything is status only."""

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_follow, self.viewer, self.copy, self.at)

    @property
    def show(self) -> str:
        wanted = self.request.GET.get("show", "")
        return wanted if wanted in ("silent", "late") else ""

    def children_of(self, copy: OfficeCopy) -> OfficeCopyQuerySet:
        """Direct recipients in the order of the dispatch, as filtered."""
        rows = OfficeCopy.objects.filter(parent=copy)
        if self.show == "silent":
            rows = rows.owing()
        elif self.show == "late":
            rows = rows.overdue(self.at)
        return rows.select_related("office", "holder").order_by("pk")

    def page_of(self, copy: OfficeCopy) -> Page[Any]:
        page: Page[Any] = Paginator(self.children_of(copy), PER_PAGE).get_page(
            self.request.GET.get("page")
        )
        page.object_list = self.nodes(list(page.object_list))
        return page

    def nodes(self, copies: list[OfficeCopy]) -> list[Node]:
        """Five queries, however many rows."""
        ids = [copy.pk for copy in copies]
        counts = count_children(ids, at=self.at)
        numbers = self._numbers(ids)
        allowed = self._allowed(copies)
        return [
            Node(
                copy=hop.copy,
                hop=hop,
                number=numbers.get(hop.copy.pk, ""),
                counts=counts.get(hop.copy.pk, Counts()),
                allowed=allowed.get(hop.copy.pk, 0),
                late=hop.copy.is_overdue(self.at),
            )
            for hop in hops(copies, at=self.at, counts=counts)
        ]

    def _numbers(self, ids: list[int]) -> dict[int, str]:
        """The first receipt of each copy: its house's own."""
        entries = RegisterEntry.objects.filter(copy__in=ids, voided_at=None).order_by("-pk")
        return {entry.copy_id: entry.number_text for entry in entries if entry.copy_id}

    def _allowed(self, copies: list[OfficeCopy]) -> dict[int, int]:
        """Working days that each was given, from the day it was sent to its last good day."""
        spans = [(c.pk, _day(c.sent_at), last_day(c.due_at)) for c in copies if c.due_at]
        if not spans:
            return {}
        first = min(start for _pk, start, _end in spans)
        latest = max(end for _pk, _start, end in spans)
        off = holidays_between(first, max(first, latest))
        return {pk: max(0, working_days_between(start, end, off)) for pk, start, end in spans}


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)


class TreeView(TreeMixin, TemplateView):
    """The whole page: figures of the first level, its rows, branches on demand."""

    template_name = "follow/tree.html"

    @cached_property
    def counts(self) -> Counts:
        return count_children([self.copy.pk], at=self.at).get(self.copy.pk, Counts())

    @cached_property
    def page(self) -> Page[Any]:
        return self.page_of(self.copy)

    @cached_property
    def silent(self) -> int:
        """How many a reminder would reach."""
        return silent_below(self.copy).count()

    @cached_property
    def reminders(self) -> list[Event]:
        """The reminders that went out as letters."""
        return letters_of(self.copy)

    @property
    def sent(self) -> bool:
        return self.copy.dispatches.exists()

    @property
    def may_remind(self) -> Verdict:
        asked = verdict(check_may_remind, self.viewer, self.copy, self.at)
        if asked.allowed and not self.silent:
            return Verdict(False, _("ผู้รับทุกแห่งตอบแล้ว ไม่มีใครต้องเตือน"))
        return asked

    @property
    def tiles(self) -> list[dict[str, Any]]:
        counts = self.counts
        return [
            {"number": counts.sent, "label": _("ส่งถึง")},
            {"number": counts.opened, "label": _("เปิดอ่าน")},
            {"number": counts.registered, "label": _("ลงรับ")},
            {"number": counts.forwarded, "label": _("ส่งต่อ")},
            {"number": counts.answered, "label": _("ตอบแล้ว"), "tone": "good"},
            {
                "number": counts.overdue,
                "label": _("เลยกำหนด"),
                "tone": "bad" if counts.overdue else "",
            },
        ]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        choices = [("", _("ทุกแห่ง")), ("silent", _("ยังไม่ตอบ")), ("late", _("เลยกำหนด"))]
        return [
            {"label": label, "url": f"?show={key}" if key else "?", "current": self.show == key}
            for key, label in choices
        ]


class BranchView(TreeMixin, View):
    """
    The rows below one recipient. Asked for by htmx they come alone; otherwise as a page
    of their own, so that the tree works without a script and can be printed.
    """

    def get(self, request: HttpRequest, pk: int, node: int) -> HttpResponse:
        branch = OfficeCopy.objects.below(self.copy).for_lists().filter(pk=node).first()
        if branch is None:
            raise Http404
        page = self.page_of(branch)
        context = {
            "view": self,
            "root": self.copy,
            "branch": branch,
            "page": page,
            "way": self.way(branch),
            "depth": branch.above.count(".") - self.copy.above.count("."),
            "more": f"{request.path}?page={page.number + 1}&show={self.show}",
        }
        part = request.headers.get("HX-Request") == "true"
        name = "follow/branch.html" if part else "follow/branch_page.html"
        return render(request, name, context)

    def way(self, branch: OfficeCopy) -> list[tuple[Office, str]]:
        """The copies between mine and this one."""
        inner = branch.above.removeprefix(self.copy.branch)
        ids = [int(part) for part in inner.split(".") if part]
        between = OfficeCopy.objects.select_related("office").filter(pk__in=ids).order_by("pk")
        return [
            (one.office, reverse("tree_branch", args=[self.copy.pk, one.pk])) for one in between
        ]
