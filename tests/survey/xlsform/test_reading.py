"""An XLSForm becomes a questionnaire without a new model, or says what is wrong where."""

import io
import re
import zipfile
from itertools import chain

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from circulars.errors import Invalid
from offices.models import Kind
from survey.models import SurveyTask
from survey.xlsform.faults import Unusable
from survey.xlsform.reading import read_xlsform
from tests.survey.world import QuickWorld

SURVEY = [
    ["type", "name", "label", "hint", "required", "relevant", "constraint", "calculation"],
    ["start", "begun"],
    ["begin_group", "g", "หมวดหนึ่ง"],
    ["select_one has", "fund", "มีกองทุนหรือไม่", "", "yes"],
    ["integer", "members", "สมาชิกกี่คน", "", "yes", "${fund} = 'yes'", ". > 0"],
    ["end_group"],
    ["calculate", "twice", "", "", "", "", "", "${members} * 2"],
    ["text", "remark", "หมายเหตุ"],
]
CHOICES = [["list_name", "name", "label"], ["has", "yes", "มี"], ["has", "no", "ไม่มี"]]


def workbook(survey=SURVEY, choices=CHOICES, title="แบบกองทุน", settings=None):
    book = Workbook()
    book.active.title = "survey"
    for name, rows in (("survey", survey), ("choices", choices)):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    further = settings or {}
    book.create_sheet("settings").append(["form_title", *further])
    book["settings"].append([title, *further.values()])
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target


def test_types_expressions_and_choices_are_taken_over():
    blueprint = read_xlsform(workbook(), title="x")

    rows = [(row["type"], row["name"], row.get("roll_up", "none")) for row in blueprint.questions]
    assert blueprint.title == "แบบกองทุน"
    assert rows == [
        ("metadata", "begun", "none"),
        ("begin_group", "g", "none"),
        ("select_one", "fund", "each"),
        ("integer", "members", "sum"),
        ("end_group", "g", "none"),
        ("calculate", "twice", "none"),
        ("text", "remark", "list"),
    ]
    assert blueprint.questions[3]["relevant"] == "${fund} = 'yes'"
    assert [row["label"] for row in blueprint.choices["has"]] == ["มี", "ไม่มี"]


HEAD = ["type", "name", "label"]
REFUSED = [
    (
        [HEAD, ["osm", "a", "ก"]],
        ["แผ่นงาน survey แถว 2: ชนิด osm ต้องใช้แอป OpenMapKit ซึ่งระบบนี้ไม่มี โปรดใช้ geopoint แทน"],
    ),
    (
        [HEAD, ["text", "a", "ก"], ["select_one x", "b", "ข"]],
        ["แผ่นงาน survey แถว 3: ไม่มีชุดตัวเลือก “x” ในแผ่นงาน choices"],
    ),
    (
        [HEAD, ["text", "", "ก"], ["tel", "b", "ข"], [], ["text", "a b", "ค"], ["text", "c"]],
        [
            "แผ่นงาน survey แถว 2: ต้องมี name",
            "แผ่นงาน survey แถว 3: ไม่มีชนิดคำถาม “tel” ในมาตรฐาน XLSForm โปรดแก้ชนิด",
            "แผ่นงาน survey แถว 5: ชื่อใช้ไม่ได้ โปรดขึ้นต้นด้วยตัวอักษรหรือขีดล่าง แล้วใช้เฉพาะตัวอักษร ตัวเลข ขีด และจุด",
            "แผ่นงาน survey แถว 6: ข้อ c ไม่มีข้อความคำถาม โปรดเขียนในคอลัมน์ label",
        ],
    ),
    (
        [[*HEAD, "relevant"], ["text", "a", "ก"], ["text", "b", "ข", "f(${a})"]],
        ["แผ่นงาน survey แถว 3: สูตร “f(${a})” ใช้ f() ซึ่งไม่มีในมาตรฐาน XLSForm โปรดใช้ฟังก์ชันอื่น"],
    ),
    (
        [HEAD, ["select_one_from_file towns.csv", "a", "ก"]],
        ["แผ่นงาน survey แถว 2: ตัวเลือกอยู่ในไฟล์ towns.csv ซึ่งระบบนี้ยังไม่รับ โปรดใส่รายการในแผ่นงาน choices"],
    ),
    (
        [[*HEAD, "roll_up", "answered_by"], ["text", "a", "ก", "all", "XX"]],
        ["แผ่นงาน survey แถว 2: ไม่มีประเภทหน่วยงาน XX", "แผ่นงาน survey แถว 2: ไม่มี roll_up แบบนี้"],
    ),
    (
        [[*HEAD, "column_key"], ["text", "a", "ก", "k" * 61]],
        ["แผ่นงาน survey แถว 2: column_key ยาวเกิน 60 ตัวอักษร"],
    ),
]


@pytest.mark.parametrize(("rows", "sentences"), REFUSED)
def test_all_that_is_wrong_is_told_at_once_with_its_row(rows, sentences):
    with pytest.raises(Unusable) as refusal:
        read_xlsform(workbook(rows), title="x")

    assert refusal.value.sentences == sentences


