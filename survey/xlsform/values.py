"""Reading what was typed, by the type of the question."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from circulars.errors import Invalid
from survey.models import QuestionType
from thai.dates import parse_date
from thai.text import normalize, without_invisible

_NUMBER = re.compile(r"(?P<sign>[-−–+]?)\s*(?P<whole>\d+|\d{1,3}(?:,\d{3})+)?(?:\.(?P<part>\d+))?")
_UNIT = re.compile(r"\s*(?:\.\s*-|บาทถ้วน|บาท|฿)$")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
#: No form has them, and a workbook cannot hold them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST_NUMBER = 18
LONGEST_TEXT = 2000
#: What stands where a character was lost on the way.
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
#: The value of a ticked ``acknowledge``, as XLSForm stores it.
ACKNOWLEDGED = "OK"

Value = str | int | list[str] | None


def read_value(kind: str, typed: object, choices: Collection[str] = ()) -> Value:
    """
    The stored value of what was typed; None for nothing.

    Raises Invalid with one Thai sentence that says what is wrong and how to write it.
    """
    texts = _texts(typed)
    if kind == QuestionType.SELECT_MULTIPLE:
        return [_chosen(text, choices) for text in texts] or None
    if len(texts) > 1:
        raise Invalid(_("ข้อนี้ตอบได้เพียงหนึ่งคำตอบ"))
    if not texts:
        return None
    match kind:
        case QuestionType.INTEGER:
            return _integer(texts[0])
        case QuestionType.DECIMAL:
            return _decimal(texts[0])
        case QuestionType.DATE:
            return _date(texts[0])
        case QuestionType.SELECT_ONE:
            return _chosen(texts[0], choices)
        case QuestionType.ACKNOWLEDGE:
            return _acknowledged(texts[0])
        case _:
            return _text(texts[0])


def _texts(typed: object) -> list[str]:
    if typed is None:
        return []
    many: Sequence[object] = typed if isinstance(typed, list | tuple) else [typed]
    if not all(isinstance(one, str | int | float | Decimal) for one in many):
        raise Invalid(_("รูปแบบของคำตอบไม่ถูกต้อง โปรดตอบใหม่ในหน้าแบบสำรวจ"))
    return [text for one in many if (text := str(one).strip())]


def _text(typed: str) -> str:
    if UNREADABLE in typed:
        raise Invalid(_("ข้อความมีอักขระที่อ่านไม่ได้ (%(sign)s) โปรดลบหรือพิมพ์ใหม่") % {"sign": UNREADABLE})
    text = without_control(without_invisible(typed))
    if len(text) > LONGEST_TEXT:
        raise Invalid(
            _("ข้อความยาว %(length)s ตัวอักษร เขียนได้ไม่เกิน %(most)s ตัวอักษร")
            % {"length": len(text), "most": LONGEST_TEXT}
        )
    return text


def without_control(text: str) -> str:
    return _CONTROL.sub("", text)


def _number(typed: str) -> Decimal:
    text = _UNIT.sub("", normalize(typed))
    match = _NUMBER.fullmatch(text)
    if match is None or not (match["whole"] or match["part"]):
        raise Invalid(
            _("อ่าน “%(typed)s” เป็นตัวเลขไม่ได้ โปรดเขียนเฉพาะตัวเลข เช่น 1,250,000 หรือ ๑๒๕๐๐๐๐")
            % {"typed": typed}
        )
    whole, part = (match["whole"] or "0").replace(",", ""), match["part"] or ""
    if len(whole) + len(part) > _LONGEST_NUMBER:
        raise Invalid(_("ตัวเลข “%(typed)s” ยาวเกินไป โปรดตรวจอีกครั้ง") % {"typed": typed})
    number = Decimal(f"{whole}.{part}" if part else whole)
    return -number if match["sign"] and match["sign"] != "+" else number


def _integer(typed: str) -> int:
    number = _number(typed)
    if number != number.to_integral_value():
        raise Invalid(_("“%(typed)s” มีทศนิยม ข้อนี้ต้องเป็นจำนวนเต็ม เช่น 12") % {"typed": typed})
    return int(number)


def _decimal(typed: str) -> str:
    return format(_number(typed), "f")


def _date(typed: str) -> str:
    printed = parse_date(typed)
    if printed.day is None:
        raise Invalid(str(printed.problem))
    return printed.day.isoformat()


def _chosen(typed: str, choices: Collection[str]) -> str:
    if typed not in choices:
        raise Invalid(_("ไม่มีตัวเลือก “%(typed)s” ในข้อนี้ โปรดเลือกจากรายการ") % {"typed": typed[:60]})
    return typed


def _acknowledged(typed: str) -> str:
    if typed not in (ACKNOWLEDGED, "on"):
        raise Invalid(_("ข้อนี้มีเพียงช่องรับทราบ โปรดทำเครื่องหมายในช่อง"))
    return ACKNOWLEDGED
