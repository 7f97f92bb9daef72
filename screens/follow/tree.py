"""The tree of one circular below one copy: who holds it now, and how the days went."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.domain.counting import overdue_in
from circulars.domain.direct import Direct, direct
from circulars.domain.reminding import letters_of
from circulars.models import Channel, Event, OfficeCopy, TimeRequest
from circulars.models.copy import OfficeCopyQuerySet
from circulars.policies import Verdict, check_may_follow, verdict
from circulars.sent_policies import check_may_remind
from offices.models import Office
from screens.follow.node import Node, grown, nodes_of
from screens.follow.tree_areas import (
    NOWHERE,
    AreaCount,
    areas_below,
    in_area,
    number_of,
)
from screens.frame.task import CopyMixin
from workflow.reminding import silent_below

PER_PAGE = 44
FOUND_PER_PAGE = 40
#: With more direct recipients an area is chosen first.
MOST_IN_A_ROW = 200
#: So many below the first level are opened at once.
MOST_OPENED = 500


class TreeMixin(CopyMixin):
    """Below a copy of mine, everything is status only."""

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_follow, self.viewer, self.copy, self.at)

    @property
    def per_page(self) -> int:
        return PER_PAGE

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
            rows = rows.late_themselves(self.at)
        return rows.select_related("office", "holder", "stands_for").order_by("pk")

    def page_of(self, copy: OfficeCopy) -> Page[Any]:
        page: Page[Any] = Paginator(self.children_of(copy), self.per_page).get_page(
            self.request.GET.get("page")
        )
        page.object_list = self.nodes(list(page.object_list))
        return page

    def nodes(self, copies: list[OfficeCopy]) -> list[Node]:
        return nodes_of(copies, at=self.at)


def late_url(copy: OfficeCopy) -> str:
    """The late list of this matter alone."""
    return f"{reverse('overdue')}?circular={copy.circular_id}"


class TreeView(TreeMixin, TemplateView):
    """
    The whole page: figures of the first level, its rows, branches on demand.

    ``?q=`` finds offices at any depth by name, ``?only=`` shows one copy, ``?under=`` one area.
    A long first level is shown by area first.
    """

    template_name = "follow/tree.html"

    @property
    def per_page(self) -> int:
        """Rows that are found say their way, and are longer."""
        return FOUND_PER_PAGE if self.is_search or self.under else PER_PAGE

    @property
    def words(self) -> str:
        return self.request.GET.get("q", "").strip()[:100]

    @property
    def is_search(self) -> bool:
        return bool(self.words or self.only)

    @cached_property
    def only(self) -> int:
        return number_of(self.request.GET.get("only", ""))

    @cached_property
    def under(self) -> Office | None:
        """The province or district whose recipients are looked at."""
        wanted = number_of(self.request.GET.get("under", ""))
        found = Office.objects.filter(pk=wanted).first() if wanted else None
        if wanted and found is None:
            raise Http404
        return found

    @cached_property
    def areas(self) -> list[AreaCount]:
        """The first level by area, when it is too long to be read and nothing is looked for."""
        if self.is_search or self.under or self.show or self.counts.sent <= MOST_IN_A_ROW:
            return []
        return areas_below(self.copy, at=self.at)

    def children_of(self, copy: OfficeCopy) -> OfficeCopyQuerySet:
        if self.is_search:
            return self.found
        rows = super().children_of(copy)
        if self.areas:
            return rows.filter(NOWHERE)  # the others stand in the table of areas
        return rows.filter(in_area(self.under)) if self.under else rows

    @property
    def found(self) -> OfficeCopyQuerySet:
        """What is looked for, anywhere below, with the offices through which it came."""
        rows = (
            OfficeCopy.objects.below(self.copy)
            .select_related("office", "holder", "stands_for")
            .with_way()
        )
        if self.only:
            rows = rows.filter(pk=self.only)
        for word in self.words.split():
            rows = rows.filter(
                Q(office__name__icontains=word) | Q(office__short_name__icontains=word)
            )
        return rows.order_by("above", "office__code", "pk")

    @cached_property
    def counts(self) -> Direct:
        return direct([self.copy.pk], at=self.at).get(self.copy.pk, Direct())

    @cached_property
    def page(self) -> Page[Any]:
        page = self.page_of(self.copy)
        if self.is_open:
            page.object_list = grown(page.object_list, self.nodes(self.inner))
        return page

    @cached_property
    def inner(self) -> list[OfficeCopy]:
        """What lies below the first level, as far as a page of paper may be opened at once."""
        rows = OfficeCopy.objects.below(self.copy).exclude(parent=self.copy)
        found = list(
            rows.select_related("office", "holder", "stands_for").order_by("pk")[: MOST_OPENED + 1]
        )
        return found if len(found) <= MOST_OPENED else []

    @property
    def is_open(self) -> bool:
        """Every branch is shown open, to be printed."""
        return "open" in self.request.GET and not self.is_search

    @cached_property
    def silent(self) -> int:
        """How many a reminder would reach."""
        return silent_below(self.copy).count()

    @cached_property
    def outside(self) -> bool:
        """Whether anybody got the letter beside the system, and has no link yet."""
        rows = OfficeCopy.objects.filter(parent=self.copy, channel=Channel.PAPER, link=None)
        return rows.filter(office__on_system=False).exists()

    @cached_property
    def time_requests(self) -> list[TimeRequest]:
        """Receivers that wait to hear whether they get more time."""
        waiting = TimeRequest.objects.filter(copy__parent=self.copy, decided_at=None)
        return list(waiting.select_related("copy__office")[:20])

    @cached_property
    def reminders(self) -> list[Event]:
        """The reminders that went out as letters."""
        return letters_of(self.copy)

    @cached_property
    def late_below(self) -> int:
        """At any depth, each counted at its holder: the same figure as on the page before."""
        return overdue_in([self.copy.branch], at=self.at)[self.copy.branch].answers

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
        counts, late = self.counts, self.late_below
        tile = {"number": late, "label": _("เลยกำหนด ทุกชั้นข้างล่าง")}
        if late:
            tile |= {"tone": "bad", "url": late_url(self.copy)}
        return [
            {"number": counts.sent, "label": _("ผู้รับโดยตรง")},
            {"number": counts.opened, "label": _("เปิดอ่าน")},
            {"number": counts.registered, "label": _("ลงรับ")},
            {"number": counts.forwarded, "label": _("ส่งต่อ")},
            {"number": counts.answered, "label": _("ตอบแล้ว"), "tone": "good"},
            tile,
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
