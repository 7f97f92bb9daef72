"""Read a letter from a file: its pages behind the door, its fields by the rules of its form."""

from papers.errors import Unreadable
from papers.reading.carried import from_bytes
from papers.reading.fields import read_fields
from papers.reading.found import Reading
from papers.reading.letters import letters_of
from papers.reading.printed import Page
from papers.reading.scanned import read_scan
from papers.sandbox.door import ask, unreadable


def read(data: bytes) -> Reading:
    """
    The fields of the letter in ``data``, a PDF: the first one where several are stapled.

    Raises UploadRefused or Unreadable with a Thai sentence when it cannot be opened.
    """
    return read_fields(letters_of(pages_of(data))[0])


def pages_of(data: bytes) -> tuple[Page, ...]:
    """The pages of a PDF with what is printed on them."""
    answer = ask("text", data)
    try:
        pages = from_bytes(answer.parts[0])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise unreadable() from error
    return tuple(_scanned(data, page) for page in pages)


def _scanned(data: bytes, page: Page) -> Page:
    """A page without a text layer of worth, as the reader of pictures sees it."""
    if not page.is_picture or page.lines:
        return page
    try:
        return read_scan(data, page.number + 1)
    except Unreadable:
        # A page that cannot be read does not keep the others from being read.
        return page
