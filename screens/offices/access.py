"""The access log of a house, for its auditor: who came in, opened, took out, exported."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from circulars.models import AccessKind, AccessLine
from offices.models import Role, User
from offices.viewer import house_of
from screens.frame.base import DeskMixin
from screens.frame.fields import ThaiDateField

PER_PAGE = 50
#: Days that are shown while no day is asked for.
USUAL_DAYS = 30


class AccessForm(forms.Form):
    """Who, what, and on which days."""

    who = forms.CharField(label=gettext_lazy("ชื่อหรือชื่อผู้ใช้"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("รายการ"),
        choices=[("", gettext_lazy("ทั้งหมด")), *AccessKind.choices],
        required=False,
    )
    first = ThaiDateField(label=gettext_lazy("ตั้งแต่"), required=False)
    last = ThaiDateField(label=gettext_lazy("ถึง"), required=False)


class AccessView(DeskMixin, TemplateView):
    """The lines of the houses whose auditor he is, the newest first."""

    template_name = "offices/access.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.houses:
            raise PermissionDenied(_("หน้านี้สำหรับผู้ตรวจสอบของหน่วยงาน"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def houses(self) -> list[int]:
        posts = self.viewer.posts
        return [house_of(post).pk for post in posts if post.role == Role.AUDITOR]

    def lines(self, given: dict[str, Any]) -> QuerySet[AccessLine]:
        first = given.get("first") or self.today - dt.timedelta(days=USUAL_DAYS)
        last = given.get("last") or self.today
        began = timezone.make_aware(dt.datetime.combine(first, dt.time()))
        ended = timezone.make_aware(dt.datetime.combine(last, dt.time())) + dt.timedelta(days=1)
        found = AccessLine.objects.filter(house_id__in=self.houses, at__gte=began, at__lt=ended)
        if given.get("kind"):
            found = found.filter(kind=given["kind"])
        if who := given.get("who"):
            found = found.filter(name__in=self.names(who))
        return found.select_related("user").order_by("-at", "-id")

    def names(self, who: str) -> list[str]:
        """Account names that fit: as typed, or of people of his houses whose name has it."""
        people = User.objects.filter(posts__office__house__in=self.houses)
        named = people.filter(first_name__icontains=who) | people.filter(last_name__icontains=who)
        return [who, *named.values_list("username", flat=True).distinct()[:200]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = AccessForm(self.request.GET or None)
        given = form.cleaned_data if form.is_bound and form.is_valid() else {}
        page = Paginator(self.lines(given), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs, form=form, page=page)
