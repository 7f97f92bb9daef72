"""The supervisor's picture: levels, heat table of districts and steps, line of completion."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from circulars.domain import counting
from circulars.domain.counting import AreaStage, Level, Tally
from circulars.models import Dispatch, Duty, OfficeCopy
from circulars.models.expectation import STAGES
from offices.models import Office
from screens.follow.cartogram import Tile, tiles
from screens.follow.follow_up import Branch, FollowMixin
from screens.follow.heat import HeatRow, heat_row
from screens.follow.line import Line, line_of
from screens.follow.tree_areas import number_of
from thai.deadlines import last_day
from workflow.forecasting import Forecast, forecast
from workflow.late import Branches


@dataclass(frozen=True, slots=True)
class Likely:
    """The forecast as days of this matter; a day that never came is None."""

    letters: int
    half: dt.date | None
    most: dt.date | None

    @classmethod
    def after(cls, start: dt.date, found: Forecast) -> Likely:
        half, most = (
            None if days is None else start + dt.timedelta(days=days)
            for days in (found.half, found.most)
        )
        return cls(found.letters, half, most)


class PictureView(FollowMixin, TemplateView):
    """One matter, or all that are under way, by level, area and day."""

    template_name = "follow/picture.html"
    steps = STAGES

    @cached_property
    def chosen(self) -> Branch | None:
        """The matter that is looked at; the only one is chosen without asking."""
        wanted = number_of(self.request.GET.get("copy", ""))
        if not wanted:
            return self.branches[0] if len(self.branches) == 1 else None
        found = next((one for one in self.branches if one.copy == wanted), None)
        if found is None:
            raise Http404
        return found

    @property
    def within(self) -> Branches:
        if self.chosen is None:
            return self.open_branches
        return [self.chosen.prefix]

    @cached_property
    def under(self) -> int:
        return number_of(self.request.GET.get("under", ""))

    @cached_property
    def stages(self) -> list[AreaStage]:
        found = counting.by_stage(self.within, at=self.at)
        if not self.under:
            return found
        return [one for one in found if self.under in (one.province, one.district)]

    @cached_property
    def rows(self) -> list[HeatRow]:
        """Provinces; or the districts where one province is chosen, or there is only one."""
        by_district = len({one.province for one in self.stages if one.province}) == 1
        counted: dict[int, list[AreaStage]] = {}
        for one in self.stages:
            area = (one.district if by_district else None) or one.province or 0
            counted.setdefault(area, []).append(one)
        offices = Office.objects.in_bulk(list(counted))
        rows = [heat_row(offices.get(area), some) for area, some in counted.items()]
        return sorted(rows, key=lambda row: (-row.all_late, row.office.code if row.office else ""))

    @property
    def map(self) -> list[list[Tile]]:
        """The country in tiles, where the letter went to many provinces."""
        return tiles(self.rows)

    @cached_property
    def levels(self) -> list[Level]:
        return counting.by_level(self.within, at=self.at)

    @property
    def answering(self) -> list[Level]:
        return [level for level in self.levels if level.duty == Duty.ANSWER]

    @property
    def collecting(self) -> list[Level]:
        """Who stands between: counted beside those who answer, never with them."""
        return [level for level in self.levels if level.duty == Duty.COLLECT]

    @cached_property
    def whole(self) -> Tally:
        """All who answer: ``counting.branch`` of the same branches."""
        return sum((level.tally for level in self.answering), Tally())

    @property
    def late_list(self) -> str:
        """The late list of the same matter; the area and the step are added to it."""
        matter = f"circular={self.chosen.circular}&" if self.chosen else ""
        return f"{reverse('overdue')}?{matter}"

    @cached_property
    def copy(self) -> OfficeCopy | None:
        """The letter of the matter that is looked at."""
        if self.chosen is None:
            return None
        last = Dispatch.objects.filter(copy=OuterRef("pk")).order_by("-pk")
        started, due = (Subquery(last.values(name)[:1]) for name in ("at", "due_at"))
        rows = self.sent.annotate(last_sent_at=started, last_due_at=due)
        return rows.get(pk=self.chosen.copy)

    @cached_property
    def likely(self) -> Likely | None:
        """When half and nine in ten are likely to be in, while somebody is still waited for."""
        if self.copy is None or self.line is None or self.line.answered >= self.line.expected:
            return None
        found = forecast(self.copy, at=self.at)
        return Likely.after(self.line.start, found) if found else None

    @cached_property
    def line(self) -> Line | None:
        """The line of one matter: of several it would mean nothing."""
        copy = self.copy
        if copy is None:
            return None
        started, due_at = vars(copy)["last_sent_at"], vars(copy)["last_due_at"]
        due: dt.date | None = last_day(due_at) if due_at else None
        return line_of(
            counting.by_day(self.within),
            start=timezone.localdate(started),
            due=due,
            today=self.today,
            expected=self.whole.expected,
        )
