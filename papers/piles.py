"""A pile: files that were dropped together as one PDF, its pages read, its letters told apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.utils.translation import gettext as _

from papers.errors import UploadRefused
from papers.joining import is_pdf, join_photos, mime_of
from papers.reading.letters import letters_of
from papers.reading.opening import is_picture
from papers.reading.printed import Page
from papers.reading.reading import pages_of
from papers.sandbox.door import ask
from papers.upload import accept_upload

_MOST_MB = 1024  # each file was measured when it was dropped


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file shows: a PDF to open, and what of it is not in there."""

    pdf: bytes
    remark: str = ""


def open_file(data: bytes, name: str) -> Opened:
    """
    The pages of one dropped file: PDF, picture, or a mail with its attachments.

    Raises PaperError with a Thai sentence.
    """
    if PurePath(name).suffix.lower() in (".eml", ".msg"):
        return _open_mail(data)
    if mime_of(data) in ("image/heic", "image/webp"):
        data = join_photos([data])
    return Opened(accept_upload(data, name, limit_mb=_MOST_MB).pdf_bytes)


def _open_mail(data: bytes) -> Opened:
    answer = ask("mail", data)
    inside, left = [], []
    for name, file in zip(answer.head["names"], answer.parts, strict=False):
        if is_pdf(file) or is_picture(file):
            inside.append(open_file(file, "").pdf)
        else:
            left.append(str(name))
    if not inside:
        raise UploadRefused(_("ไม่พบหนังสือในอีเมลนี้ โปรดแนบไฟล์ PDF หรือภาพของหนังสือ"), field="file")
    remark = _("ไฟล์แนบ %s ไม่ใช่หน้าหนังสือ จึงอยู่ในอีเมลต้นฉบับเท่านั้น") % ", ".join(left) if left else ""
    return Opened(gather(inside)[0], remark)


def gather(pdfs: Sequence[bytes]) -> tuple[bytes, list[int]]:
    """All pages in one PDF, and how many came from each."""
    answer = ask("gather", *pdfs)
    return answer.parts[0], [int(count) for count in answer.head["counts"]]


def pick(pdf: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of the pages with these ``numbers``, from 1."""
    return ask("pick", pdf, pages=list(numbers)).parts[0]


def read_pages(pdf: bytes, first: int, last: int) -> list[Page]:
    """What is printed on the pages ``first`` to ``last``, counted from 0 as in the whole."""
    pages = pages_of(pick(pdf, range(first, last + 1)))
    return [numbered(page, first - 1 + place) for place, page in enumerate(pages)]


def numbered(page: Page, number: int) -> Page:
    """``page`` in another place, counted from 0."""
    lines = tuple(replace(line, page=number) for line in page.lines)
    return replace(page, number=number, lines=lines)


def parted(pages: Sequence[Page], starts: Collection[int]) -> list[list[Page]]:
    """
    The letters among ``pages``; one begins in any case on a page with a number, from 1, of ``starts``.
    """
    runs: list[list[Page]] = []
    for page in pages:
        if not runs or page.number + 1 in starts:
            runs.append([])
        runs[-1].append(page)
    return [list(letter) for run in runs for letter in letters_of(run)]
