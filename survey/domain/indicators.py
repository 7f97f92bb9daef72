"""The percentage that the survey is counted for, against its quarterly targets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from circulars.models import OfficeCopy
from circulars.thai.calendar import BANGKOK
from survey.models import ExpectedAnswer, Indicator
from survey.xlsform.questionnaire import Questionnaire

_CENT = Decimal("0.01")
_COUNTED = ("submitted", "certified")


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
    ends_at: dt.datetime
    rate: Rate | None

    @property
    def is_met(self) -> bool:
        percent = self.rate.percent if self.rate else None
        return percent is not None and percent >= self.target


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator as it stands."""

    indicator: Indicator
    rate: Rate
    answered: int
    quarters: list[Quarter]


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


def measure(indicator: Indicator, copy: OfficeCopy, *, at: dt.datetime) -> Measure:
    """
    Count the offices below ``copy`` whose answer makes the indicator true.

    The denominator is the ledger without excused offices. A quarter counts the answers
    first submitted before its end.
    """
    expected = ExpectedAnswer.objects.filter(task=indicator.task_id).counted().below(copy)
    rows = expected.values_list("current__state", "current__values", "first_submitted_at")
    questionnaire = Questionnaire.of(indicator.task)
    today = timezone.localdate(at)
    moments: list[dt.datetime] = []
    total = answered = 0
    for state, values, moment in rows:
        total += 1
        if state not in _COUNTED:
            continue
        answered += 1
        if questionnaire.sheet(values, today=today).truth(indicator.numerator):
            moments.append(moment)
    quarters = [
        _quarter(target.fiscal_year, target.quarter, target.percent, moments, total, at=at)
        for target in indicator.targets.order_by("fiscal_year", "quarter")
    ]
    return Measure(indicator, Rate(len(moments), total), answered, quarters)


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
    return Quarter(year, quarter, target, ends, rate)
