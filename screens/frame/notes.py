"""What is written on a letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from circulars.models import Endorsement, OfficeCopy, Share


@dataclass(frozen=True, slots=True)
class Note:
    """One order or reply, with the shares that it gave to units beside the main one."""

    said: Endorsement
    beside: list[Share]


def notes_on(copy: OfficeCopy, shares: Iterable[Share] | None = None) -> list[Note]:
    """What was ordered and said, oldest first; ``shares`` of the copy, joined with their units."""
    if shares is None:
        shares = copy.shares.select_related("unit")
    by_order: dict[int, list[Share]] = defaultdict(list)
    for share in shares:
        by_order[share.order_id].append(share)
    notes = copy.endorsements.select_related("by", "post", "acting", "to_unit", "to_officer")
    return [Note(one, by_order[one.pk]) for one in notes]
