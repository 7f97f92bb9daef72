"""What is late is counted once, and every list and sum agrees with it."""

from collections import Counter

import pytest

from circulars.domain import counting
from circulars.models import Duty, Expectation, OfficeCopy
from circulars.states import Delivery
from tests.circulars.ledger_world import Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once, kept
from tests.survey.world import HAS, QuickWorld, submit
from thai.text import sort_key
from workflow.late import OPEN_STAGES, Held, Tally, Wanted, late_below, rows_of, tallies

pytestmark = pytest.mark.django_db
LATE = MONDAY + 8 * DAY


@pytest.fixture
@built_once
def world():
    return kept(QuickWorld)


def below(world: QuickWorld) -> list[str]:
    return [world.top.branch]


def answers(world: QuickWorld, **wanted: object) -> list[Tally]:
    found = tallies(below(world), Wanted(**wanted), at=LATE)
    return [tally for tally in found if tally.duty == Duty.ANSWER]


def move(name: str, **moments: object) -> None:
    """Put the letter of an office, and its line, where they did not walk to."""
    due_at = moments.pop("due_at", None)
    if due_at:
        Expectation.objects.filter(office__name=name).update(due_at=due_at)
    if moments:
        OfficeCopy.objects.filter(office__name=name).update(**moments)


def named(world: QuickWorld, at=LATE, **wanted: object) -> list[str]:
    rows = rows_of(late_below(below(world), Wanted(**wanted), at=at), Wanted(**wanted))
    return [held.line.office.name for held in rows]


def test_the_tallies_add_up_to_the_list(world):
    move("อบต. อำเภอข 1", opened_at=MONDAY)

    found = answers(world)

    by_district = Counter()
    for tally in found:
        by_district[tally.district.pk, tally.stage] += tally.count
    first, second = (one.pk for one in world.districts)
    # Three in each district; the town lies in the first.
    assert by_district == {
        (first, Delivery.SENT): 4,
        (second, Delivery.SENT): 2,
        (second, Delivery.OPENED): 1,
    }
    assert {tally.province.pk for tally in found} == {world.province.pk}
    assert (
        sum(by_district.values())
        == counting.branch(world.top, at=LATE).overdue
        == len(named(world))
    )


def test_it_stands_by_letter_and_area(world):
    assert named(world) == [
        "เทศบาลเมืองหนึ่ง",
        "เทศบาลตำบลอำเภอก",
        "อบต. อำเภอก 1",
        "อบต. อำเภอก 2",
        "เทศบาลตำบลอำเภอข",
        "อบต. อำเภอข 1",
        "อบต. อำเภอข 2",
    ]


def test_each_filter_narrows_the_list_and_its_sums_alike(world):
    move("อบต. อำเภอข 1", opened_at=MONDAY, due_at=MONDAY)
    second = world.districts[1].pk
    cases = {
        "area": ({"area": second}, 3),
        "province": ({"area": world.province.pk}, 7),
        "words": ({"words": "เทศบาลตำบล อำเภอข"}, 1),
        "subject": ({"words": "เรื่องสำรวจ"}, 7),
        "stage": ({"stage": Delivery.OPENED.value}, 1),
        "days": ({"days": 5}, 1),
        "circular": ({"circular": world.top.circular_id}, 7),
        "another": ({"circular": 0}, 0),
    }

    rows = {name: len(named(world, **wanted)) for name, (wanted, _n) in cases.items()}
    sums = {
        name: sum(one.count for one in answers(world, **wanted))
        for name, (wanted, _n) in cases.items()
    }

    assert rows == sums == {name: number for name, (_wanted, number) in cases.items()}


def test_it_can_stand_by_age_name_and_step(world):
    move("อบต. อำเภอข 1", due_at=MONDAY)
    move("อบต. อำเภอข 2", opened_at=MONDAY)

    assert named(world, order="late")[0] == "อบต. อำเภอข 1"
    assert named(world, order="office") == sorted(named(world), key=sort_key)
    assert named(world, order="step")[-1] == "อบต. อำเภอข 2"


def test_who_answered_or_waits_for_others_is_not_in_it(world):
    submit(world, "อบต. อำเภอก 1", HAS)

    assert "อบต. อำเภอก 1" not in named(world)
    assert {"จังหวัดหนึ่ง", "อำเภอก"} & set(named(world)) == set()
    assert named(world, at=MONDAY) == []


@pytest.fixture
@built_once
def held_up():
    """Eight owe a report; the first province has passed on, its district and the second have not."""
    country = Country()
    country.ask_all()
    country.send(country.copy(country.provinces[0]))
    return country


def rows(country: Country, **wanted: object) -> list[Held]:
    asked = Wanted(**wanted)
    return rows_of(late_below([country.top.branch], asked, at=LATE), asked)


def test_whom_the_letter_has_not_reached_stands_in_it_with_who_holds_it_up(held_up):
    found = {row.line.office_name: (row.stage, row.copy.office.name) for row in rows(held_up)}

    assert found == {
        "เมืองในจังหวัดก": ("sent", "เมืองในจังหวัดก"),
        "ทต.ในจังหวัดก": ("not_reached", "อำเภอในจังหวัดก"),
        "อบต.1 ในจังหวัดก": ("not_reached", "อำเภอในจังหวัดก"),
        "อบต.2 ในจังหวัดก": ("not_reached", "อำเภอในจังหวัดก"),
        "เมืองในจังหวัดข": ("not_reached", "จังหวัดข"),
        "ทต.ในจังหวัดข": ("not_reached", "จังหวัดข"),
        "อบต.1 ในจังหวัดข": ("not_reached", "จังหวัดข"),
        "อบต.2 ในจังหวัดข": ("not_reached", "จังหวัดข"),
    }


def test_who_collects_is_late_once_nobody_below_is_awaited(held_up):
    assert rows(held_up, duty="collect") == []

    held_up.send(held_up.copy(held_up.districts[0]))
    Expectation.objects.filter(district=held_up.districts[0], duty=Duty.ANSWER).update(
        answered_at=MONDAY, first_answered_at=MONDAY
    )

    (row,) = rows(held_up, duty="collect")
    assert (row.line.office, row.copy, row.collects) == (
        held_up.districts[0],
        held_up.copy(held_up.districts[0]),
        True,
    )
    assert sum(t.count for t in tallies([held_up.top.branch], Wanted(), at=LATE)) == 5


def test_two_queries_for_a_page_of_rows(held_up, django_assert_num_queries):
    with django_assert_num_queries(2):
        rows(held_up)


def test_the_stages_are_those_that_can_still_be_late():
    assert OPEN_STAGES == (
        Delivery.NOT_REACHED,
        Delivery.SENT,
        Delivery.OPENED,
        Delivery.REGISTERED,
        Delivery.FORWARDED,
    )
