"""Somebody is away: his work and reminders go to his substitute too, marked, and only then."""

import datetime as dt

import pytest
from django.urls import reverse

from administration.absence import (
    away_when_due,
    due_while_away,
    set_absence,
    warn_of_due,
    withdraw_absence,
)
from circulars.domain import endorsing, registering
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Event, OfficeCopy
from circulars.states import Order
from offices.models import Absence, Kind, Role
from offices.viewer import Viewer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.story import forms_of
from workflow.desks import first_at
from workflow.escalating import send_reminders
from workflow.inbox import inbox
from workflow.models import Notice

pytestmark = pytest.mark.django_db

TODAY = MONDAY.date()
LATER = TODAY + dt.timedelta(days=14)
DUE = factories.at("2020-11-03", "00:00")


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


@pytest.fixture
def copy(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=DUE)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    officer = {"to_officer": staff.officer, "by": staff.supervisor, "at": MONDAY}
    endorsing.endorse(copy, Order.REPORT, **officer)
    return copy


def away(staff, **more):
    words = {"substitute": staff.reviewer, "starts_on": TODAY, "ends_on": LATER}
    words |= {"by": staff.officer, "at": MONDAY, **more}
    return set_absence(staff.officer, **words)


def finds(user, at=MONDAY):
    return [step.copy.pk for step in inbox(Viewer.of(user, at))]


def due_notices(user):
    return Notice.objects.of(user).filter(kind__in=["due", "overdue"]).count()


def test_his_work_and_reminders_go_to_both(staff, copy):
    away(staff)
    send_reminders(at=DUE - DAY)

    assert set(first_at(copy, at=MONDAY)) == {staff.officer, staff.reviewer}
    assert (finds(staff.officer), finds(staff.reviewer)) == ([copy.pk], [copy.pk])
    assert (due_notices(staff.officer), due_notices(staff.reviewer)) == (1, 1)


def test_before_and_after_it_is_his_alone(staff, copy):
    tomorrow = TODAY + dt.timedelta(days=1)
    away(staff, starts_on=tomorrow, ends_on=tomorrow)

    days = [first_at(copy, at=MONDAY + n * DAY) for n in range(3)]

    assert [len(people) for people in days] == [1, 2, 1]
    assert [finds(staff.reviewer, MONDAY + n * DAY) for n in range(3)] == [[], [copy.pk], []]


def test_who_comes_back_early_has_it_alone_again(staff, copy):
    absence = away(staff)

    withdraw_absence(absence, by=staff.officer, at=MONDAY)

    assert first_at(copy, at=MONDAY) == [staff.officer]
    told = Event.objects.filter(kind="account").order_by("pk").values_list("data", flat=True)
    assert [(data["what"], data["substitute"]) for data in told] == [
        ("absence_set", staff.reviewer.pk),
        ("absence_withdrawn", staff.reviewer.pk),
    ]


def test_a_substitute_is_asked_only_for_what_his_own_posts_let_him_open(staff):
    secret = factories.arrived(staff.office, by=staff.clerk, secrecy="002", due_at=DUE)
    registering.register(secret, by=staff.clerk, at=MONDAY)
    OfficeCopy.objects.filter(pk=secret.pk).update(officer=staff.officer)
    away(staff)

    assert first_at(secret, at=MONDAY) == [staff.officer]
    assert finds(staff.reviewer) == []


@pytest.mark.parametrize("who", ["officer", "supervisor"])
def test_he_himself_or_his_supervisor_sets_it(staff, who):
    absence = away(staff, by=getattr(staff, who))

    assert Absence.objects.get() == absence


def test_an_administrator_of_accounts_sets_it_too(staff):
    admin = factories.person()
    factories.post(admin, staff.office, Role.ADMIN)

    assert away(staff, by=admin).user == staff.officer


