"""The percentages that the survey is counted for, against their quarterly targets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from papers.templatetags.thai import thai_digits, thai_year
from screens.follow.area import Area, AreaMixin
from survey.domain.indicators import Measure, Part, by_province, measure
from survey.domain.wording import in_words
from survey.xlsform.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Line:
    """One province, or one district, and where to look into it."""

    name: str
    part: Part
    url: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """One indicator as the page shows it. ``condition`` is its numerator in words."""

    measure: Measure
    condition: str
    data: dict[str, Any]
    lines: list[Line]

    @property
    def gap(self) -> Decimal | None:
        """Percent still missing to the last target that has begun; None: none, or reached."""
        rates = [(quarter.rate, quarter.target) for quarter in self.measure.quarters]
        begun = [(rate.percent, target) for rate, target in rates if rate is not None]
        if not begun:
            return None
        percent, target = begun[-1]
        return target - percent if percent is not None and percent < target else None


class IndicatorView(AreaMixin, TemplateView):
    """Exact percentages, what they are made of, and which part pulls them down."""

    template_name = "follow/indicator.html"

    @cached_property
    def charts(self) -> list[Gauge]:
        indicators = list(self.task.indicators.select_related("task"))
        if not indicators:
            raise Http404
        questionnaire = Questionnaire.of(self.task)
        area = self.area
        found = [
            measure(one, self.copy, at=self.at, province_id=area.province_id) for one in indicators
        ]
        return [
            Gauge(
                one, in_words(one.indicator.numerator, questionnaire), _chart(one), self._lines(one)
            )
            for one in found
        ]

    @property
    def by_province(self) -> bool:
        return self.has_provinces and self.area.province_id is None

    def _lines(self, measured: Measure) -> list[Line]:
        """Provinces lead to their districts, districts to the table of their offices."""
        if self.by_province:
            return [
                Line(part.province, part, self.link("indicator", Area(part.province_id)))
                for part in by_province(measured.parts)
            ]
        return [
            Line(part.district, part, self.link("rollup", Area(part.province_id, part.district_id)))
            for part in measured.parts
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(charts=self.charts, **kwargs)


def _chart(measured: Measure) -> dict[str, Any]:
    """Percentages as numbers for drawing; the exact ones stand in the table beneath."""
    quarters = measured.quarters
    labels = [
        _("ไตรมาส %(quarter)s/%(year)s")
        % {"quarter": thai_digits(q.quarter), "year": thai_year(q.fiscal_year)}
        for q in quarters
    ]
    percents = [q.rate.percent if q.rate else None for q in quarters]
    return {
        "labels": labels,
        "series": [
            {"name": _("ผลสะสม"), "values": [None if p is None else _number(p) for p in percents]}
        ],
        "unit": "%",
        "target": [_number(q.target) for q in quarters],
        "target_name": _("ค่าเป้าหมาย"),
    }


def _number(percent: Decimal) -> int | float:
    """For drawing: whole percents without a decimal point."""
    return int(percent) if percent == percent.to_integral_value() else float(percent)
