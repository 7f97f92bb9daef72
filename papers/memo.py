"""บันทึกข้อความ as PDF."""

from django.template.loader import render_to_string

from papers.content import Memo
from papers.fitting import FittedLetter, fit


def draw_memo(letter: Memo) -> FittedLetter:
    """Draw ``letter`` on A4 by the typing rules; says which step of the fit ladder it took."""
    html = render_to_string("letters/memo.html", {"letter": letter})
    return fit(html, secret=bool(letter.secrecy))
