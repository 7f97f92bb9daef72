"""Where one is logged in; and logging out everywhere else."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.domain.access import note_access
from circulars.models import AccessKind
from offices.models import User


class SessionsView(LoginRequiredMixin, TemplateView):
    """Every browser that is logged in as he; the press ends all others, or one of them."""

    template_name = "account/sessions.html"

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = UserSession.objects.filter(user=self.user).order_by("-last_seen_at")[:50]
        here = self.request.session.session_key
        sessions = [(one, one.session_key == here) for one in known if one.exists()]
        return super().get_context_data(**kwargs, sessions=sessions)

    def post(self, request: HttpRequest) -> HttpResponse:
        known = UserSession.objects.filter(user=self.user)
        others = list(known.exclude(session_key=request.session.session_key or ""))
        chosen = request.POST.get("session", "all")
        ending = [one for one in others if chosen in ("all", str(one.pk))]
        for one in ending:
            one.end()
        note_access(
            AccessKind.WENT_OUT,
            at=timezone.now(),
            by=self.user,
            what=f"{len(ending)}",
            address=get_adapter().get_client_ip(request),
        )
        messages.success(request, _("ออกจากระบบที่อุปกรณ์อื่นแล้ว"))
        return redirect("sessions")
