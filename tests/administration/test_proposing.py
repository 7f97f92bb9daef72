"""Two people for what would make somebody another: who asks never decides alone."""

import datetime as dt
from dataclasses import dataclass

import pytest

from administration.accounts import change_account, open_account, send_password_link
from administration.confirming import confirm_proposal
from administration.posts import give_post
from administration.proposing import is_powerful, proposals_for, refuse_proposal
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Event
from offices.models import Decided, Kind, Office, Proposal, Role, User
from offices.viewer import Viewer
from outbox.models import OutboxItem
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@dataclass
class House:
    office: Office
    first: User
    second: User
    signer: User
    clerk: User


@pytest.fixture
def house():
    office = factories.office("อำเภอหนึ่ง", Kind.DISTRICT)
    people = []
    for role in (Role.ADMIN, Role.ADMIN, Role.SIGNER, Role.CLERK):
        name = f"{role}{len(people)}"
        people.append(factories.person(email=f"{name}@example.org", mail_confirmed_at=MONDAY))
        factories.post(people[-1], office, role)
    return House(office, *people)


def now(user):
    return {"by": user, "at": MONDAY}


def test_the_address_of_a_signer_changes_when_two_agree(house):
    changed = change_account(house.signer, {"email": "mine@example.org"}, **now(house.first))
    before = User.objects.get(pk=house.signer.pk).email
    confirm_proposal(Proposal.objects.get(), **now(house.second))

    signer = User.objects.get(pk=house.signer.pk)
    assert (changed, before) == ([], "signer2@example.org")
    assert (signer.email, signer.mail_confirmed_at) == ("mine@example.org", MONDAY)
    told = OutboxItem.objects.get(kind="mail_changed").payload
    assert told == {"user": signer.pk, "by": house.second.pk, "old": "signer2@example.org"}
    words = list(Event.objects.order_by("pk").values_list("data__what", flat=True))
    assert words == ["proposed", "confirmed", "mail_changed"]


def test_who_asked_and_who_it_is_about_confirm_nothing(house):
    change_account(house.second, {"email": "other@example.org"}, **now(house.first))
    proposal = Proposal.objects.get()

    for person in (house.first, house.second):
        with pytest.raises(NotAllowed) as caught:
            confirm_proposal(proposal, **now(person))
        assert str(caught.value) == ("ผู้ขอและเจ้าของบัญชียืนยันเองไม่ได้ โปรดให้ผู้ดูแลบัญชีหรือผู้บังคับบัญชาคนอื่นยืนยัน")


def test_a_clerk_has_no_say_and_a_supervisor_of_the_house_has(house):
    give_post(house.clerk, house.office, Role.SIGNER, **now(house.first), starts_on=TODAY)
    boss = factories.person()
    factories.post(boss, house.office, Role.SUPERVISOR)
    proposal = Proposal.objects.get()

    with pytest.raises(NotAllowed):
        confirm_proposal(proposal, **now(house.clerk))
    confirm_proposal(proposal, **now(boss))

    assert house.clerk.posts.filter(role=Role.SIGNER).count() == 1


@pytest.mark.parametrize("role", [Role.SIGNER, Role.SUPERVISOR, Role.ADMIN])
def test_a_post_with_a_power_is_only_asked_for(house, role):
    given = give_post(house.clerk, house.office, role, **now(house.first), starts_on=TODAY)

    assert isinstance(given, Proposal)
    assert house.clerk.posts.count() == 1
    assert is_powerful(house.clerk, TODAY) is False


def test_so_is_a_post_with_secrets(house):
    wanted = {"starts_on": TODAY, "handles_secret": True}
    give_post(house.clerk, house.office, Role.OFFICER, **now(house.first), **wanted)
    before = house.clerk.posts.count()
    confirm_proposal(Proposal.objects.get(), **now(house.second))

    assert before == 1
    assert house.clerk.posts.get(role=Role.OFFICER).handles_secret is True
    assert is_powerful(house.clerk, TODAY) is True


