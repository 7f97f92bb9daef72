"""Progress, roll-up and indicator."""

from decimal import Decimal

import pytest

from survey.domain import answering, indicators, progress
from survey.domain.columns import Head
from survey.domain.rolling_up import roll_up
from survey.models import ExpectedAnswer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.survey.world import (
    HAS,
    TOWN_HAS,
    QuickWorld,
    answer_district,
    submit,
)
from tests.tampering import tampering

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


def test_the_indicator_against_its_quarters(world):
    answer_district(world, "อำเภอก")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS, at=factories.at("2021-02-01"))
    indicator = world.task.indicators.get()

    found = indicators.measure(indicator, world.at_province, at=factories.at("2021-02-02"))

    assert (found.rate.met, found.rate.expected, found.answered) == (3, 7, 4)
    assert found.rate.percent == Decimal("42.86")
    assert [(q.target, q.rate.percent if q.rate else None, q.is_met) for q in found.quarters] == [
        (Decimal("15.00"), Decimal("28.57"), True),
        (Decimal("30.00"), Decimal("42.86"), True),
        (Decimal("50.00"), None, False),
        (Decimal("65.00"), None, False),
    ]


def test_a_rate_of_nobody_is_no_rate(world):
    with tampering():
        ExpectedAnswer.objects.all().delete()

    found = indicators.measure(world.task.indicators.get(), world.at_province, at=MONDAY)

    assert found.rate.percent is None


def test_quarters_of_the_fiscal_year():
    begins = [indicators.quarter_begins(2021, n).date().isoformat() for n in (1, 2, 3, 4)]

    assert begins == ["2020-10-01", "2021-01-01", "2021-04-01", "2021-07-01"]
    assert indicators.quarter_ends(2021, 4).date().isoformat() == "2021-10-01"
