"""Somebody leaves: his open work is shown, and goes to whom the administrator chooses."""

import datetime as dt

import pytest
from django.urls import reverse

from administration.accounts import change_account
from administration.leaving import Heirs, left_work
from administration.posts import end_post, give_post
from circulars.domain import endorsing, registering
from circulars.errors import Invalid
from circulars.models import Event, OfficeCopy
from circulars.states import Order
from offices.models import Kind, Post, Role
from offices.viewer import Viewer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.story import forms_of
from workflow.desks import first_at
from workflow.inbox import inbox
from workflow.models import Notice

pytestmark = pytest.mark.django_db

SUBJECT = "เรื่องที่ผู้ดูแลบัญชีไม่ได้อ่าน"
YESTERDAY = MONDAY.date() - dt.timedelta(days=1)
TODAY = MONDAY.date()


class House:
    """A province, its administrator, and an officer with a draft and an answer to collect."""

    def __init__(self) -> None:
        self.office = factories.office("จังหวัดทดสอบ", Kind.PROVINCE)
        factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=self.office)
        self.staff = factories.Staff(self.office)
        self.admin = self.person(Role.ADMIN)
        self.leaver = self.person(Role.OFFICER)
        self.post = Post.objects.get(user=self.leaver)
        self.draft = self.letter(Order.FORWARD)
        self.asked = self.letter(Order.REPORT)

    def person(self, role):
        user = factories.person(email="a@example.org")
        factories.post(user, self.office, role)
        return user

    def letter(self, order):
        copy = factories.arrived(self.office, by=self.staff.clerk, subject=SUBJECT)
        registering.register(copy, by=self.staff.clerk, at=MONDAY)
        officer = {"to_officer": self.leaver, "by": self.staff.supervisor, "at": MONDAY}
        endorsing.endorse(copy, order, **officer)
        return copy

    def end(self, *, heirs=None, ends_on=YESTERDAY, post=None):
        words = {"by": self.admin, "at": MONDAY, "ends_on": ends_on, "heirs": heirs}
        return end_post(post or self.post, **words)

    def officers(self):
        copies = OfficeCopy.objects.in_bulk([self.draft.pk, self.asked.pk])
        return [copies[one.pk].officer for one in (self.draft, self.asked)]


@pytest.fixture
@built_once
def house():
    return House()


def work_of(user):
    return sorted(step.copy.pk for step in inbox(Viewer.of(user, MONDAY)))


def test_without_a_choice_the_end_is_refused_at_the_field(house):
    with pytest.raises(Invalid) as refusal:
        house.end()

    assert (refusal.value.field, str(refusal.value)) == (
        "to",
        f"{house.leaver.full_name} มีหนังสือค้าง 2 ฉบับ โปรดเลือกผู้รับงานต่อ หรือคืนให้หน่วย",
    )


def test_one_person_takes_all_and_each_letter_says_so(house):
    heir = house.person(Role.OFFICER)

    house.end(heirs=Heirs(heir))

    assert house.officers() == [heir, heir]
    assert work_of(heir) == sorted([house.draft.pk, house.asked.pk])
    assert work_of(house.leaver) == []
    events = Event.objects.filter(kind="handed_over").order_by("copy_id")
    assert [(one.copy, one.actor, one.data["name"]) for one in events] == [
        (house.draft, house.admin, heir.full_name),
        (house.asked, house.admin, heir.full_name),
    ]
    assert Event.objects.get(data__what="post_ended").data["given_on"] == 2
    told = Notice.objects.of(heir).filter(kind="assigned").values_list("copy", flat=True)
    assert sorted(told) == work_of(heir)


def test_letter_by_letter_one_goes_back_to_the_unit(house):
    heir = house.person(Role.OFFICER)

    house.end(heirs=Heirs(letters={house.draft.pk: heir, house.asked.pk: None}))

    assert house.officers() == [heir, None]
    asked = OfficeCopy.objects.get(pk=house.asked.pk)
    assert first_at(asked, at=MONDAY) == [house.staff.officer, heir]


