"""The rungs of reminding: which stages a letter passes on its way to its deadline and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from django.conf import settings
from django.db.models import Q

from circulars.models import Urgency
from offices.models import Office
from workflow.models import NoticeKind, ReminderRule

#: Told no more when a beat comes this much too late.
LATEST = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Stage:
    """
    ``shift`` is when it begins, counted from ``due_at`` (the first late moment); ``lasts``
    how long it may still be told, at most until the next one begins.
    """

    name: str
    kind: NoticeKind
    shift: dt.timedelta
    lasts: dt.timedelta = LATEST


@dataclass(frozen=True, slots=True)
class Rungs:
    """So many days before the last day, and after it; the last day itself is always one."""

    before: tuple[int, ...]
    after: tuple[int, ...]

    def stages(self) -> list[Stage]:
        """In the order in which a letter comes to them."""
        day = dt.timedelta(days=1)
        found = [Stage(f"before{n}", NoticeKind.DUE, -(n + 1) * day) for n in self.before]
        found += [Stage("today", NoticeKind.DUE, -day)]
        found += [Stage(f"after{n}", NoticeKind.OVERDUE, (n - 1) * day) for n in self.after]
        found.sort(key=lambda stage: stage.shift)
        return [
            replace(stage, lasts=min(later.shift - stage.shift, LATEST))
            for stage, later in pairwise(found)
        ] + found[-1:]


def usual() -> Rungs:
    """What holds for a house that has set nothing."""
    return Rungs(tuple(settings.REMIND_BEFORE_DAYS), tuple(settings.REMIND_AFTER_DAYS))


def rungs_of(house: Office) -> dict[Urgency, Rungs]:
    """What holds for the letters that lie in ``house``."""
    own = {rule.urgency: rule for rule in ReminderRule.objects.filter(house=house)}
    return {urgency: _of(own[urgency]) if urgency in own else usual() for urgency in Urgency}


def letters_by_rungs() -> Iterator[tuple[Rungs, Q]]:
    """Every ladder in use, with a condition on copies that says whose letters go by it."""
    ruled: dict[Rungs, Q] = {}
    every = Q(pk__in=[])
    for rule in ReminderRule.objects.order_by("pk"):
        theirs = Q(office__house=rule.house_id, speed=rule.urgency)
        every |= theirs
        ruled[_of(rule)] = ruled.get(_of(rule), Q(pk__in=[])) | theirs
    yield usual(), ~every
    yield from ruled.items()


def _of(rule: ReminderRule) -> Rungs:
    return Rungs(tuple(rule.before), tuple(rule.after))
