"""Which part of what lies below a copy is looked at: ?province=, ?district= and ?only=."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from circulars.errors import NotAllowed
from circulars.models import OfficeCopy
from circulars.policies import check_may_follow
from screens.frame.asked import CopyMixin
from survey.domain.columns import Column, columns_of
from survey.domain.rolling_up import ONLY
from survey.domain.summing import Sums, sum_by_district
from survey.xlsform.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Area:
    """None means everywhere, 0 the offices that have no province or district."""

    province_id: int | None = None
    district_id: int | None = None
    only: str = ""

    @property
    def is_everything(self) -> bool:
        return self == Area()

    def holds(self, one: Sums) -> bool:
        return self.province_id in (None, one.province_id) and self.district_id in (
            None,
            one.district_id,
        )

    @property
    def query(self) -> str:
        """The address's own end, with its question mark; empty for everything."""
        pairs = {"province": self.province_id, "district": self.district_id, "only": self.only}
        kept = {name: value for name, value in pairs.items() if value not in (None, "")}
        return f"?{urlencode(kept)}" if kept else ""


class AreaMixin(CopyMixin):
    """A screen about the answers below a copy, for those who may follow it; others get 403."""

    @cached_property
    def copy(self) -> OfficeCopy:
        copy = self.get_copy_or_404(self.kwargs["pk"])
        try:
            check_may_follow(self.viewer, copy, self.at)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        return copy

    @cached_property
    def columns(self) -> list[Column]:
        return columns_of(Questionnaire.of(self.task))

    @cached_property
    def districts(self) -> list[Sums]:
        """Everything below the copy: what there is to choose from."""
        return sum_by_district(self.task, self.copy, self.columns)

    @cached_property
    def area(self) -> Area:
        """A district that does not lie in the chosen province is passed over."""
        only = self.request.GET.get("only", "")
        only = only if only in ONLY else ""
        province, district = self._id("province"), self._id("district")
        wanted = Area(province, district, only)
        if (province, district) == (None, None) or self._exists(wanted):
            return wanted
        wider = Area(province, None, only)
        if province is None or not self._exists(wider):
            raise Http404
        return wider

    def _exists(self, area: Area) -> bool:
        return any(area.holds(one) for one in self.districts)

    def _id(self, name: str) -> int | None:
        text = self.request.GET.get(name, "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise Http404
        return int(text)

    @cached_property
    def here(self) -> list[Sums]:
        """The districts that are looked at."""
        return [one for one in self.districts if self.area.holds(one)]

    @property
    def query(self) -> str:
        return self.area.query

    @property
    def way(self) -> list[tuple[str, str]]:
        """(words, address) from the whole down to the place that is looked at."""
        steps = []
        if self.area.province_id is not None and self.has_provinces:
            up = Area(self.area.province_id)
            steps.append((self.here[0].province or "–", up.query))
        if self.area.district_id is not None:
            steps.append((self.here[0].district or "–", self.area.query))
        return steps

    @property
    def place(self) -> str:
        """The name of the part that is looked at; empty for the whole."""
        return self.way[-1][0] if self.way else ""

    @cached_property
    def has_provinces(self) -> bool:
        """Whether the letter went to more than one province."""
        return len({one.province_id for one in self.districts}) > 1

    def link(self, name: str, area: Area | None = None) -> str:
        """The address of a screen of this copy, for ``area``."""
        return reverse(name, args=[self.copy.pk]) + (area.query if area else "")

    @property
    def links(self) -> dict[str, Any]:
        """The same part in the other forms."""
        names = (
            "rollup",
            *(f"rollup_{kind}" for kind in ("pdf", "xlsx", "csv", "json")),
            "indicator",
        )
        return {name: self.link(name, self.area) for name in names}
