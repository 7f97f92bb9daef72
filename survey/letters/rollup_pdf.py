"""The roll-up table on landscape A4, in the layout of the letter's enclosure."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from circulars.models import OfficeCopy
from papers.pdf import render_pdf
from survey.domain.columns import Column, heading_of
from survey.domain.rolling_up import Table
from survey.domain.summing import Sums, add_up, by_province
from survey.models import SurveyTask
from thai.screen import showing

#: A row takes some 10 ms. The largest province has half as many; a longer table is printed
#: by district.
MOST_ROWS = 600


def draw_rollup(
    table: Table,
    copy: OfficeCopy,
    notes: Sequence[str],
) -> bytes:
    """PDF bytes, ``notes`` below the table, in Thai and Thai digits whoever prints it. ValueError above MOST_ROWS."""
    if len(table.rows) > MOST_ROWS:
        raise ValueError(f"{len(table.rows)} rows; print at most {MOST_ROWS} at once")
    context = {"table": table, "copy": copy, "notes": notes}
    with showing("thai"), translation.override("th"):
        return render_pdf("letters/rollup.html", context, landscape=True)


def draw_sums(
    task: SurveyTask,
    columns: Sequence[Column],
    districts: Sequence[Sums],
    copy: OfficeCopy,
    notes: Sequence[str],
) -> bytes:
    """The same columns with one line per district, for tables longer than MOST_ROWS."""
    upper, lower = heading_of(columns)
    provinces = [
        (total, [one for one in districts if one.province_id == total.province_id])
        for total in by_province(districts)
    ]
    context = {
        "task": task,
        "upper": upper,
        "lower": lower,
        "provinces": provinces,
        "all": add_up(districts),
        "copy": copy,
        "notes": notes,
    }
    with showing("thai"), translation.override("th"):
        return render_pdf("letters/rollup_sums.html", context, landscape=True)
