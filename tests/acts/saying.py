"""Provoking one refusal: its class, the field it stands at, and its whole sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from circulars.errors import CircularError, Invalid, NotAllowed, WrongState
from tests.acts.trying import fingerprint, taken_back


@dataclass(frozen=True)
class Saying:
    """``provoke(stage)`` is refused with this; ``ready(stage)`` makes the case before it."""

    kind: type[CircularError]
    sentence: str
    provoke: Callable[[Any], object]
    field: str | None = None
    ready: Callable[[Any], object] | None = None


def invalid(
    field: str | None,
    sentence: str,
    provoke: Callable[[Any], object],
    ready: Callable[[Any], object] | None = None,
) -> Saying:
    return Saying(Invalid, sentence, provoke, field, ready)


def wrong(
    sentence: str,
    provoke: Callable[[Any], object],
    ready: Callable[[Any], object] | None = None,
) -> Saying:
    return Saying(WrongState, sentence, provoke, None, ready)


def denied(
    sentence: str,
    provoke: Callable[[Any], object],
    ready: Callable[[Any], object] | None = None,
) -> Saying:
    return Saying(NotAllowed, sentence, provoke, None, ready)


def check(saying: Saying, stage: Any) -> None:
    """The refusal is exactly that, and wrote nothing."""
    with taken_back():
        if saying.ready is not None:
            saying.ready(stage)
        before = fingerprint()

        with pytest.raises(CircularError) as caught:
            saying.provoke(stage)

        found = (type(caught.value), str(caught.value), caught.value.field)
        assert found == (saying.kind, saying.sentence, saying.field)
        assert fingerprint() == before
