"""The line of completion as points of a drawing: it prints, and needs no script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 220
#: Room for the words at the edges.
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 14, 28


@dataclass(frozen=True, slots=True)
class Line:
    """Where to draw what; ``days`` are the same numbers for a table."""

    points: str
    due_x: float | None
    due: dt.date | None
    start: dt.date
    end: dt.date
    expected: int
    answered: int
    days: list[tuple[dt.date, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP

    @property
    def right(self) -> int:
        return self.width - RIGHT

    @property
    def bottom(self) -> int:
        return self.height - BOTTOM

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def line_of(
    days: Sequence[tuple[dt.date, int]],
    *,
    start: dt.date,
    due: dt.date | None,
    today: dt.date,
    expected: int,
) -> Line | None:
    """
    Steps from ``start`` to the last day that matters; None when nothing is expected.

    ``days`` are running totals. The line goes on to ``today`` as it stands.
    """
    if not expected:
        return None
    last = days[-1][0] if days else start
    end = max(today, last, due or start, start + dt.timedelta(days=1))
    length = (end - start).days

    def x(day: dt.date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * max(0, (day - start).days) / length

    def y(number: int) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(number, expected) / expected

    points, before = [(x(start), y(0))], 0
    for day, number in days:
        points += [(x(day), y(before)), (x(day), y(number))]
        before = number
    points.append((x(max(today, last)), y(before)))
    return Line(
        points=" ".join(f"{across:.1f},{down:.1f}" for across, down in points),
        due_x=x(due) if due else None,
        due=due,
        start=start,
        end=end,
        expected=expected,
        answered=before,
        days=list(days),
    )
