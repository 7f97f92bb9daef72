"""Keeping the ledger: what an office owes through a letter, and the acts that settle it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import DateTimeField, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from circulars.domain.freezing import way_of
from circulars.models import AnsweredBy, Expectation, Letter, OfficeCopy, What
from circulars.models.expectation import ANSWERED_BACK, ExpectationQuerySet
from offices.models import User


def lines_of(copy: OfficeCopy) -> ExpectationQuerySet:
    """What the office of ``copy`` owes through it."""
    return Expectation.objects.filter(copy=copy)


def owes(copy: OfficeCopy) -> bool:
    """Whether something still has to come back from the office of ``copy`` itself."""
    return lines_of(copy).open().filter(what__in=ANSWERED_BACK).exists()


def holds_up(copy: OfficeCopy) -> bool:
    """Whether offices below wait for this letter to be passed on."""
    return Expectation.objects.filter(copy=None, above=copy.branch).exists()


def is_carried(copy: OfficeCopy) -> bool:
    """Whether something asked above goes on with the letter of ``copy``."""
    asked = Expectation.objects.filter(copy=None, above=copy.branch)
    return asked.filter(what__in=ANSWERED_BACK).exists()


def awaits(copy: OfficeCopy) -> bool:
    """
    Whether the letter, once sent, comes back to the desk of ``copy``: it asks for something
    that is reported or acknowledged, owes something itself, or gathers for a level above.
    """
    asked = Q(asker=copy) & ~Q(what=What.ACT)
    below = Q(above__startswith=copy.branch, asker__in=way_of(copy), what__in=ANSWERED_BACK)
    own = Q(copy=copy, what__in=ANSWERED_BACK)
    return Expectation.objects.open().filter(asked | below | own).exists()


def settle(
    copy: OfficeCopy,
    *,
    at: dt.datetime,
    how: AnsweredBy,
    whats: Iterable[What] = tuple(What),
    note: str = "",
    reply: Letter | None = None,
) -> int:
    """
    The office of a locked ``copy`` has done what it owes; of rounds, the oldest that is open.
    ``reply`` is the letter by which it answers. Returns how many lines.
    """
    lines = lines_of(copy).filter(what__in=list(whats))
    return _settle(lines, at=at, how=how, note=note, reply=reply)


def settle_line(
    line: Expectation, *, at: dt.datetime, how: AnsweredBy, reply: Letter, note: str = ""
) -> int:
    """The same for one locked line, whether the letter has come to the office or not."""
    return _settle(Expectation.objects.filter(pk=line.pk), at=at, how=how, note=note, reply=reply)


def _settle(
    lines: ExpectationQuerySet,
    *,
    at: dt.datetime,
    how: AnsweredBy,
    note: str,
    reply: Letter | None = None,
) -> int:
    first = Coalesce("first_answered_at", Value(at, output_field=DateTimeField()))
    return lines.oldest_owed().update(
        answered_at=at, first_answered_at=first, answered_by=how, note=note, reply=reply
    )


def ask_line_again(line: Expectation) -> None:
    """What came in for one locked line was sent back."""
    Expectation.objects.filter(pk=line.pk).update(answered_at=None, certified_at=None)


def ask_again(copy: OfficeCopy, *, number: int | None = None) -> None:
    """
    What the office of a locked ``copy`` gave was sent back: it owes it once more. Of rounds
    that with ``number``, or the one that was answered last.
    """
    back = lines_of(copy).filter(what__in=ANSWERED_BACK).exclude(answered_at=None)
    same = {name: OuterRef(name) for name in ("asker", "what", "office")}
    later = Expectation.objects.exclude(answered_at=None).filter(
        **same, round__gt=OuterRef("round")
    )
    chosen = back.exclude(Exists(later)) if number is None else back.filter(round=number)
    chosen.update(answered_at=None, certified_at=None)


def note_certified(copy: OfficeCopy, *, at: dt.datetime) -> None:
    """The office of a locked ``copy`` vouches for what has come in below it."""
    answered = Expectation.objects.below(copy).exclude(answered_at=None)
    answered.filter(certified_at=None).update(certified_at=at)


def excuse(
    lines: ExpectationQuerySet, *, by: User, at: dt.datetime, reason: str, for_all: bool = False
) -> int:
    """
    Take open ``lines`` out of every rate, with the reason; ``for_all``: in the rounds to come,
    too. Returns how many.
    """
    return lines.open().update(
        excused_at=at, excused_by=by, excuse=reason[:300], excused_for_all=for_all
    )


def give_back(copy: OfficeCopy, *, by: User, at: dt.datetime) -> None:
    """
    A locked ``copy`` was given back or called back: nothing comes of it, until the office
    gets another. Whom it held up is held up by its sender now.
    """
    excuse(lines_of(copy), by=by, at=at, reason=copy.return_reason, for_all=True)
    held = Expectation.objects.filter(copy=None, above=copy.branch)
    held.update(above=copy.above)


def note_due(copy: OfficeCopy) -> None:
    """The deadline of a locked ``copy`` has changed: so has that of what it owes."""
    lines_of(copy).pressing().update(due_at=copy.due_at)
