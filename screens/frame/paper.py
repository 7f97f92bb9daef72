"""The letter on the screen: page images when there are any, else the PDF itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from circulars.models import FileRole, LetterFile, OfficeCopy

#: What people read, best first.
_READING = (FileRole.READABLE, FileRole.COMPOSED)
#: More pages than this are read in the downloaded file.
_PAGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Paper:
    """What ``components/document.html`` shows."""

    pages: list[str] = field(default_factory=list)
    embed: str = ""
    download: str = ""


def paper_of(copy: OfficeCopy) -> Paper:
    """The letter that lies before the office of ``copy``; empty when only its fields are known."""
    letter = copy.letter
    if letter is None:
        return Paper()
    files = {one.role: one for one in letter.files.filter(role__in=_READING).order_by("-pk")}
    file = next((files[role] for role in _READING if role in files), None)
    if file is not None:
        return Paper(pages_of(copy, file), download=reverse("copy_file", args=[copy.pk, file.pk]))
    if letter.composed_here:
        first = f"{reverse('letter_page', args=[copy.pk, 1])}?received"
        return Paper([first], download=f"{reverse('letter_pdf', args=[copy.pk])}?received")
    return Paper()


def pages_of(copy: OfficeCopy, file: LetterFile) -> list[str]:
    """The addresses of the page images of one file."""
    shown = min(file.pages or 1, _PAGES_SHOWN)
    return [
        reverse("copy_page_image", args=[copy.pk, file.pk, number])
        for number in range(1, shown + 1)
    ]
