"""A person's own settings, and the guides by role."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import activate, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from offices.models import Role, User
from screens.account.forms import ProfileForm
from screens.frame.base import viewer_of
from workflow.calendar import token_of

#: Guides in docs/guide, in the order of the way of a letter.
GUIDES = {
    "clerk": gettext_lazy("สารบรรณ"),
    "officer": gettext_lazy("เจ้าของเรื่อง"),
    "supervisor": gettext_lazy("ผู้ตรวจ ผู้ลงนาม ผู้บังคับบัญชา"),
    "answer": gettext_lazy("ผู้ตอบแบบสำรวจ"),
    "admin": gettext_lazy("ผู้ดูแลบัญชี"),
}
_GUIDE_OF = {
    Role.CLERK: "clerk",
    Role.OFFICER: "officer",
    Role.REVIEWER: "supervisor",
    Role.SIGNER: "supervisor",
    Role.SUPERVISOR: "supervisor",
    Role.ADMIN: "admin",
    Role.AUDITOR: "admin",
}


class ProfileView(LoginRequiredMixin, FormView[ProfileForm]):
    """Name, telephone, digits, language. Also for a person without a post."""

    template_name = "account/profile.html"
    form_class = ProfileForm

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        # A fresh row: a refused name is not shown in the frame as if it were kept.
        return {**super().get_form_kwargs(), "instance": User.objects.get(pk=self.user.pk)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = User.objects.get(pk=self.user.pk)
        path = reverse("calendar_feed", args=[token_of(user)]) if user.calendar_key else ""
        posts, calendar = viewer_of(self.request).posts, path and settings.PUBLIC_ADDRESS + path
        return super().get_context_data(**kwargs, posts=posts, calendar=calendar)

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        user = form.save()
        activate(user.language)
        messages.success(self.request, _("บันทึกข้อมูลของท่านแล้ว"))
        return redirect("profile")


class GuideView(LoginRequiredMixin, TemplateView):
    """A short guide for one role; without a name, for the role of the person's desk."""

    template_name = "account/guide.html"

    @property
    def name(self) -> str:
        post = viewer_of(self.request).desk
        own = _GUIDE_OF[Role(post.role)] if post else "clerk"
        return self.kwargs.get("name") or own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.name not in GUIDES:
            raise Http404
        tabs = [
            {"label": label, "url": reverse("guide_of", args=[name]), "current": name == self.name}
            for name, label in GUIDES.items()
        ]
        return super().get_context_data(**kwargs, tabs=tabs, text=guide_text(self.name))


def guide_text(name: str) -> str:
    """The text of docs/guide/<name>.md."""
    path = Path(settings.BASE_DIR) / "docs" / "guide" / f"{name}.md"
    return path.read_text(encoding="utf-8")
