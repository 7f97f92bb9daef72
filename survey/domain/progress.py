"""How far the answers have come, branch by branch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Value, When
from django.db.models.expressions import Func
from django.db.models.functions import Cast, Substr

from circulars.models import OfficeCopy
from circulars.states import WITHDRAWN
from offices.models import Office
from survey.models import ExpectedAnswer, SurveyTask


@dataclass(frozen=True, slots=True)
class Counts:
    """
    ``expected`` is the denominator. answered + silent + returned = expected; certified is
    part of answered, overdue part of silent and returned.
    """

    expected: int = 0
    answered: int = 0
    certified: int = 0
    returned: int = 0
    overdue: int = 0
    excused: int = 0

    @property
    def silent(self) -> int:
        return self.expected - self.answered - self.returned


@dataclass(frozen=True, slots=True)
class Branch:
    """One office the letter was sent to from here, and the answers that come through it."""

    copy: OfficeCopy
    counts: Counts


def _figures(at: dt.datetime) -> dict[str, Count]:
    counted = Q(excused_at=None)
    answered = counted & Q(current__state__in=["submitted", "certified"])
    return {
        "expected": Count("pk", filter=counted),
        "answered": Count("pk", filter=answered),
        "certified": Count("pk", filter=counted & Q(current__state="certified")),
        "returned": Count("pk", filter=counted & Q(current__state="returned")),
        "overdue": Count(
            "pk",
            filter=counted
            & Q(copy__due_at__lte=at)
            & (Q(current=None) | Q(current__state="returned")),
        ),
        "excused": Count("pk", filter=~counted),
    }


def progress_below(task: SurveyTask, copy: OfficeCopy, *, at: dt.datetime) -> Counts:
    """The figures of everything below ``copy``: one query."""
    return Counts(**ExpectedAnswer.objects.filter(task=task).below(copy).aggregate(**_figures(at)))


def progress(task: SurveyTask, copy: OfficeCopy, *, at: dt.datetime) -> list[Branch]:
    """
    The figures of each office that ``copy`` was sent to: two queries, however many answer.

    An office that has not passed the letter on yet stands here with nothing expected.
    """
    figures = {
        row["child"]: Counts(**{name: row[name] for name in _figures(at)})
        for row in _grouped(task, copy).annotate(**_figures(at))
    }
    children = (
        copy.children.exclude(state__in=WITHDRAWN).select_related("office").order_by("office__code")
    )
    return [Branch(child, figures.get(child.pk, Counts())) for child in children]


def _grouped(task: SurveyTask, copy: OfficeCopy) -> QuerySet[Any, Any]:
    """Expected answers by the direct child of ``copy`` through which they come."""
    tail = Substr("copy__above", Value(len(copy.branch) + 1))
    first_below = Func(tail, Value("."), Value(1), function="split_part")
    child = Case(
        When(copy__above=copy.branch, then=F("copy_id")),
        default=Cast(first_below, BigIntegerField()),
    )
    rows = ExpectedAnswer.objects.filter(task=task).below(copy)
    return rows.annotate(child=child).order_by().values("child")


def not_reached(task: SurveyTask, copy: OfficeCopy) -> QuerySet[Office]:
    """
    Offices of the kinds asked, in the area of ``copy``'s office, that the letter has not
    reached: nobody expects their answer yet, so no rate counts them. Shown beside rates.
    """
    area = Office.objects.active().filter(kind__in=task.kinds)
    house = copy.office
    if house.kind == "PROVINCE":
        area = area.filter(province=house)
    elif house.kind == "DISTRICT":
        area = area.filter(path__startswith=house.path)
    known = ExpectedAnswer.objects.filter(task=task).values("office")
    return area.exclude(pk__in=known).order_by("code")
