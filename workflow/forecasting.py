"""When answers are likely to be in, judged by earlier letters of the same sender."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection

from circulars.models import OfficeCopy
from circulars.models.expectation import ANSWERED_BACK, Duty

#: Fewer earlier letters, or fewer offices in them, say nothing about the next one.
FEWEST_LETTERS = 3
FEWEST_OFFICES = 20
#: Habits older than this have changed.
OLDEST = dt.timedelta(days=3 * 365)
#: Stands for "never": further away than any answer.
_NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Forecast:
    """
    Days from the asking until half of the offices had answered, and until nine in ten had,
    over ``letters`` whose deadline is over; None: that many never did.
    """

    letters: int
    offices: int
    half: int | None
    most: int | None


# By the days of Bangkok, silent ones last. Who stands in between looks at its own area alone.
_EARLIER = """
WITH asked AS (
  SELECT line.asker_id, asker.office_id,
         CASE WHEN line.asker_id = %(copy)s THEN NULL ELSE %(here)s END AS area
  FROM circulars_expectation line JOIN circulars_officecopy asker ON asker.id = line.asker_id
  WHERE line.asker_id = ANY(%(way)s) AND line.above LIKE %(branch)s
    AND line.duty = %(duty)s AND line.what = ANY(%(back)s)
  LIMIT 1
)
SELECT count(DISTINCT asker_id), count(*),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY took),
       percentile_disc(0.9) WITHIN GROUP (ORDER BY took)
FROM (
  SELECT line.asker_id, coalesce(
           (line.first_answered_at AT TIME ZONE 'Asia/Bangkok')::date
             - (line.frozen_at AT TIME ZONE 'Asia/Bangkok')::date, %(never)s) AS took
  FROM asked JOIN circulars_officecopy asker ON asker.office_id = asked.office_id
  JOIN circulars_expectation line ON line.asker_id = asker.id
  WHERE asker.circular_id <> %(circular)s
    AND line.duty = %(duty)s AND line.what = ANY(%(back)s) AND line.excused_at IS NULL
    AND line.due_at <= %(at)s AND line.frozen_at >= %(oldest)s
    AND (area IS NULL OR area IN (line.province_id, line.district_id, line.office_id))
) earlier
"""


def forecast(copy: OfficeCopy, *, at: dt.datetime) -> Forecast | None:
    """
    What earlier letters of whoever asks through ``copy`` make likely; None where nothing has
    to come back, or too little is known. One query.
    """
    words: dict[str, Any] = {
        "copy": copy.pk,
        "here": copy.office_id,
        "way": [int(part) for part in copy.branch.split(".") if part],
        "branch": f"{copy.branch}%",
        "circular": copy.circular_id,
        "duty": Duty.ANSWER.value,
        "back": [one.value for one in ANSWERED_BACK],
        "at": at,
        "oldest": at - OLDEST,
        "never": _NEVER,
    }
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER, words)
        letters, offices, half, most = cursor.fetchone()
    if letters < FEWEST_LETTERS or offices < FEWEST_OFFICES:
        return None
    return Forecast(letters, offices, _or_never(half), _or_never(most))


def _or_never(days: int) -> int | None:
    return days if days < _NEVER else None
