"""Offices as they were on a day. Nothing is asked of the database for one that never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from offices.models import Former, Office


def forms_on(ids: Iterable[int], day: dt.date) -> dict[int, Former]:
    """What each of these offices was on ``day``, of those that were not what they are. One query."""
    later = Former.objects.filter(office__in=set(ids), until__gt=day).order_by("-until")
    return {row.office_id: row for row in later}


def as_of(office: Office, day: dt.date) -> Office | Former:
    """``office`` with the name, kind and parent that it had on ``day``."""
    if office.changed_on is None or day >= office.changed_on:
        return office
    return forms_on([office.pk], day).get(office.pk, office)


def label_on(office: Office, day: dt.date) -> str:
    """Its short name on ``day``."""
    return as_of(office, day).label
