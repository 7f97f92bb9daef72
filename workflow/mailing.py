"""Mails: notices in one digest a day or each at once."""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from offices.models import User
from offices.viewer import Viewer
from thai.digits import Digits, words_with_digits
from thai.screen import screen_digits, showing
from workflow.models import Notice
from workflow.wording import JOINED, Told, tell_of

log = logging.getLogger(__name__)

#: A digest names this many; the rest is counted.
LONGEST_DIGEST = 50

_POST_MAILS = """
INSERT INTO outbox_outboxitem (kind, key, payload, run_at, attempts, last_error)
SELECT 'mail', notice.id::text, jsonb_build_object('notice', notice.id), %(at)s, 0, ''
FROM workflow_notice notice
JOIN offices_user person ON person.id = notice.user_id
WHERE notice.mailed_at IS NULL AND notice.settled_at IS NULL AND notice.created_at > %(at)s - interval '1 day'
  AND person.email <> '' AND person.is_active AND (person.mail_each_notice OR %(all)s)
ON CONFLICT (kind, key) DO NOTHING
"""


def post_mails(*, at: dt.datetime) -> int:
    """Ask for a mail for each new notice of those who want each at once. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_POST_MAILS, {"at": at, "all": not settings.DIGEST})
        asked: int = cursor.rowcount
    return asked


@transaction.atomic
def mail_notice(notice_id: int, *, at: dt.datetime) -> bool:
    """Send one notice, unless it was sent already, or its work is done."""
    unsent = Notice.objects.select_for_update().filter(pk=notice_id, mailed_at=None)
    notice = unsent.filter(settled_at=None).first()
    if notice is None or not _send(notice.user, [notice], at=at):
        return False
    notice.mailed_at = at
    notice.save(update_fields=["mailed_at"])
    return True


def send_digests(*, at: dt.datetime) -> int:
    """One mail to everybody who has unread notices not mailed yet. Returns how many mails."""
    waiting = Notice.objects.unread().filter(mailed_at=None, user=OuterRef("pk")).order_by()
    people = User.objects.filter(Exists(waiting), is_active=True).exclude(email="")
    sent = 0
    for user in people.order_by("pk"):
        try:
            sent += _digest(user, at=at)
        except (SMTPException, OSError):
            # Another person's mail must not wait for this address; it is in the next digest.
            log.exception("digest to user %s not sent", user.pk)
    return sent


@transaction.atomic
def _digest(user: User, *, at: dt.datetime) -> bool:
    # What another mail is being made of is left to it.
    waiting = Notice.objects.select_for_update(skip_locked=True).filter(
        user=user, read_at=None, settled_at=None, mailed_at=None
    )
    kept = list(waiting.values_list("pk", flat=True))
    # A moved person is mailed nothing of the old office.
    seen = Notice.objects.seen_by(Viewer.of(user, at)).filter(pk__in=kept)
    notices = list(seen.order_by("created_at", "pk"))
    if not notices or not _send(user, notices, at=at):
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=at)
    return True


def _send(user: User, notices: list[Notice], *, at: dt.datetime) -> bool:
    """The notices as one mail, the most pressing first, in the reader's language and digits."""
    with translation.override(user.language), showing(_digits(user)):
        joined = Notice.objects.filter(pk__in=[one.pk for one in notices]).select_related(*JOINED)
        shown = joined.order_by("created_at", "pk")
        told = sorted(tell_of(shown, at=at), key=lambda one: (not one.late, not one.open))
        words = {
            "user": user,
            "told": told[:LONGEST_DIGEST],
            "more": max(0, len(told) - LONGEST_DIGEST),
            "address": settings.PUBLIC_ADDRESS,
        }
        return deliver(
            user,
            _subject(told),
            render_to_string("emails/notices.txt", words),
            render_to_string("emails/notices.html", words),
            at=at,
        )


def _digits(user: User) -> Digits:
    return "arabic" if user.screen_digits == "arabic" or user.language == "en" else "thai"


def _subject(told: list[Told]) -> str:
    """What waits, and how much of it is late; of a single notice, the notice itself."""
    if len(told) == 1:
        words = told[0].sentence
    else:
        waiting, late = sum(one.open for one in told), sum(one.late for one in told)
        if late:
            pattern = _("%(count)s เรื่องรอท่าน เลยกำหนด %(late)s")
        else:
            pattern = _("%(count)s เรื่องรอท่าน") if waiting else _("มีเรื่องแจ้ง %(all)s เรื่อง")
        words = pattern % {"count": waiting, "late": late, "all": len(told)}
    words = words_with_digits(_("หนังสือเวียน: %(words)s") % {"words": words}, screen_digits.get())
    return " ".join(words.split())[:150]


def deliver(user: User, subject: str, text: str, html: str = "", *, at: dt.datetime) -> bool:
    """
    Hand one mail to the server. An address that it refuses for good is remembered on the
    account; one that it takes is forgotten again. False: refused.
    """
    mail = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
    if html:
        mail.attach_alternative(html, "text/html")
    try:
        mail.send()
    except (SMTPRecipientsRefused, SMTPResponseException) as refusal:
        if (words := refused_for_good(refusal)) is None:
            raise
        since = user.mail_refused_at or at
        User.objects.filter(pk=user.pk).update(mail_refused_at=since, mail_refusal=words)
        log.warning("mail to user %s refused: %s", user.pk, words)
        return False
    if user.mail_refused_at is not None:
        User.objects.filter(pk=user.pk).update(mail_refused_at=None, mail_refusal="")
    return True


def refused_for_good(refusal: SMTPRecipientsRefused | SMTPResponseException) -> str | None:
    """What the server said of the address; None for a refusal that may pass (4xx)."""
    said: bytes | str
    if isinstance(refusal, SMTPRecipientsRefused):
        code, said = next(iter(refusal.recipients.values()))
    else:
        code, said = refusal.smtp_code, refusal.smtp_error
    words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return f"{code} {words}"[:300] if code >= 500 else None
