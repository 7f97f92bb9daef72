"""Confirming that an address is one's own: by a link that only this address got, logged in."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from administration.accounts import confirm_mail
from offices.models import User
from workflow.account_mails import confirmed_by


class MailConfirmView(LoginRequiredMixin, TemplateView):
    """Shows which address; the press confirms it. Another person's link is 404."""

    template_name = "account/mail_confirm.html"

    @property
    def email(self) -> str:
        person, email = confirmed_by(self.kwargs["token"]) or (0, "")
        if person != self.request.user.pk:
            raise Http404
        return email

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, email=self.email)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        user = cast("User", request.user)
        if confirm_mail(user, self.email, at=timezone.now()):
            messages.success(request, _("ยืนยันอีเมลแล้ว"))
        else:
            messages.info(request, _("อีเมลนี้ยืนยันไว้แล้ว หรือไม่ใช่อีเมลของบัญชีนี้แล้ว ไม่ต้องทำอะไรอีก"))
        return redirect("profile")
