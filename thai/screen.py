"""The digits that the person looking at the screen has chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from thai.digits import Digits

screen_digits: ContextVar[Digits] = ContextVar("screen_digits", default="thai")


@contextmanager
def showing(digits: Digits) -> Iterator[None]:
    """Show numbers in ``digits`` inside the block; a letter is made in "thai"."""
    token = screen_digits.set(digits)
    try:
        yield
    finally:
        screen_digits.reset(token)
