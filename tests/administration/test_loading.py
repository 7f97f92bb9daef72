"""Offices come in from tables: once, completely, and repeatably."""

import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from administration.loading import Planned, read_row, reader_for
from circulars.domain.recipients import resolve, rule_text
from circulars.errors import Invalid
from offices.models import Kind, Office

pytestmark = pytest.mark.django_db
#: Three provinces, two of them invented; the tables of the whole country may lie beside us.
MADE = Path(__file__).resolve().parents[1] / "tables"
COUNTRY = Path(__file__).resolve().parents[3] / "shared" / "orgs"
#: Where; how many provinces, districts, อบต. and offices below the ministry; a province, the
#: heads of its districts and towns in words, and how many they are.
TABLES = [
    (MADE, (2, 5, 5, 20), "P98", "นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองทุ่งตะวัน", 4),
    (COUNTRY, (76, 878, 5300, 8804), "P38", "นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองบึงกาฬ", 9),
]


def table(path: Path, columns: list[str], *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([columns, *rows])
    return path


@pytest.fixture
def provinces(tmp_path):
    columns = ["code", "name_th", "name_en", "letter_code_th", "iso3166_2"]
    return table(tmp_path / "provinces.csv", columns, ["38", "บึงกาฬ", "Bueng Kan", "บก", "TH-38"])


def test_a_province_is_placed_under_the_ministry(provinces):
    call_command("load_offices", provinces)

    province = Office.objects.get(code="P38")
    ministry = Office.objects.get(code="มท")
    assert province.path == f"{ministry.pk}.{province.pk}."
    assert province.house == province
    assert province.head_title == "ผู้ว่าราชการจังหวัดบึงกาฬ"
    assert province.number_letters == "บก"


def test_a_second_load_changes_nothing(provinces, capsys):
    call_command("load_offices", provinces)
    Office.objects.filter(code="P38").update(number_code="0099", phone="0 4249 2477")
    capsys.readouterr()

    call_command("load_offices", provinces)

    province = Office.objects.get(code="P38")
    assert capsys.readouterr().out == "ใหม่ 0 · เปลี่ยน 0 · เหมือนเดิม 1 (จังหวัด 1)\n"
    assert (province.number_code, province.phone) == ("0099", "0 4249 2477")


def test_a_row_whose_province_is_unknown_is_named(tmp_path, capsys):
    columns = [
        "code",
        "name_th",
        "name_en",
        "type",
        "full_name_th",
        "is_capital_district",
        "province_code",
    ]
    districts = table(
        tmp_path / "districts.csv",
        columns,
        ["3804", "เซกา", "Seka", "amphoe", "อำเภอเซกา", "0", "38"],
    )

    with pytest.raises(CommandError) as refusal:
        call_command("load_offices", districts)

    assert str(refusal.value) == "มี 1 แถวที่นำเข้าไม่ได้ ดูข้างบน"
    assert capsys.readouterr().err == (
        "! อำเภอเซกา: ยังไม่มีหน่วยงานรหัส P38 ในระบบ ให้นำเข้าตารางนั้นก่อน\n"
    )


def test_an_unknown_table_is_refused(tmp_path):
    strange = table(tmp_path / "x.csv", ["a", "b"], ["1", "2"])

    with pytest.raises(CommandError) as refusal:
        call_command("load_offices", strange)

    assert str(refusal.value) == ("ไม่รู้จักตารางนี้ หัวตารางต้องเป็นแบบที่อธิบายใน docs/load_offices.md")


@pytest.mark.parametrize(
    ("folder", "counted", "code", "words", "recipients"),
    [pytest.param(*known, id=known[0].name) for known in TABLES if known[0].is_dir()],
)
def test_a_whole_country_loads_in_one_command(folder, counted, code, words, recipients):
    files = [folder / f"{name}.csv" for name in ("provinces", "districts", "local_governments")]

    call_command("load_offices", *files)

    kinds = (Kind.PROVINCE, Kind.DISTRICT, Kind.SAO)
    province = Office.objects.get(code=code)
    ministry = Office.objects.get(code="มท")
    rule = {"groups": ["districts", "towns"]}
    everyone = len(resolve(ministry, {"groups": ["everyone"]}))
    assert (*(Office.objects.filter(kind=kind).count() for kind in kinds), everyone) == counted
    assert (rule_text(province, rule), len(resolve(province, rule))) == (words, recipients)


def test_a_row_that_cannot_be_read_is_named_by_its_place():
    reader = reader_for(["iso3166_2"])

    with pytest.raises(Invalid) as caught:
        read_row(reader, {"code": "38"}, place="provinces.csv:2")

    assert str(caught.value) == "provinces.csv:2 อ่านไม่ได้: 'name_th'"


def test_a_row_without_a_name_is_named_by_its_place():
    def nameless(_row):
        return Planned(code="P38", kind=Kind.PROVINCE, name="", head_title="")

    with pytest.raises(Invalid) as caught:
        read_row(nameless, {}, place="provinces.csv:3")

    assert str(caught.value) == "provinces.csv:3 ไม่มีรหัสหรือชื่อหน่วยงาน"
