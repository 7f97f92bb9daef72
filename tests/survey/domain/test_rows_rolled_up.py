"""Rows of a repeat in the roll-up: exact sums, counts of rows, words; on screen as in SQL."""

from decimal import Decimal

import pytest

from survey.domain import answering
from survey.domain.columns import columns_of
from survey.domain.rolling_up import roll_up
from survey.domain.summing import add_up, sum_by_district
from survey.xlsform.questionnaire import Questionnaire
from tests import factories
from tests.survey.flood import ROWS, FloodWorld

pytestmark = pytest.mark.django_db


def test_rows_of_all_offices_come_to_one_line():
    world = FloodWorld()
    for name, typed in (
        ("อบต. อำเภอก 1", ROWS),
        ("อบต. อำเภอข 1", {"hit": "yes", "village": [{"vname": "บ้านสาม", "baht": "0.25"}]}),
        ("อบต. อำเภอข 2", {"hit": "no"}),
    ):
        line = world.expected(name)
        answering.submit(line, typed, by=world.officer_of(line), at=factories.MONDAY)
    columns = columns_of(Questionnaire.of(world.task))

    table = roll_up(world.task, world.top)
    in_sql = add_up(sum_by_district(world.task, world.top, columns))

    by_key = dict(zip([column.key for column in columns], table.totals.values, strict=True))
    assert by_key == {
        "hit:yes": 2,
        "hit:no": 1,
        "village": 3,
        "vname": None,
        "baht": Decimal("1001.00"),
        "what:road": 2,
        "what:house": 1,
        "photo": None,
        "total": Decimal("1001.00"),
    }
    assert in_sql.values == table.totals.values
    [cells] = [row.cells for row in table.rows if row.office == "อบต. อำเภอก 1"]
    assert cells[3] == "บ้านหนึ่ง; บ้านสอง"
    assert cells[4] == Decimal("1000.75")
