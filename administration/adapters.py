"""Who may get an account: nobody by himself; an administrator makes accounts."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


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


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Accounts that come through the agency's own sign-on."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse: the sign-on is connected to an account that exists."""
        return False
