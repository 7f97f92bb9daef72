"""What an attentive reader would point at in a letter before it is signed. Nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thai.calendar import MONTHS, MONTHS_SHORT, WEEKDAYS
from thai.citation import read_citation
from thai.digits import to_arabic
from thai.printed_date import parse_date
from thai.sentences import Sentence, gettext_noop
from thai.telephone import dialled
from thai.wording.told import GAP

_GAP_LEFT = gettext_noop("ในข้อความยังมีที่เว้นไว้ให้เติม “%(gap)s” โปรดเขียนให้ครบ")
_TWO_SPACES = gettext_noop("มีช่องว่างซ้อนกันหลัง “%(before)s” โปรดลบให้เหลือช่องเดียว")
_MIXED = gettext_noop("“%(text)s” ใช้เลขไทยปนกับเลขอารบิก โปรดใช้เลขไทยอย่างเดียว")
_NO_REFERENCE = gettext_noop("ข้อความกล่าวถึงหนังสือที่อ้างถึง แต่ยังไม่ได้กรอกอ้างถึง โปรดกรอกหรือแก้ข้อความ")
_NO_ENCLOSURE = gettext_noop("ข้อความกล่าวถึงสิ่งที่ส่งมาด้วย แต่ยังไม่ได้กรอกสิ่งที่ส่งมาด้วย โปรดกรอกหรือแก้ข้อความ")
_NO_SUCH_ENCLOSURE = gettext_noop(
    "ข้อความกล่าวถึงสิ่งที่ส่งมาด้วย %(number)s แต่มีเพียง %(count)s รายการ โปรดตรวจเลขลำดับ"
)
_NO_PHONE = gettext_noop("ท้ายหนังสือไม่มีหมายเลขโทรศัพท์ โปรดเติมเพื่อให้ผู้รับติดต่อได้")
_UNPRINTED = gettext_noop("%(form)sไม่มีที่พิมพ์ “%(part)s” โปรดเขียนลงในข้อความ หรือเปลี่ยนเป็นหนังสือภายนอก")
_OTHER_DAY = gettext_noop(
    "หนังสือ %(number)s ที่ระบบรู้จักลงวันที่ %(known)s แต่ร่างนี้เขียนว่า %(written)s โปรดตรวจ"
)
_OTHER_NUMBER = gettext_noop(
    "ร่างนี้อ้างหนังสือที่ %(written)s แต่หนังสือลงวันเดียวกันที่ระบบรู้จักคือที่ %(known)s โปรดตรวจ"
)

#: Forms that have fewer lines than a letter, by the names of their kinds.
NAMES = {
    "memo": "บันทึกข้อความ",
    "sealed": "หนังสือประทับตรา",
    "order": "คำสั่ง",
    "rule": "ระเบียบและข้อบังคับ",
    "notice": "ประกาศ",
    "press": "แถลงการณ์และข่าว",
    "certified": "หนังสือรับรอง",
    "minutes": "รายงานการประชุม",
}

_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *MONTHS_SHORT))
_DATED = re.compile(
    rf"(?:วัน(?:{'|'.join(WEEKDAYS)}|พฤหัส)\s*(?:ที่)?\s*)?[0-9๐-๙]{{1,3}}\s(?:{_MONTH})\s(?:พ\.ศ\.\s?)?[0-9๐-๙]{{4}}"
)
_AS_TYPED = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\S*[A-Za-z]\S*")
_RUN = re.compile(r"[0-9๐-๙][0-9๐-๙./,:-]*")
_DOUBLE = re.compile(r"(\S{1,20})(?<!\n) {2,}(?=\S)")
_CITES = re.compile(r"สิ่งที่ส่งมาด้วย(?:\s*(?P<number>[0-9๐-๙]{1,2})(?![0-9๐-๙]))?")
_MOST = 3


@dataclass(frozen=True, slots=True)
class KnownLetter:
    """A letter of the thread as it is known: its number as printed, its key, its printed day."""

    number: str
    key: str
    dated: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The parts of a letter that are read; ``known`` are the letters it may speak of."""

    body: str
    subject: str = ""
    references: Sequence[str] = ()
    enclosures: Sequence[str] = ()
    copies_to: Sequence[str] = ()
    contact: str = ""
    form: str = "external"
    has_foot: bool = True
    known: Sequence[KnownLetter] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.subject, self.body, *self.references, *self.enclosures, *self.copies_to)


