"""Known senders and the letter before, at the form."""

import pytest
from django.urls import reverse

from circulars.models import RegisterEntry
from tests import factories
from tests.screens.desk.entering import THE_DAY, enter
from tests.story import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day():
    with clock(THE_DAY):
        yield


@pytest.fixture
def desk(as_user):
    return as_user(factories.Staff(factories.office("จังหวัดทดสอบ")).clerk)


@pytest.mark.parametrize(("field", "typed"), [("issuer_name", "กร"), ("number_printed", "มท")])
def test_a_sender_is_offered_by_his_name_and_by_his_number(desk, field, typed):
    enter(desk)

    answer = desk.get(reverse("senders"), {field: typed})

    [sender] = answer.context["senders"]
    assert (sender.name, sender.prefix) == ("กรมส่งเสริมการปกครองท้องถิ่น", "มท ๐๘๑๐.๓/ว ")
    assert 'data-number_printed="มท ๐๘๑๐.๓/ว "' in answer.text


def test_nothing_typed_offers_nobody(desk):
    enter(desk)

    assert desk.get(reverse("senders")).context["senders"] == []


def test_a_letter_like_the_one_before_has_all_but_its_own(desk):
    enter(desk)

    form = desk.get(reverse("register_new"), {"like": "previous"}).context["form"]

    values = {name: form[name].value() for name in form.fields if form.initial.get(name)}
    assert values == {
        "issuer_name": "กรมส่งเสริมการปกครองท้องถิ่น",
        "addressee": "ผู้ว่าราชการจังหวัด",
        "dated_printed": "๑๕ ตุลาคม ๒๕๖๓",
        "urgency": "004",
        "kind": "external",
        "channel": "paper",
        "action": "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น",
    }


def test_without_a_letter_before_the_form_is_empty(desk):
    form = desk.get(reverse("register_new"), {"like": "previous"}).context["form"]

    assert (form.initial, RegisterEntry.objects.count()) == ({"addressee": "หัวหน้าจังหวัดทดสอบ"}, 0)
