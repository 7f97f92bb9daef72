"""Where a person begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from circulars.policies import DESK_ROLES
from offices.models import LOCAL_GOVERNMENTS, Role
from screens.desk.desk import HOMES
from screens.frame.base import DeskMixin
from screens.frame.context import desk


class HomeView(DeskMixin):
    """After logging in: the home of the role, or what a local government still has to answer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        role = Role(self.desk_post.role)
        answers = self.house.kind in LOCAL_GOVERNMENTS and role in DESK_ROLES
        if answers and desk(request)["nav_counts"]["answers"]:
            return redirect("answers")
        return redirect(HOMES[role])
