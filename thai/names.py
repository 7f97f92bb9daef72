"""Ranks, salutations and the lines under the name of a signer."""

import enum
from dataclasses import dataclass

# Longest first, so that นางสาว is not taken for นาง.
RANKS = (
    "ว่าที่ร้อยตรีหญิง",
    "ว่าที่ร้อยตรี",
    "ว่าที่ร้อยโท",
    "ว่าที่ร้อยเอก",
    "ว่าที่พันตรี",
    "จ่าสิบตรี",
    "จ่าสิบโท",
    "จ่าสิบเอก",
    "จ่าสิบตำรวจ",
    "สิบตำรวจตรี",
    "สิบตำรวจโท",
    "สิบตำรวจเอก",
    "สิบตรี",
    "สิบโท",
    "สิบเอก",
    "ดาบตำรวจ",
    "ร้อยตำรวจตรี",
    "ร้อยตำรวจโท",
    "ร้อยตำรวจเอก",
    "ร้อยตรี",
    "ร้อยโท",
    "ร้อยเอก",
    "พันตำรวจตรี",
    "พันตำรวจโท",
    "พันตำรวจเอก",
    "พันจ่าตรี",
    "พันจ่าโท",
    "พันจ่าเอก",
    "พันตรี",
    "พันโท",
    "พันเอก",
    "พลตำรวจตรี",
    "พลตำรวจโท",
    "พลตำรวจเอก",
    "พลตรี",
    "พลโท",
    "พลเอก",
    "เรือตรี",
    "เรือโท",
    "เรือเอก",
    "นาวาตรี",
    "นาวาโท",
    "นาวาเอก",
    "เรืออากาศตรี",
    "เรืออากาศโท",
    "เรืออากาศเอก",
    "นาวาอากาศตรี",
    "นาวาอากาศโท",
    "นาวาอากาศเอก",
)


class AddresseeKind(enum.StrEnum):
    """Whom a letter is addressed to, as far as the polite words depend on it."""

    GENERAL = "general"
    HIGHEST = "highest"
    SOMDET_MONK = "somdet_monk"
    RAJA_MONK = "raja_monk"
    MONK = "monk"
    MOM_CHAO = "mom_chao"


class LetterForm(enum.StrEnum):
    """The forms that differ in salutation and closing."""

    EXTERNAL = "external"
    MEMO = "memo"
    SEALED = "sealed"
    ORDER = "order"
    RULE = "rule"
    NOTICE = "notice"
    PRESS = "press"
    CERTIFIED = "certified"
    MINUTES = "minutes"


class ActingKind(enum.StrEnum):
    """In whose place somebody signs, and by what law."""

    ON_BEHALF = "on_behalf"
    IN_PLACE = "in_place"
    IN_POSITION = "in_position"
    DUTY = "duty"


_ACTING_WORDS = {
    ActingKind.ON_BEHALF: "ปฏิบัติราชการแทน",
    ActingKind.IN_PLACE: "รักษาราชการแทน",
    ActingKind.IN_POSITION: "รักษาการในตำแหน่ง",
    ActingKind.DUTY: "ปฏิบัติหน้าที่",
}


def acting_words(kind: str) -> str:
    """The words a letter prints for a kind of acting. Raises ValueError if unknown."""
    if kind in _ACTING_WORDS.values():
        return str(kind)
    return _ACTING_WORDS[ActingKind(kind)]


def position_lines(own: str, acting_kind: str = "", acting_for: str = "") -> tuple[str, ...]:
    """
    What stands under the name: the own position with the acting words, then whose position
    it is; without ``acting_kind`` the own position only. Raises ValueError for an unknown kind.
    """
    if not acting_kind:
        return (own,) if own else ()
    return (f"{own} {acting_words(acting_kind)}".strip(), acting_for)


@dataclass(frozen=True, slots=True)
class Salutation:
    """The word before the addressee, and the closing; a form without one has ""."""

    opening: str
    closing: str


_SALUTATIONS = {
    AddresseeKind.GENERAL: Salutation("เรียน", "ขอแสดงความนับถือ"),
    AddresseeKind.HIGHEST: Salutation("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
    AddresseeKind.SOMDET_MONK: Salutation("นมัสการ", "ขอนมัสการด้วยความเคารพอย่างยิ่ง"),
    AddresseeKind.RAJA_MONK: Salutation("นมัสการ", "ขอนมัสการด้วยความเคารพอย่างสูง"),
    AddresseeKind.MONK: Salutation("นมัสการ", "ขอนมัสการด้วยความเคารพ"),
    AddresseeKind.MOM_CHAO: Salutation("ทูล", "แล้วแต่จะโปรด"),
}


def salutation_for(
    kind: AddresseeKind | str = AddresseeKind.GENERAL,
    *,
    form: LetterForm | str = LetterForm.EXTERNAL,
) -> Salutation:
    """
    Salutation and closing for an addressee. Source: ภาคผนวก 2 of the saraban regulation.

    A memo has no closing; a sealed letter says ถึง and has none either; orders, announcements,
    certificates and minutes have neither.
    Raises ValueError for an unknown kind or form.
    """
    words = _SALUTATIONS[AddresseeKind(kind)]
    form = LetterForm(form)
    if form is LetterForm.SEALED:
        return Salutation("ถึง", "")
    if form is LetterForm.MEMO:
        return Salutation(words.opening, "")
    return words if form is LetterForm.EXTERNAL else Salutation("", "")
