"""The mail with which a person sets a password of his own."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from circulars.models import User


def set_password_link(user: User, request: HttpRequest) -> str:
    """The address that works once and for a limited time; never shown to anybody else."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uid, _dash, token = key.partition("-")
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    return request.build_absolute_uri(path)


def send_set_password(user: User, request: HttpRequest) -> None:
    """Mail the link to ``user``; nothing is sent without an address."""
    if not user.email:
        return
    with override(user.language):
        text = render_to_string(
            "emails/set_password.txt", {"user": user, "link": set_password_link(user, request)}
        )
        send_mail(_("ตั้งรหัสผ่านระบบหนังสือเวียน"), text, None, [user.email])
