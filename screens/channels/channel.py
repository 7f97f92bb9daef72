"""One recipient beside the system: what is known of it, its link, and what can be written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.domain.links import make_link, revoke_link, token_of
from circulars.domain.mailing_out import mail_letter
from circulars.domain.recipients import groups_for
from circulars.errors import CircularError
from circulars.models import Link, OfficeCopy, Provenance
from circulars.models.channel import OUTSIDE
from circulars.policies import Verdict, verdict
from circulars.states import WITHDRAWN
from circulars.voices import check_alive, check_may_give_link
from papers.qr import qr_data_uri
from screens.channels.base import BelowMixin
from screens.frame.task import CopyMixin
from survey.models import ExpectedAnswer

#: Slips that are made with one press.
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed once and put to the letter: the PIN is not known afterwards."""

    copy: OfficeCopy
    link: Link
    pin: str
    address: str

    @property
    def qr(self) -> str:
        return qr_data_uri(self.address)


def slip_of(copy: OfficeCopy, request: HttpRequest, made: tuple[Link, str]) -> Slip:
    link, pin = made
    path = reverse("link", args=[token_of(link)])
    return Slip(copy, link, pin, request.build_absolute_uri(path))


def slips_page(request: HttpRequest, slips: list[Slip], back: str) -> HttpResponse:
    """Shown once, for the printer; kept by nobody."""
    response = render(request, "channels/slips.html", {"slips": slips, "back": back})
    response["Cache-Control"] = "private, no-store"
    return response


class ChannelView(BelowMixin, TemplateView):
    """Everything that was sent, said and keyed in, newest first, and what to do next."""

    template_name = "channels/channel.html"

    @cached_property
    def said(self) -> list[Provenance]:
        rows = self.copy.provenances.select_related("by").prefetch_related("confirmations")
        return list(rows.order_by("-pk"))

    @cached_property
    def link(self) -> Link | None:
        return Link.objects.filter(copy=self.copy).select_related("made_by").first()

    @cached_property
    def survey(self) -> bool:
        """Whether the office must answer one through this letter."""
        return ExpectedAnswer.objects.filter(copy=self.copy, excused_at=None).exists()

    @property
    def passes_on(self) -> bool:
        """Whether anybody lies below it to whom it writes."""
        return self.copy.forwarded_at is None and bool(groups_for(self.copy.office))

    @property
    def alive(self) -> Verdict:
        return verdict(check_alive, self.link, self.at)

    @property
    def may_give(self) -> Verdict:
        return verdict(check_may_give_link, self.viewer, self.copy, self.at)

    @property
    def tries(self) -> dict[str, int]:
        """Right and wrong PINs so far."""
        assert self.link is not None, "asked only where there is one"
        visits = self.link.visits.all()
        return {
            "right": visits.filter(right=True).count(),
            "wrong": visits.filter(right=False).count(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.POST.get("act") == "revoke":
                if self.link is None:
                    raise Http404
                revoke_link(self.link, by=self.user, at=self.at)
                messages.success(request, _("ปิดลิงก์แล้ว ผู้ที่เปิดอยู่ใช้ต่อไม่ได้"))
                return redirect(self.copy_url)
            give = mail_letter if request.POST.get("act") == "mail" else make_link
            made = give(self.copy, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.copy_url)
        return slips_page(request, [slip_of(self.copy, request, made)], self.copy_url)


class SlipsView(CopyMixin, View):
    """The slips of all recipients of a letter beside the system that have no link yet."""

    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        back = reverse("circular_tree", args=[self.copy.pk])
        outside = self.copy.children.filter(office__on_system=False, channel__in=OUTSIDE, link=None)
        waiting = outside.exclude(state__in=WITHDRAWN).select_related(
            "office", "circular", "letter"
        )
        who: dict[str, Any] = {"by": self.user, "at": self.at}
        slips: list[Slip] = []
        try:
            slips += [
                slip_of(copy, request, make_link(copy, **who))
                for copy in waiting.order_by("pk")[:AT_ONCE]
            ]
        except CircularError as refusal:
            messages.error(request, str(refusal))
            return redirect(back)
        if not slips:
            messages.info(request, _("ผู้รับนอกระบบทุกแห่งมีลิงก์แล้ว ขอ PIN ใหม่ได้ที่หน้าของหน่วยงานนั้น"))
            return redirect(back)
        return slips_page(request, slips, back)


class EvidenceView(BelowMixin, View):
    """The file that shows what was said, as it came."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = self.copy.provenances.filter(pk=kwargs["row"]).exclude(sha256="").first()
        if row is None:
            raise Http404
        response = FileResponse(
            row.file.open("rb"), as_attachment=True, filename=row.file_name, content_type=row.mime
        )
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-cache"
        return response
