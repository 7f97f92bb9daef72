"""What a sender's pages about one recipient beside the system stand on."""

from __future__ import annotations

import datetime as dt

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from circulars.models import OfficeCopy
from circulars.policies import Verdict, verdict
from circulars.voices import check_is_outside, check_may_hear
from offices.viewer import Actor
from screens.frame.task import ActView, CopyMixin


def check_may_speak_for(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Both, as a button wants to know it."""
    check_is_outside(copy)
    check_may_hear(who, copy, at)


class BelowMixin(CopyMixin):
    """
    The copy lies in another office, at any depth: it is found only through a copy of his own
    above it. Only what was said to the outside is shown.
    """

    root: OfficeCopy | None = None

    @cached_property
    def copy(self) -> OfficeCopy:
        related = ("parent__holder__house", "office__district", "circular", "letter")
        sent = OfficeCopy.objects.for_lists().select_related(*related)
        copy = get_object_or_404(sent, pk=self.kwargs["pk"])
        ids = [int(part) for part in copy.above.split(".") if part]
        self.root = self.copies.filter(pk__in=ids).order_by("pk").last()
        if self.root is None:
            raise Http404
        return copy

    @property
    def copy_url(self) -> str:
        return reverse("channel", args=[self.copy.pk])

    @property
    def tree_url(self) -> str:
        copy = self.copy  # first: its sender's is found with it
        assert self.root is not None, "the copy was found through it"
        return f"{reverse('circular_tree', args=[self.root.pk])}?only={copy.pk}"

    @property
    def may_speak(self) -> Verdict:
        return verdict(check_may_speak_for, self.viewer, self.copy, self.at)


class BelowView(BelowMixin, ActView):
    """An act on such a copy: a form in, one domain call."""

    template_name = "channels/act.html"

    @property
    def verdict(self) -> Verdict:
        return self.may_speak
