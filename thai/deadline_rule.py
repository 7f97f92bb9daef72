"""
Deadlines as rules: a day, a count of days, a place in a period, rounds, at once.

A rule is what a letter says. Which moment it means differs by receiver: ``resolve`` gives
the first late one, ``rounds`` those of a report that comes again.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from thai.calendar import BANGKOK, as_day, local
from thai.deadlines import due_at_hour, due_at_on
from thai.periods import Period, Place, bounds, place_day

IsDayOff = Callable[[dt.date], bool]

_ONE_DAY = dt.timedelta(days=1)
#: No count of a letter reaches further; whoever asks for more has written something else.
_LONGEST = 3660
#: A report is due this long after its period at the most.
_LONGEST_WAIT = dt.timedelta(days=400)


class Unit(StrEnum):
    """What is counted."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Since(StrEnum):
    """From which day is counted; that day itself is not."""

    RECEIPT = "receipt"
    LETTER = "letter"
    DAY = "day"


class Where(StrEnum):
    """
    Where a round is due: inside its period, in the month (of a week: the week) that follows,
    or counted from its end, the last day not counted.
    """

    INSIDE = "inside"
    NEXT = "next"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class OnDay:
    """By one day for everybody, with an hour if there is one."""

    day: dt.date
    time: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """Within a count from a day; ``day`` is given exactly when it is counted ``since`` DAY."""

    count: int
    unit: Unit
    since: Since = Since.RECEIPT
    day: dt.date | None = None
    time: dt.time | None = None

    def __post_init__(self) -> None:
        if (self.day is not None) != (self.since == Since.DAY):
            raise ValueError("a day is given exactly when it is counted from one")
        if not 1 <= self.count <= _LONGEST:
            raise ValueError(f"a count from 1 to {_LONGEST}, not {self.count}")


@dataclass(frozen=True, slots=True)
class InPeriod:
    """
    By a place in the period of the letter's date, in the ``next`` one, or in the one that
    ``begins`` on a given day.
    """

    period: Period
    place: Place
    next: bool = False
    time: dt.time | None = None
    begins: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """
    Again in every period: a report in rounds.

    The report of a month that is due on day 5 of the next is placed NEXT. ``first`` and
    ``until`` bound the days on which rounds are due; ``times`` how many there are of one letter.
    """

    period: Period
    place: Place
    where: Where = Where.INSIDE
    first: dt.date | None = None
    until: dt.date | None = None
    time: dt.time | None = None
    times: int | None = None


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Urgency without a day."""


Rule = OnDay | Within | InPeriod | Every | AtOnce


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the period it is about, and the first late moment."""

    starts: dt.date
    ends: dt.date
    due_at: dt.datetime


def resolve(
    rule: Rule,
    *,
    letter_dated: dt.date,
    received_on: dt.date,
    is_day_off: IsDayOff,
) -> dt.datetime | None:
    """
    The first late moment of ``rule`` for one receiver, in Bangkok; None for "at once".

    ``received_on`` may be a moment: hours are counted from it, or from the end of the day
    if only that is known. Of rounds it is the first that is due after the letter's date.
    A day off is never moved. Raises ValueError when rounds end before they begin.
    """
    if isinstance(rule, AtOnce):
        return None
    if isinstance(rule, Within) and rule.unit == Unit.HOURS:
        start = _start(rule, letter_dated, received_on)
        return _moment_of(start) + dt.timedelta(hours=rule.count)
    if isinstance(rule, Every):
        return _first_round(rule, letter_dated, is_day_off).due_at
    return _due(_day(rule, letter_dated, received_on, is_day_off), rule.time)


def rounds(rule: Every, start: dt.date, until: dt.date, is_day_off: IsDayOff) -> Iterator[Round]:
    """
    The rounds whose last good day lies from ``start`` to ``until``, both included.

    The rule's own ``first`` and ``until`` narrow this further.
    """
    start = max(start, rule.first or start)
    until = min(until, rule.until or until)
    # A round that is due now may be about a period that is over.
    begin, end = bounds(rule.period, start - _LONGEST_WAIT)
    while begin <= until:
        day = _due_day(rule, begin, is_day_off)
        # Of the days themselves the days off have no round.
        closed = rule.period == Period.DAY and rule.place.working and is_day_off(day)
        if start <= day <= until and not closed:
            yield Round(begin, end, _due(day, rule.time))
        begin, end = bounds(rule.period, end + _ONE_DAY)


