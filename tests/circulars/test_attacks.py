"""Attempts to get more than one's posts give, each of which worked once."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from administration.offices import change_settings
from administration.posts import end_post
from circulars.domain import approving, drafting, endorsing, registering
from circulars.domain.content import Content, content_of
from circulars.domain.enclosing import attach
from circulars.domain.intake import start_circular
from circulars.domain.received import IncomingFile
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import OfficeCopy
from circulars.states import Order, State
from offices.models import CircularSeries, Kind, Role
from survey.domain.certifying import certify
from tests import factories
from tests.factories import MONDAY
from tests.survey.world import World, answer_district
from tests.tampering import enable_trigger

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


@pytest.fixture
def copy(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    copy.refresh_from_db()
    return copy


@pytest.fixture
def draft(staff, copy):
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=staff.office, province=staff.office)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    return copy.drafts.get()


def test_an_administrator_does_not_bring_his_own_ended_post_back(province):
    admin = factories.person()
    factories.post(admin, province, Role.ADMIN)
    ended = factories.post(admin, province, Role.CLERK, ends_on=dt.date(2020, 1, 1))

    with pytest.raises(Invalid, match="มีวันสิ้นสุดแล้ว"):
        end_post(ended, by=admin, at=MONDAY, ends_on=dt.date(2099, 1, 1))

    ended.refresh_from_db()
    assert ended.ends_on == dt.date(2020, 1, 1)


def test_an_administrators_desk_shows_no_letter_registered_today(province, staff, as_user):
    letter = factories.arrived(
        province, by=staff.clerk, moment=timezone.now(), subject="เรื่องของสำนักงาน"
    )
    registering.register(letter, by=staff.clerk, at=timezone.now())
    admin = factories.person()
    factories.post(admin, province, Role.ADMIN)

    answer = as_user(admin).get(reverse("desk"))

    assert "เรื่องของสำนักงาน" not in answer.content.decode()
    assert "เรื่องของสำนักงาน" in as_user(staff.clerk).get(reverse("desk")).content.decode()


def test_who_wrote_the_last_wording_does_not_review_or_sign_it(staff, draft):
    words = content_of(draft.latest)
    changed = Content(**{**vars_of(words), "body": "ถ้อยคำของผู้ลงนาม"})
    drafting.save_version(draft, changed, by=staff.signer, at=MONDAY)
    approving.submit(draft, by=staff.signer, at=MONDAY)

    with pytest.raises(NotAllowed, match="ของตนเองไม่ได้"):
        approving.pass_on(draft, by=staff.signer, at=MONDAY)

    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    with pytest.raises(NotAllowed, match="ของตนเองไม่ได้"):
        approving.sign(draft, by=staff.signer, at=MONDAY)


def vars_of(content):
    return {name: getattr(content, name) for name in Content.__dataclass_fields__}


def test_a_signer_with_two_posts_signs_in_the_one_he_chose(province, staff, draft):
    unit = factories.office("สำนักงานท้องถิ่น", Kind.DIVISION, parent=province)
    second = factories.post(staff.signer, unit, Role.SIGNER, position="ท้องถิ่นจังหวัด")
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)

    letter = approving.sign(draft, by=staff.signer, at=MONDAY, post=second)

    assert letter.signer_position == "ท้องถิ่นจังหวัด"


@pytest.mark.django_db(transaction=True)
def test_a_number_is_not_voided_while_the_letter_is_being_ordered_on(staff, copy):
    entry = copy.entries.select_related("copy").get()
    refused = []

    def void():
        try:
            registering.void_entry(entry, by=staff.clerk, at=MONDAY, reason="ลงซ้ำ")
        except WrongState as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    with transaction.atomic():
        endorsing.endorse(copy, Order.FILE, by=staff.officer, at=MONDAY)
        voiding = threading.Thread(target=void)
        voiding.start()
        voiding.join(timeout=1)
    voiding.join(timeout=20)

    assert len(refused) == 1
    entry.refresh_from_db()
    assert entry.voided_at is None
    assert OfficeCopy.objects.get(pk=copy.pk).state == State.FILED


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE circulars_registerentry SET number = 999",
        "UPDATE circulars_registerentry SET entered_at = now()",
        "UPDATE circulars_registerbook SET last_number = 0",
        "UPDATE circulars_registerbook SET last_number = last_number + 2",
        "UPDATE circulars_registerbook SET year = 1999",
    ],
)
def test_the_database_itself_keeps_numbers_as_they_were_given(copy, change):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE circulars_endorsement SET text = 'อื่น'",
        "UPDATE circulars_dispatch SET recipients = '{}'",
        "UPDATE circulars_dispatch SET due_at = now()",
        "UPDATE survey_answer SET values = '{}'",
        "UPDATE survey_answer SET receipt = 999",
        "UPDATE survey_certificate SET totals = '{}'",
        "DELETE FROM survey_answer",
        "DELETE FROM survey_certificate",
        "DELETE FROM survey_expectedanswer",
        "DELETE FROM circulars_letter",
        "DELETE FROM circulars_dispatch",
    ],
)
def test_the_database_itself_keeps_what_was_sent_answered_and_certified(change):
    world = World()
    answer_district(world, "อำเภอก")
    certify(
        world.at_districts[0], by=world.district_staff[0].officer, at=MONDAY, early_reason="ทดสอบ"
    )

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize(
    "name",
    [
        "circulars_event",
        "circulars_eventseal",
        "circulars_approval",
        "circulars_registerentry",
        "circulars_registerbook",
        "circulars_endorsement",
        "circulars_letter",
        "circulars_letterfile",
        "circulars_dispatch",
        "survey_answer",
        "survey_certificate",
        "survey_expectedanswer",
    ],
)
def test_the_database_itself_empties_no_log_and_no_register(name):
    with transaction.atomic(), connection.cursor() as cursor:
        enable_trigger(name, "never_emptied")

        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(f"TRUNCATE {name} CASCADE")

        transaction.set_rollback(True)


def test_the_series_of_circulars_is_not_changed_once_a_number_of_it_is_out(province, staff, draft):
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    approving.sign(draft, by=staff.signer, at=MONDAY)
    shared = {"circular_series": CircularSeries.SHARED}

    with pytest.raises(Invalid, match="เลขจะซ้ำ"):
        change_settings(province, shared, by=staff.clerk, at=MONDAY)

    next_year = factories.at("2021-01-04")
    assert change_settings(province, shared, by=staff.clerk, at=next_year) == ["circular_series"]


def test_a_unit_that_issues_numbers_has_a_code_of_its_own(province, staff):
    fields = {"number_letters": "", "number_code": "", "issues_numbers": False}
    unit = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=province, **fields)

    with pytest.raises(Invalid, match="รหัสในเลขที่หนังสือของตนเอง"):
        change_settings(unit, {"issues_numbers": True}, by=staff.clerk, at=MONDAY)

    own = {"issues_numbers": True, "number_code": "0001.3"}
    change_settings(unit, own, by=staff.clerk, at=MONDAY)
    unit.refresh_from_db()
    assert unit.issues_numbers


def test_nothing_is_enclosed_with_a_secret_letter(staff):
    registrar = factories.person()
    factories.post(registrar, staff.office, Role.OFFICER, handles_secret=True)
    copy = start_circular(staff.office, by=registrar, at=MONDAY, subject="เรื่องปกปิด", secrecy="002")
    file = IncomingFile("ลับ.pdf", b"%PDF", b"%PDF", "0" * 64, "application/pdf", 1)

    with pytest.raises(Invalid, match="ไม่เก็บในระบบ"):
        attach(copy.drafts.get(), file, by=registrar, at=MONDAY)


def test_a_line_of_a_secret_letter_says_nothing_to_who_is_not_named(province, staff, as_user):
    secret = factories.arrived(province, by=staff.clerk, secrecy="002", subject="เรื่องปกปิด")
    entry = registering.register(
        secret, by=staff.clerk, at=MONDAY, action="ส่งกลุ่มความมั่นคง", note="เกี่ยวกับชายแดน"
    )

    page = as_user(staff.supervisor).get(reverse("register_book", args=[entry.book_id]))

    words = page.content.decode()
    assert [word in words for word in ("ปกปิด", "ความมั่นคง", "ชายแดน")] == [False] * 3
