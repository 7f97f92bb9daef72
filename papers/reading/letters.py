"""Where a new letter begins in a pile of pages that were scanned together."""

from collections.abc import Sequence

from papers.reading.head import number_of
from papers.reading.outline import Outline, outline
from papers.reading.printed import Page
from papers.reading.rows import rows_of
from papers.reading.signs import NumberRead

Pages = tuple[Page, ...]


def letters_of(pages: Sequence[Page]) -> list[Pages]:
    """
    ``pages`` parted at the first page of each letter; what stands before the first belongs to it.

    Enclosures, forms and pages without text stay with the letter before them. Always at least
    one group, in which there may be no letter.
    """
    groups: list[list[Page]] = []
    begun = False
    for page in pages:
        first = is_first_page(page)
        if not groups or (first and begun):
            groups.append([])
        begun = begun or first
        groups[-1].append(page)
    return [tuple(group) for group in groups] or [()]


def is_first_page(page: Page) -> bool:
    """True for a page with the head of a letter."""
    made = outline(rows_of([page]))
    if made.kind == "memo":
        return bool(made.subject and (made.addressee or _number(made)))
    if made.kind in ("external", "sealed"):
        return _number(made) is not None
    if made.kind in ("order", "announcement"):
        return bool(made.subject) and bool(made.kind_printed)
    return False


def _number(made: Outline) -> NumberRead | None:
    return number_of(made)
