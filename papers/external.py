"""หนังสือภายนอก as PDF."""

from django.template.loader import render_to_string

from papers.content import ExternalLetter
from papers.fitting import FittedLetter, fit


def draw_external(letter: ExternalLetter) -> FittedLetter:
    """Draw ``letter`` on A4 by the typing rules; says which step of the fit ladder it took."""
    html = render_to_string("letters/external.html", {"letter": letter})
    return fit(html, secret=bool(letter.secrecy))
