"""The calendar of a person's work: its link in his profile, and what a calendar program reads."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from offices.models import User
from workflow.calendar import calendar_of, close_link, new_link, owner_of


class CalendarLinkView(LoginRequiredMixin, View):
    """A new link, or none any more; the one before stops at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        user = cast("User", request.user)
        if request.POST.get("act") == "close":
            close_link(user)
            messages.success(request, _("ปิดลิงก์ปฏิทินแล้ว"))
        else:
            new_link(user)
            messages.success(request, _("สร้างลิงก์ปฏิทินใหม่แล้ว ลิงก์เดิมใช้ไม่ได้อีก"))
        return redirect("profile")


class CalendarView(View):
    """What a calendar program reads: no login, the signed link is the right."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        user = owner_of(token)
        if user is None:
            raise Http404
        body = calendar_of(user, at=timezone.now())
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Cache-Control"] = "private, no-store"
        return response
