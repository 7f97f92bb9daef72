"""The counters of the frame: what waits at the desk, for me, for an answer; what I was told."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from offices.models import User
from offices.viewer import Viewer
from screens.frame.base import viewer_of
from survey.models import ExpectedAnswer
from workflow.inbox import desk, inbox, shares_at_desk
from workflow.models import Notice

#: A screen that counts nothing shows nothing.
NO_COUNTS = {
    "desk": 0,
    "desk_shares": 0,
    "my_work": 0,
    "my_work_late": 0,
    "follow_up": 0,
    "follow_up_late": 0,
    "answers": 0,
    "answers_late": 0,
    "notices": 0,
}


#: Stands in a statement for the moment of each request.
_MOMENT = dt.datetime.max.replace(tzinfo=dt.UTC)


def counts_of(request: HttpRequest) -> dict[str, int]:
    """The counters of whoever asks, counted once per request."""
    known: dict[str, int] | None = getattr(request, "_counts", None)
    if known is None:
        known = count(viewer_of(request))
        request._counts = known  # type: ignore[attr-defined] # noqa: SLF001 - once per request
    return known


def count(viewer: Viewer) -> dict[str, int]:
    """Every counter at once: one query, with a subquery for each list."""
    if viewer.desk is None:
        return NO_COUNTS
    sql, params = _statement(viewer)
    with connection.cursor() as cursor:
        cursor.execute(sql, [viewer.at if one == _MOMENT else one for one in params])
        at_desk, shares, (work, late), (asked, asked_late), notices = cursor.fetchone()
    return NO_COUNTS | {
        "desk": at_desk + shares,
        "desk_shares": shares,
        "my_work": work,
        "my_work_late": late,
        "answers": asked,
        "answers_late": asked_late,
        "notices": notices,
    }


@lru_cache(maxsize=256)
def _statement(viewer: Viewer) -> tuple[str, tuple[Any, ...]]:
    """
    The SQL of the counters, written once for a person as long as his posts stay the same.

    Writing it costs ten times what asking it does, and every page asks it.
    """
    answers = ExpectedAnswer.objects.of(viewer).counted().missing()
    lists = (
        _number(desk(viewer)),
        _number(shares_at_desk(viewer)),
        _number_and_late(inbox(viewer), "due", _MOMENT),
        _number_and_late(answers, "copy__due_at", _MOMENT),
        _number(Notice.objects.seen_by(viewer).unread()),
    )
    row = User.objects.filter(pk=viewer.user.pk).values_list(*lists).order_by()
    sql, params = row.query.sql_with_params()
    return sql, tuple(params)


def _number(rows: QuerySet[Any]) -> Coalesce:
    every = Func(template="COUNT(*)", output_field=IntegerField())
    return Coalesce(Subquery(rows.order_by().values_list(every)), 0)


def _number_and_late(rows: QuerySet[Any], due: str, at: dt.datetime) -> Coalesce:
    """How many there are, and how many of them have their ``due`` behind them."""
    both = Func(
        F(due),
        Value(at),
        template="ARRAY[COUNT(*), COUNT(*) FILTER (WHERE %(expressions)s)]",
        arg_joiner=" <= ",
        output_field=ArrayField(IntegerField()),
    )
    nothing = Value([0, 0], output_field=ArrayField(IntegerField()))
    return Coalesce(Subquery(rows.order_by().values_list(both)), nothing)
