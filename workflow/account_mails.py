"""Mails about accounts: the link that sets a password, and what others did to an account."""

from __future__ import annotations

import datetime as dt

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from offices.models import Proposal, User
from workflow.mailing import deliver

#: Days for which the link that confirms an address is good.
CONFIRM_DAYS = 14
_SALT = "wian.mail"


def mail_password_link(user_id: int, *, at: dt.datetime) -> bool:
    """Send a link that works once and for a limited time; an account closed since gets none."""
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is None:
        return False
    with translation.override(user.language):
        text = render_to_string(
            "emails/set_password.txt", {"user": user, "link": _password_link(user)}
        )
        subject = _("ตั้งรหัสผ่านระบบหนังสือเวียน")
    return deliver(user, subject, text, at=at)


def _password_link(user: User) -> str:
    key = default_token_generator.make_token(user)
    path = {"uidb36": user_pk_to_url_str(user), "key": key}
    return settings.PUBLIC_ADDRESS + reverse("account_reset_password_from_key", kwargs=path)


def mail_token(user: User) -> str:
    """What stands in the link that confirms an address: whose it is, and which."""
    return signing.dumps([user.pk, user.email], salt=_SALT)


def confirmed_by(token: str) -> tuple[int, str] | None:
    """Whose address a link confirms; None when it is old or not of ours."""
    try:
        person, email = signing.loads(token, salt=_SALT, max_age=dt.timedelta(days=CONFIRM_DAYS))
    except signing.BadSignature:
        return None
    return person, email


def tell_mail_changed(user_id: int, by_id: int, old: str, *, at: dt.datetime) -> None:
    """Say to the old address and to the new one who changed it; the new one can be confirmed."""
    user, by = User.objects.get(pk=user_id), User.objects.get(pk=by_id)
    with translation.override(user.language):
        subject = _("อีเมลของบัญชีหนังสือเวียนเปลี่ยนแล้ว")
        words = {"user": user, "by": by}
        if old:
            text = render_to_string("emails/mail_changed_old.txt", words)
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [old])
        if user.email and user.is_active:
            link = settings.PUBLIC_ADDRESS + settings.PAGES["mail_confirm"].format(mail_token(user))
            text = render_to_string("emails/mail_changed_new.txt", {**words, "link": link})
            deliver(user, subject, text, at=at)


def tell_proposed(proposal_id: int, people: list[int], *, at: dt.datetime) -> None:
    """Say to who may confirm that something waits for them; what exactly stands on the screen."""
    proposal = Proposal.objects.select_related("user", "asked_by").get(pk=proposal_id)
    told = User.objects.filter(pk__in=people, is_active=True).exclude(email="")
    for person in told.order_by("pk"):
        with translation.override(person.language):
            link = settings.PUBLIC_ADDRESS + settings.PAGES["proposals"]
            words = {"user": person, "proposal": proposal, "link": link}
            words |= {"by": proposal.asked_by, "person": proposal.user}
            text = render_to_string("emails/account_proposed.txt", words)
            deliver(person, _("มีรายการบัญชีผู้ใช้รอท่านยืนยัน"), text, at=at)
