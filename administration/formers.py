"""Keeping what an office was, and what is open at it."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from circulars.models import OfficeCopy
from offices.models import Change, Former, Office, User
from thai.text import sort_key

_KEPT = ("name", "short_name", "head_title", "kind", "parent_id", "province_id", "district_id")


def former_of(office: Office) -> Former:
    """``office`` as it stands, to be kept should it change; saves nothing."""
    values = {name: getattr(office, name) for name in _KEPT}
    return Former(office=office, sort_key=sort_key(office.name)[:240], **values)


def keep_former(
    office: Office,
    before: Former,
    *,
    until: dt.date,
    act: str,
    by: User | None,
    at: dt.datetime | None,
    change: Change | None = None,
) -> Former | None:
    """
    Keep ``before``, should ``office`` differ from it by now; sets ``changed_on``, which the caller
    saves. None when nothing differs.

    Two changes on one day are one: what was between them never held for a whole day.
    """
    differing = {name for name in _KEPT if getattr(before, name) != getattr(office, name)}
    if not differing and change is None:
        return None
    office.changed_on = until
    earlier = Former.objects.filter(office=office, until=until).first()
    if earlier is not None:
        return earlier
    before.until, before.act, before.by, before.at = until, act[:300], by, at
    before.change = change or _change_of(differing)
    before.save()
    return before


def _change_of(differing: set[str]) -> Change:
    if "kind" in differing:
        return Change.RAISED
    if differing & {"parent_id", "province_id", "district_id"}:
        return Change.MOVED
    return Change.RENAMED


def open_at(office: Office) -> QuerySet[OfficeCopy]:
    """Letters that lie open at ``office``."""
    return OfficeCopy.objects.open().filter(office=office)
