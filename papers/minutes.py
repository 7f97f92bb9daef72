"""รายงานการประชุม as PDF."""

from django.template.loader import render_to_string

from papers.content import Minutes
from papers.fitting import FittedLetter, fit


def draw_minutes(letter: Minutes) -> FittedLetter:
    """Draw ``letter`` on A4 by the typing rules; says which step of the fit ladder it took."""
    html = render_to_string("letters/minutes.html", {"letter": letter})
    return fit(html, secret=bool(letter.secrecy))
