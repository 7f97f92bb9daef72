"""Thai words as people type them to find something: loose signs left out, short forms known."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from thai import reference
from thai.dates import format_date
from thai.days_in_text import days_in, one_writing, without_days
from thai.text import normalize

#: What one writer puts and another leaves out; between thousands, too.
_LOOSE = re.compile(r"[\s.,ฯๆ]+")

_LETTERS = r"(?<![ก-๙])(?:[ก-ฮ]\.?){2,6}\s*"
_SERIES = r"\(?ว\)?\s?\.?\s?"
#: A number of a letter inside a sentence.
_CITED = re.compile(rf"{_LETTERS}\d[\d.()]*\s?/\s?(?:{_SERIES})?\d{{1,6}}(?![\d/])", re.ASCII)
#: The same as somebody types it among other words, with parts of it left out.
_SOUGHT = re.compile(
    rf"{_CITED.pattern}|(?:{_LETTERS})?(?<![ก-๙\d/])(?:\d[\d.()]*\s?/\s?)?(?<![ก-๙]){_SERIES}\d{{1,6}}(?![\d/])"
    r"|(?<![\d/.])(?:\d{4,}[\d.]*|\d+\.[\d.]*\d)/\d{1,6}(?![\d/])",
    re.ASCII,
)

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
    written = [normalize(text) for text in [number, *texts] if text]
    kept = [*written, *(tight(text) for text in [*texts, *days] if text)]
    named = {one for text in written for _where, one in days_in(text)} | ({day} if day else set())
    return " ".join([*kept, *_days(named)])


def looked_in_prose(text: str) -> str:
    """
    The same of a long text: all of it tight, as written only what is looked for as written.

    Short forms with their dots, the days and the numbers of letters that it names.
    """
    folded = normalize(text)
    dotted = {word for word in folded.split() if "." in word.strip(".,()") or word.endswith(".")}
    named = {one for _where, one in days_in(folded)}
    numbers = [key for found in _CITED.finditer(folded) if (key := number_key(found[0]))]
    return " ".join(["", *numbers, tight(folded), *sorted(dotted), *_days(named)])


def number_key(printed: str) -> str:
    """What two writings of one number of a letter share; "" when it is no number."""
    try:
        return reference.parse(printed).key
    except ValueError:
        return ""


def _days(days: Iterable[dt.date]) -> list[str]:
    """Between spaces, so that the 5th is no part of the 25th."""
    return [f" {one_writing(day)} " for day in sorted(days)]


def words_of(text: str, more: Mapping[str, Iterable[str]] | None = None) -> list[tuple[str, ...]]:
    """
    The words of ``text``, in any order all of them are wanted; of each its writings, of which
    one is enough: คำสั้น (อปท., พรบ) and คำเต็ม find each other. A day and the number of a
    letter are one word each, in any writing. ``more`` are further names by the tight word
    that stands for them.
    """
    rest, days = without_days(normalize(text))
    rest, numbers = _without_numbers(rest.strip())
    found: list[tuple[str, ...]] = [*numbers, *((f" {one_writing(day)} ",) for day in days)]
    for word in rest.split():
        if plain := tight(word):
            names = [tight(name) for name in (more or {}).get(plain, ())]
            found.append((*dict.fromkeys([*_ways(word, plain), *filter(None, names)]),))
    return found


def _without_numbers(folded: str) -> tuple[str, list[tuple[str, ...]]]:
    """Folded text without the numbers of letters in it, and how each stands in what is looked in."""
    try:
        return "", _parts(reference.parse(folded))
    except ValueError:
        pass
    found: list[tuple[str, ...]] = []
    for one in reversed(list(_SOUGHT.finditer(folded))):
        try:
            parts = _parts(reference.parse(one[0]))
        except ValueError:
            continue
        found += parts
        folded = f"{folded[: one.start()]} {folded[one.end() :]}"
    return folded, found


def _parts(sought: reference.ReferenceNumber) -> list[tuple[str, ...]]:
    """As far as it was typed: what is left out matches anything."""
    letters = sought.letters.lower()
    if letters and sought.office:
        return [(f" {sought.key} ",)]
    end = sought.key.removeprefix(letters).lstrip("|")
    if not letters and not sought.office and not sought.series:
        return [(end,)]
    return [*([(f" {letters}|",)] if letters else []), (f"|{end} ",)]


def _ways(word: str, plain: str) -> tuple[str, ...]:
    if plain in _LONG and word != plain:
        # With its dot: สถ. is no part of สถานที่. One of several dots is known without.
        ways = [plain] if word.count(".") > 1 else []
        return (word, *ways, _LONG[plain])
    if plain in _LONG:
        return (plain, _LONG[plain])
    if plain in _SHORT:
        return (plain, _SHORT[plain])
    # Figures with dots, as 0810.3, are parts of numbers, which are never made tight.
    figures = [word] if word != plain and any(map(str.isdigit, word)) else []
    return (plain, *figures, *_begun(word, plain))


def _begun(word: str, plain: str) -> Iterable[str]:
    """อบต.ท่าไคร้ and องค์การบริหารส่วนตำบลท่าไคร้ are one: a short form begins many a name."""
    for short, long in SHORT_FORMS.items():
        if word.startswith(normalize(short)):
            yield tight(long) + plain[len(tight(short)) :]
        elif plain.startswith(tight(long)):
            yield tight(short) + plain[len(tight(long)) :]
