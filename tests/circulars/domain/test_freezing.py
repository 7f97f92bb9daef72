"""The ledger: whom it names when a letter asks, and how each hop fills it in."""

import pytest

from circulars.domain import freezing, returning
from circulars.models import Expectation, OfficeCopy, What
from circulars.states import State
from offices.models import Kind, Office
from tests import factories
from tests.circulars.ledger_world import DUE, LOCAL, Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def country() -> Country:
    return Country()


def standing(**only):
    """(name, duty) → the office that has its letter or holds it up; itself when it was reached."""
    rows = Expectation.objects.filter(**only).select_related("copy__office")
    found = {}
    for row in rows:
        last = int(row.above.rstrip(".").rpartition(".")[2])
        held_by = OfficeCopy.objects.get(pk=last).office.name
        found[row.office_name, row.duty] = "–" if row.copy else held_by
    return found


def test_one_letter_names_everybody_of_the_branch_down_to_the_last(country):
    country.ask_all()

    assert standing() == {
        **{(p.name, "collect"): "–" for p in country.provinces},
        **{(d.name, "collect"): d.province.name for d in country.districts},
        **{
            (f"{name}{p.name}", "answer"): p.name
            for p in country.provinces
            for name in ("เมืองใน", "ทต.ใน", "อบต.1 ใน", "อบต.2 ใน")
        },
    }
    line = country.line(country.local("อบต.1 ในจังหวัดก"))
    assert (line.asker, line.what, line.due_at, line.frozen_at, line.office_kind) == (
        country.top,
        What.REPLY,
        DUE,
        MONDAY,
        Kind.SAO,
    )
    assert (line.province, line.district) == (country.provinces[0], country.districts[0])


def test_each_hop_fills_in_by_which_letter_an_office_was_reached(country):
    country.ask_all()
    at_province = country.copy(country.provinces[0])
    earlier = DUE - 2 * DAY
    country.send(at_province, due_at=earlier)
    country.send(country.copy(country.districts[0]), due_at=earlier)

    first, second = (country.line(country.local(f"อบต.1 ในจังหวัด{n}")) for n in "กข")

    assert (first.copy, first.above, first.due_at) == (
        country.copy(first.office),
        country.copy(country.districts[0]).branch,
        earlier,
    )
    assert (second.copy, second.above, second.due_at) == (
        None,
        country.copy(country.provinces[1]).branch,
        DUE,
    )
    town = country.line(country.local("เมืองในจังหวัดก"))
    assert (town.above, town.copy.parent) == (at_province.branch, at_province)


def test_what_is_asked_of_the_recipients_names_them_alone(country):
    country.send(country.top, asks="reply", to={"groups": ["provinces"]})

    assert standing() == {(p.name, "answer"): "–" for p in country.provinces}


def test_nobody_between_gathers_what_has_not_to_come_back(country):
    country.send(country.top, asks="act", owed_by=[Kind.SAO.value], to={"groups": ["provinces"]})

    assert {duty for _name, duty in standing()} == {"answer"}
    assert country.top.state == State.FILED


def test_a_letter_to_everybody_leaves_nothing_to_gather(country):
    country.send(country.top, asks="reply", owed_by=LOCAL, to={"groups": ["everyone"]})

    assert {duty for _name, duty in standing()} == {"answer"}
    assert set(standing().values()) == {"–"}


def test_a_letter_to_some_areas_asks_only_there(country):
    country.send(country.top, asks="reply", owed_by=LOCAL, to={"also": [country.provinces[1].pk]})

    names = {name for name, duty in standing() if duty == "answer"}
    assert names == {f"{n}จังหวัดข" for n in ("เมืองใน", "ทต.ใน", "อบต.1 ใน", "อบต.2 ใน")}


