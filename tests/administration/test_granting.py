"""The application's role: the desk works with it, and what is around the acts is refused."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from administration.granting import grant
from circulars.domain import registering
from circulars.domain.access import make_months
from circulars.domain.sealing import seal_events
from circulars.models import EventSeal, RegisterEntry
from offices.models import Kind
from tests import factories
from tests.tampering import enable_trigger
from workflow.vouching import vouch_for

pytestmark = pytest.mark.django_db
ROLE = "wian_app_of_tests"


@contextmanager
def as_application():
    """The rest of the block is asked by the application's role."""
    grant(ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.fixture
def entry():
    staff = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
    copy = factories.arrived(staff.office, by=staff.clerk)
    taken = registering.register(copy, by=staff.clerk, at=timezone.now())
    seal_events(at=timezone.now())
    return taken


def test_the_desk_works_with_it(client):
    staff = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
    with as_application():
        words = {"login": staff.clerk.username, "password": "เวียน-1234"}
        codes = [client.post(reverse("account_login"), words).status_code]
        copy = factories.arrived(staff.office, by=staff.clerk)
        codes.append(client.post(reverse("task_register", args=[copy.pk])).status_code)
        codes += [client.get(reverse(one)).status_code for one in ("desk", "registers", "my_work")]
        codes.append(client.get(reverse("copy", args=[copy.pk])).status_code)
        voided = registering.void_entry(
            RegisterEntry.objects.get(), by=staff.clerk, at=timezone.now(), reason="ผิด"
        )
        make_months(at=timezone.now(), ahead=6)
        vouch_for(at=timezone.now())
        sealed = seal_events(at=timezone.now())

    assert codes == [302, 302, 200, 200, 200, 200]
    assert (voided.void_reason, sealed) == ("ผิด", EventSeal.objects.count())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE circulars_event SET data = '{}'",
        "DELETE FROM circulars_event",
        "DELETE FROM circulars_eventseal",
        "UPDATE circulars_vouch SET digest = ''",
        "TRUNCATE circulars_event CASCADE",
        "TRUNCATE outbox_outboxitem",
        "DELETE FROM circulars_registerentry",
        "DELETE FROM circulars_officecopy",
        "DELETE FROM circulars_letter",
        "DELETE FROM offices_post",
        "DELETE FROM survey_answer",
        "UPDATE circulars_endorsement SET text = 'x'",
        "UPDATE circulars_approval SET comment = 'x'",
        "DELETE FROM circulars_accessline",
        "DROP TRIGGER pgtrigger_append_only_ba5a8 ON circulars_event",
        "ALTER TABLE circulars_event DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "CREATE TABLE mine (id int)",
        "CREATE ROLE another SUPERUSER",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "COPY circulars_event TO PROGRAM 'true'",
        "UPDATE django_migrations SET name = 'x'",
    ],
)
def test_what_is_around_the_acts_is_refused(entry, statement):
    application = as_application()
    refused = pytest.raises(DatabaseError)
    with application, connection.cursor() as cursor, refused as caught, transaction.atomic():
        cursor.execute(statement)

    assert caught.value.__cause__.sqlstate in ("42501", "42704")


def test_the_number_of_a_line_stays_given_once(entry):
    enable_trigger("circulars_registerentry", "numbers_stay")
    with as_application(), pytest.raises(DatabaseError), transaction.atomic():
        RegisterEntry.objects.update(number=1000)
