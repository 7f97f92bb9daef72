"""Reading what was typed, by the type of the question."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from circulars.errors import Invalid
from survey.models import QuestionType
from survey.models.question_types import FILED
from thai.dates import ERA, parse_date
from thai.text import normalize, without_invisible

_NUMBER = re.compile(r"(?P<sign>[-−–+]?)\s*(?P<whole>\d+|\d{1,3}(?:,\d{3})+)?(?:\.(?P<part>\d+))?")
_UNIT = re.compile(r"\s*(?:\.\s*-|บาทถ้วน|บาท|฿)$")
#: No form has them, and a workbook cannot hold them.
#: The signs that turn the direction of writing would show a text that is not there.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u202a-\u202e\u2066-\u2069]")
_LONGEST_NUMBER = 18
LONGEST_TEXT = 2000
#: What stands where a character was lost on the way.
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
#: The value of a ticked ``acknowledge``, as XLSForm stores it.
ACKNOWLEDGED = "OK"

Value = str | int | list[str] | None

_SECONDS = r"(?:[:.](?P<second>[0-5]\d)(?:\.\d+)?)?"
_CLOCK = re.compile(rf"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d){_SECONDS}\s*(?:น\.?)?")
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")
#: A year of two digits, with nothing that says of which era it is.
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[/.\s-]\s*\d{1,2}\s*[/.\s-]\s*(?P<year>\d{2})")
_NEAR_YEARS = 10
_MOST_POINTS = 2000


def read_value(
    kind: str,
    typed: object,
    choices: Collection[str] = (),
    parameters: Mapping[str, Any] | None = None,
    *,
    today: dt.date | None = None,
) -> Value:
    """
    The stored value of what was typed; None for nothing.

    ``choices`` are the names that may be chosen, or the marks of the files that were sent.
    Raises Invalid with one Thai sentence that says what is wrong and how to write it.
    """
    texts = _texts(typed)
    if kind == QuestionType.RANK:
        return _ranked(texts, choices)
    if kind in _SEVERAL:
        return [_chosen(text, choices) for text in dict.fromkeys(texts)] or None
    if len(texts) > 1:
        raise Invalid(_("ข้อนี้ตอบได้เพียงหนึ่งคำตอบ"))
    if not texts:
        return None
    if kind == QuestionType.DATE:
        return _date(texts[0], today)
    if kind == QuestionType.DATETIME:
        return _moment(texts[0], today)
    if kind == QuestionType.RANGE:
        return _in_range(texts[0], parameters or {})
    if kind in (QuestionType.GEOTRACE, QuestionType.GEOSHAPE):
        return _line(texts[0], closed=kind == QuestionType.GEOSHAPE)
    if kind == QuestionType.SELECT_ONE:
        return _chosen(texts[0], choices)
    return _READERS.get(kind, _text)(texts[0])


_SEVERAL = frozenset({QuestionType.SELECT_MULTIPLE, *FILED})


def is_nothing(typed: object, *, besides: str = "") -> bool:
    """Whether nobody wrote anything there; what stood there already (``besides``) is nothing."""
    many = typed if isinstance(typed, list | tuple) else [typed]
    texts = [text for one in many if one is not None and (text := str(one).strip())]
    return not texts or (bool(besides) and texts == [besides.strip()])


def _texts(typed: object) -> list[str]:
    if typed is None:
        return []
    many: Sequence[object] = typed if isinstance(typed, list | tuple) else [typed]
    if not all(isinstance(one, str | int | float | Decimal) for one in many):
        raise Invalid(_("รูปแบบของคำตอบไม่ถูกต้อง โปรดตอบใหม่ในหน้าแบบสำรวจ"))
    # An answer that nobody can see is none.
    return [text for one in many if (text := str(one).strip()) and _seen(text)]


def _seen(text: str) -> str:
    return without_control(without_invisible(text)).strip()


def _text(typed: str) -> str:
    if UNREADABLE in typed:
        raise Invalid(_("ข้อความมีอักขระที่อ่านไม่ได้ (%(sign)s) โปรดลบหรือพิมพ์ใหม่") % {"sign": UNREADABLE})
    text = _seen(typed)
    if len(text) > LONGEST_TEXT:
        raise Invalid(
            _("ข้อความยาว %(length)s ตัวอักษร เขียนได้ไม่เกิน %(most)s ตัวอักษร")
            % {"length": len(text), "most": LONGEST_TEXT}
        )
    return text


def without_control(text: str) -> str:
    return _CONTROL.sub("", text)


def _number(typed: str, *, money: bool = True) -> Decimal:
    text = normalize(typed)
    match = _NUMBER.fullmatch(_UNIT.sub("", text) if money else text)
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
    number = _number(typed, money=False)
    if number != number.to_integral_value():
        raise Invalid(_("“%(typed)s” มีทศนิยม ข้อนี้ต้องเป็นจำนวนเต็ม เช่น 12") % {"typed": typed})
    return int(number)


def _decimal(typed: str) -> str:
    return format(_number(typed), "f")


def _date(typed: str, today: dt.date | None) -> str:
    _refuse_either_era(typed, today)
    printed = parse_date(typed)
    if printed.day is None:
        raise Invalid(str(printed.problem))
    return printed.day.isoformat()


def _refuse_either_era(typed: str, today: dt.date | None) -> None:
    """Two digits may be of either era; they are taken where only the Buddhist one is near."""
    match = _SHORT_YEAR.fullmatch(normalize(typed))
    if match is None or today is None:
        return
    year = int(match["year"])
    buddhist, common = 2500 + year - ERA, 2000 + year
    near = [abs(one - today.year) <= _NEAR_YEARS for one in (buddhist, common)]
    if near != [True, False]:
        raise Invalid(
            _("ปี “%(year)s” เป็น พ.ศ. หรือ ค.ศ. ก็ได้ โปรดเขียนปีสี่หลัก เช่น 31 ตุลาคม 2563")
            % {"year": match["year"]}
        )


def _time(typed: str) -> str:
    match = _CLOCK.fullmatch(_ZONE.sub("", normalize(typed)))
    if match is None:
        raise Invalid(
            _("อ่าน “%(typed)s” เป็นเวลาไม่ได้ โปรดเขียนเช่น 08.30 หรือ 13:45") % {"typed": typed}
        )
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    return dt.time(hour, minute, second).isoformat(timespec="milliseconds")


def _moment(typed: str, today: dt.date | None) -> str:
    day, _sign, hour = _ZONE.sub("", typed.strip()).replace("T", " ").rpartition(" ")
    hour = hour.strip()
    if hour in ("น.", "น"):
        day, _sign, hour = day.rpartition(" ")
    if not day.strip():
        raise Invalid(
            _("อ่าน “%(typed)s” เป็นวันที่และเวลาไม่ได้ โปรดเขียนเช่น 31 ตุลาคม 2563 08.30")
            % {"typed": typed}
        )
    return f"{_date(day.strip().removesuffix('เวลา').strip(), today)}T{_time(hour)}+07:00"


def _in_range(typed: str, parameters: Mapping[str, Any]) -> str | int:
    number = _number(typed)
    least, most, step = (Decimal(str(parameters.get(name) or usual)) for name, usual in _RANGE)
    low, high = min(least, most), max(least, most)
    if not low <= number <= high or (step and (number - least) % abs(step)):
        raise Invalid(
            _("ข้อนี้ตอบได้ตั้งแต่ %(low)s ถึง %(high)s ทีละ %(step)s")
            % {"low": low, "high": high, "step": abs(step)}
        )
    return int(number) if number == number.to_integral_value() else format(number, "f")


#: Columns of ``parameters`` and what holds where they say nothing.
_RANGE = (("start", "1"), ("end", "10"), ("step", "1"))


def _point(typed: str) -> str:
    parts = normalize(typed).replace(",", " ").split()
    try:
        numbers = [Decimal(part) for part in parts]
    except InvalidOperation:
        numbers = []
    if not 2 <= len(numbers) <= 4 or not (abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180):
        raise Invalid(
            _("อ่าน “%(typed)s” เป็นพิกัดไม่ได้ โปรดเขียนละติจูดแล้วลองจิจูด เช่น 18.3609, 103.6464")
            % {"typed": typed[:60]}
        )
    height, width = (numbers[2:] + [Decimal(0)] * 2)[:2]
    return " ".join(format(one, "f") for one in (*numbers[:2], height, width))


def _line(typed: str, *, closed: bool) -> str:
    """One position a line, or with semicolons between."""
    places = [part for part in re.split(r"[;\n]", typed) if part.strip()]
    points = [_point(part) for part in places[:_MOST_POINTS]]
    if closed and points[0] != points[-1]:
        points.append(points[0])
    if len(points) < (4 if closed else 2):
        raise Invalid(_("โปรดเขียนพิกัดให้ครบ บรรทัดละหนึ่งจุด แนวเส้นอย่างน้อยสองจุด ขอบเขตอย่างน้อยสามจุด"))
    return ";".join(points)


def _ranked(texts: Sequence[str], choices: Collection[str]) -> list[str] | None:
    """The names in their order; each of them once."""
    names = [_chosen(text, choices) for text in texts]
    if names and sorted(names) != sorted(choices):
        raise Invalid(_("โปรดจัดลำดับให้ครบทุกตัวเลือก โดยไม่ซ้ำกัน"))
    return names or None


def _chosen(typed: str, choices: Collection[str]) -> str:
    if typed not in choices:
        raise Invalid(_("ไม่มีตัวเลือก “%(typed)s” ในข้อนี้ โปรดเลือกจากรายการ") % {"typed": typed[:60]})
    return typed


def _acknowledged(typed: str) -> str:
    if typed not in (ACKNOWLEDGED, "on"):
        raise Invalid(_("ข้อนี้มีเพียงช่องรับทราบ โปรดทำเครื่องหมายในช่อง"))
    return ACKNOWLEDGED


_READERS: dict[str, Callable[[str], Value]] = {
    QuestionType.INTEGER: _integer,
    QuestionType.DECIMAL: _decimal,
    QuestionType.TIME: _time,
    QuestionType.GEOPOINT: _point,
    QuestionType.ACKNOWLEDGE: _acknowledged,
}
