"""What every page behind a link stands on: one letter, one office, a PIN given not long ago."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View

from circulars.domain.links import link_of, speaker_of
from circulars.errors import CircularError
from circulars.models import Link, LinkVisit, OfficeCopy, Way
from circulars.voices import Voice, check_visit
from offices.models import Office, User


class LinkMixin(View):
    """
    A page of one link. ``copy`` is the letter it was signed for, and nothing else is ever looked
    up; ``visit`` is the PIN that was given in this browser, None when it is over.
    """

    needs_visit = True

    @cached_property
    def at(self) -> dt.datetime:
        return timezone.now()

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate(self.at)

    @cached_property
    def link(self) -> Link:
        found = link_of(self.kwargs["token"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def copy(self) -> OfficeCopy:
        related = ("office", "circular", "letter", "parent__office")
        return OfficeCopy.objects.select_related(*related).get(pk=self.link.copy_id)

    @property
    def office(self) -> Office:
        return self.copy.office

    @property
    def key(self) -> str:
        return f"link-{self.link.pk}"

    @cached_property
    def visit(self) -> LinkVisit | None:
        kept = self.request.session.get(self.key) or 0
        visit = LinkVisit.objects.filter(pk=kept, link=self.link).first()
        if visit is None:
            return None
        try:
            check_visit(visit, self.copy, self.at)
        except CircularError:
            return None
        return visit

    @cached_property
    def user(self) -> User:
        """In whose name is kept what the office says."""
        return speaker_of(self.office)

    def voice(self, said_by: str = "") -> Voice:
        return Voice(self.user, self.copy, Way.LINK, said_by=said_by, visit=self.visit)

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.kwargs["token"], *args])

    @property
    def home(self) -> str:
        return self.url("link")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Without a visit back to the PIN; nobody between keeps a page of it."""
        if self.needs_visit and self.visit is None:
            return redirect(self.home)
        response = View.dispatch(self, request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response
