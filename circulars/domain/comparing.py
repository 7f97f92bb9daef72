"""A letter that came by the system, laid beside what the house already holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from circulars.clashes import Clash, ClashKind
from circulars.domain.clashing import check_accepted, find_clashes
from circulars.domain.received import ReceivedLetter, as_received
from circulars.models import OfficeCopy
from circulars.states import State
from offices.viewer import Viewer
from thai.dates import format_date


def clashes_of(copy: OfficeCopy, *, viewer: Viewer, at: dt.datetime) -> list[Clash]:
    """
    What does not fit between ``copy`` and other letters of its house, most of all that it was
    taken in on paper before.

    Only before the house's first number. How its sender wrote it is for its sender to mend.
    """
    if copy.state != State.ARRIVED or copy.letter is None or copy.is_from_outside:
        return []
    found = find_clashes(copy.office, as_printed(copy), viewer=viewer, at=at)
    others = [one for one in found if one.copy is not None or one.kind == ClashKind.HELD_UNSEEN]
    return [one for one in others if one.copy is None or one.copy.letter_id != copy.letter_id]


def as_printed(copy: OfficeCopy) -> ReceivedLetter:
    """The letter as its reader has it in hand: of one composed here the date stands on it, too."""
    known = as_received(copy)
    letter = copy.letter
    if known.dated_printed or letter is None or letter.dated is None:
        return known
    return replace(known, dated_printed=format_date(letter.dated))


def look_over(
    copy: OfficeCopy, accepted: Collection[str], *, viewer: Viewer, at: dt.datetime
) -> list[Clash]:
    """Its clashes, when each that waits for a word was ``accepted``; else raises Clashing."""
    clashes = clashes_of(copy, viewer=viewer, at=at)
    check_accepted(clashes, accepted)
    return clashes
