"""
Fit a letter on its page as an officer would: squeeze the lines a little, in five steps.

A letter that does not fit one page at the tightest step is set at the roomiest step on
several pages, each full one ending with the first words of the next ("/จึงเรียน…").
"""

from dataclasses import dataclass
from typing import Any

from weasyprint.document import Document

from papers.distributing import distribute
from papers.pdf import draw, lay_out, stylesheet

_PAGE_FOOT_WITH_SECRECY_CM = 2.0


@dataclass(frozen=True, slots=True)
class Step:
    """Line height and gaps in points, rooms for signature and foot in lines, foot in cm."""

    line: int
    gap: int
    sign_lines: float
    foot_lines: float
    bottom_cm: float

    def css(self, *, secret: bool) -> str:
        bottom = max(self.bottom_cm, _PAGE_FOOT_WITH_SECRECY_CM) if secret else self.bottom_cm
        return (
            f"@page{{margin-bottom:{bottom}cm}}"
            f"html{{--line:{self.line}pt;--gap:{self.gap}pt;"
            f"--sign-room:{self.line * self.sign_lines}pt;"
            f"--foot-room:{self.line * self.foot_lines}pt}}"
        )


STEPS = (
    Step(21, 6, 3, 3, 2.0),
    Step(20, 6, 3, 2, 1.5),
    Step(19, 4, 3, 1, 1.5),
    Step(18, 3, 2.5, 0.5, 1.2),
    Step(17, 2, 2, 0.5, 1.0),
)


@dataclass(frozen=True, slots=True)
class FittedLetter:
    """
    ``step`` is 1 (roomy) to 5 (tight): shown to the officer, who may shorten the text.

    ``nearly`` when so little stands on a second page that shortening would do.
    """

    pdf: bytes
    step: int
    pages: int
    nearly: bool = False


#: Lines on the second page, of which the signature and the owner block are some eight.
_FEW_LINES = 12


def fit(html: str, *, secret: bool = False) -> FittedLetter:
    """Draw ``html`` (a letter template) at the first step that fits one page."""
    base = stylesheet("letter")
    first: Document | None = None
    for number, step in enumerate(STEPS, start=1):
        document = lay_out(html, [base, step.css(secret=secret)])
        if len(document.pages) == 1:
            return FittedLetter(_drawn(document), number, 1)
        first = first or document
    if first is None:
        raise RuntimeError("a letter without a page")
    nearly = len(first.pages) == 2 and len(_texts(document.pages[-1])) <= _FEW_LINES
    styles = [base, STEPS[0].css(secret=secret), catchwords(first)]
    return FittedLetter(_drawn(lay_out(html, styles)), 1, len(first.pages), nearly)


def _drawn(document: Document) -> bytes:
    distribute(document)
    return draw(document)


def catchwords(document: Document) -> str:
    """CSS rules that print the first words of each next page at the foot of the one before."""
    rules = []
    for number, page in enumerate(document.pages[1:], start=1):
        words = _first_words(_first_line(page))
        if words:
            text = words.replace("\\", "").replace('"', "")
            rules.append(f'@page :nth({number}){{@bottom-right{{content:"/{text}…"}}}}')
    return "".join(rules)


def _first_line(page: Any) -> str:
    """The text of the highest line of the page's own content, margin boxes aside."""
    return next(iter(_texts(page)), "")


def _texts(page: Any) -> list[str]:
    """The lines of text of the page's own content, from above."""
    box = page._page_box  # noqa: SLF001 - the layout tree is the only place where lines are
    content = [child for child in box.children if not type(child).__name__.startswith("Margin")]
    lines = (
        "".join(item.text for item in line.descendants() if type(item).__name__ == "TextBox")
        for child in content
        for line in child.descendants()
        if type(line).__name__ == "LineBox" and not _is_fixed(line)
    )
    return [text.strip() for text in lines if text.strip()]


def _is_fixed(line: Any) -> bool:
    return line.element is not None and line.element.get("class", "").startswith(
        ("secrecy", "draft")
    )


_LONGEST_CATCHWORD = 24


def _first_words(line: str) -> str:
    """At most some 24 characters, cut at a place where a line may break."""
    words = line.split(" ", maxsplit=1)[0]
    if len(words) <= _LONGEST_CATCHWORD:
        return words
    narrow = lay_out(
        f'<html lang="th"><body style="margin:0"><p>{_escaped(words)}</p>',
        ["@page{size:4.5cm 30cm;margin:0}html{--line:21pt;--gap:0pt}p{margin:0}"],
    )
    return _first_line(narrow.pages[0])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
