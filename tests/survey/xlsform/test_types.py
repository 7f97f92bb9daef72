"""The type of a question, from what the standard says of its name."""

import pytest

from survey.xlsform.types import refusal_of, type_of, usual_roll_up

TYPES = [
    ("group", None, "begin_group"),
    ("repeat", None, "begin_repeat"),
    ("select one external", {"control": {"tag": "input"}}, "select_one"),
    ("photo", {"control": {"tag": "upload", "mediatype": "image/*"}}, "image"),
    ("gps", {"control": {"tag": "input"}, "bind": {"type": "geopoint"}}, "geopoint"),
    ("percentage", {"control": {"tag": "input"}, "bind": {"type": "int"}}, "integer"),
    ("note", {"control": {"tag": "input"}, "bind": {"readonly": "true()"}}, "note"),
    ("calculate", {"bind": {"type": "string"}}, "calculate"),
    ("hidden", {"bind": {"type": "string"}}, "hidden"),
    ("start", {"bind": {"jr:preload": "timestamp"}}, "metadata"),
    ("start-geopoint", {"control": {"tag": "action"}}, "geopoint"),
    ("trigger", {"control": {"tag": "trigger"}}, "acknowledge"),
    ("rank", {"control": {"tag": "odk:rank"}}, "rank"),
    ("string", {"control": {"tag": "input"}, "bind": {"type": "string"}}, "text"),
    ("osm", {"control": {"tag": "upload", "mediatype": "osm/*"}}, None),
    ("nothing", None, None),
]


@pytest.mark.parametrize(("written", "definition", "kind"), TYPES)
def test_a_name_has_its_type(written, definition, kind):
    assert type_of(written, definition) == kind


REFUSED = [
    ("osm", "ชนิด osm ต้องใช้แอป OpenMapKit ซึ่งระบบนี้ไม่มี โปรดใช้ geopoint แทน"),
    ("background-audio", "ระบบนี้ไม่บันทึกเสียงโดยที่ผู้ตอบไม่กดเอง โปรดใช้ชนิด audio แทน"),
    (
        "csv-external",
        "แบบนี้ใช้ไฟล์ข้อมูลภายนอก (CSV) ซึ่งระบบนี้ยังไม่รับ โปรดใส่รายการในแผ่นงาน choices",
    ),
    (
        "xml-external",
        "แบบนี้ใช้ไฟล์ข้อมูลภายนอก (XML) ซึ่งระบบนี้ยังไม่รับ โปรดใส่รายการในแผ่นงาน choices",
    ),
]


@pytest.mark.parametrize(("written", "sentence"), REFUSED)
def test_what_is_not_asked_here_is_refused_with_its_reason(written, sentence):
    assert refusal_of(written) == sentence


def test_how_a_type_is_counted_when_nothing_is_said():
    kinds = ["integer", "begin_repeat", "select_one", "text", "image", "note", "calculate"]

    assert [usual_roll_up(kind) for kind in kinds] == [
        *("sum", "sum", "each", "list", "list", "none", "none"),
    ]
