"""A session ends when nobody sits there any more, and is not enough for some posts."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from screens.frame.base import viewer_of

SEEN = "seen_at"
SURE = "second_factor"
#: How exactly it is known when somebody was here last, in seconds: one write a minute.
GRAIN = 60
#: Pages that are open to who must still set up his second factor.
_OPEN = ("/accounts/", "/static/", "/healthz", "/profile/sessions/")


class IdleMiddleware:
    """
    Log out who has asked for nothing during IDLE_MINUTES. Stands after the messages.

    What he had typed is with his browser, and comes back when he logs in again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._look(request)
        return self.get_response(request)

    def _look(self, request: HttpRequest) -> None:
        now, seen = int(time.time()), request.session.get(SEEN)
        if seen is not None and now - seen > settings.IDLE_MINUTES * 60:
            logout(request)
            minutes = settings.IDLE_MINUTES
            messages.info(request, _("ไม่มีการใช้งานเกิน %s นาที โปรดเข้าสู่ระบบอีกครั้ง") % minutes)
        elif seen is None or abs(now - seen) >= GRAIN:
            # A clock that went back must not keep a session alive for the length of the step.
            request.session[SEEN] = now
            here = UserSession.objects.filter(session_key=request.session.session_key)
            here.update(last_seen_at=timezone.now())


class SecondFactorMiddleware:
    """
    Lead who holds a post of MFA_ROLES, and came in by a password alone, to set up a code.

    ``secret`` among the roles stands for keepers of secrets. Who came by the agency's own
    sign-on was asked there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MFA_ROLES and request.user.is_authenticated and self._lacks(request):
            messages.warning(request, _("หน้าที่ของท่านต้องยืนยันตัวตนสองชั้น โปรดเปิดใช้ก่อน แล้วจึงทำงานต่อได้"))
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _lacks(self, request: HttpRequest) -> bool:
        if request.session.get(SURE) or request.path.startswith(_OPEN):
            return False
        posts = viewer_of(request).posts
        asked = any(
            post.role in settings.MFA_ROLES
            or (post.handles_secret and "secret" in settings.MFA_ROLES)
            for post in posts
        )
        if not asked:
            return False
        ways = {one["method"] for one in get_authentication_records(request, request.user)}  # type: ignore[arg-type]
        sure = "socialaccount" in ways or is_mfa_enabled(viewer_of(request).user)
        if sure:
            request.session[SURE] = True
        return not sure