def test_nobody_else_does(staff):
    with pytest.raises(NotAllowed) as refusal:
        away(staff, by=staff.clerk)

    assert str(refusal.value) == (
        f"ตั้งวันลาได้เฉพาะของตนเอง หรือโดยผู้บังคับบัญชาหรือผู้ดูแลบัญชีของหน่วยงานของ {staff.officer.full_name}"
    )


def refused(field, sentence, staff, **more):
    with pytest.raises(Invalid) as refusal:
        away(staff, **more)
    assert (refusal.value.field, str(refusal.value)) == (field, sentence)


def test_bad_input_is_refused_at_its_field(staff):
    day = dt.timedelta(days=1)
    stranger = factories.Staff(factories.office("จังหวัดอื่น")).officer
    away(staff, starts_on=LATER, ends_on=LATER)
    set_absence(
        staff.signer,
        substitute=staff.clerk,
        starts_on=TODAY,
        ends_on=TODAY,
        by=staff.signer,
        at=MONDAY,
    )

    refused("substitute", "ผู้ทำงานแทนต้องเป็นคนอื่น", staff, substitute=staff.officer, ends_on=TODAY)
    refused("ends_on", "วันสิ้นสุดต้องไม่ก่อนวันเริ่ม", staff, ends_on=TODAY - day)
    past = {"starts_on": TODAY - 2 * day, "ends_on": TODAY - day}
    refused("ends_on", "วันลาผ่านไปแล้ว โปรดกรอกวันตั้งแต่วันนี้เป็นต้นไป", staff, **past)
    refused("starts_on", "มีวันลาที่ทับช่วงนี้อยู่แล้ว โปรดยกเลิกของเดิมก่อน", staff)
    refused(
        "substitute",
        f"{stranger.full_name} ไม่มีหน้าที่ในหน่วยเดียวกันหรือหน่วยเหนือ จึงเปิดหนังสือแทนไม่ได้ โปรดเลือกผู้อื่น",
        staff,
        substitute=stranger,
        ends_on=TODAY,
    )
    refused(
        "substitute",
        f"{staff.signer.full_name} ลาในช่วงเดียวกัน โปรดเลือกผู้อื่น",
        staff,
        substitute=staff.signer,
        ends_on=TODAY,
    )


def test_what_is_over_is_not_taken_back(staff):
    absence = away(staff)

    with pytest.raises(WrongState) as refusal:
        withdraw_absence(absence, by=staff.officer, at=MONDAY + 30 * DAY)

    assert str(refusal.value) == "วันลานี้สิ้นสุดหรือยกเลิกไปแล้ว"


@pytest.mark.usefixtures("on_monday")
def test_on_the_screens_he_sets_it_the_substitute_sees_for_whom_and_he_takes_it_back(
    staff, copy, as_user
):
    client, page = as_user(staff.officer), reverse("absence")
    [form] = [one for one in forms_of(client.get(page)) if "substitute" in one.offered]

    empty = client.post(page, form.values)
    for name, value in {
        "starts_on": "26/10/2563",
        "ends_on": "30/10/2563",
        "substitute": staff.reviewer.pk,
    }.items():
        form.fill(name, value)
    set_it = client.post(page, form.values, follow=True)
    work = as_user(staff.reviewer).get(reverse("my_work")).content.decode()
    absence = Absence.objects.get()
    back = as_user(staff.officer).post(reverse("absence_withdraw", args=[absence.pk]), follow=True)

    assert empty.context["form"].errors == {
        "starts_on": ["โปรดกรอกวันแรก เช่น 1/12/2569"],
        "ends_on": ["โปรดกรอกวันสุดท้าย เช่น 15/12/2569"],
        "substitute": ["โปรดเลือกผู้ทำงานแทน"],
    }
    said = [str(one) for one in set_it.context["messages"]]
    assert said == ["บันทึกวันลาแล้ว งานและการเตือนจะถึงผู้ทำงานแทนด้วย"]
    assert f"แทน {staff.officer.full_name}" in work
    assert [str(one) for one in back.context["messages"]] == ["ยกเลิกวันลาแล้ว"]


