"""The roll-up in the layout of the enclosure."""

from decimal import Decimal

import pytest

from survey.domain import answering, indicators, progress
from survey.domain.columns import Head
from survey.domain.rolling_up import roll_up
from survey.models import ExpectedAnswer
from tests.factories import DAY, MONDAY
from tests.survey.world import (
    HAS,
    TOWN_HAS,
    QuickWorld,
    answer_district,
    submit,
)

pytestmark = pytest.mark.django_db

LATE = MONDAY + 6 * DAY


def test_the_roll_up_in_the_layout_of_the_enclosure(world):
    answer_district(world, "อำเภอก")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS)

    table = roll_up(world.task, world.at_province)

    assert [column.heading for column in table.columns] == [
        "มีโครงการของชุมชน",
        "งบประมาณ",
        "มีโครงการของแผนพัฒนาหมู่บ้าน",
        "งบประมาณ",
        "มี",
        "ไม่มี",
    ]
    assert table.upper == [
        Head("เทศบัญญัติ/ข้อบัญญัติงบประมาณรายจ่ายประจำปี/เพิ่มเติม หรือจ่ายขาดเงินสะสม", across=4),
        Head("ประเมินแผนชุมชน/แผนพัฒนาหมู่บ้าน", across=2),
    ]
    assert [(row.number, row.office, row.state) for row in table.rows] == [
        (1, "เทศบาลเมืองหนึ่ง", "submitted"),
        (2, "เทศบาลตำบลอำเภอก", "submitted"),
        (3, "อบต. อำเภอก 1", "submitted"),
        (4, "อบต. อำเภอก 2", "submitted"),
        (5, "เทศบาลตำบลอำเภอข", "none"),
        (6, "อบต. อำเภอข 1", "none"),
        (7, "อบต. อำเภอข 2", "none"),
    ]
    assert table.rows[2].cells == [None, None, True, Decimal(1250000), True, False]
    assert table.totals.values == [
        Decimal(2),
        Decimal("1000001.00"),
        Decimal(1),
        Decimal(1250000),
        Decimal(1),
        Decimal(3),
    ]
    assert (table.totals.expected, table.totals.answered) == (7, 4)
    assert [part.name for part in table.provinces[0].parts] == ["อำเภอก", "อำเภอข"]
    assert table.provinces[0].parts[1].totals.answered == 0


@pytest.mark.parametrize("size", [1, 12])
def test_no_query_per_row(size, django_assert_num_queries):
    world = QuickWorld(size)
    for line in ExpectedAnswer.objects.for_lists():
        typed = HAS if line.office.kind == "SAO" else TOWN_HAS
        answering.submit(line, typed, by=world.officer_of(line), at=MONDAY)
    indicator = world.task.indicators.get()

    with django_assert_num_queries(3):
        roll_up(world.task, world.at_province)
    with django_assert_num_queries(2):
        progress.progress(world.task, world.at_province, at=MONDAY)
    with django_assert_num_queries(4):
        indicators.measure(indicator, world.at_province, at=MONDAY)
