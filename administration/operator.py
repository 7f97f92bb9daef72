"""What the operator of an installation does by command: its first people, before any can agree."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from administration.accounts import enter_account, post_password_link
from administration.posts import enter_post
from offices.models import Office, Post, Role, User


@transaction.atomic
def appoint(
    username: str,
    office: Office,
    role: Role,
    *,
    at: dt.datetime,
    position: str = "",
    **fields: str,
) -> Post:
    """
    Give a post from today on, with a new account when nobody has the name; both in the log,
    by nobody. A new account gets a link for its password by mail. Raises Invalid.
    """
    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        user = enter_account(office, username=username, by=None, at=at, **fields)
        if user.email:
            post_password_link(user, at)
    wanted = {
        "role": str(role),
        "position": position,
        "starts_on": timezone.localdate(at).isoformat(),
        "ends_on": None,
        "handles_secret": False,
    }
    return enter_post(user, office, wanted, by=None, at=at)
