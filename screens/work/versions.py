"""What was saved of a draft, and what changed in between."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from circulars.models import DraftVersion
from screens.work.differing import Difference, differences, terms_changed, terms_of
from screens.work.drafting import DraftMixin


class VersionsView(DraftMixin, TemplateView):
    """Every saved wording, and what changed from the one before."""

    template_name = "work/versions.html"

    @cached_property
    def versions(self) -> list[DraftVersion]:
        return list(self.draft.versions.select_related("written_by").order_by("-number"))

    @cached_property
    def shown(self) -> DraftVersion:
        wanted = self.request.GET.get("version", "")
        found = (one for one in self.versions if str(one.number) == wanted)
        return next(found, self.versions[0])

    @cached_property
    def before(self) -> DraftVersion | None:
        """The one asked for with ``since``, or the one just before."""
        earlier = [one for one in self.versions if one.number < self.shown.number]
        since = self.request.GET.get("since", "")
        asked_for = (one for one in earlier if str(one.number) == since)
        return next(asked_for, earlier[0] if earlier else None)

    @property
    def changed(self) -> list[Difference]:
        if self.before is None:
            return []
        terms = terms_of(self.draft)
        before, shown = terms.get(self.before.number), terms.get(self.shown.number)
        return [*differences(self.before, self.shown), *terms_changed(before, shown)]

    @property
    def back(self) -> str:
        return reverse("task_draft", args=[self.copy.pk])
