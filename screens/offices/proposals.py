"""What waits for a second person: who asks what for whom, to confirm it or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from administration.confirming import confirm_proposal
from administration.proposing import check_may_confirm, proposals_for, refuse_proposal
from circulars.errors import CircularError
from circulars.policies import Verdict, verdict
from offices.models import Asked, Proposal, Role
from screens.frame.base import DeskMixin


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what is asked, in the words of the office, and whether he may confirm it."""

    proposal: Proposal
    own: bool
    may_confirm: Verdict

    @property
    def what(self) -> str:
        values = self.proposal.values
        if self.proposal.asked == Asked.MAIL:
            return _("เปลี่ยนอีเมลเป็น %s") % str(values["new"])
        if self.proposal.asked == Asked.LINK:
            return self.proposal.get_asked_display()
        words = _("มอบหน้าที่ %(role)s ที่ %(office)s") % {
            "role": Role(values["role"]).label,
            "office": self.proposal.office.label,
        }
        secret = _("พร้อมหน้าที่นายทะเบียนข้อมูลข่าวสารลับ") if values["handles_secret"] else ""
        return " ".join(filter(None, [words, values["position"], secret]))

    @property
    def first_day(self) -> dt.date | None:
        day = self.proposal.values.get("starts_on")
        return dt.date.fromisoformat(day) if day else None


class ProposalsView(DeskMixin, TemplateView):
    """Everything that he may confirm, and what he himself has asked for."""

    template_name = "offices/proposals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = [
            Waiting(
                one,
                own=one.asked_by_id == self.user.pk,
                may_confirm=verdict(check_may_confirm, self.viewer, one, self.at),
            )
            for one in proposals_for(self.viewer)[:100]
        ]
        return super().get_context_data(**kwargs, waiting=waiting)

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = request.POST.get("proposal", "")
        pk = int(chosen) if chosen.isdecimal() else 0
        proposal = get_object_or_404(proposals_for(self.viewer), pk=pk)
        try:
            words = self.decide(proposal, request.POST.get("act", ""))
        except CircularError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, words % proposal.user.full_name)
        return redirect("proposals")

    def decide(self, proposal: Proposal, act: str) -> str:
        if act == "confirm":
            confirm_proposal(proposal, by=self.user, at=self.at)
            return _("ยืนยันรายการของ %s แล้ว มีผลทันที")
        if act == "refuse":
            refuse_proposal(proposal, by=self.user, at=self.at)
            return _("ไม่ยืนยันรายการของ %s แล้ว ไม่มีอะไรเปลี่ยน")
        raise Http404
