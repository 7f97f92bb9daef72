"""Mails: notices in one digest a day or each at once, and the link that sets a password."""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from offices.models import User
from workflow.models import Notice

log = logging.getLogger(__name__)

#: A digest names this many; the rest is counted.
LONGEST_DIGEST = 50

_POST_MAILS = """
INSERT INTO outbox_outboxitem (kind, key, payload, run_at, attempts, last_error)
SELECT 'mail', notice.id::text, jsonb_build_object('notice', notice.id), %(at)s, 0, ''
FROM workflow_notice notice
JOIN offices_user person ON person.id = notice.user_id
WHERE notice.mailed_at IS NULL AND notice.created_at > %(at)s - interval '1 day'
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
    """Send one notice, unless it was sent already."""
    unsent = Notice.objects.select_for_update().filter(pk=notice_id, mailed_at=None)
    notice = unsent.first()
    if notice is None:
        return False
    _send(notice.user, [notice], more=0)
    notice.mailed_at = at
    notice.save(update_fields=["mailed_at"])
    return True


def send_digests(*, at: dt.datetime) -> int:
    """One mail to everybody who has unread notices not mailed yet. Returns how many mails."""
    people = User.objects.filter(
        notices__mailed_at=None, notices__read_at=None, notices__isnull=False, is_active=True
    ).exclude(email="")
    sent = 0
    for user in people.distinct().order_by("pk"):
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
        user=user, read_at=None, mailed_at=None
    )
    notices = list(waiting.order_by("created_at", "pk"))
    if not notices:
        return False
    _send(user, notices[:LONGEST_DIGEST], more=max(0, len(notices) - LONGEST_DIGEST))
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=at)
    return True


def _send(user: User, notices: list[Notice], *, more: int) -> None:
    with translation.override(user.language):
        if len(notices) == 1 and not more:
            subject = str(notices[0])
        else:
            subject = _("หนังสือเวียน: มีเรื่องแจ้ง %(count)s เรื่อง") % {"count": len(notices) + more}
        body = render_to_string(
            "emails/notices.txt",
            {
                "user": user,
                "notices": notices,
                "more": more,
                "address": settings.PUBLIC_ADDRESS,
            },
        )
    subject = " ".join(subject.split())[:150]
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])


def mail_password_link(user_id: int) -> bool:
    """Send a link that works once and for a limited time; an account closed since gets none."""
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is None:
        return False
    with translation.override(user.language):
        text = render_to_string(
            "emails/set_password.txt", {"user": user, "link": _password_link(user)}
        )
        subject = _("ตั้งรหัสผ่านระบบหนังสือเวียน")
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
    return True


def _password_link(user: User) -> str:
    key = default_token_generator.make_token(user)
    path = {"uidb36": user_pk_to_url_str(user), "key": key}
    return settings.PUBLIC_ADDRESS + reverse("account_reset_password_from_key", kwargs=path)
