"""Who may get an account: nobody by himself; an administrator makes accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts with a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: accounts are made in the office's own administration."""
        return False


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Accounts that come through the agency's own sign-on."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse: the sign-on is connected to an account that exists."""
        return False