def proofread(proof: Proof) -> list[Sentence]:
    """One sentence for each thing that does not fit, in the order of the letter."""
    found: list[Sentence] = []
    if GAP in proof.body:
        found.append(Sentence(_GAP_LEFT, gap=GAP))
    for text in proof.texts:
        found += [*_dates(text), *_spaces(text), *_digits(text)]
    found += [*_cited(proof), *_known(proof)]
    called = NAMES.get(proof.form, "")
    found += [Sentence(_UNPRINTED, form=called, part=part) for part in unprinted(proof)]
    if proof.has_foot and not dialled(proof.contact):
        found.append(Sentence(_NO_PHONE))
    return list(dict.fromkeys(found))


def _dates(text: str) -> Iterator[Sentence]:
    """Days that do not exist, and weekdays that are not theirs."""
    for found in _DATED.finditer(text):
        problem = parse_date(found[0]).problem
        if problem is not None:
            yield problem


def _spaces(text: str) -> Iterator[Sentence]:
    for found in list(_DOUBLE.finditer(text))[:_MOST]:
        yield Sentence(_TWO_SPACES, before=found[1])


def _digits(text: str) -> Iterator[Sentence]:
    """Runs of digits that mix both kinds, or a text that has runs of both."""
    plain = _AS_TYPED.sub(" ", text)
    runs = [found[0].rstrip("./,:-") for found in _RUN.finditer(plain)]
    arabic = [one for one in runs if re.search("[0-9]", one)]
    thai = [one for one in runs if re.search("[๐-๙]", one)]
    both = [one for one in arabic if one in thai]
    odd = both or (arabic if thai else [])
    for one in odd[:1]:
        yield Sentence(_MIXED, text=one)


def _cited(proof: Proof) -> Iterator[Sentence]:
    """อ้างถึง and สิ่งที่ส่งมาด้วย that the text speaks of, and the letter has not."""
    if proof.form != "external":
        return
    if "ที่อ้างถึง" in proof.body and not proof.references:
        yield Sentence(_NO_REFERENCE)
    cited = list(_CITES.finditer(proof.body))
    if cited and not proof.enclosures:
        yield Sentence(_NO_ENCLOSURE)
        return
    for one in cited:
        number = int(to_arabic(one["number"])) if one["number"] else 0
        if number > len(proof.enclosures):
            yield Sentence(_NO_SUCH_ENCLOSURE, number=one["number"], count=len(proof.enclosures))


def _known(proof: Proof) -> Iterator[Sentence]:
    """Numbers and days that differ from those of the letters of the thread."""
    for line in (*proof.references, *proof.enclosures):
        cited = read_citation(line)
        if cited is None:
            continue
        day = cited.day
        for letter in proof.known:
            known = parse_date(letter.dated).day if letter.dated else None
            if letter.key == cited.key and day and known and day != known:
                yield Sentence(
                    _OTHER_DAY, number=letter.number, known=letter.dated, written=cited.dated
                )
            elif (
                letter.key != cited.key
                and day is not None
                and day == known
                and _alike(letter.key, cited.key)
            ):
                yield Sentence(_OTHER_NUMBER, written=cited.number, known=letter.number)


def _alike(one: str, other: str) -> bool:
    """Whether two numbers are of the same office, or run to the same number."""
    first, second = one.split("|"), other.split("|")
    return (first[:2] == second[:2]) != (first[-1] == second[-1])


def unprinted(proof: Proof) -> list[str]:
    """The filled parts that the form of the letter has no line for (saraban §1.4)."""
    if proof.form not in NAMES:
        return []
    parts = (
        ("อ้างถึง", proof.references and proof.form != "minutes"),
        ("สิ่งที่ส่งมาด้วย", proof.enclosures),
        ("สำเนาส่ง", proof.copies_to),
        ("ผู้ประสานงาน", proof.form == "memo" and "ผู้ประสานงาน" in proof.contact),
    )
    return [part for part, filled in parts if filled]
