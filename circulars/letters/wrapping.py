"""
Keep together what must not be broken over two lines.

The word breaker cuts between any two short words, also inside a date, a book number, a
telephone number or a person's name. Such pieces are wrapped in a span that does not
break; unlike a joining character it leaves nothing in copied text.
"""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_D = "[0-9๐-๙]"
_MONTHS = "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
_TITLES = (
    "นางสาว|นาง|นาย(?!ก|อำเภอ|ทะเบียน|ช่าง|แพทย์|ทหาร)|ว่าที่ร้อยตรี|ร้อยตรี|ร้อยโท|ร้อยเอก|พันตรี|พันโท|พันเอก"
)
_TOGETHER = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)[^\s<>]{1,60}",
            rf"(?:วันที่\s)?{_D}{{1,2}}\s(?:{_MONTHS})(?:\sพ\.ศ\.)?(?:\s{_D}{{4}})?",
            rf"\(?พ\.ศ\.\s?{_D}{{4}}\)?",
            rf"(?:ที่\s)?[ก-ฮ]{{1,4}}\.?\s?{_D}{{4,5}}(?:\.{_D}+)*\s?/\s?(?:\(ว\)|ว\.?)?\s?{_D}+",
            rf"(?:โทร\.|โทรสาร|โทรศัพท์)\s?{_D}[0-9๐-๙ -]{{6,14}}{_D}(?:\sต่อ\s{_D}+)?",
            rf"{_D}{{1,3}}(?:[ -]{_D}{{3,4}}){{2}}(?:\sต่อ\s{_D}+)?",
            rf"(?:{_TITLES})[ก-ฮเ-ไะ-ฺ็-๎]{{2,20}}\s[ก-ฮเ-ไะ-ฺ็-๎]{{2,20}}(?=[\s)]|$)",
            r"\(?QR\sCode\)?",
            r"คิวอาร์โค้ด",
            r"ฯลฯ",
        )
    )
)
_REPEATED = re.compile(r" (?=ๆ)")


def keep_together(text: str) -> SafeString:
    """Escape ``text`` and wrap its dates, numbers, names and addresses in unbroken spans."""
    text = _REPEATED.sub("\u00a0", text)
    parts: list[str] = []
    end = 0
    for match in _TOGETHER.finditer(text):
        parts.append(escape(text[end : match.start()]))
        parts.append(f'<span class="keep">{escape(match[0])}</span>')
        end = match.end()
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above
