"""Phrases that count: ภายใน 7 วันทำการนับแต่วันที่ได้รับหนังสือ."""

import datetime as dt
import re
from collections.abc import Callable

from thai.deadline_rule import Since, Unit, Within
from thai.sentences import Sentence, UnreadableError, gettext_noop

_UNKNOWN_START = gettext_noop(
    "ระบบไม่รู้ว่า “%(start)s” คือวันใด โปรดเขียนวันที่ของวันนั้น เช่น "
    "ภายใน 15 วันนับแต่วันที่ 31 ตุลาคม 2563 หรือนับแต่วันที่ได้รับหนังสือ"
)
_NO_SUCH_COUNT = gettext_noop("นับ %(count)s %(unit)sไม่ได้ โปรดเขียนจำนวนตั้งแต่ 1 เช่น ภายใน 7 วันทำการ")
_FROM_PLAIN_DAY = gettext_noop(
    "การนับเป็นชั่วโมงต้องเริ่มจากเวลาที่ได้รับหนังสือ โปรดเขียนเช่น ภายใน 24 ชั่วโมงนับแต่เวลาที่ได้รับหนังสือ "
    "หรือเขียนวันและเวลาสุดท้าย"
)

_UNITS = {
    "วันทำการ": Unit.WORKING_DAYS,
    "วันทำงาน": Unit.WORKING_DAYS,
    "วันราชการ": Unit.WORKING_DAYS,
    "ชั่วโมง": Unit.HOURS,
    "ชม.": Unit.HOURS,
    "สัปดาห์": Unit.WEEKS,
    "อาทิตย์": Unit.WEEKS,
    "เดือน": Unit.MONTHS,
    "ปี": Unit.YEARS,
    "วัน": Unit.DAYS,
}
_UNIT = "|".join(re.escape(name).replace("วันทำ", r"วัน\s*ทำ") for name in _UNITS)
_FROM = (
    r"(?:โดย)?(?:ให้)?(?:เริ่ม)?(?:นับ\s*)?(?:เริ่ม)?"
    r"(?:ตั้งแต่|ถัดจาก|ถัด\s*จาก|ต่อจาก|ภายหลังจาก|ภายหลัง|หลังจาก|หลัง|แต่(?!\s*(?:ต้อง)?ไม่)|จาก)"
)
_COUNT = re.compile(
    rf"(?P<count>\d{{1,5}})\s*(?P<unit>{_UNIT})(?!ที่\s*\d|แรก)(?:ปฏิทิน)?"
    rf"(?:\s*(?:{_FROM}|นับ)\s*(?P<start>\S.*))?",
    re.ASCII,
)
#: The count may come last: นับแต่วันที่ได้รับหนังสือ ภายใน 7 วัน.
_START_FIRST = re.compile(rf"{_FROM}\s*(?P<start>\S.*?)\s*(?:ภายใน|ไม่เกิน)\s*(?P<rest>\d.*)")

_LETTER_NAME = r"(?:ตาม)?(?:ใน)?(?:หนังสือ|จดหมาย|บันทึก)?(?:ฉบับ)?(?:นี้)?(?:ดังกล่าว)?"
_THE_DAY = r"(?:(?:วัน|เวลา)(?:ที่)?(?:และเวลาที่)?\s*)?"
_RECEIPT = re.compile(
    rf"{_THE_DAY}(?:หน่วยงาน|ท่าน|จังหวัด|อำเภอ|อปท\.?)?\s*(?:ได้)?\s*(?:(?:ลง(?:ทะเบียน)?)?รับ|ทราบ)\s*"
    rf"(?:แจ้ง|ทราบ|เรื่อง|มอบหมาย)?\s*{_LETTER_NAME}"
    r"|(?:วันที่\s*)?หนังสือ(?:ฉบับ)?(?:นี้)?(?:มา|ไป)?ถึง\s*(?:หน่วยงาน|ท่าน|ผู้รับ)?"
    r"|(?:การ)?ได้?รับ(?:หนังสือ|แจ้ง)\s*(?:ฉบับนี้)?"
)
_LETTER = re.compile(
    rf"{_THE_DAY}(?:ที่)?\s*(?:ระบุ|ปรากฏ)?(?:ลง(?:วันที่|นาม)?|ออก|ใน|ของ|ตาม|ส่ง)?\s*"
    r"(?:ใน)?(?:หนังสือ|จดหมาย|บันทึก)\s*(?:ฉบับ)?(?:นี้)?"
    rf"|{_THE_DAY}ลงนาม(?:ใน)?(?:หนังสือ)?(?:ฉบับ)?(?:นี้)?|วันที่ลง(?:ใน)?หนังสือ(?:นี้)?|วัน(?:ที่)?ออกหนังสือ(?:นี้)?"
)
_NOW = re.compile(r"บัดนี้(?:เป็นต้นไป)?|นี้(?:เป็นต้นไป)?|วันนี้(?:เป็นต้นไป)?|ปัจจุบัน")

_DAY_AFTER = re.compile(r"^วัน\s*(?:ที่)?\s*(?:ถัดจาก|ถัดไปจาก|ถัดไปหลังจาก|รุ่งขึ้นจาก)\s*")

ReadDay = Callable[[str, dt.date], dt.date | None]


def read_count(text: str, on: dt.date, read_day: ReadDay) -> Within | None:
    """
    A count from a day; ``read_day`` reads a day that is named by itself.

    Where nothing is said it is counted from the receipt. None when nothing is counted;
    raises UnreadableError for a start that nobody here knows.
    """
    if match := _START_FIRST.fullmatch(text):
        text = f"{match['rest']} นับแต่{match['start']}"
    match = _COUNT.fullmatch(text)
    if match is None:
        return None
    unit = _UNITS["".join(match["unit"].split())]
    count = int(match["count"])
    if not 1 <= count <= 3660:
        words = {"count": match["count"], "unit": match["unit"]}
        raise UnreadableError(Sentence(_NO_SUCH_COUNT, **words))
    since, day = _start(match["start"] or "", on, read_day)
    if unit == Unit.HOURS and since != Since.RECEIPT:
        raise UnreadableError(Sentence(_FROM_PLAIN_DAY))
    return Within(count, unit, since, day)


def _start(written: str, on: dt.date, read_day: ReadDay) -> tuple[Since, dt.date | None]:
    written = written.removesuffix("เป็นต้นไป").strip()
    # The day after the start is the first that is counted, said or not.
    written = _DAY_AFTER.sub("", written)
    if not written or _RECEIPT.fullmatch(written):
        return Since.RECEIPT, None
    if _LETTER.fullmatch(written) or _NOW.fullmatch(written):
        return Since.LETTER, None
    if day := read_day(written, on):
        return Since.DAY, day
    raise UnreadableError(Sentence(_UNKNOWN_START, start=written))
