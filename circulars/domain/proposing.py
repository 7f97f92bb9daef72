"""What was read in a letter, as proposals for the fields of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from circulars.models import LetterKind, Urgency
from papers.reading.found import Found, Place, Reading
from papers.reading.printed import Page
from thai.citation import read_citation
from thai.digits import to_arabic

#: A field of the form → what the clerk is told of it: see ``proposals_of``.
Proposals = dict[str, dict[str, Any]]

_KINDS = {
    "external": LetterKind.EXTERNAL,
    "memo": LetterKind.MEMO,
    "sealed": LetterKind.SEALED,
    "order": LetterKind.ORDER,
    "announcement": LetterKind.NOTICE,
}
_URGENCIES = {
    "urgent": Urgency.URGENT,
    "very_urgent": Urgency.VERY_URGENT,
    "most_urgent": Urgency.MOST_URGENT,
}
#: In these a wrong character does harm: a doubtful one is left to the clerk.
_EXACT = frozenset({"number_printed", "dated_printed", "due_at"})
_UNREAD = {"number": "number_printed", "day": "dated_printed"}
_AMOUNT = re.compile(r"\s*[,|]?\s*จำนวน\s+(?P<amount>.+)$")


def proposals_of(reading: Reading) -> dict[str, Any]:
    """
    ``pages`` (width and height in millimetres) and ``fields``: name → value, printed, place
    (page from 1, left, top, width, height), and why it is doubtful.

    A doubtful number or date has no value; what is not printed has no entry.
    """
    fields: Proposals = {}
    _put(fields, "kind", reading.kind, str(_KINDS.get(reading.kind.value, LetterKind.OTHER)))
    _put_words(fields, reading)
    if reading.urgency is not None:
        urgency = _URGENCIES.get(reading.urgency.value)
        if urgency is not None:
            _put(fields, "urgency", reading.urgency, urgency.value)
    if reading.deadlines:
        _put(fields, "due_at", reading.deadlines[0], _deadline(reading))
    _put_lines(fields, "enclosures", reading.enclosures, _enclosure)
    inside = {name.key for one in reading.enclosures if (name := read_citation(one.printed))}
    named = [
        one
        for one in reading.references
        if (name := read_citation(one.printed)) is not None and name.key not in inside
    ]
    _put_lines(fields, "references", named, lambda one: one.printed)
    for one in reading.unread:
        if one.value in _UNREAD:
            _put(fields, _UNREAD[one.value], one, "")
    pages = {page.number: page for page in reading.pages}
    for field in fields.values():
        field["place"] = _on_paper(field["place"], pages) if field["place"] else None
    return {"pages": [list(page.paper) for page in reading.pages], "fields": fields}


def _put_words(fields: Proposals, reading: Reading) -> None:
    """What is taken over as it is printed."""
    for name, found in {
        "number_printed": reading.number,
        "dated_printed": reading.day,
        "issuer_name": reading.issuer,
        "addressee": reading.addressee,
        "subject": reading.subject,
        "body": reading.body,
    }.items():
        if found is not None:
            value = found.printed if name == "dated_printed" else str(found.value)
            _put(fields, name, found, value)


def _put(fields: Proposals, name: str, found: Found[Any], value: str) -> None:
    doubtful = found.is_doubtful
    fields[name] = {
        "value": "" if doubtful and name in _EXACT else value,
        "printed": found.printed,
        "place": found.places[0] if found.places else None,
        "doubt": found.why_doubtful if doubtful else "",
        "doubtful": doubtful,
    }


def _put_lines(fields: Proposals, name: str, found: Iterable[Found[Any]], line: Any) -> None:
    every = list(found)
    if every:
        _put(fields, name, every[0], "\n".join(line(one) for one in every))
        fields[name]["printed"] = "\n".join(one.printed for one in every)


def _on_paper(place: Place, pages: dict[int, Page]) -> list[float]:
    """Where the screen marks it: on the page as it was scanned, which nobody has straightened."""
    box = pages[place.page].on_paper(place.box)
    return [place.page + 1, box.left, box.top, box.right - box.left, box.bottom - box.top]


def _deadline(reading: Reading) -> str:
    """The day as it may be typed; a rule in its own words."""
    asked = reading.deadlines[0]
    day = asked.value.day
    return asked.printed if day is None else f"{day.day}/{day.month}/{day.year + 543}"


def _enclosure(one: Found[str]) -> str:
    text = re.sub(r"^[0-9]+[.)]\s*", "", to_arabic(one.value[:4])) + one.value[4:]
    amount = _AMOUNT.search(text)
    if amount is None:
        return text
    return f"{text[: amount.start()]} | {amount['amount']}"
