"""Pages of a PDF as pictures, drawn in the sandbox."""

from papers.sandbox.door import ask


def page_png(pdf: bytes, page: int, width: int) -> bytes:
    """
    Page number ``page`` (from 1) as PNG, ``width`` pixels wide (at most 3000, and narrower
    when the page would be higher than 9000).

    Raises IndexError when there is no such page, Unreadable when it cannot be drawn.
    """
    return ask("page", pdf, page=page, width=width).parts[0]


def page_count(pdf: bytes) -> int:
    """How many pages ``pdf`` has. Raises Unreadable."""
    return int(ask("count", pdf).head["pages"])
