"""From a template to PDF bytes: closed to the outside, warm, and with a right text layer."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from papers.fonts import Typeface, letter_typeface
from papers.textlayer import fonts_of, repair

_STYLES = Path(__file__).with_name("styles")
_PAGES = {
    False: "@page{size:A4 portrait;margin:2cm}",
    True: "@page{size:A4 landscape;margin:1.5cm}",
}


@lru_cache(maxsize=1)
def _font_configuration() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=1)
def _fetcher() -> URLFetcher:
    """Nothing but data: addresses, whatever text found its way into a letter."""
    return URLFetcher(allowed_protocols=["data"])


@lru_cache(maxsize=64)
def parsed_css(rules: str) -> CSS:
    """``rules`` parsed once per process."""
    return CSS(string=rules, font_config=_font_configuration(), url_fetcher=_fetcher())


@lru_cache(maxsize=8)
def _typeface_css(face: Typeface) -> CSS:
    rules = f'{face.faces}html{{font-family:"{face.family}";font-size:{face.size_pt}pt}}'
    return parsed_css(rules)


@lru_cache(maxsize=8)
def stylesheet(name: str) -> str:
    """The rules of one of our own style files, such as "letter"."""
    return (_STYLES / f"{name}.css").read_text(encoding="utf-8")


def lay_out(html: str, styles: Sequence[str]) -> Document:
    """Lay out ``html`` with the letter typeface and ``styles`` (texts of CSS); draw nothing."""
    sheets = [_typeface_css(letter_typeface()), *map(parsed_css, styles)]
    return HTML(string=html, url_fetcher=_fetcher()).render(
        stylesheets=sheets, font_config=_font_configuration()
    )


def draw(document: Document) -> bytes:
    """PDF bytes of a laid-out document; its text extracts as it was written."""
    pdf = document.write_pdf()
    return repair(pdf, fonts_of(document))


def render(
    template_name: str, context: Mapping[str, Any], *, styles: Sequence[str] = ("letter",)
) -> bytes:
    """Render a template with our own style files, named without ".css"."""
    html = render_to_string(template_name, dict(context))
    return draw(lay_out(html, [stylesheet(name) for name in styles]))


def render_pdf(html_template: str, context: Mapping[str, Any], *, landscape: bool = False) -> bytes:
    """
    Render any table or report on A4.

    The template may bring its own <style>; the shared rules for tables (class "grid",
    head repeated on every page) and the Thai page numbers "หน้า ๑/๓" are there already.
    """
    html = render_to_string(html_template, dict(context))
    return draw(lay_out(html, [_PAGES[landscape], stylesheet("report")]))