def rounds_of_letter(
    rule: Every, letter_dated: dt.date, is_day_off: IsDayOff, *, most: int = 1
) -> Iterator[Round]:
    """The first ``most`` rounds that a letter of that day asks for: those due after it."""
    day = as_day(letter_dated) + _ONE_DAY
    wanted = min(most, rule.times or most)
    until = max(day, rule.first or day) + (wanted + 1) * _LONGEST_WAIT
    return islice(rounds(rule, day, until, is_day_off), wanted)


def is_per_receiver(rule: Rule) -> bool:
    """Whether each receiver has a day of his own."""
    return isinstance(rule, Within) and rule.since == Since.RECEIPT


def _first_round(rule: Every, letter_dated: dt.date, is_day_off: IsDayOff) -> Round:
    for one in rounds_of_letter(rule, letter_dated, is_day_off):
        return one
    raise ValueError("the rounds end before the letter's date")


def _due_day(rule: Every, begin: dt.date, is_day_off: IsDayOff) -> dt.date:
    first, last = bounds(rule.period, begin)
    if rule.where == Where.AFTER:
        unit = Unit.WORKING_DAYS if rule.place.working else Unit.DAYS
        return _counted(last, rule.place.nth, unit, is_day_off)
    if rule.where == Where.NEXT:
        weekly = rule.period == Period.WEEK
        first, last = bounds(Period.WEEK if weekly else Period.MONTH, last + _ONE_DAY)
    return place_day(rule.place, first, last, is_day_off)


def _day(
    rule: OnDay | Within | InPeriod,
    letter_dated: dt.date,
    received_on: dt.date,
    is_day_off: IsDayOff,
) -> dt.date:
    if isinstance(rule, OnDay):
        return rule.day
    if isinstance(rule, InPeriod):
        first, last = bounds(rule.period, rule.begins or as_day(letter_dated))
        if rule.next:
            first, last = bounds(rule.period, last + _ONE_DAY)
        return place_day(rule.place, first, last, is_day_off)
    start = as_day(_start(rule, letter_dated, received_on))
    return _counted(start, rule.count, rule.unit, is_day_off)


def _counted(start: dt.date, count: int, unit: Unit, is_day_off: IsDayOff) -> dt.date:
    """The last day of a count that begins on the day after ``start``."""
    if unit == Unit.WORKING_DAYS:
        return _working_days_after(start, count, is_day_off)
    if unit in (Unit.MONTHS, Unit.YEARS):
        return _months_after(start, count * (12 if unit == Unit.YEARS else 1))
    return start + dt.timedelta(days=count * (7 if unit == Unit.WEEKS else 1))


def _working_days_after(start: dt.date, count: int, is_day_off: IsDayOff) -> dt.date:
    day = start
    while count:
        day += _ONE_DAY
        count -= not is_day_off(day)
    return day


def _months_after(start: dt.date, count: int) -> dt.date:
    """The same day of a later month, or its last one (ป.พ.พ. ม. 193/5)."""
    years, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    first = dt.date(years, month + 1, 1)
    return min(first + dt.timedelta(days=start.day - 1), bounds(Period.MONTH, first)[1])


def _start(rule: Within, letter_dated: dt.date, received_on: dt.date) -> dt.date:
    if rule.since == Since.DAY:
        assert rule.day is not None, "checked when the rule was made"
        return rule.day
    return letter_dated if rule.since == Since.LETTER else received_on


def _moment_of(start: dt.date) -> dt.datetime:
    if isinstance(start, dt.datetime):
        return local(start)
    return dt.datetime.combine(start + _ONE_DAY, dt.time.min, BANGKOK)


def _due(day: dt.date, time: dt.time | None) -> dt.datetime:
    return due_at_on(day) if time is None else due_at_hour(day, time)
