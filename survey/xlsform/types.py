"""The type of a question, from what its name means in the standard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from survey.models import QuestionType
from survey.models.question_types import FILED, NUMBERED, RollUp

#: Places that a telephone would note by itself are asked openly here; an audit by nobody.
_NAMED = {
    "group": QuestionType.BEGIN_GROUP,
    "loop": QuestionType.BEGIN_GROUP,
    "repeat": QuestionType.BEGIN_REPEAT,
    "select one external": QuestionType.SELECT_ONE,
    "start-geopoint": QuestionType.GEOPOINT,
    "background-geopoint": QuestionType.GEOPOINT,
    "audit": QuestionType.METADATA,
}
_TAGS = {
    "select1": QuestionType.SELECT_ONE,
    "select": QuestionType.SELECT_MULTIPLE,
    "odk:rank": QuestionType.RANK,
    "trigger": QuestionType.ACKNOWLEDGE,
    "range": QuestionType.RANGE,
}
_MEDIA = {
    "image/*": QuestionType.IMAGE,
    "audio/*": QuestionType.AUDIO,
    "video/*": QuestionType.VIDEO,
    "application/*": QuestionType.FILE,
}
_BOUND = {
    "int": QuestionType.INTEGER,
    "decimal": QuestionType.DECIMAL,
    "date": QuestionType.DATE,
    "time": QuestionType.TIME,
    "dateTime": QuestionType.DATETIME,
    "geopoint": QuestionType.GEOPOINT,
    "geotrace": QuestionType.GEOTRACE,
    "geoshape": QuestionType.GEOSHAPE,
    "barcode": QuestionType.BARCODE,
}
_SUMMED = NUMBERED - {QuestionType.CALCULATE}
_LISTED = frozenset(
    {
        *(QuestionType.TEXT, QuestionType.DATE, QuestionType.TIME, QuestionType.DATETIME),
        *(QuestionType.GEOPOINT, QuestionType.GEOTRACE, QuestionType.GEOSHAPE),
        *(QuestionType.BARCODE, QuestionType.RANK),
        *FILED,
    }
)


def type_of(written: str, definition: Mapping[str, Any] | None) -> QuestionType | None:
    """``definition`` is pyxform's of the name ``written``; None for what cannot be asked here."""
    if written in _NAMED:
        return _NAMED[written]
    if definition is None or refusal_of(written):
        return None
    bind, control = definition.get("bind") or {}, definition.get("control") or {}
    tag = control.get("tag")
    if "jr:preload" in bind:
        return QuestionType.METADATA
    if tag == "upload":
        return _MEDIA.get(control.get("mediatype", ""))
    if tag in _TAGS:
        return _TAGS[tag]
    if tag is None:
        return QuestionType.HIDDEN if written == "hidden" else QuestionType.CALCULATE
    if bind.get("readonly"):
        return QuestionType.NOTE
    return _BOUND.get(bind.get("type", ""), QuestionType.TEXT)


def refusal_of(written: str) -> str:
    """Why a type that the standard knows is not asked here; empty when it is."""
    sentences = {
        "osm": _("ชนิด osm ต้องใช้แอป OpenMapKit ซึ่งระบบนี้ไม่มี โปรดใช้ geopoint แทน"),
        "background-audio": _("ระบบนี้ไม่บันทึกเสียงโดยที่ผู้ตอบไม่กดเอง โปรดใช้ชนิด audio แทน"),
        "xml-external": _("แบบนี้ใช้ไฟล์ข้อมูลภายนอก (XML) ซึ่งระบบนี้ยังไม่รับ โปรดใส่รายการในแผ่นงาน choices"),
        "csv-external": _("แบบนี้ใช้ไฟล์ข้อมูลภายนอก (CSV) ซึ่งระบบนี้ยังไม่รับ โปรดใส่รายการในแผ่นงาน choices"),
    }
    return sentences.get(written, "")


def usual_roll_up(kind: str) -> str:
    """How a type is counted when the workbook says nothing."""
    if kind in _SUMMED:
        return RollUp.SUM.value
    if kind in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE):
        return RollUp.EACH.value
    return RollUp.LIST.value if kind in _LISTED else RollUp.NONE.value
