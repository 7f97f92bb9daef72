"""For anybody with a letter in hand: is it genuine, and does it still stand?"""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from circulars.domain.checking_paper import Checked, Standing, check_paper
from screens.frame.pdf import private

_APP, _ACTION = "wian", "letter_check"
#: How often from one address of the network.
_RATE = "30/m/ip"
_TONES = {
    Standing.GENUINE: "good",
    Standing.REPLACED: "wait",
    Standing.RECALLED: "bad",
    Standing.UNKNOWN: "bad",
}


class LetterCheckView(View):
    """Reached by the QR on the letter, without log-in; so many a minute from one address."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        allowed = ratelimit.consume(
            request, app=_APP, action=_ACTION, config={_ACTION: _RATE}, limit_get=True
        )
        found = check_paper(code) if allowed else Checked(Standing.UNKNOWN)
        context = {"found": found, "tone": _TONES[found.standing], "limited": not allowed}
        status = 429 if not allowed else 404 if found.standing == Standing.UNKNOWN else 200
        response = render(request, "letter/check.html", context, status=status)
        response["X-Robots-Tag"] = "noindex"
        return private(response)
