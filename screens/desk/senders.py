"""Known senders while they are typed, and the letter before as a pattern for the next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from circulars.domain.senders import known_senders
from circulars.models import INCOMING, OfficeCopy, RegisterEntry
from offices.models import Office, User
from offices.viewer import Viewer
from screens.frame.base import DeskMixin

_TYPED = ("issuer_name", "number_printed")


class SendersView(DeskMixin, View):
    """The senders that two letters of a name or of a number call up."""

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = next((request.GET[name] for name in _TYPED if request.GET.get(name)), "")
        found = known_senders(self.desk_post.office, typed, viewer=self.viewer)
        return render(request, "desk/senders.html", {"senders": found})


def as_before(unit: Office, user: User, viewer: Viewer) -> dict[str, Any]:
    """
    What the last letter that ``user`` took in at ``unit`` has in common with its neighbours.

    Not its number, date and subject, which are each letter's own.
    """
    mine = RegisterEntry.objects.filter(
        book__office=unit, book__kind__in=INCOMING, entered_by=user, voided_at=None
    )
    last = mine.filter(copy__in=OfficeCopy.objects.of(viewer), copy__parent=None)
    entry = last.select_related("letter", "copy").order_by("-pk").first()
    if entry is None or entry.letter is None or entry.copy is None:
        return {}
    letter = entry.letter
    return {
        "issuer_name": letter.issuer_name,
        "addressee": letter.addressee,
        "dated_printed": letter.dated_printed,
        "urgency": letter.urgency,
        "kind": letter.kind,
        "channel": entry.copy.channel,
        "action": entry.action,
    }
