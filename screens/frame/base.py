"""What every screen stands on: who is sitting at which desk, and what he may see."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from circulars.models import OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from offices.models import Office, Post, User

DESK_KEY = "desk_post"


def posts_held(request: HttpRequest) -> list[Post]:
    """The posts the user holds today, read once per request."""
    held: list[Post] | None = getattr(request, "_posts_held", None)
    if held is None:
        posts = Post.objects.of(cast("User", request.user)).held_on(timezone.localdate())
        held = list(posts.select_related("office__house__reception", "office__parent"))
        request._posts_held = held  # type: ignore[attr-defined] # noqa: SLF001 - once per request
    return held


def named_desk(request: HttpRequest) -> str:
    """The desk that the page showed on which this form was filled in; "" if it did not say."""
    return request.POST.get("at_desk", "") if request.method == "POST" else ""


def desk_post(request: HttpRequest) -> Post | None:
    """
    The post the user sits at: his choice while he still holds it, else his first.

    A form sent from a page of another of his desks (he has changed seats in a second
    window) acts for the desk that the page showed. That picks among the posts he holds.
    """
    held = posts_held(request)
    named = named_desk(request) or str(request.session.get(DESK_KEY))
    return next((post for post in held if str(post.pk) == named), held[0] if held else None)


def desk_units(post: Post) -> list[Office]:
    """
    The units whose letters lie on this desk.

    Letters to a house lie at its reception; both desks are one.
    """
    house = post.office.house or post.office
    if post.office in (house, house.reception):
        return [unit for unit in (house, house.reception) if unit is not None]
    return [post.office]


class DeskMixin(LoginRequiredMixin, View):
    """
    A screen for somebody who holds a post today.

    Gives ``user``, ``at`` (one moment for the whole request), ``desk_post``, ``house``
    and ``copies`` (what he may see). A person without a post is told whom to ask.
    """

    @cached_property
    def at(self) -> dt.datetime:
        return timezone.now()

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate(self.at)

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    @cached_property
    def desk_post(self) -> Post:
        post = desk_post(self.request)
        assert post is not None, "dispatch turned away people without a post"
        return post

    @cached_property
    def house(self) -> Office:
        return self.desk_post.office.house or self.desk_post.office

    @cached_property
    def desk_units(self) -> list[Office]:
        return desk_units(self.desk_post)

    @property
    def copies(self) -> OfficeCopyQuerySet:
        return OfficeCopy.objects.of(self.user, self.at)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            if desk_post(request) is None:
                return self.without_a_post(request)
            if named_desk(request) not in {"", *(str(post.pk) for post in posts_held(request))}:
                raise PermissionDenied(
                    _("ท่านไม่มีหน้าที่ที่โต๊ะของหน้านี้แล้ว โปรดเลือกโต๊ะใหม่ แล้วทำรายการอีกครั้ง")
                )
        return super().dispatch(request, *args, **kwargs)

    def without_a_post(self, request: HttpRequest) -> HttpResponse:
        return render(request, "frame/no_post.html", status=403)

    def get_copy_or_404(self, pk: int) -> OfficeCopy:
        """A copy this person may see. Another office's copy does not exist for him."""
        copy = self.copies.for_lists().filter(pk=pk).first()
        if copy is None:
            raise Http404
        return copy
