"""Whoever signs proves once more that it is he: by his password, or the code of his device."""

from __future__ import annotations

import datetime as dt

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from administration.attempts import Bucket, forget, note_failure, wait_for
from circulars.errors import NotAllowed
from papers.templatetags.thai import thai_digits
from screens.frame.base import DeskMixin

#: When he proved it last, and how; in the session, which lies in the database.
_KEY = "signer_confirmed"
_FREE_TRIES = 4
_CODES = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]


class ConfirmMixin(DeskMixin):
    """A page on which somebody signs. The domain wants to be told how he proved who he is."""

    @property
    def proof_kept(self) -> str:
        """How he proved it a moment ago; empty when he has to do it again."""
        if not settings.SIGN_CONFIRMATION:
            return "off"
        kept = self.request.session.get(_KEY) or {}
        since = parse_datetime(kept.get("at", "")) if kept.get("user") == self.user.pk else None
        if since is None or not dt.timedelta(0) <= self.at - since < _lasting():
            return ""
        return str(kept["how"])

    @property
    def asks_proof(self) -> bool:
        """Whether the page has a field for it."""
        return not self.proof_kept and (self.user.has_usable_password() or self._has_code)

    @property
    def _has_code(self) -> bool:
        return Authenticator.objects.filter(user=self.user, type__in=_CODES).exists()

    def prove(self, typed: str) -> str:
        """
        How he has proved it ("password", "code", or "login" where he has neither of them).

        Raises NotAllowed, at the field ``proof``, when it is not right or too often tried.
        """
        how = self.proof_kept or self._by_login() or self._by(typed)
        if not self.proof_kept:
            kept = {"at": self.at.isoformat(), "how": how, "user": self.user.pk}
            self.request.session[_KEY] = kept
        return how

    def _by(self, typed: str) -> str:
        if not typed:
            return ""
        self._need_no_wait()
        how = self._right(typed)
        if how:
            forget(self._counted)
            return how
        note_failure(self._counted, at=self.at)
        raise NotAllowed(
            _("รหัสผ่านหรือรหัสจากแอปยืนยันตัวตนไม่ถูกต้อง โปรดพิมพ์ใหม่อีกครั้ง ยังไม่ได้ลงนาม"),
            field="proof",
        )

    @property
    def _counted(self) -> list[Bucket]:
        """Wrong tries of one signer, whatever page or address they come from."""
        return [Bucket(f"sign:{self.user.pk}", _FREE_TRIES)]

    def _need_no_wait(self) -> None:
        wait = wait_for(self._counted, at=self.at)
        if seconds := -(-wait // dt.timedelta(seconds=1)):
            raise NotAllowed(
                _("ใส่ผิดหลายครั้ง โปรดรอ %(seconds)s วินาที แล้วลองอีกครั้ง ยังไม่ได้ลงนาม")
                % {"seconds": thai_digits(seconds)},
                field="proof",
            )

    def _right(self, typed: str) -> str:
        for one in Authenticator.objects.filter(user=self.user, type__in=_CODES):
            if one.wrap().validate_code(typed.strip()):
                return "code"
        if self.user.has_usable_password() and self.user.check_password(typed):
            return "password"
        return ""

    def _by_login(self) -> str:
        """Who comes through the sign-on of his agency alone has to have come a moment ago."""
        if self.user.has_usable_password() or self._has_code:
            return ""
        last = max((one["at"] for one in get_authentication_records(self.request)), default=0)
        if self.at.timestamp() - last < _lasting().total_seconds():
            return "login"
        raise NotAllowed(
            _("โปรดออกจากระบบ แล้วเข้าสู่ระบบใหม่ก่อนลงนาม เพื่อยืนยันว่าท่านเป็นผู้ลงนาม"), field="proof"
        )


def _lasting() -> dt.timedelta:
    return dt.timedelta(minutes=settings.SIGN_CONFIRMED_MINUTES)
