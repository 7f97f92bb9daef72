"""The roll-up table on landscape A4, in the layout of the letter's enclosure."""

from __future__ import annotations

import datetime as dt

from django.utils import translation

from circulars.letters.pdf import render_pdf
from circulars.models import OfficeCopy
from circulars.thai.screen import showing
from survey.domain.rolling_up import Table
from survey.models import Certificate

#: A row takes some milliseconds; the whole country is printed province by province.
MOST_ROWS = 1500


def draw_rollup(
    table: Table,
    copy: OfficeCopy,
    certificate: Certificate | None,
    *,
    as_of: dt.datetime | None,
) -> bytes:
    """PDF bytes, in Thai and Thai digits whoever prints it. ValueError above MOST_ROWS."""
    if len(table.rows) > MOST_ROWS:
        raise ValueError(f"{len(table.rows)} rows; print at most {MOST_ROWS} at once")
    context = {"table": table, "copy": copy, "certificate": certificate, "as_of": as_of}
    with showing("thai"), translation.override("th"):
        return render_pdf("letters/rollup.html", context, landscape=True)
