"""The signer's queue: one after another, many at once, and sending as soon as it is signed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from circulars.domain import approving, drafting, endorsing, registering
from circulars.domain.content import content_of
from circulars.models import Draft, Event, EventKind, Letter, OfficeCopy, RegisterEntry
from circulars.states import Order, State
from offices.models import Post
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import DUE, House, address, draft_fields, logged_in, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def house():
    return House(districts=1)


def another(house: House, **fields: object) -> OfficeCopy:
    """One more letter that waits for signature."""
    people = house.people
    fields = {"due_at": DUE, "body": "ด้วยมีเรื่องทดสอบ", **fields}
    copy = factories.arrived(house.province, by=people.clerk, **fields)
    registering.register(copy, by=people.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=people.officer, at=MONDAY)
    draft = approving.submit(copy.drafts.get(), by=people.officer, at=MONDAY)
    approving.pass_on(draft, by=people.reviewer, at=MONDAY)
    return copy


def press(house: House, do: str, *copies: OfficeCopy):
    return logged_in(house.people.signer).post(
        reverse("sign_queue"), {"do": do, "step": [shown(copy) for copy in copies]}
    )


def words(page) -> str:
    return " ".join(page.text.split())


def test_the_next_letter_comes_up_when_one_is_signed(house):
    house.passed()
    second, third = another(house), another(house)
    client = logged_in(house.people.signer)

    page = client.get(address("task_sign", second), {"queue": "1"})
    view = page.context["view"]
    done = client.post(
        address("task_sign", second) + "?queue=1",
        {
            "do": "yes",
            "shown": shown(second),
            "capacity": view.capacity.key,
            "next": view.neighbours["then"],
        },
    )

    assert view.neighbours == {
        "before": address("task_sign", house.copy) + "?queue=1",
        "after": address("task_sign", third) + "?queue=1",
        "then": address("task_sign", third) + "?queue=1",
    }
    assert (view.position, len(view.queue)) == (2, 3)
    assert "ฉบับที่ ๒/๓" in words(page)
    assert "เลขที่ออกแล้วคืนไม่ได้" in words(page)
    assert (done.status_code, done.headers["Location"]) == (302, view.neighbours["then"])
    assert client.get(done.headers["Location"]).context["view"].position == 2


def test_a_letter_can_be_sent_back_from_the_queue_and_the_place_is_kept(house):
    draft, second = house.passed(), another(house)
    client = logged_in(house.people.signer)
    then = client.get(address("task_sign", house.copy), {"queue": "1"}).context["view"].neighbours

    done = client.post(
        address("task_sign", house.copy) + "?queue=1",
        {
            "do": "send_back",
            "comment": "แก้วันที่",
            "shown": shown(house.copy),
            "next": then["then"],
        },
    )

    draft.refresh_from_db()
    assert (draft.state, done.headers["Location"]) == (
        "sent_back",
        address("task_sign", second) + "?queue=1",
    )


def test_the_page_is_shown_wider_when_asked(house):
    house.passed()
    client = logged_in(house.people.signer)

    wide = client.get(address("task_sign", house.copy), {"queue": "1", "zoom": "140"})
    odd = client.get(address("task_sign", house.copy), {"queue": "1", "zoom": "9"})

    assert "wn-zoom-140" in wide.text
    assert "wn-zoom-100" in odd.text
    assert "wn-zoom" not in client.get(address("task_sign", house.copy)).text


def test_many_are_shown_again_before_they_are_signed(house):
    house.passed()
    second, third = another(house), another(house)

    page = press(house, "confirm", house.copy, second)

    assert [row.copy for row in page.context["rows"]] == [house.copy, second]
    assert "จะลงนาม ๒ ฉบับ แต่ละฉบับได้เลขหนังสือของตน เลขที่ออกแล้วคืนไม่ได้" in words(page)
    assert Letter.objects.filter(issuer=house.province).count() == 0
    assert shown(third) not in [str(row.step_id) for row in page.context["rows"]]


def test_each_is_signed_by_itself_and_each_has_its_line(house):
    house.passed()
    passed_deadline = another(house)
    Draft.objects.filter(copy=passed_deadline).update(due_at=MONDAY - DAY)
    third = another(house)

    page = press(house, "sign", house.copy, passed_deadline, third)

    outcomes = page.context["outcomes"]
    numbers = [one.letter and one.letter.number_printed for one in outcomes]
    assert numbers == ["ทด 0001/ว 1", None, "ทด 0001/ว 2"]
    assert outcomes[1].refused == (
        "กำหนดให้ผู้รับตอบผ่านไปแล้ว โปรดยืนยันว่าจะส่งทั้งที่เลยกำหนด หรือส่งร่างกลับไปแก้กำหนด"
    )
    assert outcomes[1].refused in words(page)
    signed = Event.objects.filter(kind=EventKind.SIGNED).order_by("pk")
    assert [event.copy for event in signed] == [house.copy, third]
    passed_deadline.refresh_from_db()
    assert passed_deadline.state == State.DRAFTING


def test_the_same_press_again_signs_nothing_twice(house):
    house.passed()
    step = shown(house.copy)
    client = logged_in(house.people.signer)
    client.post(reverse("sign_queue"), {"do": "sign", "step": step})

    again = client.post(reverse("sign_queue"), {"do": "sign", "step": step})

    (outcome,) = again.context["outcomes"]
    assert outcome.refused == ("มีผู้ดำเนินการแล้ว ขั้นตอน “ลงนาม” ไม่ได้รออยู่แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง")
    assert Letter.objects.filter(issuer=house.province).count() == 1


def test_who_is_no_signer_signs_nothing(house):
    house.passed()
    client = logged_in(house.people.officer)

    listed = client.get(reverse("sign_queue"))
    pressed = client.post(reverse("sign_queue"), {"do": "sign", "step": shown(house.copy)})

    assert listed.context["rows"] == []
    assert pressed.context["outcomes"][0].refused == "โปรดเลือกฐานะผู้ลงนามใหม่"
    assert not RegisterEntry.objects.filter(book__kind="circular").exists()


def test_a_step_of_another_office_does_not_exist(house):
    house.passed()
    stranger = factories.Staff(factories.office("จังหวัดอื่น")).signer

    done = logged_in(stranger).post(
        reverse("sign_queue"), {"do": "sign", "step": [shown(house.copy), "x"]}
    )

    assert (done.status_code, done.headers["Location"]) == (302, reverse("sign_queue"))


def test_many_letters_cost_as_much_as_one(house):
    house.passed()
    client = logged_in(house.people.signer)
    client.get(reverse("sign_queue"))

    with CaptureQueriesContext(connection) as few:
        client.get(reverse("sign_queue"))
    for _number in range(4):
        another(house)
    with CaptureQueriesContext(connection) as many:
        page = client.get(reverse("sign_queue"))

    assert len(page.context["rows"]) == 5
    assert len(many) == len(few) <= 10


def at_once(house: House) -> Draft:
    """A draft that its officer wants to be sent as soon as it is signed, by the form."""
    draft = house.drafting()
    logged_in(house.people.officer).post(
        address("task_draft", house.copy),
        draft_fields(draft, do="submit", shown=shown(house.copy), send_at_once="on"),
    )
    draft.refresh_from_db()
    approving.pass_on(draft, by=house.people.reviewer, at=MONDAY)
    return draft


def test_what_its_officer_asked_for_goes_out_with_the_signature_in_his_name(house):
    at_once(house)
    client = logged_in(house.people.signer)
    page = client.get(address("task_sign", house.copy))

    done = client.post(
        address("task_sign", house.copy),
        {
            "do": "yes",
            "shown": shown(house.copy),
            "capacity": page.context["view"].capacity.key,
        },
        follow=True,
    )

    officer = house.people.officer
    assert f"ส่งออกทันที ในนาม {officer}" in words(page)
    kinds = (EventKind.SIGNED, EventKind.DISPATCHED)
    events = Event.objects.filter(kind__in=kinds).order_by("pk")
    assert [(event.kind, event.actor) for event in events] == [
        (EventKind.SIGNED, house.people.signer),
        (EventKind.DISPATCHED, officer),
    ]
    house.copy.refresh_from_db()
    assert house.copy.state == State.DISPATCHED
    assert "ลงนามแล้ว ออกเลข ทด ๐๐๐๑/ว ๑ และส่งออกแล้ว" in words(done).replace("0001", "๐๐๐๑").replace(
        "ว 1", "ว ๑"
    )


def test_an_officer_who_has_left_sends_nothing_and_the_letter_waits(house):
    draft = at_once(house)
    Post.objects.filter(user=house.people.officer).update(ends_on=(MONDAY - DAY).date())
    page = logged_in(house.people.signer).get(address("task_sign", house.copy))

    approving.sign(draft, by=house.people.signer, at=MONDAY)

    house.copy.refresh_from_db()
    assert house.copy.state == State.APPROVED
    assert (
        "ไม่ส่งเอง รอผู้ส่งที่โต๊ะ: ต้องมีหน้าที่ เจ้าของเรื่อง / สารบรรณ / ผู้ลงนาม ที่ จังหวัดทดสอบ จึงจะทำได้"
        in words(page)
    )


def test_the_wish_can_be_taken_back_and_belongs_to_who_had_it_first(house):
    draft = house.drafting()
    second = factories.person()
    factories.post(second, house.province, "officer")
    content = content_of(draft.latest)

    drafting.save_version(draft, content, by=second, at=MONDAY, send_at_once=True)
    drafting.save_version(draft, content, by=house.people.officer, at=MONDAY, send_at_once=True)
    draft.refresh_from_db()
    first = draft.sender
    drafting.save_version(draft, content, by=house.people.officer, at=MONDAY, send_at_once=False)
    draft.refresh_from_db()

    assert (first, draft.sender) == (second, None)
