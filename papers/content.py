"""
What is printed on each form, as plain data: text exactly as it shall stand on the paper.

Nothing here reads the database; ``building`` makes these from models. Digits and dates
are already in the form wanted (Thai digits, Buddhist years).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One line of สิ่งที่ส่งมาด้วย: ``text`` and จำนวน ``amount`` ("๑ ชุด", or empty)."""

    text: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """
    Who signs. ``rank`` stands above the signature, the bracketed name has none.

    ``positions`` are the lines under the name, acting words included:
    ("รองผู้ว่าราชการจังหวัดบึงกาฬ ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดบึงกาฬ").
    """

    name: str = ""
    rank: str = ""
    positions: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """
    What every letter has. ``emblem`` is a JPEG; ``urgency`` and ``secrecy`` may be empty.

    ``check_url``: where whoever has the paper can ask whether it is genuine, and still stands.
    ``places`` are names that are not broken over lines: they change no word of the letter.
    """

    urgency: str = ""
    secrecy: str = ""
    paragraphs: Sequence[str] = ()
    emblem: bytes = b""
    draft: bool = False
    check_url: str = ""
    places: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalLetter(Sheet):
    """
    หนังสือภายนอก (ข้อ 11, แบบที่ 1), fields in printed order.

    ``reference`` and ``date`` of an unsigned letter leave room for the number and the day.
    ``unit_lines`` is the owner block at the foot: unit, sub-unit, โทร., โทรสาร, ผู้ประสานงาน.
    """

    reference: str
    letterhead_name: str
    letterhead_address: Sequence[str] = ()
    date: str = ""
    subject: str = ""
    salutation: str = "เรียน"
    addressee: str = ""
    references: Sequence[str] = ()
    enclosures: Sequence[Enclosure] = ()
    closing: str = "ขอแสดงความนับถือ"
    signer: Signer = Signer()
    unit_lines: Sequence[str] = ()
    copies_to: Sequence[str] = ()
    qr_url: str = ""
    qr_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo(Sheet):
    """บันทึกข้อความ (ข้อ 12, แบบที่ 2): no closing, no owner block, no rule under the head."""

    agency: str
    reference: str
    date: str = ""
    subject: str = ""
    salutation: str = "เรียน"
    addressee: str = ""
    signer: Signer = Signer()
    qr_url: str = ""
    qr_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedLetter(Sheet):
    """
    หนังสือประทับตรา (ข้อ 13-14, แบบที่ 3): ถึง, no subject, no closing, date at the end.

    ``agency`` is the name the seal stands for; the seal itself is pressed by hand.
    """

    reference: str
    addressee: str
    agency: str
    date: str = ""
    unit_lines: Sequence[str] = ()
    qr_url: str = ""
    qr_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree(Sheet):
    """
    What an office orders or makes known: คำสั่ง, ระเบียบ, ข้อบังคับ, ประกาศ, แถลงการณ์, ข่าว (แบบที่ 4-9).

    ``title`` are the lines above the rule, centred: "คำสั่งจังหวัดบึงกาฬ", "ที่ ๑/๒๕๗๐", "เรื่อง …".
    ``day`` is the line that ends the text ("สั่ง ณ วันที่ …"); a news sheet has ``agency`` and the
    day in place of a signature.
    """

    title: Sequence[str]
    day: str = ""
    signer: Signer = Signer()
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Sheet):
    """
    หนังสือรับรอง (แบบที่ 10). ``photo``: with room for a photograph of 4 × 6 cm and for the name and
    signature of the person certified, on whose picture the seal is pressed.
    """

    reference: str
    letterhead_name: str
    letterhead_address: Sequence[str] = ()
    day: str = ""
    signer: Signer = Signer()
    photo: bool = False
    certified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Sheet):
    """
    รายงานการประชุม (แบบที่ 11): no emblem. ``blocks`` are (text, kind) in order: "head" for a heading,
    "item" for a line of a list, "text" for a paragraph.
    """

    title: Sequence[str]
    blocks: Sequence[tuple[str, str]] = ()
    signer: Signer = Signer()


@dataclass(frozen=True, slots=True)
class StampContent:
    """
    A receipt stamp (ข้อ 37, แบบที่ 12). ``time`` is often left blank in practice.

    ``choices`` are the routing choices printed beneath, ``chosen`` the one ticked.
    """

    office: str
    number: str
    date: str
    time: str = ""
    second_number: str = ""
    choices: Sequence[str] = ()
    chosen: str = ""

    @property
    def number_text(self) -> str:
        return f"{self.number} ({self.second_number})" if self.second_number else self.number


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """
    One line of form 13 or 14. A void line keeps its number and says so in ``note``.

    ``day`` stands on a line of its own above the first row of that day.
    """

    number: str
    reference: str
    dated: str
    sender: str
    receiver: str
    subject: str
    action: str = ""
    note: str = ""
    void: bool = False
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """
    The rows of one day or month of a register book.

    ``received``: True for form 13 (ทะเบียนหนังสือรับ), False for form 14 (ทะเบียนหนังสือส่ง).
    ``period`` stands after the title, such as "วันที่ ๒๖ เดือน ตุลาคม พ.ศ. ๒๕๖๓".
    """

    received: bool
    office: str
    period: str
    rows: Sequence[RegisterRow] = ()
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorsedNote:
    """
    One note on the sheet of endorsements. ``to`` are lines: to whom it orders; ``positions``
    what stands under the name, acting words included.
    """

    number: str
    moment: str
    order: str
    words: str = ""
    to: Sequence[str] = ()
    name: str = ""
    positions: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorsementSheet:
    """The notes on one letter in one office (ใบเกษียน), oldest first."""

    office: str
    reference: str
    dated: str
    sender: str
    subject: str
    notes: Sequence[EndorsedNote] = ()
