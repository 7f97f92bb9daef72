"""The address book of an office: companies, people, foundations, whoever has no account here."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from circulars.domain.locking import hold, lock_house
from circulars.errors import Invalid, WrongState
from circulars.models import Correspondent, CorrespondentKind
from circulars.policies import check_may_keep_addresses
from offices.models import Office, User
from offices.ordering import by_name


def addresses_of(house: Office) -> QuerySet[Correspondent]:
    """The lines of ``house`` that are in use, by name."""
    return Correspondent.objects.filter(house=house, retired_at=None).order_by(by_name("name"))


@transaction.atomic
def keep_address(
    house: Office,
    *,
    name: str,
    kind: CorrespondentKind,
    by: User,
    at: dt.datetime,
    address: str = "",
    phone: str = "",
    email: str = "",
) -> Correspondent:
    """
    Keep one receiver outside the directory for everybody who writes letters in ``house``.

    Raises NotAllowed, or Invalid without a name, for one that stands there, or for an office of
    the directory.
    """
    check_may_keep_addresses(by, house, at)
    lock_house(house)
    named = " ".join(name.split())
    if not named:
        raise Invalid(_("โปรดกรอกชื่อหรือตำแหน่งที่เรียนถึง เช่น กรรมการผู้จัดการบริษัท ก จำกัด"), field="name")
    if addresses_of(house).filter(name=named).exists():
        raise Invalid(_("ชื่อนี้อยู่ในสมุดที่อยู่แล้ว"), field="name")
    known = Office.objects.active().houses().filter(name=named)
    if known.exists():
        raise Invalid(_("หน่วยงานนี้อยู่ในทำเนียบ ให้ค้นหาชื่อในช่องผู้รับของร่าง"), field="name")
    return Correspondent.objects.create(
        house=house,
        name=named,
        kind=kind,
        address=address.strip(),
        phone=phone.strip(),
        email=email.strip(),
        added_at=at,
        added_by=by,
    )


@transaction.atomic
def retire_address(row: Correspondent, *, by: User, at: dt.datetime) -> None:
    """
    Put a line away; letters that went there keep it. Raises NotAllowed, WrongState when it was
    put away already.
    """
    check_may_keep_addresses(by, row.house, at)
    lock_house(row.house)
    hold(Correspondent, [row.pk])
    row.refresh_from_db(fields=["retired_at"])
    if row.retired_at is not None:
        raise WrongState(_("รายการนี้เอาออกไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"))
    Correspondent.objects.filter(pk=row.pk).update(retired_at=at)
