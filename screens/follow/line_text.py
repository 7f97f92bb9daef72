"""Text for the chat group of the offices (LINE), ready to be copied."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.errors import CircularError
from offices.models import Office
from screens.frame.task import CopyMixin
from workflow.line_text import matter_text, silent_text


@dataclass(frozen=True, slots=True)
class Text:
    """One text, under its name; ``rows`` as many as it has lines."""

    key: str
    name: str
    words: str

    @property
    def rows(self) -> int:
        return min(20, self.words.count("\n") + 2)


class LineTextView(CopyMixin, TemplateView):
    """The matter, and who is silent in it: of the receivers, or in the area ``under``."""

    template_name = "follow/line_text.html"

    @cached_property
    def under(self) -> Office | None:
        named = self.request.GET.get("under", "")
        return Office.objects.filter(pk=named).first() if named.isdecimal() else None

    @cached_property
    def refusal(self) -> str:
        try:
            matter_text(self.copy, at=self.at)
        except CircularError as refusal:
            return str(refusal)
        return ""

    @property
    def texts(self) -> list[Text]:
        if self.refusal:
            return []
        silent = silent_text(self.copy, at=self.at, under=self.under)
        texts = [Text("matter", _("เรื่องนี้"), matter_text(self.copy, at=self.at))]
        return [*texts, Text("silent", _("ใครยังไม่ตอบ"), silent)] if silent else texts
