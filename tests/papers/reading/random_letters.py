"""Letters made by chance, with the fields that a reader must find in them."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from tests.papers.reading import letter_words as words
from thai.dates import format_date
from thai.digits import to_arabic, to_thai

EMPTY: dict[str, Any] = {
    "urgency": None, "secrecy": None, "number": None, "date": None, "subject": None,
    "addressee": None, "references": [], "enclosures": [], "deadlines": [], "signer": None,
    "signer_position": None, "issuer": None, "owner_unit": None, "phones": [], "links": [],
    "stamps": [],
}  # fmt: skip
URGENCIES = {"urgent": "ด่วน", "very_urgent": "ด่วนมาก", "most_urgent": "ด่วนที่สุด"}
KINDS = ("external", "external", "external", "memo", "memo", "sealed", "order", "announcement")


@dataclass
class RandomLetter:
    """What is printed, and ``fields`` as ``read_letter`` has to give them."""

    chance: random.Random
    kind: str
    arabic: bool
    fields: dict[str, Any] = field(default_factory=lambda: dict(EMPTY))
    agency: str = ""
    address: str = ""
    memo_phone: str = ""
    paragraphs: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    rank: str = ""
    name: str = ""
    positions: tuple[str, ...] = ()
    unit_lines: list[str] = field(default_factory=list)
    date: str = ""
    enclosures: list[tuple[str, str]] = field(default_factory=list)
    salutation: str = "เรียน"
    stamp: tuple[str, str, str] | None = None

    def digits(self, text: str) -> str:
        return to_arabic(text) if self.arabic else to_thai(text)


def make(seed: int) -> RandomLetter:
    """The letter of ``seed``: the same each time."""
    chance = random.Random(seed)
    letter = RandomLetter(chance, chance.choice(KINDS), chance.random() < 0.25)
    _head(letter)
    _cited(letter)
    _text(letter)
    _end(letter)
    if letter.kind == "external" and chance.random() < 0.3:
        _stamp(letter)
    return letter


def _day(chance: random.Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(days=chance.randrange((last - first).days))


def _number(letter: RandomLetter, prefix: str) -> str:
    chance = letter.chance
    series = chance.choice(("ว ", "ว", "", "", "ว. "))
    sub = chance.choice(
        ("", f".{chance.randint(1, 9)}", f".{chance.randint(1, 3)}.{chance.randint(1, 9)}")
    )
    return letter.digits(
        f"{prefix}{chance.randint(1, 30):02}{sub}/{series}{chance.randint(1, 9876)}"
    )


def _head(letter: RandomLetter) -> None:
    chance, fields = letter.chance, letter.fields
    day = _day(chance, dt.date(2024, 1, 5), dt.date(2026, 11, 20))
    if chance.random() < 0.45:
        letters, province = chance.choice(list(words.PROVINCES.items()))
        prefix, letter.agency = f"{letters} ๐๐", f"จังหวัด{province}"
        issuer = f"ศาลากลางจังหวัด{province}"
        letter.address = f"ถนนศูนย์ราชการ {letters} {chance.randint(11000, 96000)}"
    else:
        prefix = chance.choice(list(words.DEPARTMENTS))
        issuer, letter.address = words.DEPARTMENTS[prefix]
        letter.agency = issuer
    letter.address = letter.digits(letter.address)
    fields["kind"] = letter.kind
    fields["number"] = _number(letter, prefix)
    fields["date"] = day.isoformat()
    letter.date = letter.digits(format_date(day))
    fields["subject"] = letter.digits(chance.choice(words.SUBJECTS))
    fields["addressee"] = letter.digits(chance.choice(words.ADDRESSEES))
    fields["issuer"] = issuer
    if letter.kind in ("external", "memo", "sealed") and chance.random() < 0.5:
        fields["urgency"] = chance.choice(list(URGENCIES))
    if letter.kind == "memo":
        fields["issuer"] = f"{letter.agency} {chance.choice(words.UNITS)}"
        letter.memo_phone = letter.digits(chance.choice(("๐ ๒๒๔๑ ๙๐๐๐", "๐-๔๒๔๙-๒๔๗๗ ต่อ ๑๒", "")))
        fields["phones"] = [letter.memo_phone] if letter.memo_phone else []
    if letter.kind == "sealed":
        fields["subject"], fields["issuer"] = None, letter.agency
        fields["addressee"] = chance.choice(words.SEALED_TO)
    if letter.kind in ("order", "announcement"):
        fields["addressee"], fields["issuer"] = None, letter.agency
        number = letter.digits(f"{chance.randint(1, 900)}/{day.year + 543}")
        fields["number"] = number if letter.kind == "order" else None


def _cited(letter: RandomLetter) -> None:
    chance, fields = letter.chance, letter.fields
    written = dt.date.fromisoformat(fields["date"])
    for _one in range(chance.choice((0, 1, 1, 2, 3)) if letter.kind == "external" else 0):
        cited = written - dt.timedelta(days=chance.randint(3, 300))
        number = _number(letter, chance.choice(("มท ๐๘", "บก ๐๐", "กค ๐๔")))
        urgency = chance.choice(("", "ด่วนที่สุด ", "ด่วนมาก "))
        on = letter.digits(format_date(cited))
        letter.references.append(
            f"หนังสือ{chance.choice(('กรมบัญชีกลาง', 'จังหวัดบึงกาฬ', 'กระทรวงมหาดไทย'))} {urgency}ที่ {number} ลงวันที่ {on}"
        )
        fields["references"] = [
            *fields["references"],
            {"number": number, "date": cited.isoformat()},
        ]
    if letter.kind == "external":
        letter.enclosures = [
            (letter.digits(text), letter.digits(count))
            for text, count in chance.sample(words.ENCLOSURES, chance.choice((0, 1, 1, 2, 3)))
        ]
        fields["enclosures"] = [f"{text} {count}".strip() for text, count in letter.enclosures]


def _text(letter: RandomLetter) -> None:
    chance, fields = letter.chance, letter.fields
    written = dt.date.fromisoformat(fields["date"])
    cause = chance.choice(words.CAUSES).format(agency=letter.agency)
    if letter.kind in ("memo", "sealed") and chance.random() < 0.6:
        cited = written - dt.timedelta(days=chance.randint(3, 200))
        number = _number(letter, "มท ๐๘")
        cause = f"ตามหนังสือกระทรวงมหาดไทย ที่ {number} ลงวันที่ {letter.digits(format_date(cited))} แจ้งแนวทางการดำเนินงานตามแผน นั้น"
        fields["references"] = [{"number": number, "date": cited.isoformat()}]
    letter.paragraphs = [letter.digits(cause)]
    if letter.kind in ("external", "memo", "sealed"):
        letter.paragraphs.append(_ask(letter, written))
        letter.paragraphs.append(chance.choice(words.CLOSERS[letter.kind]))
    else:
        letter.paragraphs.append(
            letter.digits(
                "ทั้งนี้ ให้ผู้ที่ได้รับแต่งตั้งปฏิบัติหน้าที่ตามที่ได้รับมอบหมายโดยเคร่งครัด และรายงานผลให้ผู้บังคับบัญชาทราบ"
            )
        )


def _ask(letter: RandomLetter, written: dt.date) -> str:
    chance, fields = letter.chance, letter.fields
    link = chance.choice(("", chance.choice(words.LINKS)))
    if link:
        fields["links"] = [link]
    phrase, rule = chance.choice(words.DEADLINES) if chance.random() < 0.7 else ("", None)
    due = written + dt.timedelta(days=chance.randint(5, 60))
    phrase = letter.digits(phrase.format(day=format_date(due)))
    if phrase:
        known: dict[str, Any] = (
            {"date": due.isoformat()} if rule in ("day", "hour") else {"rule": rule}
        )
        if rule == "hour":
            known["rule"] = {"kind": "day", "day": due.isoformat(), "time": "16:30:00"}
        fields["deadlines"] = [{"phrase": phrase, **known}]
    said = f"ทางเว็บไซต์ {link}" if link else "ตามแบบที่กำหนด"
    asked = (
        chance.choice(words.ASKS)
        .replace("{link}", "\0")
        .format(agency=letter.agency, deadline=phrase)
    )
    # The digits of an address stay as they are.
    return letter.digits(asked).replace("\0", said).strip()


def _end(letter: RandomLetter) -> None:
    chance, fields = letter.chance, letter.fields
    if letter.kind != "sealed":
        letter.name = chance.choice(words.NAMES)
        if chance.random() < 0.3:
            letter.rank, letter.name = chance.choice(words.RANKED)
        letter.positions = tuple(
            line.format(agency=letter.agency) for line in chance.choice(words.POSITIONS)
        )
        fields["signer"] = f"{letter.rank} {letter.name}".strip()
        fields["signer_position"] = " ".join(letter.positions)
    if letter.kind in ("external", "sealed"):
        unit = [
            chance.choice(words.UNITS),
            *([sub] if (sub := chance.choice(words.SUBGROUPS)) else []),
        ]
        fields["owner_unit"] = " ".join(unit)
        phone = letter.digits(
            chance.choice(("๐ ๒๒๔๑ ๙๐๐๐ ต่อ ๒๑๐๓", "๐-๔๒๔๙-๒๔๗๗", "๐ ๔๒๔๙ ๒๔๗๗-๘"))
        )
        label = chance.choice(("โทร.", "โทรศัพท์"))
        fax = chance.choice(("", f" โทรสาร {letter.digits('๐ ๒๒๔๓ ๒๒๓๐')}"))
        letter.unit_lines = [*unit, f"{label} {phone}{fax}"]
        fields["phones"] = [phone]
        if chance.random() < 0.4:
            mobile = letter.digits("๐๘ ๑๒๓๔ ๕๖๗๘")
            letter.unit_lines.append(f"ผู้ประสานงาน นางสาวดวงใจ สุขเสมอ โทร. {mobile}")
            fields["phones"] = [phone, mobile]


def _stamp(letter: RandomLetter) -> None:
    chance, fields = letter.chance, letter.fields
    received = dt.date.fromisoformat(fields["date"]) + dt.timedelta(days=chance.randint(1, 9))
    number = letter.digits(str(chance.randint(1, 9000)))
    on = letter.digits(format_date(received, style="short"))
    letter.stamp = (number, on, letter.digits(chance.choice(("๐๙.๒๖ น.", ""))))
    fields["stamps"] = [{"number": number, "date": received.isoformat()}]
