"""Totals of the roll-up by district: one grouped query, however many offices answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, DecimalField, F, Q, QuerySet, Sum, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Regex
from django.utils import timezone

from circulars.models import OfficeCopy
from offices.dated import forms_on
from survey.domain.columns import NUMBER, Column, place_of
from survey.models import ExpectedAnswer, Question, SurveyTask

_COUNTED = Q(excused_at=None)
_ANSWERED = _COUNTED & Q(current__state__in=["submitted", "certified"])
_FIGURES = {
    "expected": Count("pk", filter=_COUNTED),
    "answered": Count("pk", filter=_ANSWERED),
    "certified": Count("pk", filter=_COUNTED & Q(current__state="certified")),
    "returned": Count("pk", filter=_COUNTED & Q(current__state="returned")),
    "exempt": Count("pk", filter=~_COUNTED),
}


class _Exact(DecimalField[Decimal, Decimal]):
    """numeric without a limit: amounts are summed as they were written."""

    def cast_db_type(self, connection: Any) -> str:
        return "numeric"


@dataclass(frozen=True, slots=True)
class Sums:
    """
    The offices of one district, one province, or all. 0 stands for "no district".

    ``expected`` leaves out the exempt; ``values`` has one total per column, None for text.
    """

    province_id: int = 0
    province: str = ""
    district_id: int = 0
    district: str = ""
    expected: int = 0
    answered: int = 0
    certified: int = 0
    returned: int = 0
    exempt: int = 0
    values: list[Decimal | None] = field(default_factory=list)

    @property
    def silent(self) -> int:
        """Never answered: neither handed in nor sent back."""
        return self.expected - self.answered - self.returned

    @property
    def offices(self) -> int:
        """Rows in the table."""
        return self.expected + self.exempt


def sum_by_district(task: SurveyTask, copy: OfficeCopy, columns: Sequence[Column]) -> list[Sums]:
    """Everything below ``copy`` by province and district, in printed order. Two queries."""
    amounts = {f"total_{place}": _total(column) for place, column in enumerate(columns)}
    totals = {name: total for name, total in amounts.items() if total is not None}
    rows = list(_grouped(task, copy).annotate(**_FIGURES, **totals))
    names = area_names(task, rows)
    return [
        Sums(
            province_id=row["expectation__province"] or 0,
            province=names[row["expectation__province"]],
            district_id=row["expectation__district"] or 0,
            district=names[row["expectation__district"]],
            **{name: row[name] for name in _FIGURES},
            values=[
                None if total is None else Decimal(row[name] or 0)
                for name, total in amounts.items()
            ],
        )
        for row in rows
    ]


def area_names(task: SurveyTask, rows: Iterable[Mapping[str, Any]]) -> dict[int | None, str]:
    """
    The names of the districts and provinces of ``rows``, by id, as they were when ``task`` was
    sent: a table of then stays as it was. None stands for "nowhere". One query.
    """
    names: dict[int | None, str] = {None: ""}
    for row in rows:
        for area in ("expectation__province", "expectation__district"):
            names[row[area]] = row[f"{area}__name"] or ""
    return named_then(task, names)


def named_then(task: SurveyTask, names: dict[int | None, str]) -> dict[int | None, str]:
    """``names`` of offices by id, as they were when ``task`` was sent. One query."""
    if task.locked_at is None:
        return names
    ids = [pk for pk in names if pk]
    formers = forms_on(ids, timezone.localdate(task.locked_at))
    return names | {pk: former.name for pk, former in formers.items()}


def by_province(districts: Iterable[Sums]) -> list[Sums]:
    """The same, one line per province."""
    return [add_up(group) for _key, group in groupby(districts, lambda one: one.province_id)]


def add_up(groups: Iterable[Sums]) -> Sums:
    """All of ``groups`` together, under the province of the first."""
    found = list(groups)
    if not found:
        return Sums()
    return Sums(
        province_id=found[0].province_id,
        province=found[0].province,
        **{name: sum(getattr(one, name) for one in found) for name in _FIGURES},
        values=[
            None if None in column else sum((v for v in column if v is not None), Decimal(0))
            for column in zip(*(one.values for one in found), strict=True)
        ],
    )


def _grouped(task: SurveyTask, copy: OfficeCopy) -> QuerySet[ExpectedAnswer, Any]:
    rows = ExpectedAnswer.objects.filter(task=task).below(copy)
    return rows.order_by(
        F("expectation__province__code").asc(nulls_first=True),
        F("expectation__district__code").asc(nulls_first=True),
    ).values(
        "expectation__province",
        "expectation__province__code",
        "expectation__province__name",
        "expectation__district",
        "expectation__district__code",
        "expectation__district__name",
    )


def _total(column: Column) -> Sum | Count | None:
    """The bottom line of ``column``; None for words."""
    if column.kind == "list":
        return None
    if column.kind == "sum":
        texts = [_text(question, wanted) for question, wanted in column.sources]
        first = Coalesce(*texts) if len(texts) > 1 else texts[0]
        # CASE, for a WHERE does not promise to look before the text is read as a number.
        amount = Case(When(Regex(first, NUMBER), then=Cast(first, _Exact())))
        return Sum(amount, filter=_ANSWERED)
    ticked, before = Q(pk__in=[]), Q()
    for question, wanted in column.sources:
        ticked |= before & _ticks(question, wanted)
        before &= ~Q(current__values__has_key=question.stored_at)
    return Count("pk", filter=_ANSWERED & ticked)


def _text(question: Question, wanted: str) -> KeyTextTransform:
    return KeyTextTransform(place_of(question, wanted), "current__values")


def _ticks(question: Question, wanted: str) -> Q:
    """
    One choice, or one of several. The name never stands in the lookup, where ``__`` in it
    would be read as a way into the value.
    """
    alone, among = {question.key: wanted}, {question.key: [wanted]}
    return Q(current__values__contains=alone) | Q(current__values__contains=among)
