"""What was read against what is printed: read, left empty, or wrong."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

#: In these every character counts; the rest may have three wrong ones in a hundred.
EXACT = ("number", "date", "references", "deadlines", "stamps", "phones")
TEXTS = ("subject", "addressee", "issuer", "owner_unit", "signer", "signer_position", "enclosures")
CHOICES = ("kind", "urgency")
FEW = 0.03
Outcome = tuple[str, str, str]


def compared(printed: dict[str, Any], found: dict[str, Any]) -> Iterator[Outcome]:
    """Each printed field with how it was read, and each that is not printed and was found."""
    for kind, names in (("exact", EXACT), ("text", TEXTS), ("choice", CHOICES)):
        for name in names:
            yield from _field(kind, name, _items(printed[name]), _items(found["fields"][name]))


def _items(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [item for one in value for item in _parts(one)]
    return [] if value is None else [value]


def _parts(item: Any) -> list[Any]:
    """Number and date of a citation or a stamp count each for itself."""
    if isinstance(item, dict) and set(item) == {"number", "date"}:
        return [part for part in item.items() if part[1] is not None]
    if isinstance(item, dict):
        return [tuple(sorted((key, str(item[key])) for key in item if key != "phrase"))]
    return [item]


def _field(kind: str, name: str, printed: list[Any], found: list[Any]) -> Iterator[Outcome]:
    rest = list(found)
    for value in printed:
        match = next((other for other in rest if _same(kind, value, other)), None)
        if match is not None:
            rest.remove(match)
            yield kind, "read", ""
    missed = len(printed) - (len(found) - len(rest))
    for value in rest:
        yield kind, "wrong", f"{name} {value!r}, printed {printed!r}"
    for _one in range(missed - min(missed, len(rest))):
        yield kind, "empty", ""


def _same(kind: str, value: Any, other: Any) -> bool:
    if kind != "text":
        return bool(_plain(value) == _plain(other))
    value, other = _plain(value), _plain(other)
    return distance(value, other) <= FEW * len(value)


def _plain(value: Any) -> Any:
    return "".join(value.split()) if isinstance(value, str) else value


def distance(one: str, other: str) -> int:
    """How many characters must be put in, left out or changed."""
    row = list(range(len(other) + 1))
    for place, character in enumerate(one, start=1):
        before, row[0] = row[0], place
        for column, beside in enumerate(other, start=1):
            changed = before + (character != beside)
            before = row[column]
            row[column] = min(before + 1, row[column - 1] + 1, changed)
    return row[-1]


def show(told: Mapping[str, Counter[str]]) -> None:
    """The table of ``docs/reading.md``."""
    kinds = ("exact", "text", "choice")
    print("| letters | numbers, dates, telephones | other text | kind, urgency |")
    print("|---|---|---|---|")
    for row, counts in told.items():
        cells = [
            " / ".join(str(counts[f"{kind} {outcome}"]) for outcome in ("read", "empty", "wrong"))
            for kind in kinds
        ]
        print(f"| {row} | {' | '.join(cells)} |")
