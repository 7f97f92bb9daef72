"""Where the word breaker may end a line, and where a reader of Thai would not."""

import re
from collections.abc import Iterator
from functools import lru_cache

from weasyprint.text.line_break import get_log_attrs

from thai.compounds import COMPOUNDS, LEADING, UNITS

Span = tuple[int, int]

_D = "[0-9๐-๙]"
_NUMBER = rf"{_D}+(?:[,.]{_D}+)*(?:\s?[-–]\s?{_D}+(?:[,.]{_D}+)*)?"
_COMPOUND = re.compile("|".join(map(re.escape, sorted(COMPOUNDS, key=len, reverse=True))))
#: A number with what it counts behind it, or before it what it is the number of.
_COUNTED = re.compile(
    r"(?:ร้อยละ|ข้อ|มาตรา|หมู่ที่|หมู่|ลำดับที่|ครั้งที่|ฉบับที่|งวดที่|ไตรมาสที่|ชั้น|ห้อง|หน้า|เล่ม|ระยะที่|รุ่นที่"
    rf"|ระดับ|สิ่งที่ส่งมาด้วย)\s{_NUMBER}"
    rf"|(?:ปี|ปีงบประมาณ)\s(?:พ\.ศ\.\s?)?{_D}{{4}}"
    rf"|{_NUMBER}\s(?:{'|'.join(map(re.escape, UNITS))})"
)
#: A repeated word keeps its mark, and what is left out its ฯ.
_MARKED = re.compile(r"\S\s?[ๆฯ]")


@lru_cache(maxsize=4096)
def breaks_in(text: str) -> frozenset[int]:
    """Where a line may end inside ``text``, by the word breaker: indices of the next line."""
    attrs = get_log_attrs(text, "th")
    return frozenset(at for at in range(1, len(text)) if attrs[at].is_line_break)


def never_cut(text: str) -> list[Span]:
    """Pieces of ``text`` that the word breaker may cut and a reader would not; they may overlap."""
    found = [match.span() for one in (_COMPOUND, _COUNTED, _MARKED) for match in one.finditer(text)]
    return [*found, *_led(text)]


def _led(text: str) -> Iterator[Span]:
    """A leading word with the one behind it."""
    ends = sorted({*breaks_in(text), len(text)})
    for start, stop, after in zip([0, *ends], ends, ends[1:], strict=False):
        if text[start:stop] in LEADING:
            yield start, after
