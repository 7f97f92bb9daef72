"""Changing what an office prints and how it works; making units inside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from administration.formers import former_of, keep_former, open_at
from circulars.domain.events import record
from circulars.domain.locking import lock_house
from circulars.domain.numbering import Clash, number_clash
from circulars.errors import Invalid
from circulars.models import EventKind, RegisterEntry
from circulars.policies import (
    check_may_manage_accounts,
    check_may_set_office,
    check_may_waive_four_eyes,
)
from offices.models import Kind, Office, User
from offices.placing import place

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
    "weight_own",
    "weight_lowest",
    "lowest_days",
    "officer_extends_days",
)
#: What only an administrator sets: the office as part of the tree.
IDENTITY = ("name", "short_name", "name_en", "head_title", "on_system", "closed_on")
#: What decides which words stand before a number, and which book it comes from.
_OF_NUMBERS = (
    "code",
    "kind",
    "name",
    "parent",
    "number_letters",
    "number_code",
    "issues_numbers",
    "closed_on",
)


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

    Raises NotAllowed, or Invalid when the reception is no unit of the house, or when a
    number could then be given twice in a year.
    """
    lock_house(office)
    office = Office.objects.select_related("house").get(pk=office.pk)
    check_may_set_office(by, office, at)
    reception = values.get("reception")
    if reception is not None and reception.house_id != office.house_id:
        raise Invalid(_("หน่วยรับหนังสือต้องเป็นหน่วยภายในของหน่วยงานนี้"), field="reception")
    changed = _apply(office, values, SETTINGS)
    if "four_eyes" in changed:
        check_may_waive_four_eyes(by, office, at)
    if changed:
        office.save(update_fields=changed)
        _keep_numbers_apart(office, set(changed), at=at)
        record(EventKind.ACCOUNT, by=by, at=at, office=office, what="office", changed=changed)
    return changed


def _keep_numbers_apart(office: Office, changed: set[str], *, at: dt.datetime) -> None:
    """The same words may not stand before the numbers of two series."""
    if "circular_series" in changed:
        year = timezone.localdate(at).year
        this_year = RegisterEntry.objects.filter(book__office=office, book__year=year)
        if this_year.exclude(copy__isnull=False).filter(letter__is_circular=True).exists():
            raise Invalid(
                _("ปีนี้ออกเลข ว ไปแล้ว เปลี่ยนแบบเลขเวียนกลางปีเลขจะซ้ำ โปรดเปลี่ยนเมื่อขึ้นปีใหม่"),
                field="circular_series",
            )
    if changed & {"issues_numbers", "number_letters", "number_code", "closed_on"}:
        refuse_clash(number_clash(office))


def refuse_clash(clash: Clash | None) -> None:
    """Raises Invalid, at the field of the code, when two units would give the same numbers."""
    if clash is None:
        return
    words = {
        "unit": clash.unit.label,
        "prefix": clash.prefix or "–",
        "other": clash.other.label,
    }
    raise Invalid(
        _(
            "เลขของ %(unit)s (%(prefix)s) จะซ้ำกับ %(other)s "
            "หน่วยที่ออกเลขเองต้องมีรหัสในเลขที่หนังสือของตนเอง ไม่ซ้ำกับหน่วยอื่น เช่น 0023.4"
        )
        % words,
        field="number_code",
    )


def check_numbers_apart(office: Office) -> None:
    """
    Would a number be given twice if ``office`` were saved as it stands? Nothing is saved,
    but its house is kept until the caller, who saves in the same transaction, is done.

    Raises Invalid. For the administration, which saves by itself.
    """
    row = Office.objects.filter(pk=office.pk).first() or Office()
    # Here and not below, where the lock would be given back with the rest.
    lock_house(*(one for one in (row, office.parent) if one is not None and one.pk))
    with transaction.atomic():
        for name in _OF_NUMBERS:
            setattr(row, name, getattr(office, name))
        clash = number_clash(place(row))
        transaction.set_rollback(True)
    refuse_clash(clash)


@transaction.atomic
def set_emblem(office: Office, jpeg: bytes, *, by: User, at: dt.datetime) -> None:
    """Keep a ready emblem (grey JPEG); empty bytes go back to the default one."""
    lock_house(office)
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
    """
    Set some of ``IDENTITY``. Returns what changed.

    A name or a title that changes is kept as what it was until today.

    Raises NotAllowed, or Invalid when a unit that opens again would give another's numbers, or
    when open letters would be left with nobody (``closing`` asks what becomes of them).
    """
    lock_house(office)
    office = Office.objects.get(pk=office.pk)
    check_may_manage_accounts(by, office, at)
    before = former_of(office)
    changed = _apply(office, values, IDENTITY)
    if "closed_on" in changed and office.closed_on is not None:
        _check_closes_nothing(office)
    if changed:
        keep_former(office, before, until=timezone.localdate(at), act=_CORRECTED, by=by, at=at)
        place(office)
        _keep_numbers_apart(office, set(changed), at=at)
        record(EventKind.ACCOUNT, by=by, at=at, office=office, what="office", changed=changed)
    return changed


#: Thai in every language: it stands in the history of the office.
_CORRECTED = "แก้ไขในทำเนียบ"


def _check_closes_nothing(office: Office) -> None:
    if office.kind != Kind.DIVISION and open_at(office).exists():
        raise Invalid(
            _("มีหนังสือค้าง %(count)s ฉบับ โปรดใช้ “ยุบหรือรวมหน่วยงาน” แล้วเลือกว่าใครรับช่วง")
            % {"count": open_at(office).count()},
            field="closed_on",
        )


@transaction.atomic
def make_unit(
    parent: Office, *, by: User, at: dt.datetime, name: str, short_name: str = ""
) -> Office:
    """A new unit (กอง, กลุ่มงาน) inside ``parent``. Raises NotAllowed, or Invalid if it exists."""
    check_may_manage_accounts(by, parent, at)
    lock_house(parent)
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
