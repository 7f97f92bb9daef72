"""The table of functions; the modules that fill it are named in ``functions``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from survey.xlsform.xpath.context import Arguments, Context, Run
from survey.xlsform.xpath.values import Value

_MANY = 200
Act = TypeVar("Act", bound=Callable[..., Value])


@dataclass(frozen=True, slots=True)
class Function:
    """``least`` and ``most`` arguments; they are evaluated by ``act``, if it needs them."""

    act: Callable[..., Value]
    least: int
    most: int


FUNCTIONS: dict[str, Function] = {}


def function(name: str, least: int = 0, most: int | None = None) -> Callable[[Act], Act]:
    """Enter ``act(context, *arguments)``; ``most`` None: as many as ``least``, -1: any number."""

    def entered(act: Act) -> Act:
        highest = least if most is None else _MANY if most < 0 else most
        FUNCTIONS[name] = Function(act, least, highest)
        return act

    return entered


def call(name: str, arguments: Arguments) -> Run:
    known = FUNCTIONS.get(name)
    if known is None:
        return lambda _context: ""
    act = known.act

    def run(context: Context) -> Value:
        context.meter.spend(1)
        return act(context, *arguments)

    return run
