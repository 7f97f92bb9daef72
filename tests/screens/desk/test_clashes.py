"""What does not fit is shown beside the form, and holds the number back until it is accepted."""

import pytest
from django.urls import reverse

from circulars.domain.intake import receive_letter
from circulars.models import Event, EventKind, OfficeCopy, RegisterEntry
from tests import factories
from tests.circulars import chain
from tests.factories import at
from tests.keeping import built_once
from tests.screens.desk.entering import THE_DAY, again, enter, letter
from tests.story import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day():
    with clock(THE_DAY):
        yield


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def desk(as_user, staff):
    return as_user(staff.clerk)


@pytest.fixture
def held(staff):
    return receive_letter(staff.office, chain.LETTER, by=staff.clerk, at=at("2020-10-21"))


def check(client, **fields):
    return client.post(reverse("register_check"), letter(**fields))


NOISY = {
    "number_printed": "มท ๐๔๑๐.๓/ว ๓๑๙๕",
    "dated_printed": "๕ ตุลาคม ๒๕๖๓",
    "subject": chain.SUBJECT,
}


def test_a_noisy_twin_is_shown_while_it_is_typed(desk, held):
    answer = check(desk, **NOISY)

    shown = answer.context["clashes"]
    assert [(one.clash.kind.value, one.clash.copy) for one in shown] == [
        ("number", held),
        ("date", held),
        ("due_off", None),
    ]
    assert shown[0].typed == [("มท ๐", False), ("๔", True), ("๑๐.๓/ว ๓๑๙๕", False)]
    assert shown[0].held == [("มท ๐", False), ("๘", True), ("๑๐.๓/ว ๓๑๙๕", False)]
    assert (RegisterEntry.objects.count(), OfficeCopy.objects.count()) == (0, 1)


def test_a_noisy_twin_takes_its_number_only_when_each_finding_is_accepted(desk, held):
    stopped = enter(desk, **NOISY)
    first, second, _remark = stopped.context["clashes"]
    form = stopped.context["form"]
    half = desk.post(reverse("register_new"), again(form, accept=[first.clash.code]))
    codes = [first.clash.code, second.clash.code]
    done = desk.post(reverse("register_new"), again(form, accept=codes))

    assert stopped.context["stopped"] == "มีข้อที่ไม่ตรงกันหรือน่าสงสัย โปรดดูทีละข้อก่อนออกเลข"
    assert [one.is_accepted for one in half.context["clashes"]] == [True, False, False]
    assert done.status_code == 302
    accepted = Event.objects.filter(kind=EventKind.RECEIVED).order_by("-pk")[0].data["accepted"]
    assert [one["kind"] for one in accepted] == ["number", "date", "due_off"]


def test_the_story_of_the_letter_says_what_was_accepted(desk, held):
    form = enter(desk, **NOISY, due_at="").context["form"]
    codes = [one.clash.code for one in enter(desk, **NOISY, due_at="").context["clashes"]]
    desk.post(reverse("register_new"), again(form, accept=codes))
    copy = OfficeCopy.objects.order_by("-pk")[0]

    page = desk.get(reverse("copy_history", args=[copy.pk])).text

    assert (
        "เลขที่ต่างจากฉบับที่มีอยู่: มท ๐๔๑๐.๓/ว ๓๑๙๕ / มท ๐๘๑๐.๓/ว ๓๑๙๕ · "
        "วันที่ต่างจากฉบับที่มีอยู่: ๕ ตุลาคม ๒๕๖๓ / ๑๕ ตุลาคม ๒๕๖๓"
    ) in page


def test_a_clean_letter_shows_nothing(desk, held):
    answer = check(desk, number_printed="มท ๐๘๑๖.๓/ว ๔๔", due_at="๓๐ ตุลาคม ๒๕๖๓")

    assert answer.context["clashes"] == []


def test_half_a_letter_is_no_reason_to_fail(desk):
    answer = desk.post(reverse("register_check"), {"dated_printed": "๓๒", "due_at": "๓๒/๑๓"})

    assert [one.clash.kind.value for one in answer.context["clashes"]] == ["odd_date"]


def test_who_may_not_enter_letters_is_told_nothing(as_user, staff, held):
    answer = check(as_user(staff.reviewer), **NOISY)

    assert (answer.status_code, list(answer.context["clashes"])) == (200, [])
