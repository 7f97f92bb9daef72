"""Every figure of what is owed, against the same counted by hand from the rows."""

import pytest

from circulars.domain import counting, gathering
from circulars.domain.counting import AreaStage, Overdue, Tally
from circulars.models import Duty, Expectation, OfficeCopy
from circulars.states import Delivery
from offices.models import Kind
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once, kept
from tests.survey.world import HAS, QuickWorld, submit

pytestmark = pytest.mark.django_db

LATER = DUE + DAY


@pytest.fixture
@built_once
def country() -> Country:
    """
    The first province has passed on, its district too: there one has answered in time, one
    late and one not. The town was excused; the second province holds four up.
    """
    country = Country()
    country.ask_all()
    at_province = country.copy(country.provinces[0])
    country.send(at_province)
    country.send(country.copy(country.districts[0]))
    country.report(country.local("อบต.1 ในจังหวัดก"))
    country.report(country.local("อบต.2 ในจังหวัดก"), at=LATER)
    who = {"by": country.of(country.provinces[0]).officer, "at": MONDAY}
    town = country.line(country.local("เมืองในจังหวัดก"))
    gathering.excuse(town, copy=at_province, reason="ไม่มีพื้นที่ประสบภัย", **who)
    return country


def test_every_figure_of_the_branch(country):
    found = counting.branch(country.top, at=LATER)

    assert found == Tally(
        expected=7,
        not_reached=4,
        on_way=1,
        reached=0,
        answered=2,
        on_time=1,
        late=1,
        returned=0,
        overdue=5,
        certified=0,
        excused=1,
    )
    assert (found.waiting, found.percent) == (5, 28)


def test_not_forwarding_never_improves_a_rate(country):
    below = counting.by_child(country.top, at=MONDAY)

    forwarded, held_up = (below[country.copy(province).pk] for province in country.provinces)
    assert (forwarded.expected, forwarded.answered) == (3, 2)
    assert (held_up.expected, held_up.not_reached, held_up.percent) == (4, 4, 0)


def test_the_parts_make_up_the_whole(country):
    whole = counting.branch(country.top, at=LATER)

    by_child = counting.by_child(country.top, at=LATER)
    stages = counting.by_stage([country.top.branch], at=LATER)
    levels = counting.by_level([country.top.branch], at=LATER)

    assert sum(by_child.values(), Tally()) == whole
    answering = [level.tally for level in levels if level.duty == Duty.ANSWER]
    assert sum(answering, Tally()) == whole
    assert sum(one.count for one in stages) == whole.expected
    assert sum(one.late for one in stages) == whole.overdue
    assert {one.province for one in stages} == {province.pk for province in country.provinces}


def test_who_holds_up_whom(country):
    held = counting.held_by(country.top, at=LATER)

    second = country.copy(country.provinces[1])
    assert held == {second.pk: Tally(expected=4, not_reached=4, overdue=4)}


def test_what_a_level_asks_for_itself_is_not_counted_above(country):
    at_province = country.copy(country.provinces[1])
    before = counting.branch(country.top, at=MONDAY)
    country.send(at_province, asks="reply", owed_by=["SAO"])

    assert Expectation.objects.filter(asker=at_province, duty="answer").count() == 2
    assert counting.branch(at_province, at=MONDAY).expected == 6
    assert counting.branch(country.top, at=MONDAY).expected == before.expected


def test_a_rate_is_never_rounded_up_to_a_hundred():
    assert Tally(expected=200, answered=199).percent == 99
    assert Tally().percent == 0


def test_without_a_deadline_nothing_is_late(country):
    Expectation.objects.update(due_at=None)

    found = counting.branch(country.top, at=LATER)

    assert (found.on_time, found.late, found.overdue) == (2, 0, 0)


def test_one_query_each(country, django_assert_num_queries):
    with django_assert_num_queries(3):
        counting.branch(country.top, at=MONDAY)
        counting.by_child(country.top, at=MONDAY)
        counting.held_by(country.top, at=MONDAY)


