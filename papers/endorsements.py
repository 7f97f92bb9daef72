"""The sheet of endorsements (ใบเกษียน) of one letter as PDF."""

from papers.content import EndorsementSheet
from papers.pdf import render_pdf


def draw_endorsements(sheet: EndorsementSheet) -> bytes:
    """Portrait A4, every note in its order; the head is repeated on every page."""
    return render_pdf("letters/endorsements.html", {"sheet": sheet})
