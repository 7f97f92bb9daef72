"""Pages of scans: read behind the door, given to the program as lines."""

from papers.reading.printed import Page
from papers.reading.seen import from_plain
from papers.sandbox.door import ask, unreadable


def read_scan(pdf: bytes, page: int) -> Page:
    """
    What the picture of page number ``page`` (from 1) shows.

    Raises IndexError when there is no such page, Unreadable when it cannot be read.
    """
    answer = ask("read", pdf, page=page)
    try:
        return from_plain(page - 1, answer.head, answer.parts[0])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise unreadable() from error
