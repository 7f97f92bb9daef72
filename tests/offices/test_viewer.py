"""A person with his posts of one day: read by one query, and what they let him see."""

import pytest

from circulars.domain import registering
from circulars.models import OfficeCopy
from circulars.policies import check_may_register, verdict
from offices.models import Kind, Role
from offices.viewer import Viewer
from screens.frame.counting import count
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return factories.office("จังหวัดหนึ่ง")


@pytest.fixture
def unit(house):
    return factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=house)


def test_everything_about_him_is_one_query(house, unit, django_assert_num_queries):
    person = factories.person()
    reception = factories.office("สำนักงาน", Kind.DIVISION, parent=house)
    house.reception = reception
    house.save()
    inner = factories.office("ฝ่ายหนึ่ง", Kind.DIVISION, parent=unit)
    posts = [
        factories.post(person, reception, Role.CLERK, handles_secret=True),
        factories.post(person, unit, Role.OFFICER),
        factories.post(person, house, Role.ADMIN),
    ]

    with django_assert_num_queries(1):
        viewer = Viewer.of(person, MONDAY)
        known = {
            "desk": viewer.desk,
            "desk_units": viewer.desk_units,
            "whole_houses": viewer.whole_houses,
            "units": viewer.units,
            "secret_houses": viewer.secret_houses,
            "reach": {post.pk: sorted(viewer.reach(post)) for post in viewer.reading},
            "officer": viewer.posts_at(inner, (Role.OFFICER,)),
            "clerk": viewer.posts_at(inner, (Role.CLERK,)),
            "in_house": viewer.posts_in_house(house.pk, (Role.CLERK, Role.OFFICER)),
        }

    assert known == {
        "desk": posts[2],
        "desk_units": [house, reception],
        "whole_houses": {house.pk},
        "units": {},
        "secret_houses": {house.pk},
        "reach": {posts[0].pk: [reception.pk], posts[1].pk: [unit.pk, inner.pk]},
        "officer": [posts[1]],
        "clerk": [],
        "in_house": [posts[1], posts[0]],
    }


def test_he_sits_where_he_chose_while_he_holds_the_post(house, unit):
    person = factories.person()
    first, second = (factories.post(person, one, Role.OFFICER) for one in (house, unit))
    foreign = factories.post(factories.person(), house, Role.OFFICER)

    viewer = Viewer.of(person, MONDAY)

    asked = ("", str(second.pk), str(foreign.pk))
    assert [viewer.sitting_at(one).desk for one in asked] == [first, second, first]


def test_who_holds_no_post_that_reads_sees_nothing(house):
    factories.arrived(house, by=factories.Staff(house).clerk)
    nobody, admin = factories.person(), factories.person()
    factories.post(admin, house, Role.ADMIN)

    seen = [list(OfficeCopy.objects.of(Viewer.of(one, MONDAY))) for one in (nobody, admin)]

    assert seen == [[], []]


def test_a_viewer_of_the_day_is_asked_nothing_and_of_another_day_is_read_anew(
    house, django_assert_num_queries
):
    person = factories.person()
    factories.post(person, house, Role.CLERK, ends_on=MONDAY.date())
    copy = factories.arrived(house, by=person)
    viewer = Viewer.of(person, MONDAY)

    with django_assert_num_queries(0):
        today = verdict(check_may_register, viewer, copy, MONDAY).allowed
    with django_assert_num_queries(1):
        tomorrow = verdict(check_may_register, viewer, copy, MONDAY + DAY).allowed

    assert (today, tomorrow) == (True, False)


def test_an_act_reads_the_posts_of_its_user_afresh(house):
    staff = factories.Staff(house)
    copy = factories.arrived(house, by=staff.clerk)
    viewer = Viewer.of(staff.clerk, MONDAY)
    staff.clerk.posts.update(ends_on=MONDAY.date() - DAY)

    shown = verdict(check_may_register, viewer, copy, MONDAY).allowed
    done = verdict(check_may_register, staff.clerk, copy, MONDAY).allowed

    assert (shown, done) == (True, False)


def test_counters_follow_the_posts_and_the_clock(house):
    staff = factories.Staff(house)
    copy = factories.arrived(house, by=staff.clerk, due_at=MONDAY + DAY)
    waiting = factories.arrived(house, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)

    def counted(at):
        found = count(Viewer.of(staff.officer, at))
        return found["desk"], found["my_work"], found["my_work_late"]

    early, late = counted(MONDAY), counted(MONDAY + DAY)
    staff.officer.posts.update(handles_secret=True, ends_on=MONDAY.date() + DAY)
    after = counted(MONDAY + 2 * DAY)

    assert waiting.receipted_at is None
    assert (early, late, after) == ((1, 1, 0), (1, 1, 1), (0, 0, 0))