def test_a_form_that_asks_for_encryption_is_refused():
    book = workbook([HEAD, ["text", "a", "ก"]], settings={"public_key": "MIIB"})

    with pytest.raises(Unusable) as refusal:
        read_xlsform(book, title="x")

    assert refusal.value.sentences == [
        "แผ่นงาน settings แถว 2: แบบนี้ให้เข้ารหัสคำตอบด้วยกุญแจของผู้ออกแบบ ซึ่งระบบนี้ไม่ทำ โปรดลบ public_key"
    ]


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(Invalid) as refusal:
        read_xlsform(io.BytesIO(data), title="x")

    assert str(refusal.value) == ("เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่")


BROKEN = "เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;'>]>"


def changed(part, change):
    """A good workbook with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(workbook()) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == part else data)
    target.seek(0)
    return target


DAMAGED = [
    ("xl/workbook.xml", lambda _text: "<workbook"),
    ("xl/workbook.xml", lambda _text: ""),
    ("xl/styles.xml", lambda _text: "<styleSheet>"),
    (SHEET, lambda text: text[:-40]),
    ("[Content_Types].xml", lambda _text: "x"),
    (SHEET, lambda text: text.replace("<worksheet", LAUGHS + "<worksheet", 1)),
    (SHEET, lambda text: text.replace("</sheetData>", f"{'<row><c/></row>' * 600_000}")),
]


@pytest.mark.parametrize(("part", "change"), DAMAGED)
def test_a_damaged_or_hostile_workbook_is_refused_in_a_sentence(part, change):
    with pytest.raises(Invalid) as refusal:
        read_xlsform(changed(part, change), title="x")

    assert str(refusal.value) == BROKEN


def test_what_a_sheet_says_of_its_own_size_is_not_believed():
    file = changed(
        SHEET, lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:A2"', text)
    )

    blueprint = read_xlsform(file, title="x")

    assert [row["name"] for row in blueprint.questions][-1] == "remark"


def test_a_title_has_a_longest_length():
    with pytest.raises(Unusable) as refusal:
        read_xlsform(workbook(title="ก" * 501), title="x")

    assert refusal.value.sentences == ["แผ่นงาน settings แถว 2: form_title ยาวเกิน 500 ตัวอักษร"]


@pytest.mark.parametrize("name", ["form.docx", "form"])
def test_other_kinds_of_file_are_refused(name):
    with pytest.raises(Invalid) as refusal:
        read_xlsform(io.BytesIO(b"x"), title="x", filename=name)

    kind = name.removeprefix("form")
    assert str(refusal.value) == (f"ไฟล์ {kind} ไม่ใช่แบบ XLSForm โปรดส่งไฟล์ .xlsx .xls .csv หรือ .md")


def test_a_file_far_too_large_is_not_opened():
    with pytest.raises(Invalid) as refusal:
        read_xlsform(io.BytesIO(b"x" * (10 * 1024 * 1024 + 1)), title="x")

    assert str(refusal.value) == "ไฟล์นี้ใหญ่เกิน 10 MB โปรดลบภาพและแผ่นงานที่ไม่เกี่ยวกับแบบสำรวจออก"


MARKDOWN = b"""
| survey | | | |
| | type | name | label |
| | text | a | \xe0\xb8\x81 |
"""
COMMAS = b'"survey"\n,"type","name","label"\n,"text","a","x"\n'


@pytest.mark.parametrize(("data", "name"), [(MARKDOWN, "f.md"), (COMMAS, "f.csv")])
def test_text_files_are_read_too(data, name):
    blueprint = read_xlsform(io.BytesIO(data), title="x", filename=name)

    assert [(row["type"], row["name"]) for row in blueprint.questions] == [("text", "a")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (changed(SHEET, lambda text: text[:-40]), BROKEN),
        (
            workbook([["type", "name", "label", "roll_up"], ["text", "a", "ก", "sum"]]),
            "แผ่นงาน survey แถว 2: รวมยอดได้เฉพาะข้อที่ตอบเป็นตัวเลขหรือข้อคำนวณ โปรดเลือกแบบอื่นในตารางรวม",
        ),
    ],
)
def test_the_screen_says_what_is_wrong_with_a_file(as_user, file, sentence):
    world = QuickWorld(forwarded=False)
    upload = SimpleUploadedFile("กองทุน.xlsx", file.getvalue())

    page = as_user(world.staff.officer).post(
        reverse("survey_edit", args=[world.top.pk]),
        {"act": "upload", "file": upload, "kinds": [Kind.SAO], "replace": "on"},
    )

    assert list(chain(*page.context["view"].upload_form.errors.values())) == [sentence]
    assert world.task.questions.count() == 6


@pytest.mark.django_db
def test_it_hangs_on_the_circular_through_the_screen(as_user):
    world = QuickWorld(forwarded=False)
    world.task.questions.all().delete()
    world.task.choices.all().delete()
    for indicator in world.task.indicators.all():
        indicator.targets.all().delete()
    world.task.indicators.all().delete()
    SurveyTask.objects.all().delete()
    file = SimpleUploadedFile("กองทุน.xlsx", workbook().read())

    as_user(world.staff.officer).post(
        reverse("survey_edit", args=[world.top.pk]),
        {"act": "upload", "file": file, "kinds": [Kind.SAO]},
    )

    task = SurveyTask.objects.get()
    assert (task.title, task.kinds, task.questions.count()) == ("แบบกองทุน", ["SAO"], 7)