def test_a_province_gathers_from_its_districts_but_not_for_itself(country):
    country.send(country.top, asks="none", to={"groups": ["provinces"]}, due_at=None)
    copy = country.copy(country.provinces[0])
    country.send(copy, asks="reply", owed_by=[Kind.SAO.value], to={"groups": ["districts"]})

    assert standing() == {
        (country.districts[0].name, "collect"): "–",
        ("อบต.1 ในจังหวัดก", "answer"): country.districts[0].name,
        ("อบต.2 ในจังหวัดก", "answer"): country.districts[0].name,
    }


def test_a_level_that_asks_more_leaves_the_ledger_above_as_it_is(country):
    country.ask_all()
    before = standing(asker=country.top)
    copy = country.copy(country.provinces[0])
    country.send(copy, asks="reply", owed_by=[Kind.SAO.value])

    added = Expectation.objects.filter(asker=copy)
    assert {row.office_name for row in added if row.duty == "answer"} == {
        "อบต.1 ในจังหวัดก",
        "อบต.2 ในจังหวัดก",
    }
    assert standing(asker=country.top).keys() == before.keys()


def test_all_of_it_may_be_repeated(country):
    sending = country.ask_all()
    before = list(Expectation.objects.order_by("pk").values())

    added = freezing.freeze(sending, what=What.REPLY, kinds=LOCAL, at=MONDAY + DAY)
    freezing.reach(sending)

    assert added == 0
    assert list(Expectation.objects.order_by("pk").values()) == before


def test_what_an_office_was_on_that_day_stays_in_the_ledger(country):
    country.ask_all()
    office = country.local("อบต.1 ในจังหวัดก")
    Office.objects.filter(pk=office.pk).update(name="ทต.ใหม่", kind=Kind.SUBDISTRICT_MUNICIPALITY)

    line = country.line(office)

    assert (line.office_name, line.office_kind) == ("อบต.1 ในจังหวัดก", Kind.SAO)


def test_an_office_made_later_is_asked_when_the_letter_comes_to_it(country):
    sending = country.ask_all()
    late = factories.office("อบต.ใหม่", Kind.SAO, parent=country.districts[0])
    sending.recipients = [late.pk, country.districts[0].pk]

    added = freezing.add_unforeseen(
        sending, country.top, what=What.REPLY, kinds=[Kind.SAO], at=MONDAY
    )

    assert added == 1
    assert country.line(late).duty == "answer"


def test_departments_alone_stand_for_the_whole_country(country):
    ministry = factories.office("กระทรวงหนึ่ง", Kind.MINISTRY)
    Office.objects.filter(pk=country.department.pk).update(parent=ministry)
    memo = factories.arrived(ministry, by=country.of(ministry).clerk, due_at=DUE)
    country.send(memo, asks="reply", owed_by=LOCAL, to={"also": [country.department.pk]})

    answering = {key: where for key, where in standing(asker=memo).items() if key[1] == "answer"}
    assert len(answering) == 8
    assert set(answering.values()) == {"กรมหนึ่ง"}


def test_whom_a_letter_given_back_held_up_is_held_up_by_its_sender(country):
    country.ask_all()
    province, staff = country.provinces[0], country.of(country.provinces[0])
    returning.return_to_sender(country.copy(province), by=staff.clerk, at=MONDAY, reason="ผิดที่")

    collect = Expectation.objects.get(office=province)
    assert standing(province=province, duty="answer") == {
        (f"{n}จังหวัดก", "answer"): "กรมหนึ่ง" for n in ("เมืองใน", "ทต.ใน", "อบต.1 ใน", "อบต.2 ใน")
    }
    assert (collect.excused_at, collect.excused_by, collect.excuse) == (
        MONDAY,
        staff.clerk,
        "ผิดที่",
    )


def test_who_gets_a_letter_alone_does_not_hold_those_beside_him(country):
    country.ask_all()
    country.send(country.copy(country.provinces[0]))
    at_district = country.copy(country.districts[0])

    country.send(at_district, to={"also": [country.local("อบต.1 ในจังหวัดก").pk]})

    beside = country.line(country.local("อบต.2 ในจังหวัดก"))
    assert (beside.copy, beside.above) == (None, at_district.branch)
