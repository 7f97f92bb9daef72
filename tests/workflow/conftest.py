"""Fixtures of the workflow's tests."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture
def on_monday() -> Iterator[None]:
    """The screens are used in the week of the letters, before their deadline."""
    from tests.factories import MONDAY

    with time_machine.travel(MONDAY, tick=False):
        yield
