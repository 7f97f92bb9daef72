"""
Reading an XLSForm workbook: sheets ``survey`` and ``choices``, and ``settings`` for the title.

Columns of ours that the standard does not have (answered_by, roll_up, tick_value, column_key,
column_heading, column_group) may stand in the survey sheet. Whatever cannot be taken over is
refused with its sheet and row; nothing is dropped in silence.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from circulars.errors import Invalid
from circulars.models import Kind
from survey.models import Question, QuestionType, RollUp
from survey.models.question import SELECTING
from survey.xlsform.blueprint import Blueprint

MOST_ROWS = 1000
#: A workbook is a zip file; unpacked it may be far larger than it came.
MOST_BYTES = 60 * 1024 * 1024
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

Row = dict[str, str]


def read_xlsform(file: BinaryIO | Any, *, title: str) -> Blueprint:
    """
    The questionnaire in ``file``; ``title`` is used where the workbook names none.

    Raises Invalid with sheet and row when it is no workbook, or uses what is not supported.
    """
    book = _open(file)
    if "survey" not in book.sheetnames:
        raise Invalid(_("ไฟล์นี้ไม่มีแผ่นงานชื่อ survey โปรดใช้ไฟล์ตามรูปแบบ XLSForm"), field="file")
    choices = _choices(book)
    questions = [
        _question(row, number, choices)
        for number, row in _rows(book["survey"])
        if row.get("type", "") not in _IGNORED
    ]
    settings = (
        next((row for _n, row in _rows(book["settings"])), {})
        if ("settings" in book.sheetnames)
        else {}
    )
    return Blueprint(
        title=settings.get("form_title") or title or _("แบบสำรวจ"),
        kinds=[],
        questions=questions,
        choices=choices,
    )


def _open(file: Any) -> Any:
    data = file.read()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise Invalid(_("ไฟล์นี้ใหญ่เกินไปสำหรับแบบสำรวจ"), field="file")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise Invalid(
            _("เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่"), field="file"
        ) from error


def _rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    """Rows as {column: text} with their numbers; empty rows are passed over."""
    heads: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MOST_ROWS:
            raise Invalid(
                _("แผ่นงาน %(sheet)s ยาวเกิน %(most)s แถว")
                % {"sheet": sheet.title, "most": MOST_ROWS},
                field="file",
            )
        texts = ["" if cell is None else _plain(cell) for cell in cells]
        if not heads:
            heads = [text.strip() for text in texts]
        elif any(texts):
            row = dict(zip(heads, texts, strict=False))
            yield number, {name: text for name, text in row.items() if name and text}


def _plain(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


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


def _choices(book: Any) -> dict[str, list[tuple[str, str, str]]]:
    lists: dict[str, list[tuple[str, str, str]]] = {}
    if "choices" not in book.sheetnames:
        return lists
    for number, row in _rows(book["choices"]):
        key, name = row.get("list_name", ""), row.get("name", "")
        if not key or not name:
            raise _wrong("choices", number, _("ต้องมี list_name และ name"))
        if any(name == known for known, _l, _e in lists.get(key, [])):
            raise _wrong("choices", number, _("ตัวเลือก %(name)s ซ้ำ") % {"name": name})
        label, english = _label(row)
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
    _check_lengths(question, number)
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


def _check_lengths(question: Mapping[str, Any], number: int) -> None:
    for column, text in question.items():
        field = Question._meta.get_field(column)
        most = getattr(field, "max_length", None)
        if isinstance(text, str) and most and len(text) > most:
            sentence = _("%(column)s ยาวเกิน %(most)s ตัวอักษร") % {"column": column, "most": most}
            raise _wrong("survey", number, sentence)
    name = str(question["name"])
    if name and not (name.isascii() and name.isidentifier()):
        raise _wrong("survey", number, _("name “%(name)s” ใช้ไม่ได้") % {"name": name})
