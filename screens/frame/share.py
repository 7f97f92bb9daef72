"""What every screen about the share of one unit stands on."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from circulars.models import OfficeCopy, Share
from circulars.policies import Verdict, verdict
from screens.frame.notes import Note, notes_on
from screens.frame.task import TaskView
from workflow.running import perform_share
from workflow.steps import STEPS, StepName, step_of_share


class ShareMixin:
    """A screen about the share of one unit; the letter that it is of must be seen, else 404."""

    kwargs: dict[str, Any]
    copies: Any

    @cached_property
    def share(self) -> Share:
        shares = Share.objects.filter(copy__in=self.copies)
        related = ("unit__house", "from_unit__house", "order__by", "copy")
        return get_object_or_404(shares.select_related(*related), pk=self.kwargs["pk"])

    @cached_property
    def copy(self) -> OfficeCopy:
        found: OfficeCopy = self.copies.for_lists().get(pk=self.share.copy_id)
        self.share.copy = found
        return found


class ShareTaskView(ShareMixin, TaskView):
    """A step of the unit, with the letter and the order beside it."""

    template_name = "work/share.html"

    @cached_property
    def waiting(self) -> StepName:
        return step_of_share(self.share)

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(STEPS[self.step].check, self.viewer, self.share, self.at)

    @cached_property
    def endorsements(self) -> list[Note]:
        """What has been written on the letter so far."""
        return notes_on(self.copy)

    def run(self, form: Any) -> Any:
        return perform_share(
            self.share,
            self.step,
            user=self.user,
            at=self.at,
            act=lambda: self.act(form),
        )
