"""Fixtures of the survey's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from circulars.models import User
    from survey.models import ExpectedAnswer
    from tests.survey.world import QuickWorld


@pytest.fixture
def world(db) -> QuickWorld:
    """Everything sent and nothing answered."""
    from tests.survey.world import QuickWorld

    return QuickWorld()


@pytest.fixture
def line(world) -> ExpectedAnswer:
    """What one อบต. must answer."""
    return world.expected("อบต. อำเภอก 1")


@pytest.fixture
def officer(world, line) -> User:
    """Who answers it."""
    return world.officer_of(line)
