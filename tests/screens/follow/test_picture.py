"""The supervisor's picture: heat table, levels and line say the same numbers as the lists."""

import datetime as dt

import pytest
from django.urls import reverse

from circulars.models.expectation import Duty, Expectation, What
from offices.models import Kind
from screens.follow.line import line_of
from screens.follow.picture import Likely
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import kept
from tests.screens.work.task_screens import logged_in
from tests.survey.world import HAS, QuickWorld, submit
from workflow import forecasting

pytestmark = pytest.mark.django_db
LATE = MONDAY + 8 * DAY
FIRST = dt.date(2020, 10, 26)


@pytest.fixture
def world(time_machine):
    world = kept(QuickWorld)
    submit(world, "อบต. อำเภอก 1", HAS, at=MONDAY + DAY)
    time_machine.move_to(LATE, tick=False)
    return world


def seen(world: QuickWorld, name: str = "picture", **wanted: object):
    return logged_in(world.province_staff.supervisor).get(reverse(name), wanted)


def test_the_rows_of_the_heat_table_add_up_to_the_late_list(world):
    view = seen(world).context["view"]

    rows = [
        (row.office.name, [cell.count for cell in row.cells], row.total, row.all_late)
        for row in view.rows
    ]
    assert rows == [
        ("อำเภอก", [0, 3, 0, 0, 0, 1], 4, 3),
        ("อำเภอข", [0, 3, 0, 0, 0, 0], 3, 3),
    ]
    late = seen(world, "overdue").context["view"].page.paginator.count
    assert sum(row.all_late for row in view.rows) == late == 6
    assert view.whole.overdue == late


def test_a_cell_leads_to_exactly_its_letters(world):
    page = seen(world)
    district = world.districts[0].pk
    link = (
        f"{reverse('overdue')}?circular={world.top.circular_id}&amp;under={district}&amp;step=sent"
    )

    assert f'href="{link}"' in page.text
    listed = seen(
        world, "overdue", circular=world.top.circular_id, under=district, step="sent"
    ).context["view"]
    assert listed.page.paginator.count == 3


def test_a_cell_is_tinted_by_its_share_and_always_says_its_number(world):
    rows = seen(world).context["view"].rows

    assert [[cell.tint for cell in row.cells] for row in rows] == [
        [0, 3, 0, 0, 0, 1],
        [0, 4, 0, 0, 0, 0],
    ]


def test_the_line_is_of_the_one_matter_and_stands_in_a_table_too(world):
    page = seen(world, copy=world.at_province.pk)
    line = page.context["view"].line

    assert (line.answered, line.expected) == (1, 7)
    assert (line.start, line.due, line.end) == (
        FIRST,
        dt.date(2020, 10, 31),
        dt.date(2020, 11, 3),
    )
    assert "ตอบแล้ว ๑ จาก ๗ แห่ง" in " ".join(page.text.split())
    assert "<polyline" in page.text


def test_a_copy_that_is_not_followed_is_not_there(world):
    assert seen(world, copy=world.at_districts[0].pk).status_code == 404


def test_the_picture_costs_few_queries_and_little(world, django_assert_num_queries):
    client = logged_in(world.province_staff.supervisor)
    client.get(reverse("picture"))

    with django_assert_num_queries(10):
        page = client.get(reverse("picture"))

    assert len(page.content) < 60_000


def test_a_line_goes_up_on_the_days_of_the_answers_and_on_to_today():
    days = [(dt.date(2020, 10, 28), 1), (dt.date(2020, 10, 30), 4)]

    line = line_of(
        days, start=FIRST, due=dt.date(2020, 10, 29), today=dt.date(2020, 11, 5), expected=4
    )

    assert line is not None
    assert line.points.split() == [
        "44.0,192.0",
        "160.8,192.0",
        "160.8,147.5",
        "277.6,147.5",
        "277.6,14.0",
        "628.0,14.0",
    ]
    assert (round(line.due_x or 0, 1), line.end) == (219.2, dt.date(2020, 11, 5))
    assert line_of([], start=FIRST, due=None, today=FIRST, expected=0) is None


def test_the_line_tells_what_earlier_letters_make_likely(world, monkeypatch):
    monkeypatch.setattr(forecasting, "FEWEST_LETTERS", 1)
    monkeypatch.setattr(forecasting, "FEWEST_OFFICES", 2)
    asker = factories.arrived(world.department, by=world.staff.clerk)
    for number, days in enumerate((2, 2, None)):
        answered = None if days is None else MONDAY + days * DAY
        office = factories.office(f"อบต. เดิม {number}", Kind.SAO)
        Expectation.objects.create(
            asker=asker,
            what=What.SURVEY,
            duty=Duty.ANSWER,
            office=office,
            office_name=office.name,
            office_kind=office.kind,
            province=world.province,
            above=asker.branch,
            due_at=MONDAY + 5 * DAY,
            frozen_at=MONDAY,
            first_answered_at=answered,
            answered_at=answered,
        )

    page = seen(world)

    likely = page.context["view"].likely
    assert likely == Likely(letters=1, half=FIRST + dt.timedelta(days=2), most=None)
    words = " ".join(page.text.split())
    assert "ครึ่งหนึ่งน่าจะตอบภายใน ๒๘ ต.ค. ๒๕๖๓ · ที่ผ่านมาตอบไม่ถึงเก้าในสิบ" in words
