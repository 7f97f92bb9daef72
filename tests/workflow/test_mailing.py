"""Notices by e-mail: one digest a day, or each at once."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.core import mail

from offices.models import Role
from outbox.models import OutboxItem
from outbox.running import run_due
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from thai.digits import to_thai
from workflow.mailing import post_mails, send_digests
from workflow.models import Notice, NoticeKind
from workflow.notices import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def copy():
    office = factories.office("จังหวัดทดสอบ")
    return factories.arrived(office, by=factories.Staff(office).clerk, subject="เรื่องทดสอบ")


def told(*copies, **fields):
    user = factories.person("สมใจ ตั้งใจ", **{"email": "somjai@example.org", **fields})
    for office in {copy.office for copy in copies}:
        factories.post(user, office, Role.OFFICER)
    for copy in copies:
        tell([user], NoticeKind.ASSIGNED, copy, at=MONDAY, key=f"test:{user.pk}:{copy.pk}")
    return user


def another(copy, **fields):
    clerk = factories.Staff(copy.office).clerk
    return factories.arrived(copy.office, by=clerk, subject="เรื่องทดสอบ", **fields)


def test_one_digest_for_all_that_waits(copy):
    late = another(copy, due_at=MONDAY, number_printed="มท 0801/ว 8")
    told(copy, late)

    sent = send_digests(at=MONDAY + DAY)
    again = send_digests(at=MONDAY + 2 * DAY)

    assert (sent, again) == (1, 0)
    (message,) = mail.outbox
    assert message.to == ["somjai@example.org"]
    assert message.subject == "หนังสือเวียน: ๒ เรื่องรอท่าน เลยกำหนด ๑"
    sentence = (
        "กรมทดสอบ ขอให้ลงทะเบียนรับ: มท ๐๘๐๑/ว ๘ เรื่องทดสอบ · กำหนดตอบ ๒๖ ต.ค. ๒๕๖๓ เลยกำหนด ๑ วัน"
    )
    link = f"http://testserver/copies/{late.pk}/register/"
    assert f"• {sentence}\n  {link}\n" in message.body
    ((html, mime),) = message.alternatives
    assert mime == "text/html"
    assert f'<strong>เลยกำหนด</strong>\n<a href="{link}">{sentence}</a>' in html
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_digits_are_those_that_the_reader_chose(copy):
    told(copy, another(copy), screen_digits="arabic")

    send_digests(at=MONDAY + DAY)

    assert mail.outbox[0].subject == "หนังสือเวียน: 2 เรื่องรอท่าน"


def test_a_single_notice_is_its_own_subject(copy):
    told(copy)

    send_digests(at=MONDAY + DAY)

    number = to_thai(copy.letter.number_printed)
    assert mail.outbox[0].subject == (f"หนังสือเวียน: กรมทดสอบ ขอให้ลงทะเบียนรับ: {number} เรื่องทดสอบ")


def test_work_that_is_done_is_not_mailed(copy):
    told(copy, mail_each_notice=True)
    Notice.objects.update(settled_at=MONDAY)

    assert (send_digests(at=MONDAY + DAY), post_mails(at=MONDAY)) == (0, 0)


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


def test_an_address_that_the_server_refuses_is_remembered_until_it_takes_one(copy, settings):
    user = told(copy)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = False
    with refusing(b"550 no such user") as (settings.EMAIL_HOST, settings.EMAIL_PORT):
        sent = send_digests(at=MONDAY + DAY)
    user.refresh_from_db()
    refused = (user.mail_refused_at, user.mail_refusal)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    again = send_digests(at=MONDAY + 2 * DAY)

    assert (sent, again) == (0, 1)
    assert refused == (MONDAY + DAY, "550 no such user")
    user.refresh_from_db()
    assert (user.mail_refused_at, user.mail_refusal) == (None, "")


def test_a_refusal_that_may_pass_is_not_held_against_the_address(copy, settings):
    user = told(copy)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = False
    with refusing(b"451 try later") as (settings.EMAIL_HOST, settings.EMAIL_PORT):
        sent = send_digests(at=MONDAY + DAY)

    user.refresh_from_db()
    assert (sent, user.mail_refused_at) == (0, None)


@contextmanager
def refusing(answer: bytes):
    """A mail server that answers ``answer`` to every recipient of one mail."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            talk, _peer = server.accept()
            with talk, talk.makefile("rb") as lines:
                talk.sendall(b"220 test\r\n")
                for line in lines:
                    asked = line[:4].upper()
                    if asked == b"QUIT":
                        talk.sendall(b"221 bye\r\n")
                        return
                    talk.sendall((answer if asked == b"RCPT" else b"250 ok") + b"\r\n")

        with ThreadPoolExecutor(1) as pool:
            served = pool.submit(serve)
            yield server.getsockname()
            served.result(30)


def test_a_dead_address_does_not_stop_the_others(copy, settings, monkeypatch):
    told(copy, email="first@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert send_digests(at=MONDAY + DAY) == 0
    assert Notice.objects.filter(mailed_at=None).count() == 1
