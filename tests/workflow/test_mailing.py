"""Notices by e-mail: one digest a day, or each at once."""

import pytest
from django.core import mail

from outbox.models import OutboxItem
from outbox.running import run_due
from tests import factories
from tests.factories import DAY, MONDAY
from workflow.mailing import post_mails, send_digests
from workflow.models import Notice, NoticeKind
from workflow.notices import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy():
    office = factories.office("จังหวัดทดสอบ")
    return factories.arrived(office, by=factories.Staff(office).clerk, subject="เรื่องทดสอบ")


def told(copy, times=1, **fields):
    user = factories.person("สมใจ ตั้งใจ", **{"email": "somjai@example.org", **fields})
    for number in range(times):
        tell([user], NoticeKind.ASSIGNED, copy, at=MONDAY, key=f"test:{user.pk}:{number}")
    return user


def test_one_digest_for_all_that_waits(copy):
    told(copy, times=3)

    sent = send_digests(at=MONDAY + DAY)
    again = send_digests(at=MONDAY + 2 * DAY)

    assert (sent, again) == (1, 0)
    assert [message.to for message in mail.outbox] == [["somjai@example.org"]]
    assert mail.outbox[0].subject == "หนังสือเวียน: มีเรื่องแจ้ง 3 เรื่อง"
    assert mail.outbox[0].body.count("มีงานมอบให้ท่าน") == 3
    assert f"http://testserver/copies/{copy.pk}/" in mail.outbox[0].body
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_what_was_read_in_the_app_is_not_mailed(copy):
    told(copy)
    Notice.objects.update(read_at=MONDAY)

    assert send_digests(at=MONDAY + DAY) == 0


def test_each_at_once_for_who_wants_it(copy):
    told(copy, mail_each_notice=True)
    told(copy, email="daily@example.org")

    posted = post_mails(at=MONDAY)
    again = post_mails(at=MONDAY)
    run_due()

    assert (posted, again) == (1, 0)
    assert [message.to for message in mail.outbox] == [["somjai@example.org"]]
    assert OutboxItem.objects.get(kind="mail").done_at is not None
    assert Notice.objects.filter(mailed_at=None).count() == 1


def test_an_english_reader_gets_english_words(copy):
    told(copy, language="en")

    send_digests(at=MONDAY + DAY)

    assert copy.letter.subject in mail.outbox[0].body


def test_a_dead_address_does_not_stop_the_others(copy, settings, monkeypatch):
    told(copy, email="first@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert send_digests(at=MONDAY + DAY) == 0
    assert Notice.objects.filter(mailed_at=None).count() == 1
