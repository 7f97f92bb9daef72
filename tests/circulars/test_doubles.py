"""One paper letter typed in by two clerks at the same moment: the second is warned."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from circulars.domain import registering
from circulars.domain.intake import receive_letter
from circulars.domain.received import ReceivedLetter
from circulars.errors import LooksAlike, WrongState
from circulars.models import Event, EventKind, Letter, OfficeCopy, RegisterEntry
from offices.models import Kind, Post, Role
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.races import WITHIN, meanwhile
from tests.screens.desk.entering import THE_DAY, again, letter
from tests.story import clock

pytestmark = pytest.mark.django_db(transaction=True)

WARNING = "อาจเป็นหนังสือที่รับไว้แล้ว โปรดตรวจรายการด้านล่างก่อน"
NUMBERED = {"number_printed": "มท 0810.3/ว 3195", "dated_printed": "15 ตุลาคม 2563"}
TYPED = {"issuer_name": "กรมทดสอบ", "subject": "เรื่องทดสอบ"}


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def second(staff):
    """Another clerk of the same desk, logged in."""
    with clock(THE_DAY):
        user = factories.person()
        factories.post(user, staff.office, Role.CLERK)
        client = Client()
        client.force_login(user)
        yield client


def receiving(staff, office=None, **changes):
    """The act of entering one letter, with what was typed."""
    fields = {**TYPED, **NUMBERED, **changes}
    more = {name: fields.pop(name) for name in ("once", "different", "by") if name in fields}
    wanted = {"by": staff.clerk, "at": MONDAY, **more}
    return lambda: receive_letter(office or staff.office, ReceivedLetter(**fields), **wanted)


def entering(staff, **changes):
    """The same with its number."""
    act = receiving(staff, **changes)
    return lambda: registering.register(act(), by=staff.clerk, at=MONDAY)


def test_the_second_clerk_is_warned_and_what_he_typed_is_there(staff, second):
    page = meanwhile(entering(staff), lambda: second.post(reverse("register_new"), letter()))
    alike, form = page.context["alike"], page.context["form"]
    second.post(reverse("register_new"), again(form, why_different="คนละฉบับ"))

    assert form.non_field_errors() == [WARNING]
    assert alike == [OfficeCopy.objects.order_by("pk")[0]]
    assert form["subject"].value() == "การสำรวจการนำโครงการจากแผนชุมชน"
    assert list(RegisterEntry.objects.values_list("number", flat=True)) == [1, 2]


def test_another_letter_does_not_wait(staff, second):
    other = letter(number_printed="มท 0810.3/ว 3196")

    with pytest.raises(
        AssertionError, match="it did not wait: <HttpResponseRedirect status_code=302"
    ):
        meanwhile(receiving(staff), lambda: second.post(reverse("register_new"), other))


def test_the_same_number_at_another_house_does_not_wait(staff):
    other = factories.Staff(factories.office("จังหวัดอื่น"))

    with pytest.raises(AssertionError, match="it did not wait: <OfficeCopy"):
        meanwhile(receiving(staff), receiving(other))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"number_printed": "มท ๐๘๑๐.๓/ว ๓๑๙๕"}, {"dated_printed": ""}),
        ({"number_printed": ""}, {"number_printed": "", "dated_printed": "1 มกราคม 2563"}),
        ({"different": "คนละฉบับ"}, {}),
    ],
    ids=["written another way", "without a number", "the first has confirmed"],
)
def test_whatever_looks_alike_waits(staff, first, then):
    with pytest.raises(LooksAlike) as doubt:
        meanwhile(receiving(staff, **first), receiving(staff, **then))

    assert (str(doubt.value), doubt.value.copies) == (WARNING, [OfficeCopy.objects.get()])


def test_a_unit_and_its_house_are_one_desk_in_this(staff):
    unit = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=staff.office)

    with pytest.raises(LooksAlike):
        meanwhile(receiving(staff), receiving(staff, office=unit))


def test_who_has_looked_enters_it_all_the_same(staff):
    meanwhile(receiving(staff), receiving(staff, different="คนละฉบับ"))

    assert OfficeCopy.objects.count() == 2


def test_one_form_sent_twice_at_once_takes_one_number(staff):
    act = receiving(staff, once=uuid.uuid4())

    with pytest.raises(WrongState) as refusal:
        meanwhile(act, act)

    assert str(refusal.value) == "แบบนี้เพิ่งลงรับไปเมื่อครู่ โปรดดูเลขรับที่โต๊ะรับ"
    assert Letter.objects.count() == 1


def test_a_secret_letter_is_told_to_nobody_who_may_not_see_it(staff):
    Post.objects.filter(user=staff.clerk).update(handles_secret=True)
    receiving(staff, secrecy="002")()
    stranger = factories.person()
    factories.post(stranger, staff.office, Role.CLERK)

    receiving(staff, by=stranger)()

    assert OfficeCopy.objects.count() == 2
    with pytest.raises(LooksAlike) as doubt, transaction.atomic():
        receiving(staff)()
    assert len(doubt.value.copies) == 2


ROUNDS = 24


@pytest.fixture
def first(staff):
    with clock(THE_DAY):
        client = Client()
        client.force_login(staff.clerk)
        yield client


def test_two_clerks_at_one_moment_take_one_number_each_time(first, second):
    """Two real connections at a barrier, through the whole screen, round after round."""
    barrier = Barrier(2)

    def press(client, sent):
        try:
            barrier.wait(WITHIN)
            return client.post(reverse("register_new"), sent)
        finally:
            connections.close_all()

    stopped = []
    for number in range(ROUNDS):
        sent = letter(number_printed=f"มท 0810.3/ว {number * 37 + 1000}", subject=f"เรื่องที่ {number}")
        with ThreadPoolExecutor(2) as pool:
            answers = [pool.submit(press, client, dict(sent)) for client in (first, second)]
            pages = [answer.result(WITHIN) for answer in answers]
        stopped += [page.context["stopped"] for page in pages if page.status_code == 200]

    assert stopped == [WARNING] * ROUNDS
    assert RegisterEntry.objects.count() == Letter.objects.count() == ROUNDS


def test_the_second_sees_the_entry_of_the_first_and_says_why_it_is_another(staff, second):
    entering(staff)()
    page = second.post(reverse("register_new"), letter())
    [shown] = [one for one in page.context["clashes"] if one.is_twin]
    second.post(
        reverse("register_new"), again(page.context["form"], why_different="อีกหน่วยออกเลขซ้ำ")
    )

    assert (shown.entry.number, shown.entry.entered_by) == (1, staff.clerk)
    assert shown.clash.typed == "มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓"
    assert shown.clash.held == "มท 0810.3/ว 3195 ลงวันที่ 15 ตุลาคม 2563"
    reasons = Event.objects.filter(kind=EventKind.RECEIVED).values_list(
        "data__different", flat=True
    )
    assert list(reasons.order_by("pk")) == [None, "อีกหน่วยออกเลขซ้ำ"]
