"""What is known of a letter that is received: what was read off it, and its files."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from circulars.models import Channel, FileRole, LetterKind, OfficeCopy, Secrecy, Urgency
from thai import reference
from thai.text import normalize


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """What a clerk reads off a letter that came from outside; dates as printed."""

    issuer_name: str
    subject: str
    number_printed: str = ""
    dated_printed: str = ""
    addressee: str = ""
    kind: str = LetterKind.EXTERNAL
    urgency: str = Urgency.NORMAL
    secrecy: str = Secrecy.NORMAL
    due_at: dt.datetime | None = None
    references: list[str] = field(default_factory=list)
    enclosures: list[dict[str, str]] = field(default_factory=list)
    body: str = ""
    channel: str = Channel.PAPER
    signer_name: str = ""


@dataclass(frozen=True, slots=True)
class CameAs:
    """One of several files that are one letter together, exactly as it came."""

    name: str
    data: bytes
    sha256: str
    mime: str


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """
    A file that was accepted: the bytes as they came, and a clean rendition to read.
    ``role``: the letter itself, or one of its enclosures. ``parts`` are what it was joined
    from, photos page by page; then they are what is kept as it came, and ``data`` is not.
    """

    name: str
    data: bytes
    readable: bytes
    sha256: str
    mime: str
    pages: int
    role: FileRole = FileRole.ORIGINAL
    parts: tuple[CameAs, ...] = ()
    #: Digital signatures that were found in it: see ``papers.sandbox.signatures``.
    signatures: tuple[dict[str, Any], ...] = ()

    @property
    def came(self) -> tuple[CameAs, ...]:
        """The files as they came."""
        return self.parts or (CameAs(self.name, self.data, self.sha256, self.mime),)


def as_received(copy: OfficeCopy) -> ReceivedLetter:
    """The letter of ``copy`` as it is known now, in the words in which it came in."""
    letter = copy.letter
    assert letter is not None, "a letter from outside"
    return ReceivedLetter(
        issuer_name=letter.issuer_name,
        subject=letter.subject,
        number_printed=letter.number_printed,
        dated_printed=letter.dated_printed,
        addressee=letter.addressee,
        kind=letter.kind,
        urgency=letter.urgency,
        secrecy=letter.secrecy,
        due_at=copy.due_at,
        references=letter.references,
        enclosures=letter.enclosures,
        body=letter.body,
        channel=copy.channel,
        signer_name=letter.signer_name,
    )


def number_key(printed: str) -> tuple[str, bool]:
    """What two writings of one number share, and whether it is a ว number."""
    try:
        parsed = reference.parse(printed)
    except ValueError:
        return normalize(printed).replace(" ", "")[:80], False
    return parsed.key[:80], parsed.is_circular