def test_an_heir_who_could_not_go_on_is_refused_and_nothing_has_moved(house):
    with pytest.raises(Invalid) as refusal:
        house.end(heirs=Heirs(house.staff.clerk))

    assert (refusal.value.field, house.officers()) == ("to", [house.leaver, house.leaver])


def test_where_nobody_else_is_left_the_end_is_not_refused(house):
    Post.objects.exclude(user__in=[house.leaver, house.admin]).update(ends_on=YESTERDAY)

    house.end()

    assert house.officers() == [None, None]


def test_a_last_day_to_come_leaves_nothing_behind_yet(house):
    house.end(ends_on=TODAY + dt.timedelta(days=1))

    assert house.officers() == [house.leaver, house.leaver]


def test_with_another_post_that_goes_on_with_it_nothing_is_left(house):
    factories.post(house.leaver, house.office, Role.REVIEWER)

    house.end()

    assert left_work([house.post], house.leaver, last_day=YESTERDAY) == []
    assert house.officers() == [house.leaver, house.leaver]


def test_an_account_with_open_work_is_not_closed(house):
    with pytest.raises(Invalid) as refusal:
        change_account(house.leaver, {"is_active": False}, by=house.admin, at=MONDAY)

    assert (refusal.value.field, str(refusal.value)) == (
        "is_active",
        f"{house.leaver.full_name} มีหนังสือค้าง 2 ฉบับ โปรดสิ้นสุดหน้าที่ของผู้นี้ก่อน แล้วเลือกผู้รับงานต่อ",
    )


def test_who_has_moved_keeps_nothing_of_the_old_office(house, as_user, time_machine, mailoutbox):
    from workflow.mailing import send_digests

    time_machine.move_to(MONDAY, tick=False)
    district = house.office.units.get()
    before = Notice.objects.of(house.leaver).count()
    give_post(house.leaver, district, Role.OFFICER, by=house.admin, at=MONDAY, starts_on=TODAY)
    house.end(heirs=Heirs())
    client = as_user(house.leaver)

    lines = client.get(reverse("notices")).context["view"].lines
    letter = client.get(reverse("copy", args=[house.draft.pk]))
    send_digests(at=MONDAY + DAY)

    assert (before > 0, lines, letter.status_code) == (True, [], 404)
    assert mailoutbox == []


@pytest.mark.usefixtures("on_monday")
def test_the_administrator_ends_a_post_on_the_screen_and_never_sees_a_subject(house, as_user):
    heir = house.person(Role.OFFICER)
    client = as_user(house.admin)
    account = reverse("account_edit", args=[house.leaver.pk])
    page = reverse("post_end", args=[house.leaver.pk, house.post.pk])

    told = client.get(account).content.decode()
    shown = client.get(page)
    [form] = [one for one in forms_of(shown) if "to" in one.offered]
    form.fill("ends_on", "25/10/2563")
    refused = client.post(page, form.values)
    form.fill("to", heir.pk)
    form.fill(f"to_{house.asked.pk}", "unit")
    done = client.post(page, form.values)

    assert "มีหนังสือค้าง ๒ ฉบับ ต้องเลือกผู้รับงานต่อ" in told
    assert page in told
    assert SUBJECT not in told + shown.content.decode() + refused.content.decode()
    assert refused.context["form"].errors == {"to": ["โปรดเลือกผู้รับงานต่อ หรือคืนให้หน่วย"]}
    assert (done.status_code, done.headers["Location"]) == (302, account)
    assert house.officers() == [heir, None]
    house.post.refresh_from_db()
    assert house.post.ends_on == YESTERDAY


def test_nobody_ends_a_post_of_another_branch_here(house, as_user):
    foreign = factories.person()
    factories.post(foreign, factories.office("จังหวัดอื่น"), Role.ADMIN)
    page = reverse("post_end", args=[house.leaver.pk, house.post.pk])

    assert as_user(foreign).get(page).status_code == 404
