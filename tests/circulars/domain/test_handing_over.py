"""A supervisor gives an open letter to somebody else: at any step, told to the new one alone."""

import pytest
from django.urls import reverse

from circulars.domain import endorsing, registering
from circulars.domain.handing_over import give_to, hand_over
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Circular, Event, OfficeCopy, Secrecy
from circulars.states import Order
from offices.models import Kind, Role
from offices.viewer import Viewer
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from workflow.inbox import inbox
from workflow.models import Notice

pytestmark = pytest.mark.django_db

WHY = "ย้ายไปหน่วยงานอื่น"


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


@pytest.fixture
def unit(staff):
    return factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=staff.office)


@pytest.fixture
def copy(staff):
    """A draft that the officer is writing."""
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=staff.office)
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    return copy


def another(office, role=Role.OFFICER):
    person = factories.person()
    factories.post(person, office, role)
    return person


def give(copy, staff, to, **more):
    words = {"by": staff.supervisor, "at": MONDAY, "reason": WHY, **more}
    return hand_over(copy, to=to, **words)


def work_of(user):
    return [step.copy.pk for step in inbox(Viewer.of(user, MONDAY))]


def unread(user, copy):
    notices = Notice.objects.of(user).filter(copy=copy, read_at=None)
    return list(notices.values_list("kind", flat=True))


def test_the_new_one_has_it_and_is_told_the_old_one_no_more(staff, copy):
    Notice.objects.create(
        user=staff.officer, kind="due", copy=copy, text="-", created_at=MONDAY, key="before"
    )
    heir = another(staff.office)

    give(copy, staff, heir)

    assert (work_of(staff.officer), work_of(heir)) == ([], [copy.pk])
    assert (unread(staff.officer, copy), unread(heir, copy)) == ([], ["assigned"])
    event = Event.objects.get(kind="handed_over")
    assert (event.actor, event.copy, event.data) == (
        staff.supervisor,
        copy,
        {
            "reason": WHY,
            "before": staff.officer.pk,
            "to": heir.pk,
            "name": heir.full_name,
            "unit": "จังหวัดทดสอบ",
        },
    )


def test_with_a_person_of_another_unit_it_goes_to_his_unit_and_keeps_its_number(staff, copy, unit):
    heir = another(unit)
    registered = OfficeCopy.objects.get(pk=copy.pk).receipted_at

    given = give(copy, staff, heir)

    assert (given.holder, given.officer, given.receipted_at) == (unit, heir, registered)
    assert work_of(heir) == [copy.pk]
    assert unread(heir, copy) == ["assigned"]


def test_before_work_began_his_unit_registers_it_again(staff, unit):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)

    given = give(copy, staff, another(unit))

    assert (given.holder, given.receipted_at) == (unit, None)


def test_a_letter_that_has_no_number_yet_is_given_too(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)

    given = give(copy, staff, staff.officer)

    assert (given.officer, unread(staff.officer, copy)) == (staff.officer, ["assigned"])


def test_who_takes_it_himself_is_told_nothing(staff, copy):
    colleague = another(staff.office, Role.SUPERVISOR)
    factories.post(colleague, staff.office, Role.OFFICER)

    give(copy, staff, colleague, by=colleague)

    assert unread(colleague, copy) == []


def test_who_could_not_go_on_with_it_is_refused_at_the_field(staff, copy):
    with pytest.raises(Invalid) as refusal:
        give(copy, staff, staff.supervisor)

    assert (refusal.value.field, str(refusal.value)) == (
        "to",
        f"{staff.supervisor.full_name} ไม่มีหน้าที่ เจ้าของเรื่อง / ผู้ตรวจร่าง / ผู้ลงนาม ใน จังหวัดทดสอบ"
        " จึงทำต่อไม่ได้ โปรดเลือกผู้อื่น",
    )


def test_who_has_it_already_is_refused_at_the_field(staff, copy):
    with pytest.raises(Invalid) as refusal:
        give(copy, staff, staff.officer)

    assert (refusal.value.field, str(refusal.value)) == (
        "to",
        f"หนังสือฉบับนี้อยู่กับ {staff.officer.full_name} อยู่แล้ว",
    )


def test_without_a_reason_it_is_refused_at_the_field(staff, copy):
    with pytest.raises(Invalid) as refusal:
        give(copy, staff, another(staff.office), reason=" ")

    assert (refusal.value.field, str(refusal.value)) == (
        "reason",
        "โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ",
    )


def test_an_officer_gives_nobody_elses_letter_away(staff, copy):
    with pytest.raises(NotAllowed):
        give(copy, staff, another(staff.office), by=staff.officer)


def test_a_closed_letter_is_not_given(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FILE, by=staff.officer, at=MONDAY)

    with pytest.raises(WrongState):
        give(copy, staff, staff.officer)


@pytest.mark.usefixtures("on_monday")
def test_on_the_screens_the_supervisor_gives_it_and_the_history_says_so(staff, copy, as_user):
    people = [another(staff.office) for _one in range(3)]
    for person, name in zip(people, ("ขวัญใจ", "เกษม", "กมล"), strict=True):
        person.first_name = name
        person.save()
    client = as_user(staff.supervisor)
    page = reverse("copy_hand_over", args=[copy.pk])

    link = page in client.get(reverse("copy", args=[copy.pk])).content.decode()
    offered = [words for _key, words in client.get(page).context["form"].fields["to"].choices]
    empty = client.post(page, {})
    done = client.post(page, {"to": people[2].pk, "reason": WHY}, follow=True)

    assert link
    names = [words.split(" ")[0] for words in offered]
    assert [name for name in names if name in ("กมล", "เกษม", "ขวัญใจ")] == ["กมล", "เกษม", "ขวัญใจ"]
    assert empty.context["form"].errors == {
        "to": ["โปรดเลือกผู้ที่จะรับหนังสือฉบับนี้ต่อ"],
        "reason": ["โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ"],
    }
    assert [str(one) for one in done.context["messages"]] == [f"มอบให้ {people[2].full_name} แล้ว"]
    told = [(line.text, line.detail) for line in done.context["lines"]]
    assert (f"มอบให้ {people[2].full_name}", WHY) in told
    assert page not in as_user(staff.officer).get(reverse("copy", args=[copy.pk])).content.decode()


def test_a_secret_letter_is_not_given_to_a_desk_at_which_nobody_may_see_it(staff, copy):
    Circular.objects.filter(pk=copy.circular_id).update(secrecy=Secrecy.SECRET)
    secret = OfficeCopy.objects.select_related("circular", "office", "holder").get(pk=copy.pk)

    with pytest.raises(Invalid) as refusal:
        give_to(secret, None, by=staff.supervisor, at=MONDAY, reason="ลาออก")

    assert (refusal.value.field, str(refusal.value)) == (
        "to",
        "หน่วยงานนี้ไม่มีนายทะเบียนข้อมูลข่าวสารลับ หนังสือชั้นความลับต้องระบุผู้รับ",
    )
