"""Where a person begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from circulars.policies import DESK_ROLES
from offices.models import LOCAL_GOVERNMENTS, Role
from screens.frame.base import DeskMixin
from screens.frame.counting import counts_of

#: By the role of the desk at which he sits.
HOMES = {
    Role.CLERK: "desk",
    Role.OFFICER: "my_work",
    Role.REVIEWER: "my_work",
    Role.SIGNER: "my_work",
    Role.SUPERVISOR: "follow_up",
    Role.ADMIN: "accounts",
    Role.AUDITOR: "access",
}


class HomeView(DeskMixin):
    """The root address: the home of the role, or what a local government still has to answer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        role = Role(self.desk_post.role)
        answers = self.house.kind in LOCAL_GOVERNMENTS and role in DESK_ROLES
        if answers and counts_of(request)["answers"]:
            return redirect("answers")
        return redirect(HOMES[role])
