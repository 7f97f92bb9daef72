"""A letter goes by mail to an office beside the system; its PIN does not."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from circulars.domain import links, mailing_out
from circulars.errors import Invalid
from circulars.models import Channel, LetterFile, Provenance, Said, Way
from demo.acts import run_outbox
from offices.models import Office
from tests.circulars.beside import NAME, Beside
from tests.factories import MONDAY
from tests.keeping import kept
from tests.papers.small import keep_small_pdf

pytestmark = pytest.mark.django_db
ADDRESS = "sao@example.org"


@pytest.fixture
def stage() -> Beside:
    stage = kept(Beside)
    Office.objects.filter(name=NAME).update(email=ADDRESS)
    keep_small_pdf(stage.copy.letter)
    return stage


def test_the_mail_carries_letter_and_link_but_never_the_pin(stage):
    link, pin = mailing_out.mail_letter(stage.copy, by=stage.sender, at=MONDAY)
    run_outbox(MONDAY)
    run_outbox(MONDAY)

    (sent,) = mail.outbox
    assert (sent.to, len(sent.attachments)) == ([ADDRESS], 1)
    assert links.token_of(link) in sent.body
    assert pin not in sent.body + sent.subject
    row = Provenance.objects.get()
    assert (row.said, row.way, row.note, row.by) == (
        Said.SENT, Way.EMAIL, ADDRESS, stage.sender,
    )  # fmt: skip
    assert row.number == sent.extra_headers["Message-ID"]
    assert stage.fresh().channel == Channel.EMAIL
    assert links.enter(link, pin, at=MONDAY) is not None


def test_an_address_that_is_refused_is_written_down_for_the_sender(stage, monkeypatch):
    from smtplib import SMTPRecipientsRefused

    def refuse(_self, **_more):
        raise SMTPRecipientsRefused({ADDRESS: (550, b"no such user")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    mailing_out.mail_letter(stage.copy, by=stage.sender, at=MONDAY)
    run_outbox(MONDAY)

    row = Provenance.objects.get()
    assert (row.said, row.note) == (Said.BOUNCED, f"{ADDRESS}: 550 no such user")


def test_what_is_too_large_for_a_mail_is_behind_the_link(stage, monkeypatch):
    monkeypatch.setattr("workflow.letter_mail.MOST_BYTES", 10)
    mailing_out.mail_letter(stage.copy, by=stage.sender, at=MONDAY)
    run_outbox(MONDAY)

    assert (len(mail.outbox[0].attachments), LetterFile.objects.count()) == (0, 1)


def test_without_an_address_it_says_what_to_do(stage):
    Office.objects.filter(name=NAME).update(email="")

    with pytest.raises(Invalid, match=f"{NAME} ไม่มีที่อยู่อีเมลในทำเนียบ โปรดเพิ่มก่อน หรือส่งทางกระดาษ"):
        mailing_out.mail_letter(stage.copy, by=stage.sender, at=MONDAY)
