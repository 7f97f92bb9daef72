"""The letter on the screen: page images when there are any, else the PDF itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from circulars.models import FileRole, LetterFile, OfficeCopy

#: What people read, best first.
_READING = (FileRole.READABLE, FileRole.COMPOSED)
#: So many pages at a time; the next ones are asked for by a link beneath them.
PAGES_AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Paper:
    """What ``components/document.html`` shows; ``more`` leads to the pages after ``pages``."""

    pages: list[str] = field(default_factory=list)
    embed: str = ""
    download: str = ""
    more: str = ""


def paper_of(copy: OfficeCopy) -> Paper:
    """The letter that lies before the office of ``copy``; empty when only its fields are known."""
    letter = copy.letter
    if letter is None:
        return Paper()
    files = {one.role: one for one in letter.files.filter(role__in=_READING).order_by("-pk")}
    file = next((files[role] for role in _READING if role in files), None)
    if file is not None:
        download = reverse("copy_file", args=[copy.pk, file.pk])
        return Paper(pages_of(copy, file), download=download, more=more_of(copy, file))
    if letter.composed_here:
        first = f"{reverse('letter_page', args=[copy.pk, 1])}?received"
        return Paper([first], download=f"{reverse('letter_pdf', args=[copy.pk])}?received")
    return Paper()


def pages_of(copy: OfficeCopy, file: LetterFile, first: int = 1) -> list[str]:
    """The addresses of the page images of one file, from page ``first`` on."""
    last = min(file.pages or 1, first + PAGES_AT_ONCE - 1)
    return [
        reverse("copy_page_image", args=[copy.pk, file.pk, number])
        for number in range(first, last + 1)
    ]


def more_of(copy: OfficeCopy, file: LetterFile, first: int = 1) -> str:
    """The address with the pages that follow, or nothing."""
    following = first + PAGES_AT_ONCE
    return f"{reverse('copy', args=[copy.pk])}?from={following}" if following <= file.pages else ""
