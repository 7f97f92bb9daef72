"""The demo itself: the circular of 2563, replayed."""

import pytest

from circulars.models import OfficeCopy
from workflow.checking import disagreements
from workflow.demo import golden, offices, people

pytestmark = pytest.mark.django_db


def test_replay():
    offices.load(year=2026)
    people.load()
    province = golden.replay()
    assert list(disagreements()) == []
