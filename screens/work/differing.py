"""What changed between two wordings of a letter, word by word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from circulars.domain.content import Content
from circulars.models import Draft, DraftVersion, Event, EventKind
from papers.templatetags.thai import thai_deadline

#: A Thai letter with the marks on it, or a run of anything else between spaces.
_UNIT = re.compile(
    r"\s+|[\u0e01-\u0e2e\u0e30\u0e32-\u0e33\u0e40-\u0e46][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*|[^\s\u0e00-\u0e7f]+|."
)
#: Fewer units than these standing still between two changes only disturb the reader.
_TOO_SHORT = 4
_FIELDS = (
    "subject", "addressee", "references", "enclosures", "body", "closing", "contact", "copies_to",
)  # fmt: skip


_LABELS = {field.name: field.verbose_name for field in DraftVersion._meta.fields}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``kind`` is same, added or gone."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the letter that changed."""

    label: str
    pieces: list[Piece]


def differences(before: Content | DraftVersion, after: Content | DraftVersion) -> list[Difference]:
    """The parts that differ, in the order in which they are printed."""
    changed = []
    for name in _FIELDS:
        old, new = _text(getattr(before, name)), _text(getattr(after, name))
        if old != new:
            label = str(_LABELS[name])
            changed.append(Difference(label, pieces(old, new)))
    return changed


def terms_of(draft: Draft) -> dict[int, Mapping[str, str]]:
    """To whom and until when, by the number of the version; the events of saving keep it."""
    saved = Event.objects.filter(
        copy=draft.copy_id, kind=EventKind.DRAFTED, at__gte=draft.started_at
    ).order_by("pk")
    return {one.data["version"]: one.data for one in saved if "recipients" in one.data}


def terms_changed(
    before: Mapping[str, str] | None, after: Mapping[str, str] | None
) -> list[Difference]:
    """What differs beside the words, as far as it is known of both versions."""
    if before is None or after is None:
        return []
    told = (
        (_("ส่งถึง"), before["recipients"], after["recipients"]),
        (_("กำหนดให้ผู้รับตอบ"), _until(before), _until(after)),
    )
    return [Difference(label, pieces(old, new)) for label, old, new in told if old != new]


def _until(terms: Mapping[str, str]) -> str:
    if rule := terms.get("deadline"):
        return rule
    due_at = terms["due_at"]
    return thai_deadline(dt.datetime.fromisoformat(due_at)) if due_at else _("ไม่กำหนด")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(
        one if isinstance(one, str) else f"{one['text']} {one['amount']}".strip() for one in value
    )


def pieces(old: str, new: str) -> list[Piece]:
    """The runs that were kept, added or taken out; whole runs rather than single letters."""
    a, b = _UNIT.findall(old), _UNIT.findall(new)
    found: list[Piece] = []
    for tag, i, j, k, m in _calm(SequenceMatcher(None, a, b, autojunk=False).get_opcodes()):
        if tag == "equal":
            found.append(Piece("same", "".join(a[i:j])))
            continue
        if j > i:
            found.append(Piece("gone", "".join(a[i:j])))
        if m > k:
            found.append(Piece("added", "".join(b[k:m])))
    return found


_Code = tuple[str, int, int, int, int]


def _calm(codes: list[Any]) -> list[_Code]:
    """Join changes that only a few equal units keep apart."""
    joined: list[_Code] = []
    for number, (tag, i, j, k, m) in enumerate(codes):
        inside = 0 < number < len(codes) - 1
        small = tag == "equal" and inside and j - i < _TOO_SHORT
        kind = "replace" if small or tag != "equal" else "equal"
        if joined and kind == "replace" and joined[-1][0] == "replace":
            _tag, first, _end, start, _stop = joined[-1]
            joined[-1] = ("replace", first, j, start, m)
        else:
            joined.append((kind, i, j, k, m))
    return joined
