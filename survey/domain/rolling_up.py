"""The answers of many offices as one table, in the layout that the questions give."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, Q

from circulars.models import OfficeCopy, Way
from survey.domain.columns import (
    Cell,
    Column,
    Head,
    cell_of,
    columns_of,
    heading_of,
    offices_heading,
)
from survey.domain.summing import area_names
from survey.models import ExpectedAnswer, SurveyTask
from survey.xlsform.questionnaire import Questionnaire

_FIELDS = (
    "office_id",
    "expectation__office_name",
    "expectation__district",
    "expectation__district__name",
    "expectation__province",
    "expectation__province__name",
    "current__state",
    "current__values",
    "current__told__way",
    "excused_at",
)
_COUNTED = ("submitted", "certified")
#: What the table can be narrowed to.
ONLY: dict[str, Q] = {
    "answered": Q(excused_at=None, current__state__in=_COUNTED),
    "silent": Q(excused_at=None, current=None),
    "returned": Q(excused_at=None, current__state="returned"),
    "exempt": Q(excused_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Row:
    """
    One office. ``state`` is none, returned, submitted, certified or exempt; ``way`` by which way
    its answer came beside the system ("": from the office itself, in it).
    """

    number: int
    office: str
    district: str
    province: str
    state: str
    cells: list[Cell]
    way: str = ""

    @property
    def way_label(self) -> str:
        return str(Way(self.way).label) if self.way else ""

    @property
    def is_answered(self) -> bool:
        return self.state in _COUNTED


@dataclass(slots=True)
class Totals:
    """
    One total per column: sums of amounts, counts of ticks; None for text.

    ``expected`` is the denominator, without excused offices; ``answered`` never exceeds it.
    """

    columns: list[Column]
    expected: int = 0
    answered: int = 0
    ways: Counter[str] = field(default_factory=Counter)
    values: list[Decimal | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values = [None if column.kind == "list" else Decimal(0) for column in self.columns]

    def add(self, row: Row) -> None:
        self.expected += row.state != "exempt"
        self.answered += row.is_answered
        if row.way:
            self.ways[row.way] += 1
        for place, cell in enumerate(row.cells):
            total = self.values[place]
            if total is not None and cell is not None and not isinstance(cell, str):
                self.values[place] = total + Decimal(cell)

    def as_json(self) -> dict[str, Any]:
        """
        Exact and readable in thirty years: numbers as text, under their headings; ``ways`` only
        where an answer came beside the system.
        """
        ways = {"ways": dict(sorted(self.ways.items()))} if self.ways else {}
        return {
            **ways,
            "expected": self.expected,
            "answered": self.answered,
            "columns": [
                {"group": c.group, "heading": c.heading, "key": c.key, "total": str(total)}
                for c, total in zip(self.columns, self.values, strict=True)
                if total is not None
            ],
        }


@dataclass(slots=True)
class Section:
    """The offices of one district, or of one province with its districts in ``parts``."""

    name: str
    totals: Totals
    rows: list[Row] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The whole roll-up: header groups, provinces → districts → offices, and the total."""

    task: SurveyTask
    columns: list[Column]
    provinces: list[Section]
    totals: Totals

    @property
    def rows(self) -> list[Row]:
        return [row for province in self.provinces for part in province.parts for row in part.rows]

    @property
    def upper(self) -> list[Head]:
        """The upper line of the heading, after the four leading columns."""
        return heading_of(self.columns)[0]

    @property
    def lower(self) -> list[Head]:
        return heading_of(self.columns)[1]

    @property
    def offices_heading(self) -> str:
        return offices_heading(self.task.kinds)

    @property
    def width(self) -> int:
        """Columns with the four leading ones."""
        return len(self.columns) + 4


def roll_up(
    task: SurveyTask,
    copy: OfficeCopy,
    *,
    province_id: int | None = None,
    district_id: int | None = None,
    only: str = "",
) -> Table:
    """
    One row per expected office below ``copy``, silent ones too, with subtotals.

    ``only`` narrows to one of ``ONLY``; the id 0 to offices without province or district.
    Four queries whatever the number of offices. Amounts are exact decimals.
    """
    questionnaire = Questionnaire.of(task)
    columns = columns_of(questionnaire)
    expected = ExpectedAnswer.objects.filter(task=task).below(copy).in_printed_order()
    if only:
        expected = expected.filter(ONLY[only])
    if province_id is not None:
        expected = expected.filter(expectation__province=province_id or None)
    if district_id is not None:
        expected = expected.filter(expectation__district=district_id or None)
    records = list(expected.values(*_FIELDS))
    names = area_names(task, records)
    rows = [
        _row(number, record, columns, questionnaire, names)
        for number, record in enumerate(records, start=1)
    ]
    return _table(task, columns, rows)


def totals_below(task: SurveyTask, copy: OfficeCopy) -> Totals:
    """The bottom line alone, as a certificate freezes it."""
    return roll_up(task, copy).totals


def ways_below(task: SurveyTask, copy: OfficeCopy) -> dict[str, int]:
    """How many answers below ``copy`` came beside the system, by ``Way``."""
    rows = ExpectedAnswer.objects.filter(task=task, excused_at=None).below(copy).answered()
    told = rows.exclude(current__told=None).order_by("current__told__way")
    return dict(told.values_list("current__told__way").annotate(Count("pk")))


def _row(
    number: int,
    record: dict[str, Any],
    columns: list[Column],
    questionnaire: Questionnaire,
    names: dict[int | None, str],
) -> Row:
    state = record["current__state"] or "none"
    if record["excused_at"] is not None:
        state = "exempt"
    values = record["current__values"] if state in _COUNTED else {}
    return Row(
        number=number,
        office=record["expectation__office_name"],
        district=names[record["expectation__district"]],
        province=names[record["expectation__province"]],
        state=state,
        cells=[cell_of(column, values, questionnaire) for column in columns],
        way=(record["current__told__way"] or "") if state in _COUNTED else "",
    )


def _table(task: SurveyTask, columns: list[Column], rows: Iterable[Row]) -> Table:
    table = Table(task, columns, [], Totals(columns))
    for province, in_province in groupby(rows, lambda row: row.province):
        section = Section(province, Totals(columns))
        for district, in_district in groupby(in_province, lambda row: row.district):
            part = Section(district, Totals(columns), rows=list(in_district))
            for row in part.rows:
                for totals in (part.totals, section.totals, table.totals):
                    totals.add(row)
            section.parts.append(part)
        table.provinces.append(section)
    return table


def moment_of(task: SurveyTask, copy: OfficeCopy) -> dt.datetime | None:
    """When the newest answer below ``copy`` came in: what a printed table is as of."""
    newest = ExpectedAnswer.objects.filter(task=task).below(copy).answered()
    return (
        newest.order_by("-current__submitted_at")
        .values_list("current__submitted_at", flat=True)
        .first()
    )
