"""Who writes to an office, and what it usually does with their letters: learned from the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from circulars.models import INCOMING, OfficeCopy, RegisterEntry
from circulars.states import Order
from offices.models import Office
from offices.viewer import Viewer
from thai.nearness import bare

#: The letters that are looked at, and how many of one sender make a habit.
LAST = 300
HABIT = 10
MOST = 5
LEAST_TYPED = 2


@dataclass(frozen=True, slots=True)
class Sender:
    """
    A sender, and what was done with most of his last letters.

    ``prefix`` is what his numbers begin with; ``unit`` the unit that most often got them,
    ``action`` what the desk wrote. ``seen`` of ``of`` letters went there: the reason.
    """

    name: str
    prefix: str
    urgency: str
    action: str
    unit: str
    seen: int
    of: int


def known_senders(unit: Office, typed: str, *, viewer: Viewer) -> list[Sender]:
    """
    The senders of ``unit`` whom two letters of a name or of a number call up, newest first.

    Learned from the last letters in its received book that ``viewer`` may see.
    """
    wanted = bare(typed)
    if len(wanted) < LEAST_TYPED:
        return []
    grouped: dict[str, list[RegisterEntry]] = {}
    for entry in _last_of(unit, viewer):
        grouped.setdefault(entry.from_text, []).append(entry)
    found = [
        _sender(name, entries[:HABIT])
        for name, entries in grouped.items()
        if _is_called(wanted, name, entries)
    ]
    # Whose number begins with what was typed comes first; then whose name does.
    found.sort(key=lambda one: not bare(one.prefix).startswith(wanted))
    return found[:MOST]


def _last_of(unit: Office, viewer: Viewer) -> list[RegisterEntry]:
    entries = RegisterEntry.objects.filter(
        book__office=unit, book__kind__in=INCOMING, voided_at=None
    )
    # The book first, then what may be seen of it: never a walk through all letters.
    ids = list(entries.order_by("-pk").values_list("pk", flat=True)[:LAST])
    seen = OfficeCopy.objects.of(viewer)
    rows = RegisterEntry.objects.filter(pk__in=ids, copy__in=seen).exclude(from_text="")
    joined = rows.select_related("letter").prefetch_related("copy__endorsements__to_unit")
    return list(joined.order_by("-pk"))


def _is_called(wanted: str, name: str, entries: Iterable[RegisterEntry]) -> bool:
    if wanted in bare(name):
        return True
    return any(bare(one.number_printed).startswith(wanted) for one in entries)


def _sender(name: str, entries: Sequence[RegisterEntry]) -> Sender:
    units = Counter(filter(None, (_unit_of(one) for one in entries)))
    unit, seen = units.most_common(1)[0] if units else ("", 0)
    letter = entries[0].letter
    return Sender(
        name=name,
        prefix=prefix_of(entries[0].number_printed),
        urgency=_usual(one.letter.urgency for one in entries if one.letter) if letter else "",
        action=_usual(one.action for one in entries),
        unit=unit,
        seen=seen,
        of=len(entries),
    )


def _unit_of(entry: RegisterEntry) -> str:
    """The unit that the letter was first passed on to."""
    if entry.copy is None:
        return ""
    orders = [one for one in entry.copy.endorsements.all() if one.order == Order.ASSIGN]
    first = next((one.to_unit for one in orders if one.to_unit is not None), None)
    return first.label if first is not None else ""


def _usual(words: Iterable[str]) -> str:
    """What was written most often; nothing when it was mostly nothing."""
    counted = Counter(words)
    return counted.most_common(1)[0][0] if counted else ""


def prefix_of(number: str) -> str:
    """A number as far as it stays the same from letter to letter: "มท 0810.3/ว "."""
    head, slash, tail = number.rpartition("/")
    if not slash:
        return ""
    series = tail.rstrip("0123456789๐๑๒๓๔๕๖๗๘๙ ")
    return f"{head}/{series} " if series else f"{head}/"
