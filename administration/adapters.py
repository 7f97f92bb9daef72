"""Who may get an account: nobody by himself; how somebody comes in, and what is noted of it."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from administration.attempts import Bucket, buckets_of, forget, note_failure, wait_for
from circulars.domain.access import note_access
from circulars.models import AccessKind
from offices.models import User
from offices.viewer import Viewer, house_of

#: The cookie of a browser from which people came in: of each, a word only it knows.
DEVICE = "wian_device"
_SALT = "wian.device"
_YEAR = 365 * 24 * 3600
#: One browser of a shared desk knows so many people.
_MOST_PEOPLE = 50


def house_of_account(user: User | None) -> int | None:
    """The house whose auditor reads of this person: that of his first post today."""
    if user is None:
        return None
    desk = Viewer.of(user, timezone.now()).desk
    return house_of(desk).pk if desk else None


class AccountAdapter(DefaultAccountAdapter):
    """Accounts with a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: accounts are made in the office's own administration."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Lead on only inside this site; an address that no parser understands leads nowhere."""
        if not url.isprintable():
            return False
        return url_has_allowed_host_and_scheme(url, allowed_hosts={context.request.get_host()})

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let who failed wait a while, longer each time. Raises ValidationError."""
        wait = wait_for(self._buckets(request, credentials), at=timezone.now())
        if seconds := -(-wait // dt.timedelta(seconds=1)):
            raise ValidationError(
                _("ชื่อหรือรหัสผ่านไม่ถูกต้องหลายครั้ง โปรดรอ %s วินาที แล้วลองอีกครั้ง") % seconds
            )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """As before, and a success forgets his own failures."""
        user = cast("User | None", super().authenticate(request, **credentials))
        if user is not None:
            forget(self._buckets(request, credentials))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it, and note it for the auditor of whose name was typed."""
        at = timezone.now()
        note_failure(self._buckets(request, credentials), at=at)
        name = str(credentials.get("username", ""))
        user = User.objects.filter(username__iexact=name).first()
        self._note(AccessKind.FAILED, request, user, user.username if user else "")

    def _buckets(self, request: HttpRequest, credentials: dict[str, Any]) -> list[Bucket]:
        name = str(credentials.get("username", ""))
        device = known_people(request).get(name.casefold(), "")
        return buckets_of(name, self.get_client_ip(request), device)

    def _note(self, kind: AccessKind, request: HttpRequest, user: User | None, name: str) -> None:
        note_access(
            kind,
            at=timezone.now(),
            by=user,
            name=name,
            house=house_of_account(user),
            address=self.get_client_ip(request),
        )

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Note who came in, and give his browser the word by which it is known again."""
        response: HttpResponse = super().post_login(request, user, **more)
        self._note(AccessKind.CAME_IN, request, user, user.username)
        people = known_people(request)
        name = user.username.casefold()
        people[name] = people.pop(name, "") or secrets.token_urlsafe(9)
        kept = dict(list(people.items())[-_MOST_PEOPLE:])
        response.set_cookie(
            DEVICE,
            signing.dumps(json.dumps(kept), salt=_SALT, compress=True),
            max_age=_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def logout(self, request: HttpRequest) -> None:
        """Note it, then end the session."""
        user = cast("User", request.user)
        self._note(AccessKind.WENT_OUT, request, user, user.username)
        super().logout(request)


def known_people(request: HttpRequest) -> dict[str, str]:
    """By name of account: the word that this browser got when he came in from it."""
    try:
        known = json.loads(
            signing.loads(request.COOKIES.get(DEVICE, ""), salt=_SALT, max_age=_YEAR)
        )
    except signing.BadSignature:
        return {}
    return {str(name): str(word) for name, word in known.items()}


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Accounts that come through the agency's own sign-on."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse: the sign-on is connected to an account that exists."""
        return False
