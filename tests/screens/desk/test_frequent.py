"""Patterns on the desk: made with one press, chosen in the form, kept on a page of their own."""

import pytest
from django.urls import reverse

from circulars.domain.frequent import Pattern, keep_pattern
from circulars.models import FrequentLetter, OfficeCopy
from tests import factories
from tests.factories import MONDAY
from tests.screens.desk.entering import THE_DAY, enter
from tests.story import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day():
    with clock(THE_DAY):
        yield


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def desk(as_user, staff):
    return as_user(staff.clerk)


def test_a_letter_becomes_a_pattern_and_fills_the_next_form(desk):
    enter(desk)
    copy = OfficeCopy.objects.get()
    offered = desk.get(reverse("desk")).text.count(reverse("copy_frequent", args=[copy.pk]))
    desk.post(reverse("copy_frequent", args=[copy.pk]))
    made = FrequentLetter.objects.get()

    page = desk.get(reverse("register_new"), {"frequent": made.pk})

    form = page.context["form"]
    assert offered == 1
    assert [form[name].value() for name in ("number_printed", "issuer_name", "urgency")] == [
        "มท ๐๘๑๐.๓/ว ",
        "กรมส่งเสริมการปกครองท้องถิ่น",
        "004",
    ]
    assert 'data-frequent="1"' in page.text
    assert desk.get(reverse("register_new"), {"frequent": "9" * 30}).status_code == 200


def test_the_page_of_patterns_makes_changes_and_puts_away(desk, staff):
    given = {"name": "แบบหนึ่ง", "issuer_name": "กรมหนึ่ง", "kind": "external"}
    given |= {"urgency": "001", "channel": "paper"}
    desk.post(reverse("frequent_new"), given)
    twice = desk.post(reverse("frequent_new"), given)
    row = FrequentLetter.objects.get()
    desk.post(reverse("frequent_edit", args=[row.pk]), {**given, "name": "แบบสอง"})
    shown = desk.get(reverse("frequent")).context["rows"]
    named = [one.name for one in shown]

    desk.post(reverse("frequent"), {"retire": row.pk})

    row.refresh_from_db()
    assert twice.context["form"].errors == {"name": ["มีแบบชื่อนี้อยู่แล้ว โปรดตั้งชื่ออื่น"]}
    assert (named, row.retired_at is not None) == (["แบบสอง"], True)


def test_a_pattern_of_another_office_is_not_found_and_fills_nothing(desk):
    other = factories.Staff(factories.office("จังหวัดอื่น"))
    row = keep_pattern(other.office, Pattern("ก", "กรมหนึ่ง"), by=other.clerk, at=MONDAY)

    assert desk.get(reverse("frequent_edit", args=[row.pk])).status_code == 404
    form = desk.get(reverse("register_new"), {"frequent": row.pk}).context["form"]
    assert form["issuer_name"].value() is None
