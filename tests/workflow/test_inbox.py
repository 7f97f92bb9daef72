"""Who finds which step in his inbox."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from circulars.domain import approving, endorsing, registering
from circulars.policies import check_may_register, verdict
from circulars.states import Order
from offices.models import Kind
from offices.viewer import Viewer
from screens.frame.counting import count
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.inbox import desk, inbox

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


def registered(staff, **fields):
    copy = factories.arrived(staff.office, by=staff.clerk, **fields)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    return copy


def lying(user):
    return list(desk(Viewer.of(user, MONDAY)))


def finds(user, at=MONDAY):
    return [(step.name, step.copy.pk) for step in inbox(Viewer.of(user, at))]


def test_what_lies_on_the_desk_is_registered_there(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)

    people = (staff.clerk, staff.officer, staff.reviewer)
    may = [verdict(check_may_register, person, copy, MONDAY).allowed for person in people]
    assert [lying(person) for person in people] == [[copy]] * 3
    assert may == [True, True, False]
    assert finds(staff.officer) == []


def test_soonest_deadline_first(staff):
    later = registered(staff, due_at=MONDAY + 5 * DAY)
    never = registered(staff)
    sooner = registered(staff, due_at=MONDAY + DAY)

    found = [pk for _name, pk in finds(staff.officer)]

    assert found == [sooner.pk, later.pk, never.pk]


def test_once_it_has_an_officer_only_he_finds_it(staff):
    other = factories.person()
    factories.post(other, staff.office, "officer")
    copy = registered(staff)

    endorsing.endorse(copy, Order.ASSIGN, by=staff.supervisor, at=MONDAY, to_officer=other)

    assert finds(other) == [("endorse", copy.pk)]
    assert finds(staff.officer) == []


def test_each_step_of_a_draft_lies_with_its_own_people(staff):
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=staff.office)
    copy = registered(staff)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    draft = copy.drafts.get()
    drafting = {name: finds(getattr(staff, name)) for name in ("officer", "reviewer", "signer")}
    approving.submit(draft, by=staff.officer, at=MONDAY)
    reviewing = {name: finds(getattr(staff, name)) for name in ("officer", "reviewer")}
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    signing = {name: finds(getattr(staff, name)) for name in ("reviewer", "signer")}

    assert drafting == {"officer": [("draft", copy.pk)], "reviewer": [], "signer": []}
    assert reviewing == {"officer": [], "reviewer": [("review", copy.pk)]}
    assert signing == {"reviewer": [], "signer": [("sign", copy.pk)]}


def test_nobody_finds_his_own_draft_to_sign(staff):
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=staff.office)
    copy = registered(staff)
    endorsing.endorse(copy, Order.FORWARD, by=staff.signer, at=MONDAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.signer, at=MONDAY)

    assert finds(staff.signer) == []
    assert finds(staff.reviewer) == [("review", copy.pk)]


def test_a_stranger_finds_nothing(staff):
    registered(staff)
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))

    assert finds(stranger.officer) == []
    assert lying(stranger.clerk) == []


def test_an_expired_post_finds_nothing(staff):
    registered(staff)
    staff.officer.posts.update(ends_on=MONDAY.date() - DAY)

    assert finds(staff.officer) == []


def test_counters_say_what_the_lists_hold(staff):
    registered(staff, due_at=MONDAY + DAY)
    registered(staff)
    factories.arrived(staff.office, by=staff.clerk)

    counted = count(Viewer.of(staff.officer, MONDAY + 2 * DAY))

    assert (counted["my_work"], counted["my_work_late"], counted["desk"]) == (2, 1, 1)


def test_a_page_costs_the_same_for_one_step_and_for_many(staff):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            [
                str(step.copy.letter.subject) + step.copy.holder.label + step.label
                for step in inbox(Viewer.of(staff.officer, MONDAY))[:50]
            ]
        return len(captured)

    registered(staff)
    one = queries()
    for _ in range(5):
        registered(staff)

    assert queries() == one


def test_a_post_does_not_reach_into_another_house_below(staff):
    district = factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=staff.office)
    below = factories.Staff(district)
    factories.post(staff.clerk, district, "reviewer")
    copy = factories.arrived(district, by=below.clerk)

    assert lying(staff.clerk) == []
    assert lying(below.clerk) == [copy]
