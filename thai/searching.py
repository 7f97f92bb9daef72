"""Thai words as people type them to find something: loose signs left out, short forms known."""

import datetime as dt
import re

from thai.calendar import MONTHS, MONTHS_SHORT
from thai.dates import format_date
from thai.text import normalize

#: What one writer puts and another leaves out; between thousands, too.
_LOOSE = re.compile(r"[\s.,ฯๆ]+")

_A_DAY = "\x01"
_MONTH = "|".join(re.escape(normalize(name)) for name in [*MONTHS, *MONTHS_SHORT])
#: A day in words, or with strokes, in folded text.
_DAY = re.compile(rf"(?<!\d)0?(\d{{1,2}})\s*(?:(?:{_MONTH})\s*|/\d{{1,2}}/)(?:\d{{4}})(?!\d)")

#: Short forms of official letters and what they stand for (royal institute, ministry of interior).
SHORT_FORMS = {
    "อปท.": "องค์กรปกครองส่วนท้องถิ่น",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
    "อบต.": "องค์การบริหารส่วนตำบล",
    "ทน.": "เทศบาลนคร",
    "ทม.": "เทศบาลเมือง",
    "ทต.": "เทศบาลตำบล",
    "กทม.": "กรุงเทพมหานคร",
    "มท.": "กระทรวงมหาดไทย",
    "สป.มท.": "สำนักงานปลัดกระทรวงมหาดไทย",
    "สถ.": "กรมส่งเสริมการปกครองท้องถิ่น",
    "สถจ.": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",
    "สถอ.": "สำนักงานส่งเสริมการปกครองท้องถิ่นอำเภอ",
    "ปค.": "กรมการปกครอง",
    "ปภ.": "กรมป้องกันและบรรเทาสาธารณภัย",
    "พช.": "กรมการพัฒนาชุมชน",
    "ยผ.": "กรมโยธาธิการและผังเมือง",
    "สตง.": "สำนักงานการตรวจเงินแผ่นดิน",
    "กกต.": "คณะกรรมการการเลือกตั้ง",
    "ครม.": "คณะรัฐมนตรี",
    "ผวจ.": "ผู้ว่าราชการจังหวัด",
    "นอภ.": "นายอำเภอ",
    "สสจ.": "สำนักงานสาธารณสุขจังหวัด",
    "สสอ.": "สำนักงานสาธารณสุขอำเภอ",
    "รพ.สต.": "โรงพยาบาลส่งเสริมสุขภาพตำบล",
    "ศพด.": "ศูนย์พัฒนาเด็กเล็ก",
    "อสม.": "อาสาสมัครสาธารณสุขประจำหมู่บ้าน",
    "พ.ร.บ.": "พระราชบัญญัติ",
    "พ.ร.ก.": "พระราชกำหนด",
    "พ.ร.ฎ.": "พระราชกฤษฎีกา",
    "พ.ศ.": "พุทธศักราช",
}


def tight(text: str) -> str:
    """``text`` folded, and without spaces, dots, commas, ๆ and ฯ."""
    return _LOOSE.sub("", normalize(text))


_LONG = {tight(short): tight(long) for short, long in SHORT_FORMS.items()}
_SHORT = {tight(long): normalize(short) for short, long in SHORT_FORMS.items()}


def looked_in(number: str, *texts: str, day: dt.date | None = None) -> str:
    """
    What a search looks in: each of ``texts`` as written and tight, and the day in its writings.

    What is tight stands apart from its neighbours, so that no word runs over two texts. The
    number of the letter is never made tight: ว 123 would stand in ว 1234.
    """
    days = [format_date(day, style=style) for style in ("long", "short")] if day else []
    slashed = [f"{day.day}/{day.month}/{day.year + 543}"] if day else []
    written = [normalize(text) for text in [number, *texts] if text]
    return " ".join([*written, *(tight(text) for text in [*texts, *days, *slashed] if text)])


def _as_one_word(day: re.Match[str]) -> str:
    return f" {_A_DAY}{tight(day[0])} "


def words_of(text: str) -> list[tuple[str, ...]]:
    """
    The words of ``text``, in any order all of them are wanted; of each its writings, of which
    one is enough: คำสั้น (อปท., พรบ) and คำเต็ม find each other.
    """
    found: list[tuple[str, ...]] = []
    for word in _DAY.sub(_as_one_word, normalize(text)).split():
        if word.startswith(_A_DAY):
            # From its beginning: the 5th is no part of the 25th.
            found.append((word.replace(_A_DAY, " "),))
            continue
        plain = tight(word)
        if plain in _LONG and normalize(word) != plain:
            # With its dot: สถ. is no part of สถานที่. One of several dots is known without.
            ways = [plain] if word.count(".") > 1 else []
            found.append((normalize(word), *ways, _LONG[plain]))
        elif plain in _LONG:
            found.append((plain, _LONG[plain]))
        elif plain in _SHORT:
            found.append((plain, _SHORT[plain]))
        elif plain:
            found.append((plain,))
    return found
