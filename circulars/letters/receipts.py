"""The receipts of a letter as stamps on its page, drawn from the register entries."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from circulars.models import OfficeCopy, RegisterEntry
from papers.content import StampContent
from papers.pages import page_png
from papers.stamp import stamp_pdf, stamped_page
from thai.dates import format_date, format_time, local_day
from thai.digits import to_thai

#: A longer list of routing choices would be larger than the stamp.
MOST_CHOICES = 6


def stamp_of(
    entry: RegisterEntry, *, choices: Iterable[str] = (), chosen: str = ""
) -> StampContent:
    """The stamp of one receipt; the time stays blank where the desk did not stamp it."""
    return StampContent(
        office=entry.book.office.printed_stamp_name,
        number=to_thai(entry.number),
        second_number=to_thai(entry.second_number),
        date=format_date(local_day(entry.entered_at), style="short"),
        time=format_time(entry.entered_at) if entry.time_known else "",
        choices=tuple(choices),
        chosen=chosen,
    )


def receipts_of(copy: OfficeCopy) -> list[RegisterEntry]:
    """The valid receipts of ``copy``, oldest first."""
    valid = copy.entries.filter(voided_at=None).select_related("book__office")
    return list(valid.order_by("entered_at", "pk"))


def stamps_of(copy: OfficeCopy, entries: Iterable[RegisterEntry]) -> list[StampContent]:
    """
    The stamps of a letter. The first desk's stamp carries the units it may be routed to,
    with a tick at the main one whose stamp follows.
    """
    receipts = list(entries)
    if not receipts:
        return []
    first, *later = receipts
    unit = first.book.office
    inside = unit.units.active().filter(kind="DIVISION").printed_order()
    labels = [one.label for one in inside[: MOST_CHOICES + 1]]
    taken = copy.shares.filter(given_at__lte=F("receipt__entered_at"))
    beside = set(taken.values_list("receipt", flat=True)) if later else set()
    main = [one.book.office for one in later if one.pk not in beside]
    next_unit = main[0] if main else copy.holder
    chosen = next_unit.label if next_unit.label in labels else ""
    choices = labels if len(labels) <= MOST_CHOICES else []
    return [stamp_of(first, choices=choices, chosen=chosen), *map(stamp_of, later)]


def stamped(original: bytes, copy: OfficeCopy, entries: Iterable[RegisterEntry]) -> bytes:
    """A rendition of ``original`` with the receipts on it; ``original`` itself without any."""
    stamps = stamps_of(copy, entries)
    return stamp_pdf(original, stamps) if stamps else original


def first_page(
    original: bytes, copy: OfficeCopy, entries: Iterable[RegisterEntry], width: int
) -> bytes:
    """The first page of the same as PNG; the rest of a large scan is not written for it."""
    stamps = stamps_of(copy, entries)
    return stamped_page(original, stamps, width) if stamps else page_png(original, 1, width)
