"""What pyxform understood of a workbook becomes rows, and nothing of it is lost."""

from survey.xlsform.dumping import dumped
from survey.xlsform.mapping import Mapped
from survey.xlsform.reading import read_workbook
from tests.survey.xlsform.test_reading import workbook

TYPES = {
    "text": {"control": {"tag": "input"}, "bind": {"type": "string"}},
    "percentage": {
        "control": {"tag": "input"},
        "bind": {"type": "int", "constraint": "0 <= . and . <= 100"},
    },
    "range": {"control": {"tag": "range"}},
}


def mapped(*nodes):
    return Mapped({"children": list(nodes)}, TYPES, "default")


def test_every_column_has_its_place():
    node = {
        "type": "text",
        "name": "a",
        "label": {"Thai": "ก", "English": "A"},
        "hint": "คำอธิบาย",
        "guidance_hint": "สำหรับผู้กรอก",
        "default": "x",
        "media": {"image": "a.png"},
        "bind": {
            "wian-row": "7",
            "required": "yes",
            "relevant": "${b} = 1",
            "constraint": ". != ''",
            "readonly": "no",
            "jr:constraintMsg": {"Thai": "ผิด"},
            "jr:requiredMsg": "ต้องตอบ",
            "odk:length": "short",
        },
        "control": {"appearance": "multiline", "rows": "5"},
        "note of mine": "เก็บไว้",
    }

    found = mapped(node)
    [row] = found.rows

    assert found.places == [7]
    assert (row["label"], row["label_en"], row["hint"]) == ("ก", "A", "คำอธิบาย")
    assert (row["required"], row["relevant"], row["constraint"]) == ("yes", "${b} = 1", ". != ''")
    assert (row["constraint_message"], row["required_message"]) == ("ผิด", "ต้องตอบ")
    assert (row["read_only"], row["default"], row["appearance"]) == ("no", "x", "multiline")
    assert row["words"]["guidance_hint"] == {"": "สำหรับผู้กรอก"}
    assert row["words"]["image"] == {"": "a.png"}
    assert row["extra"] == {
        "type": "text",
        "control": {"rows": "5"},
        "bind": {"odk:length": "short"},
        "columns": {"note of mine": "เก็บไว้"},
    }


def test_what_a_type_means_by_itself_holds():
    [row] = mapped({"type": "percentage", "name": "p", "label": "ร้อยละ"}).rows

    assert (row["type"], row["constraint"]) == ("integer", "0 <= . and . <= 100")


def test_parameters_are_read_in_both_spellings():
    rows = mapped(
        {"type": "range", "name": "a", "parameters": {"start": "1", "end": "5"}},
        {"type": "range", "name": "b", "parameters": "start=1 end=5"},
    ).rows

    assert [row["parameters"] for row in rows] == [{"start": "1", "end": "5"}] * 2


def test_a_loop_is_a_group_for_each_choice():
    survey = [
        ["type", "name", "label"],
        ["begin loop over has", "each", "ทุกข้อ"],
        ["integer", "n", "จำนวน %(label)s"],
        ["end loop"],
    ]

    blueprint = read_workbook(workbook(survey).read(), "f.xlsx").blueprint

    assert [(row["type"], row["name"], row.get("label", "")) for row in blueprint.questions] == [
        ("begin_group", "each", "ทุกข้อ"),
        ("begin_group", "yes", "มี"),
        ("integer", "n", "จำนวน มี"),
        ("end_group", "yes", ""),
        ("begin_group", "no", "ไม่มี"),
        ("integer", "n", "จำนวน ไม่มี"),
        ("end_group", "no", ""),
        ("end_group", "each", ""),
    ]
    [loop] = [node for node in dumped(blueprint)["children"] if node["type"] == "loop"]
    assert [(node["name"], node["label"]) for node in loop["children"]] == [
        ("n", "จำนวน %(label)s")
    ]


def test_the_standard_s_own_shortcuts_are_taken_over():
    survey = [
        ["Type", "Name", "Label", "appearance"],
        ["select_one has or_other", "q", "ถาม", ""],
        ["begin group", "t", "ตาราง", "table-list"],
        ["select1 has", "r", "ข้อ", ""],
        ["end group"],
    ]

    blueprint = read_workbook(workbook(survey).read(), "f.xlsx").blueprint

    rows = [(row["type"], row["name"]) for row in blueprint.questions]
    assert rows[:2] == [("select_one", "q"), ("text", "q_other")]
    assert [row["name"] for row in blueprint.choices["has"]] == ["yes", "no", "other"]
    assert ("select_one", "reserved_name_for_field_list_labels_4") in rows


def test_a_workbook_that_is_too_long_is_refused():
    rows = [["type", "name", "label"], *(["text", f"a{n}", "ก"] for n in range(3001))]

    reading = read_workbook(workbook(rows).read(), "f.xlsx")

    assert [str(fault) for fault in reading.faults] == [
        "แผ่นงาน survey แถว 3001: แผ่นงานนี้มี 3001 แถว รับได้ไม่เกิน 3000 แถว"
    ]