AWAY = "{name} ไม่อยู่ในวันครบกำหนดตอบ (๒๖ ตุลาคม ๒๕๖๓ ถึง ๙ พฤศจิกายน ๒๕๖๓) งานและการเตือนจะถึง {substitute} ด้วย"


def sentence(staff):
    return AWAY.format(name=staff.officer.full_name, substitute=staff.reviewer.full_name)


@pytest.mark.parametrize(
    ("due", "warned"),
    [
        (factories.at("2020-10-26", "00:00"), False),
        (factories.at("2020-10-26", "16:30"), True),
        (factories.at("2020-11-10", "00:00"), True),
        (factories.at("2020-11-10", "09:00"), False),
        (None, False),
    ],
)
def test_a_deadline_in_an_absence_is_warned_of_with_the_substitute(staff, due, warned):
    absence = away(staff)
    OfficeCopy.objects.create(
        circular=factories.arrived(staff.office, by=staff.clerk).circular,
        office=staff.office,
        holder=staff.office,
        officer=staff.officer,
        due_at=due,
        sent_at=MONDAY,
        held_since=MONDAY,
    )

    found = away_when_due([staff.officer.pk, staff.clerk.pk], due)

    assert found == ({staff.officer.pk: sentence(staff)} if warned else {})
    assert len(due_while_away(absence)) == int(warned)


def test_days_without_a_deadline_are_not_warned_of(staff):
    assert warn_of_due(away(staff)) == ""


@pytest.mark.usefixtures("on_monday")
def test_who_orders_reads_that_the_officer_is_away(as_user, staff):
    away(staff)
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=DUE)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    client = as_user(staff.supervisor)
    page = reverse("task_endorse", args=[copy.pk])

    field = client.get(page).context["form"].fields["to_officer"]
    words = {"order": "report", "to_officer": staff.officer.pk, "phrase": "", "text": ""}
    said = client.post(page, words, follow=True)

    marks = [name.endswith("(ไม่อยู่วันครบกำหนด)") for user, name in field.choices if user]
    assert (field.help_text, marks.count(True)) == (sentence(staff), 1)
    assert [str(one) for one in said.context["messages"]][1:] == [sentence(staff)]
    assert OfficeCopy.objects.get(pk=copy.pk).officer == staff.officer


@pytest.mark.usefixtures("on_monday")
def test_who_gives_a_letter_on_reads_it_too(as_user, staff, copy):
    away(staff)
    client = as_user(staff.supervisor)
    reviewer = factories.person()
    factories.post(reviewer, staff.office, Role.OFFICER)
    page = reverse("copy_hand_over", args=[copy.pk])
    client.post(page, {"to": reviewer.pk, "reason": "งานมาก"})

    help_text = client.get(page).context["form"].fields["to"].help_text
    said = client.post(page, {"to": staff.officer.pk, "reason": "คืน"}, follow=True)

    assert help_text == sentence(staff)
    assert [str(one) for one in said.context["messages"]][-1] == sentence(staff)


@pytest.mark.usefixtures("on_monday")
def test_the_form_of_absence_says_which_deadlines_fall_into_it(as_user, staff, copy):
    client = as_user(staff.officer)
    words = {"starts_on": "26/10/63", "ends_on": "9/11/63", "substitute": staff.reviewer.pk}

    said = client.post(reverse("absence"), {**words, "reason": ""}, follow=True)

    warning = (
        "มีหนังสือครบกำหนดในวันลานี้ 1 ฉบับ ฉบับแรกภายในวันที่ ๒ พฤศจิกายน ๒๕๖๓ "
        f"งานและการเตือนจะถึง {staff.reviewer.full_name} ด้วย"
    )
    assert [str(one) for one in said.context["messages"]] == [
        "บันทึกวันลาแล้ว งานและการเตือนจะถึงผู้ทำงานแทนด้วย",
        warning,
    ]
    assert [shown for _absence, shown in said.context["absences"]] == [warning]
