"""Who is told what, in the app."""

import pytest
from django.urls import reverse

from circulars.domain import approving, endorsing, registering, reporting, returning
from circulars.models import Dispatch, OfficeCopy
from circulars.states import Order, State
from offices.models import Kind, Role
from offices.viewer import Viewer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.arriving import notify_arrived, notify_no_registrar
from workflow.escalating import send_reminders
from workflow.inbox import inbox
from workflow.models import Notice
from workflow.notices import copy_page
from workflow.running import wake_parent_if_all_reported

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


@pytest.fixture
def copy(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    return copy


def kinds(user):
    return list(Notice.objects.of(user).order_by("pk").values_list("kind", flat=True))


def child_of(copy, name, state=State.ARRIVED, **fields):
    office = factories.office(name, Kind.DISTRICT, parent=copy.office)
    return OfficeCopy.objects.create(
        circular=copy.circular,
        letter=copy.letter,
        office=office,
        holder=office,
        parent=copy,
        above=copy.branch,
        state=state,
        sent_at=MONDAY,
        held_since=MONDAY,
        **fields,
    )


def test_the_page_of_a_notice_is_the_page_of_the_copy(copy):
    assert copy_page(copy.pk) == reverse("copy", args=[copy.pk])


def test_a_registered_letter_is_told_to_who_may_give_orders(staff, copy):
    assert kinds(staff.officer) == ["assigned"]
    assert kinds(staff.clerk) == []


def test_a_draft_tells_reviewer_signer_and_when_it_comes_back_the_drafter(staff, copy):
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=staff.office)
    endorsing.endorse(copy, Order.FORWARD, by=staff.supervisor, at=MONDAY, to_officer=staff.officer)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.send_back(draft, by=staff.reviewer, at=MONDAY, comment="แก้คำ")
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    approving.sign(draft, by=staff.signer, at=MONDAY)

    assert kinds(staff.officer) == ["assigned", "assigned", "sent_back", "assigned"]
    assert kinds(staff.reviewer) == ["review", "review"]
    assert kinds(staff.signer) == ["sign"]


def test_the_unit_that_must_register_again_is_told(staff, copy):
    group = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=staff.office)
    inside = factories.Staff(group)

    endorsing.endorse(copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_unit=group)

    assert kinds(inside.clerk) == ["arrived"]
    assert kinds(inside.officer) == []


def test_arrival_is_told_to_the_clerks_of_each_recipient_once(staff, copy):
    from circulars.models import Dispatch

    child = child_of(copy, "อำเภอหนึ่ง")
    below = factories.Staff(child.office)
    sending = Dispatch.objects.create(
        copy=copy,
        letter=copy.letter,
        rule_text="นายอำเภอ",
        recipients=[child.office_id],
        by=staff.officer,
        at=MONDAY,
    )
    OfficeCopy.objects.filter(pk=child.pk).update(dispatch=sending)

    told = [notify_arrived(sending.pk, text="หนังสือ", at=MONDAY) for _ in range(2)]

    assert told == [1, 0]
    assert [(n.user, n.url) for n in Notice.objects.filter(kind="arrived")] == [
        (below.clerk, f"/copies/{child.pk}/")
    ]


def test_a_recall_asked_for_is_told_to_the_receiver(staff, copy):
    child = child_of(copy, "อำเภอหนึ่ง")
    below = factories.Staff(child.office)
    registering.register(child, by=below.clerk, at=MONDAY)

    returning.recall(child, by=staff.officer, at=MONDAY, reason="ส่งผิด")

    assert "recall_asked" in kinds(below.officer)


def test_the_last_report_tells_the_sender_and_only_the_last(staff, copy):
    first = child_of(copy, "อำเภอหนึ่ง", State.REPORTING, registered_at=MONDAY)
    second = child_of(copy, "อำเภอสอง", State.REPORTING, registered_at=MONDAY)
    child_of(copy, "อำเภอสาม", State.FILED, registered_at=MONDAY, closed_at=MONDAY)
    before = kinds(staff.officer)

    reporting.report(first, by=factories.Staff(first.office).officer, at=MONDAY)
    early = wake_parent_if_all_reported(first.pk, at=MONDAY)
    reporting.report(second, by=factories.Staff(second.office).officer, at=MONDAY + DAY)
    last = wake_parent_if_all_reported(second.pk, at=MONDAY + DAY)
    again = wake_parent_if_all_reported(second.pk, at=MONDAY + DAY)

    assert (early, last, again) == (False, True, True)
    assert kinds(staff.officer) == [*before, "answered"]


