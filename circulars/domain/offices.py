"""Changing what an office prints and how it works; making units inside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.placing import place
from circulars.errors import Invalid
from circulars.models import EventKind, Kind, Office, User
from circulars.policies import check_may_manage_accounts, check_may_set_office

#: What the office itself sets: names on paper, numbers, how it works.
SETTINGS = (
    "stamp_name",
    "letterhead_name",
    "number_letters",
    "number_code",
    "issues_numbers",
    "circular_series",
    "four_eyes",
    "address",
    "phone",
    "fax",
    "email",
    "reception",
)
#: What only an administrator sets: the office as part of the tree.
IDENTITY = ("name", "short_name", "name_en", "head_title", "on_system", "closed_on")


def _apply(office: Office, values: dict[str, Any], allowed: tuple[str, ...]) -> list[str]:
    """Set ``values`` on ``office`` and give the names of those that changed."""
    unknown = set(values) - set(allowed)
    if unknown:
        raise TypeError(f"not a setting of an office: {sorted(unknown)}")
    changed = [name for name, value in values.items() if getattr(office, name) != value]
    for name in changed:
        setattr(office, name, values[name])
    return changed


@transaction.atomic
def change_settings(
    office: Office, values: dict[str, Any], *, by: User, at: dt.datetime
) -> list[str]:
    """
    Set some of ``SETTINGS``. Returns what changed; nothing is written when nothing did.

    Raises NotAllowed, or Invalid when the reception is no unit of the house.
    """
    office = (
        Office.objects.select_for_update(of=("self",)).select_related("house").get(pk=office.pk)
    )
    check_may_set_office(by, office, at)
    reception = values.get("reception")
    if reception is not None and reception.house_id != office.house_id:
        raise Invalid(_("หน่วยรับหนังสือต้องเป็นหน่วยภายในของหน่วยงานนี้"), field="reception")
    changed = _apply(office, values, SETTINGS)
    if changed:
        office.save(update_fields=changed)
        record(EventKind.ACCOUNT, by=by, at=at, office=office, what="office", changed=changed)
    return changed


@transaction.atomic
def set_emblem(office: Office, jpeg: bytes, *, by: User, at: dt.datetime) -> None:
    """Keep a ready emblem (grey JPEG); empty bytes go back to the default one."""
    check_may_set_office(by, office, at)
    if jpeg:
        office.emblem.save(f"{office.code}.jpg", ContentFile(jpeg), save=False)
    else:
        office.emblem = ""
    office.save(update_fields=["emblem"])
    record(EventKind.ACCOUNT, by=by, at=at, office=office, what="office", changed=["emblem"])


@transaction.atomic
def change_identity(
    office: Office, values: dict[str, Any], *, by: User, at: dt.datetime
) -> list[str]:
    """Set some of ``IDENTITY``. Returns what changed. Raises NotAllowed."""
    check_may_manage_accounts(by, office, at)
    changed = _apply(office, values, IDENTITY)
    if changed:
        place(office)
        record(EventKind.ACCOUNT, by=by, at=at, office=office, what="office", changed=changed)
    return changed


@transaction.atomic
def make_unit(
    parent: Office, *, by: User, at: dt.datetime, name: str, short_name: str = ""
) -> Office:
    """A new unit (กอง, กลุ่มงาน) inside ``parent``. Raises NotAllowed, or Invalid if it exists."""
    check_may_manage_accounts(by, parent, at)
    Office.objects.select_for_update().get(pk=parent.pk)
    if parent.units.active().filter(name=name.strip()).exists():
        raise Invalid(_("มีหน่วยชื่อนี้อยู่แล้ว"), field="name")
    number = parent.units.filter(kind=Kind.DIVISION).count() + 1
    while Office.objects.filter(code=f"{parent.code}-{number}").exists():
        number += 1
    unit = Office(
        code=f"{parent.code}-{number}",
        kind=Kind.DIVISION,
        name=name.strip(),
        short_name=short_name.strip(),
        parent=parent,
        province=parent.province,
        district=parent.district,
        issues_numbers=False,
    )
    place(unit)
    record(EventKind.ACCOUNT, by=by, at=at, office=unit, what="unit", name=unit.name)
    return unit
