"""
Reading an XLSForm workbook: sheets ``survey`` and ``choices``, and ``settings`` for the title.

Columns of ours that the standard does not have (answered_by, roll_up, tick_value, column_key,
column_heading, column_group) may stand in the survey sheet. Whatever cannot be taken over is
refused with its sheet and row; nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from django.db.models import Model
from django.utils.translation import gettext as _

from circulars.errors import Invalid
from offices.models import Kind
from survey.models import Choice, Question, QuestionType, RollUp, SurveyTask
from survey.models.question import SELECTING
from survey.xlsform.blueprint import Blueprint
from survey.xlsform.workbook import Row, Rows, read_sheets

_TEXTS = (
    "hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "appearance",
    "default",
    "calculation",
    "tick_value",
    "column_key",
    "column_heading",
    "column_group",
)
_SAME = {"begin group": "begin_group", "end group": "end_group", "string": "text", "int": "integer"}
_IGNORED = frozenset({"start", "end", "deviceid", "username", "audit", "today"})


def read_xlsform(file: BinaryIO | Any, *, title: str) -> Blueprint:
    """
    The questionnaire in ``file``; ``title`` is used where the workbook names none.

    Raises Invalid with sheet and row when it is no workbook, or uses what is not supported.
    """
    sheets = read_sheets(file.read(), ("survey", "choices", "settings"))
    if "survey" not in sheets:
        raise Invalid(_("ไฟล์นี้ไม่มีแผ่นงานชื่อ survey โปรดใช้ไฟล์ตามรูปแบบ XLSForm"), field="file")
    choices = _choices(sheets.get("choices", []))
    questions = [
        _question(row, number, choices)
        for number, row in sheets["survey"]
        if row.get("type", "") not in _IGNORED
    ]
    return Blueprint(
        title=_title(sheets.get("settings", [])) or title or _("แบบสำรวจ"),
        kinds=[],
        questions=questions,
        choices=choices,
    )


def _title(settings: Rows) -> str:
    for number, row in settings[:1]:
        title = row.get("form_title", "")
        _check_lengths(SurveyTask, {"title": title}, sheet="settings", number=number)
        return title
    return ""


def _wrong(sheet: str, number: int, sentence: str) -> Invalid:
    return Invalid(
        _("แผ่นงาน %(sheet)s แถว %(row)s: %(why)s")
        % {"sheet": sheet, "row": number, "why": sentence},
        field="file",
    )


def _label(row: Mapping[str, str]) -> tuple[str, str]:
    """The Thai label and the English one, whatever the columns of the workbook are called."""
    thai = next((row[name] for name in row if name.startswith("label::Thai")), "")
    english = next((row[name] for name in row if name.startswith("label::English")), "")
    return row.get("label") or thai or english, english


def _choices(rows: Rows) -> dict[str, list[tuple[str, str, str]]]:
    lists: dict[str, list[tuple[str, str, str]]] = {}
    for number, row in rows:
        key, name = row.get("list_name", ""), row.get("name", "")
        if not key or not name:
            raise _wrong("choices", number, _("ต้องมี list_name และ name"))
        if any(name == known for known, _l, _e in lists.get(key, [])):
            raise _wrong("choices", number, _("ตัวเลือก %(name)s ซ้ำ") % {"name": name})
        label, english = _label(row)
        texts = {"list_name": key, "name": name, "label": label or name, "label_en": english}
        _check_lengths(Choice, texts, sheet="choices", number=number)
        lists.setdefault(key, []).append((name, label or name, english))
    return lists


def _question(row: Row, number: int, choices: Mapping[str, Any]) -> dict[str, Any]:
    written = row.get("type", "")
    kind, _space, list_name = _SAME.get(written, written).partition(" ")
    if kind not in QuestionType.values:
        raise _wrong("survey", number, _("ยังไม่รองรับชนิด “%(type)s”") % {"type": written})
    if kind in SELECTING and list_name.strip() not in choices:
        sentence = _("ไม่มีชุดตัวเลือก “%(list)s” ในแผ่นงาน choices") % {"list": list_name.strip()}
        raise _wrong("survey", number, sentence)
    name = row.get("name", "")
    if not name and kind != QuestionType.END_GROUP:
        raise _wrong("survey", number, _("ต้องมี name"))
    label, english = _label(row)
    question: dict[str, Any] = {
        "type": kind,
        "name": name,
        "label": label,
        "label_en": english,
        "list_name": list_name.strip() if kind in SELECTING else "",
        "answered_by": _kinds(row, number),
        "roll_up": row.get("roll_up") or _usual(kind),
    }
    if question["roll_up"] not in RollUp.values:
        raise _wrong("survey", number, _("ไม่มี roll_up แบบนี้"))
    question |= {column: row.get(column, "") for column in _TEXTS}
    _check_lengths(Question, question, sheet="survey", number=number)
    _check_name(name, number)
    return question


def _usual(kind: str) -> str:
    """How a type is counted when the workbook says nothing."""
    if kind in (QuestionType.INTEGER, QuestionType.DECIMAL):
        return RollUp.SUM.value
    if kind in SELECTING:
        return RollUp.EACH.value
    listed = kind in (QuestionType.TEXT, QuestionType.DATE)
    return RollUp.LIST.value if listed else RollUp.NONE.value


def _kinds(row: Row, number: int) -> list[str]:
    kinds = row.get("answered_by", "").split()
    if wrong := sorted(set(kinds) - set(Kind.values)):
        sentence = _("ไม่มีประเภทหน่วยงาน %(kinds)s") % {"kinds": ", ".join(wrong)}
        raise _wrong("survey", number, sentence)
    return kinds


def _check_lengths(
    model: type[Model], texts: Mapping[str, object], *, sheet: str, number: int
) -> None:
    for column, text in texts.items():
        most = getattr(model._meta.get_field(column), "max_length", None)
        if isinstance(text, str) and most and len(text) > most:
            sentence = _("%(column)s ยาวเกิน %(most)s ตัวอักษร") % {"column": column, "most": most}
            raise _wrong(sheet, number, sentence)


def _check_name(name: str, number: int) -> None:
    if name and not (name.isascii() and name.isidentifier()):
        raise _wrong("survey", number, _("name “%(name)s” ใช้ไม่ได้") % {"name": name})
