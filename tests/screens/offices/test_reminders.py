"""The page on which a house sets its days of reminding."""

import pytest
from django.urls import reverse

from circulars.models import Urgency
from offices.models import Kind
from tests import factories
from tests.keeping import built_once
from workflow.models import ReminderRule
from workflow.rungs import Rungs, rungs_of

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


def filled(**changes):
    days = {"before": "3, 1", "after": "1, 3, 7"}
    fields = {f"{part}_{one}": days[part] for part in days for one in Urgency}
    return {**fields, **changes}


def test_the_days_are_shown_changed_and_shown_again(staff, as_user):
    client = as_user(staff.clerk)

    before = client.get(reverse("reminders"))
    after = client.post(
        reverse("reminders"), filled(before_004="๕ ๒", after_004="1,2"), follow=True
    )

    shown = [before.context["form"][name].value() for name in ("before_004", "after_004")]
    assert shown == ["3, 1", "1, 3, 7"]
    assert [str(one) for one in after.context["messages"]] == ["บันทึกวันเตือนของ จังหวัดทดสอบ แล้ว"]
    assert rungs_of(staff.office)[Urgency.MOST_URGENT] == Rungs((5, 2), (1, 2))
    assert ReminderRule.objects.count() == 1


def test_what_cannot_be_is_said_at_its_field_and_stays_written(staff, as_user):
    page = as_user(staff.clerk).post(reverse("reminders"), filled(before_002="พรุ่งนี้", after_003="0"))

    errors = page.context["form"].errors
    assert errors == {"before_002": ["โปรดเขียนเป็นตัวเลข คั่นด้วยเครื่องหมายจุลภาค เช่น 3, 1"]}
    assert 'value="พรุ่งนี้"' in page.content.decode()
    assert ReminderRule.objects.count() == 0


def test_a_refusal_stands_at_its_field(staff, as_user):
    page = as_user(staff.clerk).post(reverse("reminders"), filled(after_003=""))

    assert page.context["form"].errors == {
        "after_003": ["โปรดใส่อย่างน้อยหนึ่งวัน เพราะเรื่องที่เลยกำหนดต้องมีผู้ได้รับการเตือน"]
    }


def test_who_may_not_sees_why(staff, as_user):
    page = as_user(staff.officer).get(reverse("reminders"))

    assert page.context["view"].verdict.allowed is False
    assert page.context["view"].verdict.reason in page.content.decode()
