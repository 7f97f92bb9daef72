"""
What was done with the letters of a register: the column การปฏิบัติ of form 13.

The unit it was handed to (saraban §3.2) and the letter that passed it on or answered it,
with number and date (ข้อ 39), read off the endorsements and the sendings.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.models import (
    INCOMING,
    Carriage,
    Dispatch,
    Endorsement,
    OfficeCopy,
    RegisterEntry,
)
from circulars.states import Order
from offices.models import Office
from papers.templatetags.thai import thai_date_register, thai_digits


@dataclass(frozen=True, slots=True)
class Handed:
    """The letter was given to a unit of the house, or to a person of the same unit."""

    to: str
    day: dt.date
    to_person: bool = False

    def __str__(self) -> str:
        words = _("มอบ %(to)s %(day)s") if self.to_person else _("ส่ง %(to)s %(day)s")
        return words % {"to": self.to, "day": thai_date_register(self.day)}


@dataclass(frozen=True, slots=True)
class SentOn:
    """A letter of this office went out upon it: further down, or back to who had written."""

    number: str
    dated: dt.date | None
    answers: bool

    def __str__(self) -> str:
        words = _("ตอบแล้ว ที่ %(number)s") if self.answers else _("ส่งต่อ ที่ %(number)s")
        told = words % {"number": thai_digits(self.number)}
        return f"{told} {_('ลว.')} {thai_date_register(self.dated)}" if self.dated else told


@dataclass(frozen=True, slots=True)
class Went:
    """A letter of ours was carried out of the house."""

    how: str
    day: dt.date

    def __str__(self) -> str:
        return f"{self.how} {thai_date_register(self.day)}"


Done = Handed | SentOn | Went


def acts_upon(entries: Iterable[RegisterEntry]) -> dict[int, list[Done]]:
    """
    For each entry that stands, what was done since, by entry id: of a received book to whom it
    was handed and which letters went out upon it, of the others how the letter went out.

    Three queries for what came in, two for what went out, however many entries. Needs the entries' ``book`` joined.
    """
    rows = [entry for entry in entries if entry.voided_at is None]
    out = [one for one in rows if one.letter_id and one.book.kind not in INCOMING]
    came = [one for one in rows if one.copy_id and one.book.kind in INCOMING]
    return (_went(out) if out else {}) | _upon(came)


def _went(entries: list[RegisterEntry]) -> dict[int, list[Done]]:
    """How the letters of these lines went out, by line: through the system, and otherwise."""
    found: dict[int, list[Done]] = defaultdict(list)
    lines = {one.letter_id: one.pk for one in entries}
    sent = Dispatch.objects.filter(letter__in=lines, recipients__len__gt=0).order_by("pk")
    for letter, at, count in sent.values_list("letter", "at", "recipients__len"):
        how = _("ในระบบ %(count)s แห่ง") % {"count": thai_digits(count)}
        found[lines[letter]].append(Went(how, timezone.localdate(at)))
    rows = Carriage.objects.filter(entry__in=entries).order_by("pk")
    for row in rows:
        found[row.entry_id].append(Went(str(row.get_how_display()), row.on))
    return found


def _upon(standing: list[RegisterEntry]) -> dict[int, list[Done]]:
    if not standing:
        return {}
    copies = {entry.copy_id for entry in standing if entry.copy_id}
    handed = _handed(copies)
    sent = _sent(copies)
    return {
        entry.pk: [*handed[entry.copy_id, entry.book.office_id], *sent[entry.copy_id]]
        for entry in standing
        if entry.copy_id
    }


def _handed(copies: set[int]) -> dict[tuple[int, int], list[Done]]:
    """By copy and the unit that handed it on: each one that got it is the next to hand on."""
    receipts = RegisterEntry.objects.filter(copy__in=copies, book__kind__in=INCOMING)
    first = receipts.order_by("copy", "pk").distinct("copy")
    holder = dict(first.values_list("copy", "book__office"))
    orders = Endorsement.objects.filter(copy__in=copies, order=Order.ASSIGN)
    found: dict[tuple[int, int], list[Done]] = defaultdict(list)
    for order in orders.select_related("to_unit", "to_officer").order_by("at", "pk"):
        here = holder[order.copy_id]
        found[order.copy_id, here] += _told(order, here)
        holder[order.copy_id] = order.to_unit_id or here
    return found


def _told(order: Endorsement, here: int) -> Iterator[Done]:
    day = timezone.localdate(order.at)
    unit: Office | None = order.to_unit
    if unit is not None and unit.pk != here:
        yield Handed(unit.label, day)
    elif order.to_officer is not None:
        yield Handed(order.to_officer.full_name, day, to_person=True)


def _sent(copies: set[int]) -> dict[int, list[Done]]:
    """
    By copy: the letters that went out upon it, and those that answered it, written here or
    signed on paper (ข้อ 39). One query.
    """
    to_writer = OfficeCopy.objects.filter(
        dispatch=OuterRef("pk"), office=OuterRef("copy__letter__issuer")
    )
    letter = ("letter__number_printed", "letter__dated")
    passed = Dispatch.objects.filter(copy__in=copies).annotate(answers=Exists(to_writer))
    replied = Dispatch.objects.filter(copy__answers__in=copies)
    on_paper = RegisterEntry.objects.in_book().filter(answers__copy__in=copies, voided_at=None)
    yes = Value(True)
    rows = passed.order_by().values_list("copy", *letter, "answers")
    rows = rows.union(
        replied.order_by().values_list("copy__answers", *letter, yes),
        on_paper.order_by().values_list("answers__copy", "number_printed", "dated", yes),
        all=True,
    )
    found: dict[int, list[Done]] = defaultdict(list)
    for copy, number, dated, answers in sorted(rows, key=lambda row: (str(row[2]), row[1])):
        found[copy].append(SentOn(number, dated, answers))
    return found
