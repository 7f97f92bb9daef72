"""Who shall do something: offices as letters name them, and where they stand."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from thai.wording.agency import agency_of


class Level(enum.StrEnum):
    """What an office is; the values are those of the directory of offices."""

    MINISTRY = "MINISTRY"
    DEPARTMENT = "DEPARTMENT"
    ENTERPRISE = "ENTERPRISE"
    PROVINCE = "PROVINCE"
    DISTRICT = "DISTRICT"
    PAO = "PAO"
    CITY = "CITY"
    TOWN = "TOWN"
    SUBDISTRICT_MUNICIPALITY = "SUBDISTRICT_MUNICIPALITY"
    SAO = "SAO"
    SPECIAL = "SPECIAL"


_TOWNS = frozenset({Level.CITY, Level.TOWN, Level.SUBDISTRICT_MUNICIPALITY})
LOCAL = frozenset({*_TOWNS, Level.PAO, Level.SAO, Level.SPECIAL})
#: How far down an office stands; a department and a province are equals.
STANDING = {
    Level.MINISTRY: 0,
    Level.DEPARTMENT: 1,
    Level.ENTERPRISE: 1,
    Level.PROVINCE: 1,
    Level.DISTRICT: 2,
} | dict.fromkeys(LOCAL, 3)
#: How a letter calls all offices of a level.
NOUN = {
    Level.MINISTRY: "กระทรวง",
    Level.DEPARTMENT: "ส่วนราชการ",
    Level.ENTERPRISE: "รัฐวิสาหกิจ",
    Level.PROVINCE: "จังหวัด",
    Level.DISTRICT: "อำเภอ",
    Level.PAO: "องค์การบริหารส่วนจังหวัด",
    Level.CITY: "เทศบาลนคร",
    Level.TOWN: "เทศบาลเมือง",
    Level.SUBDISTRICT_MUNICIPALITY: "เทศบาลตำบล",
    Level.SAO: "องค์การบริหารส่วนตำบล",
    Level.SPECIAL: "องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ",
}


@dataclass(frozen=True, slots=True)
class House:
    """An office that a letter comes from or goes through."""

    name: str
    level: Level | None = None

    @property
    def noun(self) -> str:
        """The word for an office of its level, without a name; "" if that is not known."""
        if self.level is None:
            return ""
        return "กรม" if self.level is Level.DEPARTMENT else NOUN[self.level]

    @property
    def names(self) -> tuple[str, ...]:
        """All the ways in which a letter of its own names it, the longest first."""
        agency = agency_of(self.name)
        short = (f"{self.noun}ฯ", self.noun) if self.noun else ()
        return tuple(dict.fromkeys((self.name, agency, *short)))


@dataclass(frozen=True, slots=True)
class Receiver:
    """Offices of one level that a letter goes to; ``name`` if it is a single one."""

    level: Level
    name: str = ""

    @property
    def noun(self) -> str:
        return NOUN[self.level]

    @property
    def called(self) -> str:
        """Those of this level by themselves: the name of the one, or all of them."""
        return self.name or f"{self.noun}ทุกแห่ง"


class Who(enum.Enum):
    """Whom a noun means, seen from the office that reads it."""

    ADDRESSEE = enum.auto()
    LEVELS = enum.auto()
    OTHERS = enum.auto()


@dataclass(frozen=True, slots=True)
class Doers:
    """
    A list of offices as it is printed.

    ``text`` has the words that say where they are, ``bare`` has not. ``levels`` are the
    levels meant; ``addressee`` whether the reader himself is among them, ``others`` whether
    somebody who has no place in the tree (schools, villages) is.
    """

    text: str
    bare: str
    levels: frozenset[Level]
    addressee: bool
    others: bool
    placed: bool


_LOCALS: tuple[tuple[str, frozenset[Level]], ...] = (
    (r"องค์กรปกครองส่วนท้องถิ่น|อปท\.|หน่วยงานส่วนท้องถิ่น|ราชการส่วนท้องถิ่น", LOCAL),
    (r"(?:นายก)?องค์การบริหารส่วนจังหวัด|(?:นายก\s?)?อบจ\.", frozenset({Level.PAO})),
    (r"(?:นายก)?องค์การบริหารส่วนตำบล|(?:นายก\s?)?อบต\.", frozenset({Level.SAO})),
    (r"เทศบาลนคร|นายกเทศมนตรีนคร|ทน\.", frozenset({Level.CITY})),
    (r"เทศบาลเมือง|นายกเทศมนตรีเมือง|ทม\.", frozenset({Level.TOWN})),
    (r"เทศบาลตำบล|นายกเทศมนตรีตำบล|ทต\.", frozenset({Level.SUBDISTRICT_MUNICIPALITY})),
    (r"เทศบาล|นายกเทศมนตรี", _TOWNS),
    (r"เมืองพัทยา", frozenset({Level.SPECIAL})),
    (r"ผู้ว่าราชการจังหวัด|จังหวัด", frozenset({Level.PROVINCE})),
    (r"นายอำเภอ|ที่ทำการปกครองอำเภอ|อำเภอ", frozenset({Level.DISTRICT})),
    (
        r"กระทรวง(?!การ|มหาด|ศึกษา|สาธารณ|กลาโหม|ยุติ|แรงงาน|วัฒน|พาณิช|พลังงาน|คมนาคม|ดิจิทัล|เกษตร|ทรัพยากร|อุ|ท่อง|พัฒนา|ต่าง)",
        frozenset({Level.MINISTRY}),
    ),
    (r"กรมและรัฐวิสาหกิจ|กรม(?=\s|ใน|ทุก|และ|ที่)", frozenset({Level.DEPARTMENT})),
    (r"รัฐวิสาหกิจ", frozenset({Level.ENTERPRISE})),
)
_ADDRESSEE = r"หน่วยงานของท่าน|ท่าน|หัวหน้าส่วนราชการ|ส่วนราชการ|หน่วยงานของรัฐ|หน่วยงาน"
_OTHERS = (
    r"โรงเรียน|สถานศึกษา|สถานพยาบาล|โรงพยาบาลส่งเสริมสุขภาพตำบล|โรงพยาบาล|กำนัน(?:\s?และ)?\s?ผู้ใหญ่บ้าน|กำนัน|ผู้ใหญ่บ้าน"
    r"|ศูนย์พัฒนาเด็กเล็ก|เกษตรกร|ประชาชน|ผู้ประกอบการ|อาสาสมัคร\S{0,30}?ประจำหมู่บ้าน|เจ้าหน้าที่|บุคลากร|ข้าราชการ|ผู้เกี่ยวข้อง|ผู้ที่เกี่ยวข้อง"
    r"|หมู่บ้าน|ชุมชน"
)
#: Makes offices out of the reader's hands of what would otherwise be the reader.
_SOMEBODY_ELSES = re.compile(r"ในสังกัด|ที่เกี่ยวข้อง|ในพื้นที่|ในเขต|ในกำกับ|ในจังหวัด|ในอำเภอ")
_JOIN = r"(?:\s*(?:และ|หรือ|รวมทั้ง|ตลอดจน|,)\s*|\s+)"


def _modifiers(me: House) -> tuple[str, str]:
    """Patterns of the words behind a noun: where, and which."""
    name = re.escape(me.name)
    here = rf"{name}|จังหวัด|อำเภอ|ที่รับผิดชอบ|รับผิดชอบ|ของท่าน"
    where = (
        rf"(?:ภาย)?ใน(?:เขต)?พื้นที่(?:{here})?|(?:ภาย)?ในเขต(?:{here})|(?:ภาย)?ใน(?:{name}|จังหวัด|อำเภอ)"
        r"|ใน(?:ความรับผิดชอบ|การกำกับดูแล|กำกับดูแล|กำกับ)(?:ของท่าน)?"
    )
    return where, (
        r"ทุกจังหวัด|ทุกอำเภอ|ทุกแห่ง|ทุกหน่วยงาน|ทุกกระทรวง|ที่เกี่ยวข้อง"
        r"|ในสังกัด(?:องค์กรปกครองส่วนท้องถิ่น|เทศบาล|อปท\.)?"
    )


def _one(me: House) -> str:
    where, which = _modifiers(me)
    nouns = "|".join(
        [re.escape(me.name), *(words for words, _levels in _LOCALS), _ADDRESSEE, _OTHERS]
    )
    return rf"(?:ทุก\s?)?(?:{nouns})(?:\s?(?:{where}|{which}))*"


def read_doers(text: str, me: House) -> tuple[Doers | None, str]:
    """The offices named at the beginning of ``text``, and what follows them."""
    one = _one(me)
    found = re.match(rf"{one}(?:{_JOIN}{one})*", text)
    if found is None:
        return None, text
    named, where = found[0].strip(), _modifiers(me)[0]
    parts = [part[0] for part in re.finditer(one, named)]
    meant = [_who(part, me) for part in parts]
    bare = " ".join(re.sub(rf"\s?(?:{where})", "", named).split())
    doers = Doers(
        text=named,
        bare=bare,
        levels=frozenset().union(*(levels for _whom, levels in meant)),
        addressee=any(whom is Who.ADDRESSEE for whom, _levels in meant),
        others=any(whom is Who.OTHERS for whom, _levels in meant),
        placed=bare != " ".join(named.split()),
    )
    return doers, text[found.end() :]


def _who(part: str, me: House) -> tuple[Who, frozenset[Level]]:
    part = part.removeprefix("ทุก").lstrip()
    if part.startswith(me.name):
        return Who.ADDRESSEE, frozenset()
    for words, levels in _LOCALS:
        if re.match(words, part):
            mine = me.level in levels
            return (Who.ADDRESSEE, frozenset()) if mine else (Who.LEVELS, levels)
    if re.match(_OTHERS, part) or _SOMEBODY_ELSES.search(part):
        return Who.OTHERS, frozenset()
    return Who.ADDRESSEE, frozenset()


_NAMED = (
    ("กระทรวง", Level.MINISTRY),
    ("กรุงเทพ", None),
    ("กรม", Level.DEPARTMENT),
    ("จังหวัด", Level.PROVINCE),
    ("อำเภอ", Level.DISTRICT),
    ("เทศบาลนคร", Level.CITY),
    ("เทศบาลเมือง", Level.TOWN),
    ("เทศบาลตำบล", Level.SUBDISTRICT_MUNICIPALITY),
    ("องค์การบริหารส่วนจังหวัด", Level.PAO),
    ("องค์การบริหารส่วนตำบล", Level.SAO),
)


def level_of(name: str) -> Level | None:
    """What an office is by its name; None where the name does not say."""
    agency = agency_of(name)
    return next((level for begins, level in _NAMED if agency.startswith(begins)), None)


def listed(names: Sequence[str]) -> str:
    """Offices as a sentence lists them: "ก ข และค"."""
    if len(names) < 2:
        return "".join(names)
    return f"{' '.join(names[:-1])}{' ' if len(names) > 2 else ''}และ{names[-1]}"