@pytest.fixture
@built_once
def world():
    world = kept(QuickWorld)
    submit(world, "อบต. อำเภอก 1", HAS, at=MONDAY + DAY)
    submit(world, "อบต. อำเภอก 2", HAS, at=DUE + 3 * DAY)
    OfficeCopy.objects.filter(office__name="อบต. อำเภอข 1").update(opened_at=MONDAY)
    return world


def test_each_level_has_what_is_expected_and_what_has_come(world):
    found = counting.by_level([world.top.branch], at=DUE + 3 * DAY)

    answering = {level.kind: level.tally for level in found if level.duty == Duty.ANSWER}
    assert answering == {
        Kind.TOWN: Tally(expected=1, on_way=1, overdue=1),
        Kind.SUBDISTRICT_MUNICIPALITY: Tally(expected=2, on_way=2, overdue=2),
        Kind.SAO: Tally(expected=4, on_way=2, answered=2, on_time=1, late=1, overdue=2),
    }
    assert sum(answering.values(), Tally()) == counting.branch(world.top, at=DUE + 3 * DAY)
    # Who collects waits for others, and is not late himself.
    assert [(level.kind, level.tally) for level in found if level.duty == Duty.COLLECT] == [
        (Kind.PROVINCE, Tally(expected=1, reached=1)),
        (Kind.DISTRICT, Tally(expected=2, reached=2)),
    ]


def test_who_was_taken_out_is_not_expected(country):
    (town,) = (
        one for one in counting.by_level([country.top.branch], at=LATER) if one.kind == "TOWN"
    )

    assert town.tally == Tally(expected=1, not_reached=1, overdue=1, excused=1)


def test_districts_and_steps_are_counted_with_what_is_late(world):
    first, second = (one.pk for one in world.districts)
    here = world.province.pk

    found = counting.by_stage([world.top.branch], at=DUE + 3 * DAY)

    assert sorted(found, key=lambda one: (one.district, one.stage)) == [
        AreaStage(here, first, Delivery.ANSWERED, 2, 0),
        AreaStage(here, first, Delivery.SENT, 2, 2),
        AreaStage(here, second, Delivery.OPENED, 1, 1),
        AreaStage(here, second, Delivery.SENT, 2, 2),
    ]


def test_whom_the_letter_has_not_reached_has_a_step_of_its_own(country):
    first, second = country.districts

    found = counting.by_stage([country.top.branch], at=LATER)

    assert {(one.district, one.stage): (one.count, one.late) for one in found} == {
        (first.pk, Delivery.ANSWERED): (2, 0),
        (first.pk, Delivery.SENT): (1, 1),
        (second.pk, Delivery.NOT_REACHED): (4, 4),
    }


def test_answers_add_up_day_by_day(world):
    assert counting.by_day([world.top.branch]) == [
        ((MONDAY + DAY).date(), 1),
        ((DUE + 3 * DAY).date(), 2),
    ]
    assert counting.by_day([]) == []


def test_what_is_overdue_in_each_branch_and_among_its_direct_receivers(country):
    second = country.copy(country.provinces[1])
    found = counting.overdue_in([country.top.branch, second.branch], at=LATER)

    # What lies in a branch within another is counted there, and once.
    assert found == {
        country.top.branch: Overdue(answers=1, direct=0, collecting=0),
        second.branch: Overdue(answers=4, direct=0, collecting=0),
    }


def test_a_direct_receiver_is_counted_apart(world):
    found = counting.overdue_in([world.at_province.branch], at=DUE + 3 * DAY)

    assert found == {world.at_province.branch: Overdue(answers=5, direct=1, collecting=0)}


def test_of_branches_one_below_the_other_the_nearest_counts(country):
    top, below = country.top.branch, country.copy(country.provinces[0]).branch

    found = counting.branches([top, below], at=LATER)

    assert found[below] == counting.branch(country.copy(country.provinces[0]), at=LATER)
    assert found[top] == Tally(expected=4, not_reached=4, overdue=4)
    assert counting.branches([], at=LATER) == {}
