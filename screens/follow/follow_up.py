"""Follow-up (ติดตาม): my circulars on their way, and who below is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.domain.counting import Overdue, Tally, branches, overdue_in
from circulars.domain.direct import Direct, direct
from circulars.models import Dispatch, OfficeCopy, Round
from circulars.models.copy import OfficeCopyQuerySet
from screens.frame.base import DeskMixin

PER_PAGE = 20
MOST_BRANCHES = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """One circular that this house sent on, and how far it has come."""

    copy: OfficeCopy
    counts: Direct
    tally: Tally
    overdue: Overdue
    url: str
    late_url: str

    @property
    def late(self) -> int:
        return self.overdue.answers

    @property
    def bars(self) -> list[tuple[str, int]]:
        """Each stage contains the ones after it."""
        figures = self.counts
        return [
            (_("เปิดอ่าน"), figures.opened),
            (_("ลงรับ"), figures.registered),
            (_("ส่งต่อ"), figures.forwarded),
            (_("ตอบ"), figures.answered),
        ]


@dataclass(frozen=True, slots=True)
class Branch:
    """What came out of one copy of this house."""

    circular: int
    above: str
    copy: int
    subject: str

    @property
    def prefix(self) -> str:
        return f"{self.above}{self.copy}."


class FollowMixin(DeskMixin):
    """What this house has sent on and this person may see."""

    @cached_property
    def sent(self) -> OfficeCopyQuerySet:
        out = Dispatch.objects.filter(copy=OuterRef("pk"))
        return self.copies.filter(Exists(out), office=self.house)

    @cached_property
    def branches(self) -> list[Branch]:
        """Every branch still under way, newest first."""
        named = ("circular_id", "above", "pk", "circular__subject")
        rows = self.sent.open().order_by("-pk").values_list(*named)
        return [Branch(*row) for row in rows[:MOST_BRANCHES]]

    @property
    def open_branches(self) -> list[str]:
        return [branch.prefix for branch in self.branches]


class FollowUpView(FollowMixin, TemplateView):
    """The supervisor's home."""

    template_name = "follow/follow_up.html"

    @property
    def show_all(self) -> bool:
        return self.request.GET.get("show") == "all"

    @cached_property
    def page(self) -> Page[Any]:
        rows = self.sent if self.show_all else self.sent.open()
        given = Dispatch.objects.filter(copy=OuterRef("pk")).order_by("-pk").values("due_at")
        opened = Round.objects.filter(asker=OuterRef("pk"), opened_at__isnull=False)
        number = Concat("number", Value("/"), "of", output_field=CharField())
        newest = opened.order_by("-number").values(label=number)[:1]
        rows = rows.annotate(given=Subquery(given[:1]), round=Subquery(newest))
        ordered = rows.for_rows().order_by(F("due_at").asc(nulls_last=True), "-pk")
        return Paginator(ordered, PER_PAGE).get_page(self.request.GET.get("page"))

    @property
    def rows(self) -> list[Sent]:
        counts = direct([copy.pk for copy in self.page], at=self.at)
        tallies = branches([copy.branch for copy in self.page], at=self.at)
        return [
            Sent(
                copy,
                counts.get(copy.pk, Direct()),
                tallies[copy.branch],
                self.overdue.get(copy.branch, Overdue()),
                reverse("circular_tree", args=[copy.pk]),
                f"{reverse('overdue')}?circular={copy.circular_id}",
            )
            for copy in self.page
        ]

    @cached_property
    def overdue(self) -> dict[str, Overdue]:
        """What is overdue in every branch: the tiles are sums of the cards."""
        return overdue_in(self.open_branches, at=self.at)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {"label": _("ยังไม่เสร็จ"), "url": "?", "current": not self.show_all},
            {"label": _("ทั้งหมด"), "url": "?show=all", "current": self.show_all},
        ]

    @property
    def tiles(self) -> list[dict[str, Any]]:
        overdue = sum(self.overdue.values(), Overdue())
        late = _overdue_tile(overdue.answers, _("คำตอบที่เลยกำหนด ทุกเรื่อง ทุกชั้นข้างล่าง"))
        under_way = {
            "number": len(self.open_branches),
            "label": _("เรื่องที่กำลังติดตาม"),
            "icon": "sitemap",
            "url": "?",
        }
        if not overdue.collecting:
            return [under_way, late]
        words = _("หน่วยงานที่ค้างรวบรวมและรับรอง เลยกำหนด")
        return [under_way, late, _overdue_tile(overdue.collecting, words, "?duty=collect")]


def _overdue_tile(number: int, label: str, query: str = "") -> dict[str, Any]:
    tile = {"number": number, "label": label, "icon": "clock-exclamation"}
    return tile | {"tone": "bad", "url": reverse("overdue") + query} if number else tile
