"""A letter is put aside until a day, and comes back by itself."""

import datetime as dt

import pytest
from django.urls import reverse

from circulars.domain import endorsing, extending, registering
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Event, OfficeCopy
from circulars.states import Order
from offices.viewer import Viewer
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.escalating import send_reminders
from workflow.holding import put_aside, take_up_again
from workflow.inbox import inbox, steps_of
from workflow.models import Notice, Step

pytestmark = pytest.mark.django_db

TODAY = MONDAY.date()
THURSDAY = TODAY + dt.timedelta(days=3)


@pytest.fixture
@built_once
def country():
    """A province has registered a letter that its officer must answer by Friday."""
    country = Country()
    country.send(country.top, asks="reply", to={"groups": ["provinces"]})
    country.letter = country.copy(country.provinces[0])
    country.people = country.of(country.provinces[0])
    registering.register(country.letter, by=country.people.clerk, at=MONDAY)
    endorsing.endorse(country.letter, Order.REPORT, by=country.people.officer, at=MONDAY)
    country.letter = OfficeCopy.objects.get(pk=country.letter.pk)
    return country


def aside(country, **words):
    given = {"until": THURSDAY, "reason": "รอผลสอบ", "by": country.people.officer, "at": MONDAY}
    return put_aside(country.letter, **{**given, **words})


def listed(country, at):
    viewer = Viewer.of(country.people.officer, at)
    return [step.copy for step in inbox(viewer)], [step.copy for step in steps_of(viewer)]


def test_it_leaves_the_list_and_comes_back_on_that_morning(country):
    letter = country.letter
    aside(country)

    assert listed(country, MONDAY) == ([], [letter])
    assert listed(country, MONDAY + 2 * DAY) == ([], [letter])
    morning = dt.datetime.combine(THURSDAY, dt.time.min, MONDAY.tzinfo)
    assert listed(country, morning) == ([letter], [letter])
    event = Event.objects.get(kind="put_aside")
    assert (event.copy, event.data) == (letter, {"until": "2020-10-29", "reason": "รอผลสอบ"})


def test_it_is_taken_up_again_earlier(country):
    aside(country)

    take_up_again(country.letter, by=country.people.officer, at=MONDAY + DAY)

    assert listed(country, MONDAY + DAY)[0] == [country.letter]
    assert Event.objects.filter(kind="taken_up", copy=country.letter).count() == 1
    with pytest.raises(WrongState) as refused:
        take_up_again(country.letter, by=country.people.officer, at=MONDAY + DAY)
    assert str(refused.value) == "เรื่องนี้ไม่ได้พักไว้"


def test_reminders_of_its_deadline_still_come(country):
    aside(country, until=TODAY + dt.timedelta(days=4))
    Notice.objects.all().delete()

    send_reminders(at=DUE - DAY + dt.timedelta(hours=1))

    assert Notice.objects.filter(copy=country.letter, user=country.people.officer).count() == 1


def test_a_deadline_that_is_brought_forward_brings_it_back(country):
    aside(country, until=TODAY + dt.timedelta(days=4))
    sender = country.of(country.department).officer
    morning = dt.datetime.combine(TODAY + dt.timedelta(days=2), dt.time.min, MONDAY.tzinfo)

    extending.extend(country.letter, morning, by=sender, at=MONDAY, reason="เร่ง")

    assert listed(country, MONDAY + DAY)[0] == []
    assert listed(country, morning)[0] == [country.letter]


def test_doing_the_step_ends_it(country):
    aside(country)
    from circulars.domain.reporting import report_done

    report_done(country.letter, by=country.people.officer, at=MONDAY, note="ครบ")

    assert Step.objects.open().filter(process__copy=country.letter).count() == 0


@pytest.mark.parametrize(
    ("words", "sentence", "field"),
    [
        ({"until": TODAY}, "วันที่จะกลับมาทำต้องเป็นวันหลังจากวันนี้", "until"),
        ({"reason": " "}, "โปรดเขียนเหตุผลที่พักเรื่องไว้", "reason"),
        (
            {"until": TODAY + dt.timedelta(days=6)},
            "พักไว้เลยกำหนดตอบไม่ได้ เรื่องนี้ต้องตอบภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๐ น.",
            "until",
        ),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(country, words, sentence, field):
    with pytest.raises(Invalid) as refused:
        aside(country, **words)

    assert (str(refused.value), refused.value.field) == (sentence, field)


def test_only_who_may_do_the_step_puts_it_aside(country):
    stranger = country.of(country.provinces[1]).officer

    with pytest.raises(NotAllowed) as refused:
        aside(country, by=stranger)

    assert str(refused.value) == (
        "ต้องมีหน้าที่ เจ้าของเรื่อง / สารบรรณ / ผู้ลงนาม / ผู้บังคับบัญชา/ผู้ติดตาม ใน จังหวัดก จึงจะทำได้"
    )


def test_what_waits_for_nobody_is_not_put_aside(country):
    other = country.copy(country.provinces[1])
    staff = country.of(country.provinces[1])
    words = {"until": THURSDAY, "reason": "รอ", "at": MONDAY}

    with pytest.raises(WrongState) as unregistered:
        put_aside(other, by=staff.officer, **words)
    country.report(other.office)
    with pytest.raises(WrongState) as done:
        put_aside(other, by=staff.officer, **words)

    assert str(unregistered.value) == "หนังสือฉบับนี้ยังไม่ได้ลงทะเบียนรับ จึงพักไว้ไม่ได้ โปรดลงรับก่อน"
    assert str(done.value) == "หนังสือฉบับนี้ไม่มีงานรออยู่ จึงไม่มีอะไรให้พักไว้"


@pytest.mark.usefixtures("on_monday")
def test_on_the_screen_it_moves_to_what_is_put_aside_and_back(as_user, country):
    client = as_user(country.people.officer)
    page = reverse("copy_hold", args=[country.letter.pk])
    work = reverse("my_work")

    refused = client.post(page, {"until": "26/10/63", "reason": "รอผลสอบ"})
    client.post(page, {"until": "29/10/63", "reason": "รอผลสอบ"})
    mine, held = client.get(work), client.get(work, {"held": "1"})
    letter = client.get(reverse("copy", args=[country.letter.pk]))
    client.post(reverse("copy_resume", args=[country.letter.pk]))
    back = client.get(work)

    form = refused.context["form"]
    assert form.errors == {"until": ["วันที่จะกลับมาทำต้องเป็นวันหลังจากวันนี้"]}
    assert form["reason"].value() == "รอผลสอบ"
    counts = [(page.context["view"].counts["all"], page.context["view"].counts["held"])
              for page in (mine, held, back)]  # fmt: skip
    assert counts == [(0, 1), (0, 1), (1, 0)]
    jobs = [job.copy for pile in held.context["view"].piles for job in pile.jobs]
    assert (list(mine.context["view"].piles), jobs) == ([], [country.letter])
    assert [tab["label"] for tab in held.context["view"].tabs] == ["ทั้งหมด", "พักไว้"]
    assert "พักเรื่องไว้ถึงวันที่ ๒๙ ตุลาคม ๒๕๖๓" in letter.content.decode()
    assert [act.label for act in letter.context["acts"] if act.icon == "player-play"] == [
        "หยิบกลับมาทำ"
    ]
