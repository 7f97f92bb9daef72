"""The words of a letter, whether it is a draft's or a signed one's."""

from __future__ import annotations

from dataclasses import dataclass, field

from circulars.models import DraftVersion, Letter, LetterKind


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a letter, as ``circulars.models.LetterContent`` keeps them."""

    subject: str
    kind: str = LetterKind.EXTERNAL
    urgency: str = "001"
    secrecy: str = "001"
    salutation: str = "เรียน"
    addressee: str = ""
    references: list[str] = field(default_factory=list)
    enclosures: list[dict[str, str]] = field(default_factory=list)
    body: str = ""
    closing: str = "ขอแสดงความนับถือ"
    contact: str = ""
    copies_to: list[str] = field(default_factory=list)
    with_qr: bool = False


def content_of(version: DraftVersion | Letter) -> Content:
    """The words of a version or a letter."""
    return Content(**{name: getattr(version, name) for name in Content.__dataclass_fields__})
