"""The calendar of days off on the screen of who administers an office."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from offices.models import Holiday, Kind, Role
from screens.frame.days_off import forget, once, why_off
from tests import factories
from thai.deadlines import due_at_on

pytestmark = pytest.mark.django_db

GIVEN = {"day": "20/11/63", "name": "วันหยุดพิเศษ", "kind": "cabinet", "source": "มติ ครม."}


@pytest.fixture(autouse=True)
def _read_anew():
    forget()
    yield
    forget()


@pytest.fixture
def top(as_user):
    ministry = factories.office("กระทรวง", Kind.MINISTRY)
    return as_user(factories.post(factories.person(), ministry, Role.ADMIN).user)


def test_a_day_is_added_seen_and_taken_away(top):
    top.post(reverse("holiday_new"), GIVEN)
    row = Holiday.objects.get()
    year = top.get(reverse("holidays"), {"year": "2563"})
    page = top.get(reverse("holiday_edit", args=[row.pk]))
    top.post(reverse("holiday_away", args=[row.pk]), {"reason": "ครม. ยกเลิก"})

    assert (str(row.day), row.name, row.source) == ("2020-11-20", "วันหยุดพิเศษ", "มติ ครม.")
    assert "วันหยุดพิเศษ" in year.text
    assert page.context["form"].initial["day"] == dt.date(2020, 11, 20)
    assert not Holiday.objects.exists()


def test_a_day_twice_is_said_at_the_field_and_nothing_typed_is_lost(top):
    top.post(reverse("holiday_new"), GIVEN)

    page = top.post(reverse("holiday_new"), {**GIVEN, "name": "อีกชื่อ"})

    assert page.context["form"].errors == {
        "day": ["วันที่ 20 พฤศจิกายน 2563 เป็นวันหยุดอยู่แล้ว (วันหยุดพิเศษ)"]
    }
    assert 'value="อีกชื่อ"' in page.text


def test_only_what_is_ticked_is_written(top):
    shown = top.get(reverse("holiday_import"), {"year": "2564"})
    assert Holiday.objects.count() == 0

    top.post(reverse("holiday_import") + "?year=2564", {"days": ["2021-10-22"]})

    assert "ชดเชยวันปิยมหาราช" in shown.text
    assert [str(row.day) for row in Holiday.objects.all()] == ["2021-10-22"]


def test_who_administers_nothing_has_no_calendar_to_set(as_user):
    province = factories.office("จังหวัดทดสอบ", Kind.PROVINCE)

    assert as_user(factories.Staff(province).clerk).get(reverse("holidays")).status_code == 403


def test_a_deadline_says_why_its_day_is_off():
    today = timezone.localdate()
    monday = today + dt.timedelta(days=7 - today.weekday())
    Holiday.objects.create(day=monday, name="วันหยุดพิเศษ")

    with once():
        assert why_off(due_at_on(monday)) == "วันหยุด: วันหยุดพิเศษ"
        assert why_off(due_at_on(monday + dt.timedelta(days=1))) == ""
        assert why_off(due_at_on(monday - dt.timedelta(days=1))) == "อาทิตย์"
