"""Letters of ours as PDF and as pictures of pages."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.http import Http404, HttpResponse

from circulars.letters.building import draw_letter
from circulars.models import FileRole, Letter
from papers.pages import page_png

_PAGE_WIDTH = 1200

#: Drawn pages are kept this long, so that turning pages draws nothing twice.
_KEPT_SECONDS = 600


def drawn_once(key: str, draw: Callable[[], bytes]) -> bytes:
    """What ``draw`` gives, kept for a while under ``key``."""
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        drawn = draw()
        cache.set(key, drawn, _KEPT_SECONDS)
    return drawn


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser under ``name``."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return private(response)


def page_response(pdf: bytes, page: int) -> HttpResponse:
    """One page as a picture; 404 when there is no such page."""
    try:
        png = page_png(pdf, page, _PAGE_WIDTH)
    except IndexError:
        raise Http404 from None
    return private(HttpResponse(png, content_type="image/png"))


def private(response: HttpResponse) -> HttpResponse:
    """For this reader only, and not kept by anybody between."""
    response["Cache-Control"] = "private, no-store"
    return response


def pdf_of(letter: Letter, *, answerable: bool = True) -> bytes:
    """The PDF of a letter of ours. ``answerable``: a survey goes with it."""
    kept = letter.files.filter(role=FileRole.COMPOSED).order_by("-pk").first()
    if kept is not None:
        with kept.file.open("rb") as stored:
            return bytes(stored.read())
    return drawn_once(
        f"letter-pdf:{letter.pk}:{answerable}",
        lambda: draw_letter(letter, answerable=answerable).pdf,
    )
