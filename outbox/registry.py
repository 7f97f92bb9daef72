"""Who does what a row asks for, and who hears of a thing at once: the only way up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from outbox.models import OutboxItem

Handler = Callable[[OutboxItem, dt.datetime], None]
Hearer = TypeVar("Hearer", bound=Callable[[Any], object])


@dataclass(frozen=True, slots=True)
class Registered:
    """``chunked``: the handler commits as it goes, so it runs outside the row's transaction."""

    handler: Handler
    chunked: bool


handlers: dict[str, Registered] = {}
_hearers: defaultdict[str, list[Callable[[Any], object]]] = defaultdict(list)


def handles(kind: str, *, chunked: bool = False) -> Callable[[Handler], Handler]:
    """Mark the handler of one kind of row. Its module is imported in its app's ``ready``."""

    def register(handler: Handler) -> Handler:
        handlers[kind] = Registered(handler, chunked)
        return handler

    return register


def hears(what: str) -> Callable[[Hearer], Hearer]:
    """Mark who is told of ``what`` at once, in the transaction in which it happens."""

    def register(hearer: Hearer) -> Hearer:
        _hearers[what].append(hearer)
        return hearer

    return register


def tell(what: str, thing: object) -> None:
    """Tell everybody who hears of ``what``, in the order of the installed apps."""
    for hearer in _hearers[what]:
        hearer(thing)
