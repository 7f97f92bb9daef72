"""Follow-up (ติดตาม): my circulars on their way, and who below is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.domain.following import Counts, count_children
from circulars.models import Dispatch, OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from offices.models import Office
from screens.follow.late import Late, late_below, late_groups, late_total
from screens.frame.base import DeskMixin

PER_PAGE = 20
LATE_PER_PAGE = 50
#: With more areas than a province has districts, the letters come after an area is chosen.
MOST_AREAS = 30


@dataclass(frozen=True, slots=True)
class Sent:
    """One circular that this house sent on, and how far it has come."""

    copy: OfficeCopy
    counts: Counts
    url: str
    remind: str

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


class FollowMixin(DeskMixin):
    """What this house has sent on and this person may see."""

    @cached_property
    def sent(self) -> OfficeCopyQuerySet:
        out = Dispatch.objects.filter(copy=OuterRef("pk"))
        return self.copies.filter(Exists(out), office=self.house)

    @cached_property
    def open_branches(self) -> list[tuple[int, str]]:
        """Circular and prefix of every branch still under way, newest first."""
        rows = self.sent.open().order_by("-pk").values_list("circular_id", "above", "pk")
        return [(circular, f"{above}{pk}.") for circular, above, pk in rows[:200]]


class FollowUpView(FollowMixin, TemplateView):
    """The supervisor's home."""

    template_name = "follow/follow_up.html"

    @property
    def show_all(self) -> bool:
        return self.request.GET.get("show") == "all"

    @cached_property
    def page(self) -> Page[Any]:
        rows = self.sent if self.show_all else self.sent.open()
        ordered = rows.for_rows().order_by(F("due_at").asc(nulls_last=True), "-pk")
        return Paginator(ordered, PER_PAGE).get_page(self.request.GET.get("page"))

    @property
    def rows(self) -> list[Sent]:
        counts = count_children([copy.pk for copy in self.page], at=self.at)
        return [
            Sent(
                copy,
                counts.get(copy.pk, Counts()),
                reverse("circular_tree", args=[copy.pk]),
                reverse("remind", args=[copy.pk]),
            )
            for copy in self.page
        ]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {"label": _("ยังไม่เสร็จ"), "url": "?", "current": not self.show_all},
            {"label": _("ทั้งหมด"), "url": "?show=all", "current": self.show_all},
        ]

    @property
    def tiles(self) -> list[dict[str, Any]]:
        late = late_total(self.open_branches, at=self.at)
        tile = {"number": late, "label": _("หน่วยงานที่เลยกำหนด"), "icon": "clock-exclamation"}
        if late:
            tile |= {"tone": "bad", "url": reverse("overdue")}
        under_way = {
            "number": len(self.open_branches),
            "label": _("เรื่องที่กำลังติดตาม"),
            "icon": "sitemap",
        }
        return [under_way, tile]


class OverdueView(FollowMixin, TemplateView):
    """Who below is late, level by level: province, district, อปท.; and who holds it now."""

    template_name = "follow/overdue.html"

    @cached_property
    def under(self) -> Office | None:
        """The province or district that is being looked into."""
        wanted = self.request.GET.get("under", "")
        if not wanted:
            return None
        found = Office.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
        if found is None:
            raise Http404
        return found

    @cached_property
    def groups(self) -> list[Late]:
        """The level below, each with its number of late letters; none at the bottom."""
        return late_groups(self.open_branches, under=self.under, at=self.at)

    @property
    def shows_list(self) -> bool:
        """The letters one by one, unless there are so many areas that one is chosen first."""
        return len(self.groups) <= MOST_AREAS

    @cached_property
    def page(self) -> Page[Any]:
        late = late_below(self.open_branches, under=self.under, at=self.at)
        return Paginator(late, LATE_PER_PAGE).get_page(self.request.GET.get("page"))

    @property
    def way(self) -> list[Office]:
        """From the whole down to where we are."""
        if self.under is None:
            return []
        return [one for one in (self.under.province, self.under) if one is not None]
