"""An office is renamed, raised or put under another: from a day on, by an act that is cited."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from administration.formers import former_of, keep_former
from administration.offices import refuse_clash
from circulars.domain.events import record
from circulars.domain.locking import lock_house
from circulars.domain.numbering import number_clash
from circulars.errors import Invalid
from circulars.models import EventKind
from circulars.policies import check_may_manage_accounts
from offices.models import Former, Kind, Office, User
from offices.placing import place

#: What an act of reorganisation changes.
CHANGED = ("name", "short_name", "name_en", "head_title", "kind", "parent")


def check_day(office: Office, on: dt.date, act: str, *, at: dt.datetime) -> str:
    """The words of the act; raises Invalid without them, or for a day that cannot be."""
    words = act.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนประกาศหรือกฎหมายที่เปลี่ยนหน่วยงานนี้"), field="act")
    if on > timezone.localdate(at):
        raise Invalid(_("ยังไม่ถึงวันที่มีผล โปรดบันทึกเมื่อถึงวันนั้น"), field="on")
    if office.closed_on is not None:
        raise Invalid(_("หน่วยงานนี้ยุบเลิกไปแล้ว"), field="on")
    if office.changed_on is not None and on <= office.changed_on:
        raise Invalid(_("วันที่มีผลต้องหลังการเปลี่ยนแปลงครั้งก่อน"), field="on")
    return words


@transaction.atomic
def reorganise(
    office: Office, values: dict[str, Any], *, on: dt.date, act: str, by: User, at: dt.datetime
) -> Former:
    """
    Change some of ``CHANGED`` from ``on`` on; gives what it was until then.

    Letters, lists and tables of before keep the name, kind and place of their day; what is asked
    from now on goes by the new ones. An open letter stays where it is, and its questions too.

    Raises NotAllowed for somebody who is no administrator of both the office and its new parent,
    Invalid when nothing changes, the day cannot be, or a number would be given twice.
    """
    lock_house(office)
    office = Office.objects.select_related("parent").get(pk=office.pk)
    check_may_manage_accounts(by, office, at)
    words = check_day(office, on, act, at=at)
    before, old = former_of(office), office.parent
    for name in CHANGED:
        if name in values:
            setattr(office, name, values[name])
    _check_place(office, before, by=by, at=at)
    if office.parent != old:
        _lie_below(office)
    row = keep_former(office, before, until=on, act=words, by=by, at=at)
    if row is None:
        raise Invalid(_("ยังไม่ได้เปลี่ยนชื่อ ฐานะ หรือสังกัด"), field="name")
    place(office)
    refuse_clash(number_clash(office))
    told: dict[str, Any] = {
        "change": row.change,
        "before": before.name,
        "after": office.name,
        "act": words,
    }
    record(EventKind.REORGANISED, by=by, at=at, office=office, on=on.isoformat(), **told)
    return row


def _check_place(office: Office, before: Former, *, by: User, at: dt.datetime) -> None:
    if not office.name.strip():
        raise Invalid(_("โปรดกรอกชื่อเต็มของหน่วยงาน"), field="name")
    if (office.kind == Kind.DIVISION) != (before.kind == Kind.DIVISION):
        raise Invalid(_("หน่วยงานภายในกับหน่วยงานเปลี่ยนเป็นกันไม่ได้ ให้ยุบแล้วตั้งใหม่"), field="kind")
    parent = office.parent
    if parent is None or parent.pk == before.parent_id:
        return
    if parent.is_within(office) or parent.closed_on is not None:
        raise Invalid(_("สังกัดใหม่ต้องเป็นหน่วยงานที่ยังอยู่ และไม่อยู่ใต้หน่วยงานนี้เอง"), field="parent")
    check_may_manage_accounts(by, parent, at)


def _lie_below(office: Office) -> None:
    """Province and district follow the new parent."""
    parent = office.parent
    if parent is None:
        return
    if parent.kind == Kind.PROVINCE:
        office.province = parent
        if office.district is not None and office.district.province_id != parent.pk:
            office.district = None
    else:
        office.province = parent.province
        office.district = parent if parent.kind == Kind.DISTRICT else parent.district
