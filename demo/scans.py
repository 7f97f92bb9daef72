"""Stand-ins for scans: letters from outside need a page that a stamp can lie on."""

from __future__ import annotations

import datetime as dt
import hashlib

from circulars.domain.received import IncomingFile, ReceivedLetter
from circulars.letters.building import thai_text
from papers.content import ExternalLetter, Signer
from papers.emblem import default_emblem
from papers.external import draw_external
from thai.dates import format_date
from thai.urgency import Urgency


def scan_of(letter: ReceivedLetter, dated: dt.date) -> IncomingFile:
    """A page that looks like ``letter``, as its clerk would have scanned it."""
    drawn = draw_external(
        ExternalLetter(
            urgency=Urgency(letter.urgency).printed,
            paragraphs=[thai_text(block) for block in letter.body.split("\n\n")],
            emblem=default_emblem(),
            reference=thai_text(letter.number_printed),
            letterhead_name=letter.issuer_name,
            date=format_date(dated),
            subject=thai_text(letter.subject),
            addressee=thai_text(letter.addressee),
            signer=Signer(positions=[f"หัวหน้า{letter.issuer_name}"]),
        )
    )
    return IncomingFile(
        name=f"{letter.number_printed.replace('/', '-')}.pdf",
        data=drawn.pdf,
        readable=drawn.pdf,
        sha256=hashlib.sha256(drawn.pdf).hexdigest(),
        mime="application/pdf",
        pages=drawn.pages,
    )
