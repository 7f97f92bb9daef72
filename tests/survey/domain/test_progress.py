"""How far the answers have come, branch by branch."""

import pytest

from survey.domain import progress
from tests.factories import DAY, MONDAY
from tests.survey.world import (
    TOWN_HAS,
    answer_district,
    submit,
)

pytestmark = pytest.mark.django_db

LATE = MONDAY + 6 * DAY


def test_progress_by_branch(world):
    answer_district(world, "อำเภอก")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS)

    branches = progress.progress(world.task, world.at_province, at=LATE)

    figures = {
        b.copy.office.name: (b.counts.expected, b.counts.answered, b.counts.overdue)
        for b in branches
    }
    assert figures == {
        "อำเภอก": (3, 3, 0),
        "อำเภอข": (3, 0, 3),
        "เทศบาลเมืองหนึ่ง": (1, 1, 0),
    }
