"""Where an expression is evaluated, and how much of it may still be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from survey.xlsform.xpath.values import Node, Value


class TooCostly(Exception):
    """More steps than the form may take."""


@dataclass(slots=True)
class Meter:
    """Counts what is done: a step is a node looked at, a call, or some letters compared."""

    left: int
    spent: int = 0

    def spend(self, steps: int) -> None:
        """Raises TooCostly when no more may be done."""
        self.spent += steps
        if self.spent > self.left:
            raise TooCostly


class Places(Protocol):
    """What an expression asks of the form it stands in."""

    def reach(self, name: str, root: Node, current: Node) -> list[Node]:
        """The nodes that ``${name}`` means in the question of ``current``."""

    def choice_label(self, name: str, value: str) -> str:
        """The words of a choice of the question ``name``."""

    @property
    def instances(self) -> Mapping[str, Node]:
        """Lists of choices as trees."""


@dataclass(slots=True)
class Context:
    """
    ``node`` is what ``.`` means, ``current`` the question whose expression it is.

    ``seed`` makes what is drawn by lot the same each time for one answer.
    """

    places: Places
    root: Node
    node: Node
    current: Node
    today: dt.date
    now: dt.datetime
    meter: Meter
    seed: str = ""
    position: int = 1
    size: int = 1
    extra: dict[str, str] = field(default_factory=dict)

    def at(self, node: Node, position: int, size: int) -> Context:
        """The same, looking from one node of a set."""
        return Context(
            *(self.places, self.root, node, self.current, self.today, self.now, self.meter),
            *(self.seed, position, size, self.extra),
        )


Run = Callable[[Context], Value]
Arguments = Sequence[Run]
