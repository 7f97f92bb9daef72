"""What speaks against a value that was read: said in Thai, so that a clerk looks."""

import datetime as dt
from dataclasses import replace
from typing import TypeVar

from papers.reading.found import Asked, Cited, Found, Reading
from thai.dates import format_date
from thai.sentences import Sentence, gettext_noop

T = TypeVar("T")

_OLDEST_YEARS = 15
_RECEIVED_BEFORE = gettext_noop(
    "วันที่ของหนังสือ (%(day)s) อยู่หลังวันที่ในตรารับ (%(received)s) โปรดตรวจกับต้นฉบับ"
)
_FAR_YEAR = gettext_noop("ปีของวันที่ “%(printed)s” ห่างจากปีอื่นในหนังสือเกิน 15 ปี โปรดตรวจกับต้นฉบับ")
_DUE_BEFORE = gettext_noop("กำหนด “%(printed)s” อยู่ก่อนวันที่ของหนังสือ (%(day)s) โปรดตรวจกับต้นฉบับ")
_CITED_AFTER = gettext_noop("หนังสือที่อ้างถึงลงวันที่ %(cited)s หลังวันที่ของหนังสือ (%(day)s) โปรดตรวจกับต้นฉบับ")


def doubted(reading: Reading) -> Reading:
    """``reading`` with a sentence at every number and date that does not fit the others."""
    day = reading.day.value if reading.day else None
    return replace(
        reading,
        day=_doubt_day(reading),
        references=tuple(_doubt_cited(one, day) for one in reading.references),
        deadlines=tuple(_doubt_due(one, day) for one in reading.deadlines),
    )


def _doubt_day(reading: Reading) -> Found[dt.date] | None:
    found = reading.day
    if found is None:
        return None
    received = [stamp.value.day for stamp in reading.stamps if stamp.value.day]
    if received and min(received) < found.value:
        return _because(
            found, _RECEIVED_BEFORE, day=_said(found.value), received=_said(min(received))
        )
    others = [one.value.day for one in reading.deadlines if one.value.day]
    others += [one.value.day for one in reading.references if one.value.day] + received
    if others and all(abs(other.year - found.value.year) > _OLDEST_YEARS for other in others):
        return _because(found, _FAR_YEAR, printed=found.printed)
    return found


def _doubt_cited(found: Found[Cited], day: dt.date | None) -> Found[Cited]:
    cited = found.value.day
    if day is None or cited is None or cited <= day:
        return found
    return _because(found, _CITED_AFTER, cited=_said(cited), day=_said(day))


def _doubt_due(found: Found[Asked], day: dt.date | None) -> Found[Asked]:
    due = found.value.day
    if day is None or due is None or due >= day:
        return found
    return _because(found, _DUE_BEFORE, printed=found.printed, day=_said(day))


def _said(day: dt.date) -> str:
    return format_date(day)


def _because(found: Found[T], pattern: str, **values: object) -> Found[T]:
    sentence = Sentence(pattern, **values)
    return replace(found, why_doubtful=f"{found.why_doubtful} {sentence}".strip())
