"""The whole way of one circular (ความเป็นมาทั้งเรื่อง), as far as this office may look."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.domain.history import history_of, ids_above
from circulars.models import Event, OfficeCopy
from screens.frame.base import DeskMixin
from screens.letter.story import Line, glimpse, sent_down, story

PER_PAGE = 50


class HistoryView(DeskMixin, TemplateView):
    """From the newest to the oldest, fifty at a time; ours alone, or what is below alone."""

    template_name = "letter/history.html"

    @cached_property
    def copy(self) -> OfficeCopy:
        return self.get_copy_or_404(self.kwargs["pk"])

    @property
    def show(self) -> str:
        wanted = self.request.GET.get("show", "")
        return wanted if wanted in ("own", "below") else ""

    @cached_property
    def page(self) -> Page[Any]:
        events = history_of(self.copy)
        if self.show == "own":
            events = events.filter(copy=self.copy)
        elif self.show == "below":
            events = events.exclude(copy__in=[*ids_above(self.copy), self.copy.pk])
        return Paginator(events, PER_PAGE).get_page(self.request.GET.get("page"))

    @property
    def lines(self) -> list[Line]:
        """Told forwards, as ``story`` wants it, and shown backwards."""
        told = story(reversed(list(self.page.object_list)), self._tell)
        return told[::-1]

    def _tell(self, event: Event) -> Line | None:
        if event.copy_id == self.copy.pk:
            return None
        if event.copy_id in ids_above(self.copy):
            return sent_down(event)
        line = glimpse(event)
        if event.copy is not None and event.copy.reminds_id is not None:
            if event.copy.is_correction:
                return replace(line, text=_("หนังสือฉบับแก้ไข: %(told)s") % {"told": line.text})
            return replace(line, text=_("หนังสือเตือน: %(told)s") % {"told": line.text})
        return line

    @property
    def tabs(self) -> list[dict[str, Any]]:
        choices = [("", _("ทั้งเรื่อง")), ("own", _("เฉพาะของเรา")), ("below", _("หน่วยงานข้างล่าง"))]
        return [
            {"label": label, "url": f"?show={key}" if key else "?", "current": self.show == key}
            for key, label in choices
        ]
