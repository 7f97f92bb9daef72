"""Bringing offices in from tables: ministries, provinces, districts, local governments."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from administration.formers import former_of, keep_former
from administration.offices import refuse_clash
from circulars.domain.locking import hold
from circulars.domain.numbering import number_clash
from circulars.errors import Invalid
from offices.models import Kind, Office
from offices.placing import place_all
from thai.text import sort_key

Row = Mapping[str, str]

#: Written over on every load; everything else of an office is its own to set.
LOADED = (
    "kind",
    "name",
    "short_name",
    "name_en",
    "sort_key",
    "head_title",
    "parent_id",
    "province_id",
    "district_id",
    "number_letters",
    "number_code",
)

#: Given by the table at first; the office may have set its own since.
_ONLY_AT_FIRST = ("number_letters", "number_code")

ROOT = "มท"


@dataclass(frozen=True, slots=True)
class Planned:
    """One office as the table has it; the other offices it names are given by code."""

    code: str
    kind: Kind
    name: str
    head_title: str
    short_name: str = ""
    name_en: str = ""
    parent: str = ""
    province: str = ""
    district: str = ""
    number_letters: str = ""
    number_code: str = ""


@dataclass(slots=True)
class Report:
    """What a load did. ``changed`` has (office name, changed fields); ``bad`` has sentences,
    ``written`` the codes of new and changed offices."""

    new: int = 0
    unchanged: int = 0
    changed: list[tuple[str, list[str]]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


def _ministry(row: Row) -> Planned:
    kinds = {"ministry": Kind.MINISTRY, "department": Kind.DEPARTMENT, "division": Kind.DIVISION}
    kind = kinds.get(row["level"], Kind.DEPARTMENT)
    head = f"ปลัด{row['name_th']}" if kind == Kind.MINISTRY else f"หัวหน้า{row['name_th']}"
    if row["name_th"].startswith("กรม"):
        head = f"อธิบดี{row['name_th']}"
    return Planned(
        code=row["full_code"],
        kind=kind,
        name=row["name_th"],
        name_en=row["name_en"],
        head_title=head,
        parent=row["parent_code"],
        number_letters=row["letter_code_th"],
        number_code=row["number"],
    )


def _province(row: Row) -> Planned:
    name = row["name_th"]
    if row["code"] == "10":
        return Planned(
            code="P10",
            kind=Kind.SPECIAL,
            name=name,
            head_title=f"ผู้ว่าราชการ{name}",
            short_name="กทม.",
            name_en=row["name_en"],
            parent=ROOT,
            number_letters=row["letter_code_th"],
        )
    return Planned(
        code=f"P{row['code']}",
        kind=Kind.PROVINCE,
        name=f"จังหวัด{name}",
        head_title=f"ผู้ว่าราชการจังหวัด{name}",
        short_name=f"จ.{name}",
        name_en=row["name_en"],
        parent=ROOT,
        number_letters=row["letter_code_th"],
        number_code="0023",
    )


def _district(row: Row) -> Planned | None:
    if row["type"] != "amphoe":
        return None
    return Planned(
        code=f"D{row['code']}",
        kind=Kind.DISTRICT,
        name=row["full_name_th"],
        head_title=f"นาย{row['full_name_th']}",
        short_name=f"อ.{row['name_th']}",
        name_en=row["name_en"],
        parent=f"P{row['province_code']}",
        province=f"P{row['province_code']}",
        number_code=f"{row['code'][2:]}18",
    )


def _local_government(row: Row) -> Planned | None:
    if row["province_code"] == "10":
        return None
    kind = Kind(row["type"])
    province = f"P{row['province_code']}"
    district = f"D{row['district_code']}" if row["district_code"] else ""
    by_district = kind in (Kind.SUBDISTRICT_MUNICIPALITY, Kind.SAO)
    return Planned(
        code=f"L{row['code']}",
        kind=kind,
        name=row["full_name_th"],
        head_title=row["head_title_th"],
        short_name=f"{row['abbr_th']}{row['name_th']}" if row["abbr_th"] else row["name_th"],
        name_en=row["name_en"],
        parent=district if by_district else province,
        province=province,
        district=district,
    )


#: Which table it is: the column only it has → how to read a row.
_READERS: dict[str, Callable[[Row], Planned | None]] = {
    "head_title_th": _local_government,
    "is_capital_district": _district,
    "iso3166_2": _province,
    "full_code": _ministry,
}


def reader_for(columns: Iterable[str]) -> Callable[[Row], Planned | None]:
    """How to read a table with these columns. Raises Invalid for a table we do not know."""
    present = set(columns)
    for column, reader in _READERS.items():
        if column in present:
            return reader
    raise Invalid(_("ไม่รู้จักตารางนี้ หัวตารางต้องเป็นแบบที่อธิบายใน docs/load_offices.md"))


def read_row(reader: Callable[[Row], Planned | None], row: Row, *, place: str) -> Planned | None:
    """One row of a table; ``place`` ("file:line") stands in the refusal."""
    try:
        planned = reader(row)
    except (KeyError, ValueError) as problem:
        raise Invalid(
            _("%(place)s อ่านไม่ได้: %(why)s") % {"place": place, "why": problem}
        ) from problem
    if planned is not None and not (planned.code and planned.name):
        raise Invalid(_("%(place)s ไม่มีรหัสหรือชื่อหน่วยงาน") % {"place": place})
    return planned


@transaction.atomic
def load_offices(
    planned: Iterable[Planned],
    *,
    tick: Callable[[int], object],
    on: dt.date | None = None,
) -> Report:
    """
    Write the offices, parents before children. Repeatable: a second load changes nothing.

    ``on``: the day from which the table holds; what an office was before is kept.

    Offices that are not in the tables are left alone. ``tick`` is told how many were done.
    Raises Invalid, and nothing is written, when two units of a house would then give the
    same numbers.
    """
    report = Report()
    waiting = sorted({plan.code: plan for plan in planned}.values(), key=_level)
    _hold_houses()
    known = dict(Office.objects.values_list("code", "pk"))
    for level in sorted({_level(plan) for plan in waiting}):
        rows = [plan for plan in waiting if _level(plan) == level]
        _write_level(rows, known, report, on=on)
        tick(len(rows))
    place_all()
    _keep_numbers_apart(report)
    return report


def _hold_houses() -> None:
    """Houses with units, whose numbers must stay apart: nobody sets one while a table is read."""
    houses = Office.objects.filter(inside__kind=Kind.DIVISION).distinct()
    hold(Office, houses.values_list("pk", flat=True))


def _keep_numbers_apart(report: Report) -> None:
    """Ask only where there is more than one: at units, and at houses that have some."""
    written = Office.objects.filter(code__in=report.written).select_related("house")
    units = Office.objects.filter(kind=Kind.DIVISION, house=OuterRef("house"))
    for office in written.filter(Exists(units)):
        refuse_clash(number_clash(office))


def _level(plan: Planned) -> int:
    order = [Kind.MINISTRY, Kind.DEPARTMENT, Kind.PROVINCE, Kind.DISTRICT]
    return order.index(plan.kind) if plan.kind in order else len(order)


#: Thai in every language: it stands in the history of the office.
_BY_TABLE = "ตามตารางหน่วยงานที่นำเข้า"


def _write_level(
    rows: list[Planned], known: dict[str, int], report: Report, *, on: dt.date | None
) -> None:
    existing = Office.objects.in_bulk([plan.code for plan in rows], field_name="code")
    new, changed = [], []
    for plan in rows:
        named = dict.fromkeys((plan.parent, plan.province, plan.district))
        if lacking := [code for code in named if code and code not in known]:
            report.bad.append(
                _("%(name)s: ยังไม่มีหน่วยงานรหัส %(code)s ในระบบ ให้นำเข้าตารางนั้นก่อน")
                % {"name": plan.name, "code": ", ".join(lacking)}
            )
            continue
        office = existing.get(plan.code)
        report.kinds[plan.kind] += 1
        if office is None:
            new.append(_fill(Office(code=plan.code), plan, known))
            continue
        before = {name: getattr(office, name) for name in LOADED}
        former = former_of(office)
        _fill(office, plan, known)
        if fields := [name for name in LOADED if getattr(office, name) != before[name]]:
            changed.append(office)
            if on is not None:
                keep_former(office, former, until=on, act=_BY_TABLE, by=None, at=None)
            report.changed.append((office.name, fields))
        else:
            report.unchanged += 1
    for office in Office.objects.bulk_create(new, batch_size=1000):
        known[office.code] = office.pk
    Office.objects.bulk_update(changed, [*LOADED, "changed_on"], batch_size=500)
    report.written += [office.code for office in [*new, *changed]]
    report.new += len(new)


def _fill(office: Office, plan: Planned, known: Mapping[str, int]) -> Office:
    office.kind, office.name, office.name_en = plan.kind, plan.name, plan.name_en
    office.short_name, office.head_title = plan.short_name, plan.head_title
    office.sort_key = sort_key(plan.name)[:240]
    office.parent_id = known.get(plan.parent)
    office.province_id = known.get(plan.province)
    office.district_id = known.get(plan.district)
    for name in _ONLY_AT_FIRST:
        setattr(office, name, getattr(office, name) or getattr(plan, name))
    return office
