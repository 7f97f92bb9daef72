"""The offices of the demo, with the codes of ``load_offices``: a load of the country fits in."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.management import call_command

from administration.loading import ROOT, Planned, load_offices
from demo import units
from demo.bueng_kan import LOCAL_GOVERNMENTS, PROVINCE
from demo.country import PROVINCES
from offices.models import Kind, Office
from offices.placing import place

#: Years (CE) whose holidays the demo's deadlines and hops are counted with.
GOLDEN_YEARS = (2020, 2021)


def load(*, year: int, provinces: set[str] | None = None) -> None:
    """
    Write the offices. Repeatable. ``year`` (CE) is this year, for the table of holidays.

    ``provinces`` narrows the country to these codes, for a quicker test.
    """
    planned = [*_ministry(), *_provinces(provinces), *_local_governments()]
    report = load_offices(planned, tick=_unheard)
    assert not report.bad, report.bad
    _units()
    for code, fields in units.LETTERHEADS.items():
        Office.objects.filter(code=code).update(**fields)
    for code, reception in units.RECEPTION.items():
        Office.objects.filter(code=code).update(reception=Office.objects.get(code=reception))
    call_command("load_holidays", *GOLDEN_YEARS, year, year + 1, verbosity=0, stdout=_Silence())


def _unheard(done: int) -> None:
    """Nobody watches the progress of a load this small."""


class _Silence:
    """A stream for what a command within a command would say."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Nothing is kept."""


def _ministry() -> Iterator[Planned]:
    yield Planned(
        code=ROOT,
        kind=Kind.MINISTRY,
        name="กระทรวงมหาดไทย",
        name_en="Ministry of Interior",
        head_title="ปลัดกระทรวงมหาดไทย",
        short_name="มท.",
        number_letters="มท",
    )
    for kind, rows in (
        (Kind.DEPARTMENT, units.DEPARTMENTS),
        (Kind.ENTERPRISE, units.ENTERPRISES),
    ):
        for code, name, head in rows:
            number = code.removeprefix("มท ")
            yield Planned(
                code=code,
                kind=kind,
                name=name,
                head_title=head,
                parent=ROOT,
                number_letters="มท",
                number_code=number if number.isdigit() else "",
            )


def _provinces(chosen: set[str] | None) -> Iterator[Planned]:
    for line in PROVINCES.strip().splitlines():
        thai, english = line.split(" | ")
        code, letters, name = thai.split(" ", 2)
        if chosen is not None and code not in chosen:
            continue
        capital = code == "10"
        yield Planned(
            code=f"P{code}",
            kind=Kind.SPECIAL if capital else Kind.PROVINCE,
            name=name if capital else f"จังหวัด{name}",
            head_title=f"ผู้ว่าราชการ{name}" if capital else f"ผู้ว่าราชการจังหวัด{name}",
            short_name="กทม." if capital else f"จ.{name}",
            name_en=english,
            parent=ROOT,
            number_letters=letters,
            number_code="" if capital else "0023",
        )


def _local_governments() -> Iterator[Planned]:
    province, district = f"P{PROVINCE}", ""
    for line in LOCAL_GOVERNMENTS.strip().splitlines():
        thai, english = line.split(" | ")
        short, code, name = thai.split(" ", 2)
        if short == "อ.":
            district = f"D{code}"
            yield _district(code, name, english, province)
            continue
        kind, full, head = units.KINDS[short]
        by_district = kind in (Kind.SUBDISTRICT_MUNICIPALITY, Kind.SAO)
        yield Planned(
            code=f"L{code}",
            kind=kind,
            name=f"{full}{name}",
            head_title=f"{head}{name}",
            short_name=f"{short}{name}",
            name_en=english,
            parent=district if by_district else province,
            province=province,
            district=district,
        )


def _district(code: str, name: str, english: str, province: str) -> Planned:
    return Planned(
        code=f"D{code}",
        kind=Kind.DISTRICT,
        name=f"อำเภอ{name}",
        head_title=f"นายอำเภอ{name}",
        short_name=f"อ.{name}",
        name_en=english,
        parent=province,
        province=province,
        number_code=f"{code[2:]}18",
    )


def _units() -> None:
    for code, parent, name, short, more in units.UNITS:
        office = Office.objects.filter(code=code).first() or Office(code=code)
        office.kind, office.name, office.short_name = Kind.DIVISION, name, short
        office.parent = Office.objects.get(code=parent)
        office.head_title = f"หัวหน้า{name}"
        settings = more if code not in units.GROUPS else units.GROUP_SETTINGS | more
        for field, value in settings.items():
            setattr(office, field, value)
        place(office)
    for district in Office.objects.filter(kind=Kind.DISTRICT, parent__code=f"P{PROVINCE}"):
        district.letterhead_name = f"ที่ว่าการ{district.name}"
        district.save(update_fields=["letterhead_name"])