def test_a_new_account_of_a_signer_has_no_post_until_another_agrees(house):
    user = open_account(
        house.office, Role.SIGNER, **now(house.first), username="new", starts_on=TODAY
    )
    before = user.posts.count()
    confirm_proposal(Proposal.objects.get(), **now(house.second))

    assert (before, user.posts.get().role) == (0, Role.SIGNER)


def test_no_link_goes_to_an_address_that_only_one_vouches_for(house):
    change_account(house.clerk, {"email": "mine@example.org"}, **now(house.first))
    waits = send_password_link(house.clerk, **now(house.first))
    before = OutboxItem.objects.filter(kind="set_password").count()
    confirm_proposal(waits, **now(house.second))

    assert before == 0
    assert OutboxItem.objects.get(kind="set_password").payload == {"user": house.clerk.pk}


def test_one_asking_at_a_time_and_a_decision_is_made_once(house):
    change_account(house.signer, {"email": "mine@example.org"}, **now(house.first))
    proposal = Proposal.objects.get()

    with pytest.raises(Invalid) as twice:
        change_account(house.signer, {"email": "ours@example.org"}, **now(house.second))
    refuse_proposal(proposal, **now(house.second))
    with pytest.raises(WrongState) as late:
        confirm_proposal(proposal, **now(house.second))

    assert twice.value.field == "email"
    assert str(twice.value) == "มีรายการนี้รอผู้ยืนยันอยู่แล้ว โปรดให้ผู้อื่นยืนยันหรือไม่ยืนยันก่อน"
    assert str(late.value) == "รายการนี้ “ไม่ยืนยัน” ไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"
    assert User.objects.get(pk=house.signer.pk).email == "signer2@example.org"


def test_who_asked_takes_it_back(house):
    change_account(house.signer, {"email": "mine@example.org"}, **now(house.first))

    refuse_proposal(Proposal.objects.get(), **now(house.first))

    assert Proposal.objects.get().decided == Decided.REFUSED


def test_those_who_may_confirm_are_told_and_see_it_and_nobody_else(house):
    above = factories.office("จังหวัดเหนือ", Kind.PROVINCE)
    stranger = factories.person()
    factories.post(stranger, above, Role.ADMIN)
    change_account(house.signer, {"email": "mine@example.org"}, **now(house.first))

    told = OutboxItem.objects.get(kind="account_proposed").payload["people"]
    seen = {
        person.pk: proposals_for(Viewer.of(person, MONDAY)).count()
        for person in (house.first, house.second, house.signer, house.clerk, stranger)
    }

    assert told == [house.second.pk]
    assert [pk for pk, count in seen.items() if count] == [house.first.pk, house.second.pk]


def test_one_person_has_one_account(house):
    change_account(house.clerk, {"employee_id": "12345"}, **now(house.first))
    new = {"starts_on": TODAY, "username": "double"}

    with pytest.raises(Invalid) as mail:
        open_account(
            house.office, Role.CLERK, **now(house.first), **new, email="SIGNER2@example.org"
        )
    with pytest.raises(Invalid) as number:
        open_account(house.office, Role.CLERK, **now(house.first), **new, employee_id="12345")

    assert (mail.value.field, number.value.field) == ("email", "employee_id")
    assert str(mail.value) == ("อีเมลนี้เป็นของบัญชีอื่นแล้ว หนึ่งคนมีบัญชีเดียว โปรดมอบหน้าที่ให้บัญชีเดิม หรือใช้อีเมลอื่น")
    assert str(number.value) == ("เลขประจำตัวนี้เป็นของบัญชีอื่นแล้ว หนึ่งคนมีบัญชีเดียว โปรดมอบหน้าที่ให้บัญชีเดิม")
    assert not User.objects.filter(username="double").exists()


def test_a_post_that_has_ended_gives_no_power(house):
    factories.post(house.clerk, house.office, Role.SIGNER, ends_on=TODAY - dt.timedelta(days=1))

    assert is_powerful(house.clerk, TODAY) is False
