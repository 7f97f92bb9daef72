"""The mail by which a letter goes to an office beside the system."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from circulars.domain.links import token_of
from circulars.domain.moving import lock
from circulars.domain.telling import attest
from circulars.letters.building import draw_letter
from circulars.models import FileRole, Letter, OfficeCopy, Said, Way
from circulars.voices import Voice, check_alive
from offices.models import User
from workflow.mailing import refused_for_good

#: Larger mails are refused by many servers; what is left out is behind the link.
MOST_BYTES = 15 * 1024 * 1024
_SENT = (FileRole.COMPOSED, FileRole.READABLE, FileRole.ENCLOSURE)


@transaction.atomic
def mail_letter(copy_id: int, *, by: int, to: str, key: str, at: dt.datetime) -> bool:
    """
    Send the letter, once, and write down that the server took it, or what it said of the address.

    False when it was sent already. A refusal that may pass is raised, to be tried again.
    """
    copy = lock(OfficeCopy.objects.get(pk=copy_id))
    host = settings.PUBLIC_ADDRESS.partition("://")[2].partition(":")[0]
    number = f"<{copy.pk}.{key}@{host}>"[:80]
    if copy.provenances.filter(number=number).exists():
        return False
    check_alive(copy.link, at)
    user = User.objects.get(pk=by)
    mail = _mail(copy, to, number)
    try:
        mail.send()
    except (SMTPRecipientsRefused, SMTPResponseException) as refusal:
        if (words := refused_for_good(refusal)) is None:
            raise
        voice = Voice(user, copy, Way.EMAIL, note=f"{to}: {words}")
        attest(copy, Said.BOUNCED, voice=voice, at=at, number=number)
        return True
    attest(copy, Said.SENT, voice=Voice(user, copy, Way.EMAIL, note=to), at=at, number=number)
    return True


def _mail(copy: OfficeCopy, to: str, number: str) -> EmailMessage:
    letter = copy.letter
    assert letter is not None, "a letter is sent by one"
    page = settings.PAGES["link"].format(token_of(copy.link))
    with translation.override("th"):
        words = {"copy": copy, "letter": letter, "address": settings.PUBLIC_ADDRESS + page}
        text = render_to_string("emails/letter.txt", words)
    subject = " ".join(f"{letter.number_printed} {letter.subject}".split())[:150]
    mail = EmailMessage(
        subject, text, settings.DEFAULT_FROM_EMAIL, [to], headers={"Message-ID": number}
    )
    left = MOST_BYTES
    for name, data, mime in _files(letter):
        left -= len(data)
        if left >= 0:
            mail.attach(name, data, mime)
    return mail


def _files(letter: Letter) -> list[tuple[str, bytes, str]]:
    """The letter itself first, drawn if it was written here and is not kept as a file."""
    found = []
    files = letter.files.filter(role__in=_SENT).order_by("role", "pk")
    if letter.composed_here and not any(one.role == FileRole.COMPOSED for one in files):
        found.append((f"letter-{letter.pk}.pdf", draw_letter(letter).pdf, "application/pdf"))
    for one in files:
        with one.file.open("rb") as stored:
            found.append((one.name, stored.read(), one.mime))
    return found
