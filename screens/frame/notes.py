"""What is written on a letter."""

from __future__ import annotations

from django.db.models import Prefetch

from circulars.models import Endorsement, OfficeCopy, Share


def notes_on(copy: OfficeCopy) -> list[Endorsement]:
    """What was ordered and said, oldest first, with the units that an order named. Two queries."""
    units = Prefetch("shares", Share.objects.select_related("unit"))
    notes = copy.endorsements.select_related("by", "post", "acting", "to_unit", "to_officer")
    return list(notes.prefetch_related(units))
