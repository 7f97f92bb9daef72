"""What is wrong in a workbook: the sheet, the row, the column, and a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from circulars.errors import Invalid


@dataclass(frozen=True, slots=True)
class Found:
    """``row`` as Excel counts it; 0 where the fault belongs to no row."""

    sheet: str
    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        if not self.sheet:
            return self.reason
        if not self.row:
            return _("แผ่นงาน %(sheet)s: %(why)s") % {"sheet": self.sheet, "why": self.reason}
        return _("แผ่นงาน %(sheet)s แถว %(row)s: %(why)s") % {
            "sheet": self.sheet,
            "row": self.row,
            "why": self.reason,
        }


class Unusable(Invalid):
    """A workbook that cannot be taken over; ``faults`` are all that were found."""

    def __init__(self, faults: list[Found]) -> None:
        super().__init__(" ".join(map(str, faults)), field="file")
        self.faults = faults

    @property
    def sentences(self) -> list[str]:
        return [str(fault) for fault in self.faults]


def told(fault: Mapping[str, Any]) -> Found:
    """A fault that pyxform found, in Thai."""
    sheet, row, column = str(fault["sheet"]), int(fault["row"]), str(fault["column"])
    said, code = str(fault["said"]), str(fault["code"])
    words = {key: str(value) for key, value in fault["words"].items()}
    if code in _CODES:
        return Found(sheet, row, column or _COLUMNS.get(code, ""), _CODES[code](words))
    for pattern, where, sentence in _SAID:
        if match := re.search(pattern, said, re.DOTALL):
            found_in = "" if where[0] == _NO_SHEET else where[0] or sheet
            return Found(found_in, row, column or where[1], sentence(match.groups()))
    plain = re.sub(r"^\[row : \d+\]\s*", "", said)
    return Found(sheet, row, column, _("ไม่ตรงตามมาตรฐาน XLSForm (%(why)s)") % {"why": plain[:300]})


_Sentence = Callable[[Mapping[str, str]], str]
_COLUMNS = {"UNKNOWN_TYPE": "type", "NO_LABEL": "label", "INCLUDE": "type"}


def _word(words: Mapping[str, str], *names: str) -> str:
    return next((words[name] for name in names if words.get(name)), "")


_CODES: dict[str, _Sentence] = {
    "UNKNOWN_TYPE": lambda words: _("ไม่มีชนิดคำถาม “%(type)s” ในมาตรฐาน XLSForm โปรดแก้ชนิด") % words,
    "NO_LABEL": lambda words: _("ข้อ %(name)s ไม่มีข้อความคำถาม โปรดเขียนในคอลัมน์ label") % words,
    "INCLUDE": lambda _words: _("ชนิด include ดึงแบบจากไฟล์อื่น ซึ่งทำไม่ได้ โปรดคัดลอกคำถามมาไว้ในแบบนี้"),
    "HEADER_001": lambda _words: _("แผ่นงานไม่มีหัวคอลัมน์ในแถวแรก โปรดเพิ่มหัวคอลัมน์"),
    "HEADER_002": lambda words: (
        _("คอลัมน์ “%(other)s” กับ “%(header)s” หมายถึงคอลัมน์เดียวกัน โปรดเหลือไว้คอลัมน์เดียว") % words
    ),
    "HEADER_003": lambda words: _("แผ่นงานไม่มีคอลัมน์ %(missing)s โปรดเพิ่มคอลัมน์นั้น") % words,
    "HEADER_004": lambda _words: _("หัวคอลัมน์ของแผ่นงาน choices ต้องไม่ว่างและไม่มีเว้นวรรค โปรดแก้หัวคอลัมน์"),
    "LABEL_001": lambda _words: _("ตัวเลือกไม่มีข้อความ โปรดเขียนในคอลัมน์ label"),
    "NAMES_001": lambda _words: _("มีข้อชื่อนี้ซ้ำกันในหมวดเดียวกัน โปรดเปลี่ยนชื่อ"),
    "NAMES_003": lambda _words: _("ชื่อของตารางหลายแถวซ้ำกับชื่อของแบบสำรวจ โปรดเปลี่ยนชื่อ"),
    "NAMES_004": lambda _words: _("ชื่อของตารางหลายแถวซ้ำกัน โปรดเปลี่ยนชื่อ"),
    "NAMES_005": lambda _words: _("ชื่อ meta สงวนไว้สำหรับข้อมูลของแบบ โปรดเปลี่ยนชื่อ"),
    "NAMES_006": lambda _words: _("ตัวเลือกไม่มีชื่อ โปรดเขียนในคอลัมน์ name"),
    "NAMES_007": lambda _words: _("ชื่อตัวเลือกซ้ำกันในชุดเดียวกัน โปรดเปลี่ยนชื่อ"),
    "NAMES_008": lambda _words: _(
        "ชื่อใช้ไม่ได้ โปรดขึ้นต้นด้วยตัวอักษรหรือขีดล่าง แล้วใช้เฉพาะตัวอักษร ตัวเลข ขีด และจุด"
    ),
    "PYREF_001": lambda _words: _("การอ้างถึงข้ออื่นเขียนไม่ถูก โปรดเขียนแบบ ${ชื่อข้อ}"),
    "PYREF_002": lambda _words: _("รายชื่อข้อที่อ้างถึงต้องคั่นด้วยจุลภาค เช่น ${a}, ${b}"),
    "PYREF_003": lambda words: (
        _("อ้างถึงข้อ %(name)s ซึ่งไม่มีในแบบ โปรดแก้ชื่อข้อ") % {"name": _word(words, "q", "name", "ref")}
    ),
    "PYREF_004": lambda words: (
        _("อ้างถึงข้อ %(name)s ซึ่งมีหลายข้อชื่อเดียวกัน โปรดเปลี่ยนชื่อให้ต่างกัน")
        % {"name": _word(words, "q", "name", "ref")}
    ),
    "SURVEY_001": lambda _words: _("มี “จบหมวด” ก่อน “เริ่มหมวด” โปรดเรียงใหม่"),
    "SURVEY_002": lambda _words: _("มี “เริ่มหมวด” ที่ไม่มี “จบหมวด” โปรดเพิ่มให้ครบ"),
}
#: The fault is in no sheet, for there is none.
_NO_SHEET = "-"
_Groups = tuple[str | Any, ...]
#: Sentences that pyxform has no code for: pattern, (sheet, column), ours.
_SAID: tuple[tuple[str, tuple[str, str], Callable[[_Groups], str]], ...] = (
    (
        r"List name not in choices sheet: (.*)",
        ("", "type"),
        lambda found: _("ไม่มีชุดตัวเลือก “%(list)s” ในแผ่นงาน choices") % {"list": found[0]},
    ),
    (
        r"List name not in external choices sheet: (.*)",
        ("", "type"),
        lambda found: _("ไม่มีชุดตัวเลือก “%(list)s” ในแผ่นงาน external_choices") % {"list": found[0]},
    ),
    (
        r"There should be a choices sheet",
        ("choices", ""),
        lambda _found: _("แบบนี้มีข้อแบบเลือก แต่ไม่มีแผ่นงานชื่อ choices โปรดเพิ่มแผ่นงาน"),
    ),
    (
        r"You must have a sheet named 'survey'",
        ("survey", ""),
        lambda _found: _("ไฟล์นี้ไม่มีแผ่นงานชื่อ survey โปรดใช้ไฟล์ตามรูปแบบ XLSForm"),
    ),
    (r"with no name", ("", "name"), lambda _found: _("ต้องมี name")),
    (r"Question with no type", ("", "type"), lambda _found: _("ต้องมี type")),
    (
        r"Missing calculation",
        ("", "calculation"),
        lambda _found: _("ข้อคำนวณไม่มีสูตร โปรดเขียนในคอลัมน์ calculation"),
    ),
    (
        r"Choice names with spaces.*See \[(.*?)\] in \[(.*?)\]",
        ("choices", "name"),
        lambda found: (
            _("ชื่อตัวเลือก “%(name)s” ของชุด %(list)s มีเว้นวรรค ข้อที่เลือกได้หลายข้อใช้ไม่ได้")
            % {"name": found[0], "list": found[1]}
        ),
    ),
    (
        r"Duplicate column header: (.*)",
        ("", ""),
        lambda found: _("มีหัวคอลัมน์ “%(head)s” ซ้ำกัน โปรดเหลือไว้คอลัมน์เดียว") % {"head": found[0]},
    ),
    (
        r"multiple values for argument 'tag'",
        ("choices", "tag"),
        lambda _found: _("แผ่นงาน choices มีคอลัมน์ชื่อ tag ซึ่งมาตรฐานใช้ไม่ได้ โปรดเปลี่ยนชื่อคอลัมน์"),
    ),
    (
        r"not recognized as a supported type|does not appear to be a valid XLSForm|Error reading",
        (_NO_SHEET, ""),
        lambda _found: _("เปิดไฟล์นี้เป็นสมุดงาน Excel ไม่ได้ โปรดบันทึกเป็น .xlsx แล้วส่งใหม่"),
    ),
)
