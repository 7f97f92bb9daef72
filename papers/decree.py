"""คำสั่ง, ประกาศ and what is like them, as PDF."""

from django.template.loader import render_to_string

from papers.content import Decree
from papers.fitting import FittedLetter, fit


def draw_decree(letter: Decree) -> FittedLetter:
    """Draw ``letter`` on A4 by the typing rules; says which step of the fit ladder it took."""
    html = render_to_string("letters/decree.html", {"letter": letter})
    return fit(html, secret=bool(letter.secrecy))
