"""
Refusals: what a person is told, in one Thai sentence that says what to do next.

Views catch ``CircularError`` and nothing else; anything other is a bug and a 500.
"""

from collections.abc import Sequence
from typing import Any


class CircularError(Exception):
    """The act is refused. ``str(error)`` is shown to the person; ``field`` says where."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotAllowed(CircularError):
    """The person does not hold the post that may do this."""


class WrongState(CircularError):
    """The thing is not in a state where this can be done; somebody may have been faster."""


class Overtaken(WrongState):
    """Somebody saved in between. ``number`` is the version that stands now."""

    def __init__(self, message: str, *, number: int) -> None:
        super().__init__(message)
        self.number = number


class Clashing(WrongState):
    """Something does not fit, and nobody has said that he saw it. ``clashes`` is all of it."""

    def __init__(self, message: str, *, clashes: Sequence[Any]) -> None:
        super().__init__(message)
        self.clashes = clashes


class LooksAlike(Clashing):
    """It may be there already. ``copies`` are those that look like it."""

    def __init__(self, message: str, *, copies: Sequence[Any], clashes: Sequence[Any] = ()) -> None:
        super().__init__(message, clashes=clashes)
        self.copies = copies


class Invalid(CircularError):
    """What was typed or chosen cannot be accepted."""
