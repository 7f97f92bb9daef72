"""The sheet of endorsements of a letter, from its rows: who, acting for whom, when, what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from circulars.models import Endorsement, OfficeCopy, Share
from papers.content import EndorsedNote, EndorsementSheet
from thai.dates import format_date, format_time, local_day
from thai.digits import to_thai
from thai.names import position_lines


def sheet_of(copy: OfficeCopy) -> EndorsementSheet:
    """
    Every note on ``copy`` in its order, in Thai whatever the screen is. Two queries; ``copy``
    comes with its letter, circular and office.
    """
    related = ("by", "post", "acting", "to_unit", "to_officer", "answers_share__unit")
    notes = copy.endorsements.select_related(*related).prefetch_related("shares__unit")
    letter = copy.letter
    dated = letter.dated if letter else None
    return EndorsementSheet(
        office=copy.office.name,
        reference=to_thai(letter.number_printed) if letter else "",
        dated=format_date(dated) if dated else to_thai(letter.dated_printed if letter else ""),
        sender=letter.issuer_name if letter else copy.circular.origin_name,
        subject=letter.subject if letter else copy.circular.subject,
        notes=[_note(place, note) for place, note in enumerate(notes, start=1)],
    )


def _note(place: int, note: Endorsement) -> EndorsedNote:
    post, acting = note.post, note.acting
    own = post.position if post else ""
    day = format_date(local_day(note.at), style="short")
    return EndorsedNote(
        number=to_thai(place),
        moment=f"{day} {format_time(note.at)}",
        order=str(note.get_order_display()),
        words=to_thai(note.text),
        to=tuple(_to(note)),
        name=note.by.full_name,
        positions=position_lines(own, *((acting.kind, acting.for_position) if acting else ())),
    )


def _to(note: Endorsement) -> Iterator[str]:
    """To whom it goes next; of a unit beside the main one, for which unit it speaks."""
    share = getattr(note, "answers_share", None)
    if share is not None:
        yield f"ในนาม {share.unit.name}"
    if note.to_unit:
        yield f"ถึง {note.to_unit.name}"
    if note.to_officer:
        yield f"ถึง {note.to_officer.full_name}"
    yield from _beside(note.shares.all())


def _beside(shares: Iterable[Share]) -> Iterator[str]:
    by_role: dict[str, list[str]] = defaultdict(list)
    for share in shares:
        by_role[str(share.get_role_display())].append(share.unit.name)
    yield from (f"{role}: {', '.join(units)}" for role, units in by_role.items())