def test_a_secret_letter_is_not_named_in_notices(staff):
    secret = factories.arrived(
        staff.office, by=staff.clerk, secrecy="002", subject="เรื่องปกปิด", due_at=MONDAY + DAY
    )
    registering.register(secret, by=staff.clerk, at=MONDAY)

    send_reminders(at=MONDAY)

    texts = set(Notice.objects.filter(copy=secret).values_list("text", flat=True))
    assert texts == {"หนังสือชั้นความลับ"}
    assert Notice.objects.filter(copy=secret, kind="due").exists()


def test_of_a_secret_letter_only_the_named_are_reminded(staff):
    registrar, another = factories.person(), factories.person()
    factories.post(registrar, staff.office, Role.CLERK, handles_secret=True)
    factories.post(another, staff.office, Role.CLERK)
    secret = factories.arrived(
        staff.office, by=staff.clerk, secrecy="002", subject="เรื่องปกปิด", due_at=MONDAY + DAY
    )
    registering.register(secret, by=staff.clerk, at=MONDAY)

    send_reminders(at=MONDAY)

    told = Notice.objects.filter(copy=secret, kind="due").values_list("user", flat=True)
    assert set(told) == {staff.clerk.pk, registrar.pk}


def test_an_office_without_a_registrar_of_secrets_makes_its_nearest_administrator_name_one(copy):
    sender = factories.person()
    sending = Dispatch.objects.create(
        copy=copy, letter=copy.letter, rule_text="-", recipients=[], by=sender, at=MONDAY
    )
    read, unread, alone = (
        child_of(copy, name, dispatch=sending).office
        for name in ("อำเภอหนึ่ง", "อำเภอสอง", "อำเภอสาม")
    )
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=read)
    of_province, of_read, of_unread = (factories.person() for _ in range(3))
    for person, office in ((of_province, copy.office), (of_read, read), (of_unread, unread)):
        factories.post(person, office, Role.ADMIN)
    factories.post(factories.person(), unit, Role.CLERK, handles_secret=True)

    told = notify_no_registrar(sending.pk, at=MONDAY)
    again = notify_no_registrar(sending.pk, at=MONDAY)

    assert (told, again) == (2, 0)
    assert {(n.user, n.url, n.text) for n in Notice.objects.filter(kind="no_registrar")} == {
        (of_province, page_of(alone), "อำเภอสาม: โปรดมอบหน้าที่นายทะเบียนข้อมูลข่าวสารลับ"),
        (of_unread, page_of(unread), "อำเภอสอง: โปรดมอบหน้าที่นายทะเบียนข้อมูลข่าวสารลับ"),
    }


def page_of(office):
    return f"{reverse('accounts')}?office={office.pk}"


def test_an_officer_who_left_the_house_is_told_no_more(staff, copy):
    gone = factories.person()
    post = factories.post(gone, staff.office, Role.OFFICER)
    endorsing.endorse(copy, Order.REPORT, by=staff.supervisor, at=MONDAY, to_officer=gone)
    OfficeCopy.objects.filter(pk=copy.pk).update(due_at=MONDAY + 3 * DAY)
    post.ends_on = (MONDAY + DAY).date()
    post.save(update_fields=["ends_on"])
    Notice.objects.all().delete()

    send_reminders(at=MONDAY + 2 * DAY)

    assert kinds(gone) == []
    assert kinds(staff.officer) == ["due"]
    waiting = inbox(Viewer.of(staff.officer, MONDAY + 2 * DAY))
    assert [step.copy.pk for step in waiting] == [copy.pk]


def test_a_draft_to_sign_is_told_to_the_signer_of_its_unit_and_to_no_other(staff):
    units = [
        factories.office(f"กลุ่มงาน{n}", Kind.DIVISION, parent=staff.office, issues_numbers=False)
        for n in "กข"
    ]
    here, elsewhere = (factories.Staff(unit) for unit in units)
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=staff.office, province=staff.office)
    copy = factories.arrived(units[0], by=here.clerk)
    registering.register(copy, by=here.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=here.officer, at=MONDAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=here.officer, at=MONDAY)

    approving.pass_on(draft, by=here.reviewer, at=MONDAY)

    assert kinds(here.signer) == ["sign"]
    assert kinds(elsewhere.signer) == kinds(staff.signer) == []
