"""What was found in a letter: each field with its place and how sure the reader is."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from papers.reading.printed import Box, Page

T = TypeVar("T")

# Below it a number or a date is left to the clerk, with the picture of its line.
DOUBTFUL_BELOW = 0.8


@dataclass(frozen=True)
class Place:
    """Where a value is printed: the page, counted from 0, and the rectangle on it."""

    page: int
    box: Box


@dataclass(frozen=True)
class Found(Generic[T]):
    """
    A value that is printed on the letter.

    ``printed`` is its text as it stands there, ``confidence`` 0-1. ``why_doubtful`` says in Thai
    why the clerk should look, empty where nothing speaks against the value.
    """

    value: T
    printed: str
    places: tuple[Place, ...]
    confidence: float
    why_doubtful: str = ""

    @property
    def is_doubtful(self) -> bool:
        """True when the value may be proposed only beside its picture."""
        return bool(self.why_doubtful) or self.confidence < DOUBTFUL_BELOW


@dataclass(frozen=True)
class Cited:
    """A letter that this one refers to; None where the citation does not print it."""

    number: str | None
    day: date | None


@dataclass(frozen=True)
class Asked:
    """A deadline phrase: a ``day``, or the ``rule`` it states (``thai.deadline_json``)."""

    day: date | None
    rule: dict[str, object] | None


@dataclass(frozen=True)
class Received:
    """A receipt stamp of another office that is already on the page."""

    number: str | None
    day: date | None


@dataclass(frozen=True)
class Reading:
    """
    All that was read in one letter. What is not printed is None or an empty tuple.

    ``kind``: external, memo, sealed, order, announcement, certificate, other. ``urgency``:
    urgent, very_urgent, most_urgent. ``number``, ``subject``, ``addressee``, ``signer``,
    ``issuer`` as printed; ``signer`` with rank and title, without brackets. ``unread`` is what
    stands in the place of a field but cannot be its value, such as ๒๕๓ ตุลาคม ๒๕๖๓: the name of
    the field as the value, and why.
    """

    pages: tuple[Page, ...]
    kind: Found[str]
    urgency: Found[str] | None = None
    secrecy: Found[str] | None = None
    number: Found[str] | None = None
    day: Found[date] | None = None
    subject: Found[str] | None = None
    addressee: Found[str] | None = None
    references: tuple[Found[Cited], ...] = ()
    enclosures: tuple[Found[str], ...] = ()
    deadlines: tuple[Found[Asked], ...] = ()
    signer: Found[str] | None = None
    signer_position: Found[str] | None = None
    acting: Found[str] | None = None
    issuer: Found[str] | None = None
    owner_unit: Found[str] | None = None
    phones: tuple[Found[str], ...] = ()
    links: tuple[Found[str], ...] = ()
    request: Found[str] | None = None
    body: Found[str] | None = None
    stamps: tuple[Found[Received], ...] = ()
    faxes: tuple[Found[str], ...] = ()
    mails: tuple[Found[str], ...] = ()
    unread: tuple[Found[str], ...] = ()
