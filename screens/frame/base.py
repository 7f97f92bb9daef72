"""What every screen stands on: who is sitting at which desk, and what he may see."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from circulars.models import OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from offices.models import Office, Post, User
from offices.viewer import Viewer, house_of

DESK_KEY = "desk_post"


def named_desk(request: HttpRequest) -> str:
    """The desk that the page showed on which this form was filled in; "" if it did not say."""
    return request.POST.get("at_desk", "") if request.method == "POST" else ""


def viewer_of(request: HttpRequest) -> Viewer:
    """
    Who asks, with the posts he holds today, read once per request.

    He sits at the desk of his choice while he still holds it, else at his first. A form sent
    from a page of another of his desks (he has changed seats in a second window) acts for the
    desk that the page showed. That picks among the posts he holds.
    """
    known: Viewer | None = getattr(request, "_viewer", None)
    if known is None:
        named = named_desk(request) or str(request.session.get(DESK_KEY))
        known = Viewer.of(cast("User", request.user), timezone.now()).sitting_at(named)
        request._viewer = known  # type: ignore[attr-defined] # noqa: SLF001 - once per request
    return known


class DeskMixin(LoginRequiredMixin, View):
    """
    A screen for somebody who holds a post today.

    Gives ``viewer`` (the person, his posts, his desk), ``at`` (one moment for the whole
    request), ``desk_post``, ``house`` and ``copies`` (what he may see). A person without a
    post is told whom to ask.
    """

    @cached_property
    def viewer(self) -> Viewer:
        return viewer_of(self.request)

    @property
    def at(self) -> dt.datetime:
        return self.viewer.at

    @property
    def today(self) -> dt.date:
        return self.viewer.day

    @property
    def user(self) -> User:
        return self.viewer.user

    @property
    def desk_post(self) -> Post:
        post = self.viewer.desk
        assert post is not None, "dispatch turned away people without a post"
        return post

    @cached_property
    def house(self) -> Office:
        return house_of(self.desk_post)

    @property
    def copies(self) -> OfficeCopyQuerySet:
        return OfficeCopy.objects.of(self.viewer)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            viewer = viewer_of(request)
            if viewer.desk is None:
                return self.without_a_post(request)
            if named_desk(request) not in {"", *(str(post.pk) for post in viewer.posts)}:
                raise PermissionDenied(
                    _("ท่านไม่มีหน้าที่ที่โต๊ะของหน้านี้แล้ว โปรดเลือกโต๊ะใหม่ แล้วทำรายการอีกครั้ง")
                )
        return super().dispatch(request, *args, **kwargs)

    def without_a_post(self, request: HttpRequest) -> HttpResponse:
        return render(request, "frame/no_post.html", status=403)

    def get_copy_or_404(self, pk: int) -> OfficeCopy:
        """A copy this person may see. Another office's copy does not exist for him."""
        return get_object_or_404(self.copies.for_lists(), pk=pk)
