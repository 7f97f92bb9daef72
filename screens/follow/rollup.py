"""The roll-up table on screen, as PDF and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from screens.follow.area import Area, AreaMixin
from screens.follow.forms.area import AreaForm
from survey.domain.columns import Head, heading_of
from survey.domain.rolling_up import Table, Totals, moment_of, roll_up, totals_below, ways_below
from survey.domain.summing import Sums, add_up, by_province
from survey.letters.footnotes import footnotes
from survey.letters.rollup_data import rollup_csv, rollup_json
from survey.letters.rollup_pdf import MOST_ROWS, draw_rollup, draw_sums
from survey.letters.rollup_xlsx import write_rollup
from survey.models import Certificate

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: With more offices than this the screen shows districts, or provinces, to go into.
MOST_ON_SCREEN = 60

_COUNTS: dict[str, Callable[[Sums], int]] = {
    "": lambda one: one.offices,
    "answered": lambda one: one.answered,
    "silent": lambda one: one.silent,
    "returned": lambda one: one.returned,
    "exempt": lambda one: one.exempt,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One province or district of a long table, and where its own table is."""

    name: str
    sums: Sums
    url: str


class TableMixin(AreaMixin):
    """The table below this copy, or the part of it that was asked for."""

    @cached_property
    def chosen(self) -> list[Sums]:
        """The districts looked at in which an office is as ``only`` wants it."""
        return [one for one in self.here if _COUNTS[self.area.only](one)]

    @cached_property
    def size(self) -> int:
        """Rows of the whole table."""
        return sum(_COUNTS[self.area.only](one) for one in self.chosen)

    @cached_property
    def table(self) -> Table:
        area = self.area
        return roll_up(
            self.task,
            self.copy,
            province_id=area.province_id,
            district_id=area.district_id,
            only=area.only,
        )

    @cached_property
    def as_of(self) -> dt.datetime | None:
        return moment_of(self.task, self.copy)

    @cached_property
    def certificate(self) -> Certificate | None:
        """Of the whole table; a part of it was not certified by itself."""
        if not self.area.is_everything:
            return None
        rows = Certificate.objects.filter(copy=self.copy, withdrawn_at=None)
        return rows.select_related("by").first()

    @property
    def notes(self) -> list[str]:
        """What stands below the table on paper and in the workbook."""
        ways = ways_below(self.task, self.copy) if self.area.is_everything else {}
        return footnotes(
            self.certificate,
            self._totals,
            as_of=self.as_of,
            not_reached=self.not_reached,
            ways=ways,
        )

    def _totals(self) -> Totals:
        few = self.size <= MOST_ROWS
        return self.table.totals if few else totals_below(self.task, self.copy)


class RollupView(TableMixin, TemplateView):
    """The enclosure's own layout, with subtotals; silent offices stand in it too."""

    template_name = "follow/rollup.html"

    @property
    def level(self) -> str:
        """What one line is: an office, or, of a long table, a district or a province."""
        if self.size <= MOST_ON_SCREEN or len(self.chosen) == 1:
            return "offices"
        return "provinces" if len(self.provinces) > 1 else "districts"

    @cached_property
    def provinces(self) -> list[Sums]:
        return by_province(self.chosen)

    @property
    def heading(self) -> tuple[list[Head], list[Head]]:
        """Both lines over the columns that can be added up."""
        return heading_of([column for column in self.columns if column.kind != "list"])

    @property
    def lines(self) -> list[Line]:
        if self.level == "provinces":
            return [
                Line(one.province, one, replace(self.area, province_id=one.province_id).query)
                for one in self.provinces
            ]
        return [Line(one.district, one, self._area_of(one).query) for one in self.chosen]

    def _area_of(self, one: Sums) -> Area:
        return Area(one.province_id, one.district_id, self.area.only)

    @property
    def sums(self) -> Sums:
        return add_up(self.chosen)

    @cached_property
    def all_here(self) -> Sums:
        """The figures of this part, whatever ``only`` shows of it."""
        return add_up(self.here)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        names = {
            "": _("ทุกแห่ง"),
            "answered": _("ตอบแล้ว"),
            "silent": _("ยังไม่ตอบ"),
            "returned": _("ส่งกลับให้แก้ไข"),
            "exempt": _("ไม่ต้องตอบ"),
        }
        counts = {key: count(self.all_here) for key, count in _COUNTS.items()}
        return [
            {
                "label": label,
                "url": self.link("rollup", replace(self.area, only=key)),
                "current": self.area.only == key,
                "count": counts[key],
            }
            for key, label in names.items()
            if counts[key] or key in ("", "silent") or self.area.only == key
        ]

    @cached_property
    def form(self) -> AreaForm:
        all_provinces = by_province(self.districts)
        inside = [one for one in self.districts if self._offers(one)]
        return AreaForm(
            provinces=[(one.province_id, one.province) for one in all_provinces],
            districts=[(one.district_id, one.district) for one in inside],
            data={
                "province": self.area.province_id,
                "district": self.area.district_id,
                "only": self.area.only,
            },
        )

    def _offers(self, one: Sums) -> bool:
        """Districts are offered inside one province."""
        province = self.area.province_id
        return one.province_id == province if self.has_provinces else True


class RollupPdfView(TableMixin, View):
    """The same on paper. A table too long for one printing is printed by district."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        if self.size > MOST_ROWS:
            pdf = draw_sums(self.task, self.columns, self.chosen, self.copy, self.notes)
        else:
            pdf = draw_rollup(self.table, self.copy, self.notes)
        return _file(pdf, "application/pdf", f"{_('ตารางสรุป')} {self.place}".strip() + ".pdf")


class RollupXlsxView(TableMixin, View):
    """The same as numbers, whatever its length."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        name = f"{_('ตารางสรุป')} {self.place}".strip() + ".xlsx"
        return _file(write_rollup(self.table, self.notes), _XLSX, name, attached=True)


class RollupCsvView(TableMixin, View):
    """The offices and their answers, for another program."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        name = f"{_('ตารางสรุป')} {self.place}".strip() + ".csv"
        return _file(rollup_csv(self.table), "text/csv; charset=utf-8", name, attached=True)


class RollupJsonView(TableMixin, View):
    """The same with its totals, for a program that reads JSON."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        name = f"{_('ตารางสรุป')} {self.place}".strip() + ".json"
        data = rollup_json(self.table, as_of=self.as_of)
        return _file(data, "application/json", name, attached=True)


def _file(data: bytes, mime: str, name: str, *, attached: bool = False) -> HttpResponse:
    response = HttpResponse(data, content_type=mime)
    response["Content-Disposition"] = content_disposition_header(attached, name) or ""
    response["Cache-Control"] = "private, no-cache"
    return response
