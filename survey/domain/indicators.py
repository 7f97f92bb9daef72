"""The percentage that the survey is counted for, against its quarterly targets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from django.utils import timezone

from circulars.models import OfficeCopy
from survey.domain.summing import named_then
from survey.models import ExpectedAnswer, Indicator, SurveyTask
from survey.xlsform.expressions import names_in
from survey.xlsform.questionnaire import Questionnaire
from thai.calendar import BANGKOK

_CENT = Decimal("0.01")
_COUNTED = ("submitted", "certified")
_PLACE = (
    "expectation__province",
    "expectation__province__name",
    "expectation__district",
    "expectation__district__name",
)
_ANSWER = ("current__state", "current__values", "first_submitted_at")


@dataclass(frozen=True, slots=True)
class Rate:
    """``met`` of ``expected``; ``percent`` has two decimals, None when nobody is expected."""

    met: int
    expected: int

    @property
    def percent(self) -> Decimal | None:
        if not self.expected:
            return None
        return (Decimal(self.met * 100) / self.expected).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Quarter:
    """
    The target of one quarter and what was reached by its end; ``rate`` is None while the
    quarter has not begun, and is as of now while it runs.
    """

    fiscal_year: int
    quarter: int
    target: Decimal
    rate: Rate | None

    @property
    def is_met(self) -> bool:
        percent = self.rate.percent if self.rate else None
        return percent is not None and percent >= self.target


@dataclass(frozen=True, slots=True)
class Part:
    """One district, or one province, as it stands. The id 0 means none."""

    province_id: int
    province: str
    district_id: int
    district: str
    rate: Rate
    answered: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator as it stands; ``parts`` by district in printed order."""

    indicator: Indicator
    rate: Rate
    answered: int
    quarters: list[Quarter]
    parts: list[Part]


def quarter_begins(fiscal_year: int, quarter: int) -> dt.datetime:
    """
    The first moment of a quarter of a Thai fiscal year (CE): Q1 of 2021 began on
    1 October 2020, Bangkok time.
    """
    month = (9 + 3 * (quarter - 1)) % 12 + 1
    year = fiscal_year - 1 if quarter == 1 else fiscal_year
    return dt.datetime(year, month, 1, tzinfo=BANGKOK)


def quarter_ends(fiscal_year: int, quarter: int) -> dt.datetime:
    """The first moment after a quarter."""
    if quarter == 4:
        return quarter_begins(fiscal_year + 1, 1)
    return quarter_begins(fiscal_year, quarter + 1)


def measure(
    indicator: Indicator, copy: OfficeCopy, *, at: dt.datetime, province_id: int | None = None
) -> Measure:
    """
    Count the offices below ``copy`` whose answer makes the indicator true.

    The denominator is the ledger without excused offices. A quarter counts the answers
    first submitted before its end. ``province_id`` narrows to one province; 0 means none.
    """
    expected = ExpectedAnswer.objects.filter(task=indicator.task_id).counted().below(copy)
    if province_id is not None:
        expected = expected.filter(expectation__province=province_id or None)
    is_met = _judge(indicator, today=timezone.localdate(at))
    moments: list[dt.datetime] = []
    parts = []
    rows = expected.in_printed_order().values_list(*_PLACE, *_ANSWER)
    for place, in_place in groupby(rows, lambda row: row[:4]):
        part, times = _part(place, in_place, is_met)
        parts.append(part)
        moments += times
    parts = _named_then(indicator.task, parts)
    total = sum(part.rate.expected for part in parts)
    quarters = [
        _quarter(target.fiscal_year, target.quarter, target.percent, moments, total, at=at)
        for target in indicator.targets.order_by("fiscal_year", "quarter")
    ]
    answered = sum(part.answered for part in parts)
    return Measure(indicator, Rate(len(moments), total), answered, quarters, parts)


def _named_then(task: SurveyTask, parts: list[Part]) -> list[Part]:
    """With the names that their districts and provinces had when it was asked."""
    names: dict[int | None, str] = {}
    for part in parts:
        names |= {part.province_id: part.province, part.district_id: part.district}
    names = named_then(task, names | {0: ""})
    return [
        replace(part, province=names[part.province_id], district=names[part.district_id])
        for part in parts
    ]


def by_province(parts: Iterable[Part]) -> list[Part]:
    """The same, one line per province."""
    lines = []
    for _key, group in groupby(parts, lambda part: part.province_id):
        found = list(group)
        rate = Rate(sum(p.rate.met for p in found), sum(p.rate.expected for p in found))
        answered = sum(p.answered for p in found)
        lines.append(Part(found[0].province_id, found[0].province, 0, "", rate, answered))
    return lines


def _judge(indicator: Indicator, *, today: dt.date) -> Callable[[Mapping[str, Any]], bool]:
    """Whether an answer counts. Offices that answered alike are judged once."""
    questionnaire = Questionnaire.of(indicator.task)
    names = sorted(names_in(indicator.numerator))
    flat = all(name in questionnaire.by_name for name in names)
    flat = flat and not any(questionnaire.by_name[name].in_repeat for name in names)
    known: dict[str, bool] = {}

    def is_met(values: Mapping[str, Any]) -> bool:
        key = repr([values.get(name) for name in names] if flat else values)
        if key not in known:
            sheet = questionnaire.sheet(values, today=today)
            known[key] = sheet.truth(indicator.numerator)
        return known[key]

    return is_met


def _part(
    place: tuple[Any, ...],
    rows: Iterable[tuple[Any, ...]],
    is_met: Callable[[Mapping[str, Any]], bool],
) -> tuple[Part, list[dt.datetime]]:
    """One district, and the moments at which its offices first met the indicator."""
    moments = []
    expected = answered = 0
    for *_place, state, values, moment in rows:
        expected += 1
        if state in _COUNTED:
            answered += 1
            if is_met(values):
                moments.append(moment)
    province_id, province, district_id, district = place
    rate = Rate(len(moments), expected)
    part = Part(province_id or 0, province or "", district_id or 0, district or "", rate, answered)
    return part, moments


def _quarter(
    year: int,
    quarter: int,
    target: Decimal,
    moments: list[dt.datetime],
    total: int,
    *,
    at: dt.datetime,
) -> Quarter:
    ends = quarter_ends(year, quarter)
    rate = None
    if quarter_begins(year, quarter) <= at:
        rate = Rate(sum(moment < ends for moment in moments), total)
    return Quarter(year, quarter, target, rate)
