"""The reading page of one letter in one office."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.domain.following import count_children
from circulars.domain.opening import mark_opened
from circulars.models import (
    Dispatch,
    Draft,
    Endorsement,
    Event,
    FileRole,
    LetterFile,
    OfficeCopy,
    RegisterEntry,
)
from circulars.models.copy import OfficeCopyQuerySet
from circulars.states import DraftState, State
from screens.frame.base import DeskMixin
from screens.letter.next_steps import NextActs, skipped_steps
from screens.letter.story import Line, story
from workflow.steps import place_of

LATEST_EVENTS = 60
PAGES_SHOWN = 30


class CopyView(DeskMixin, TemplateView):
    """The letter beside what is known of it and what to do next. Writes nothing."""

    template_name = "letter/copy.html"

    @cached_property
    def copy(self) -> OfficeCopy:
        """With the way it came, the line it must answer, and what was sent on from it."""
        copy = self.get_copy_or_404(self.kwargs["pk"])
        sent = Dispatch.objects.select_related("letter").order_by("pk")
        prefetch_related_objects([copy], Prefetch("dispatches", sent))
        return copy

    @property
    def copies(self) -> OfficeCopyQuerySet:
        return super().copies.with_way().select_related("expected_answer__current")

    @cached_property
    def files(self) -> list[LetterFile]:
        return list(self.copy.letter.files.all()) if self.copy.letter else []

    @property
    def main_file(self) -> LetterFile | None:
        """What is read: the letter composed here, or the readable rendition of a scan."""
        wanted = (FileRole.COMPOSED, FileRole.READABLE)
        return next((file for file in self.files if file.role in wanted), None)

    @property
    def page_addresses(self) -> list[str]:
        file = self.main_file
        if file is None:
            return []
        return [
            reverse("copy_page_image", args=[self.copy.pk, file.pk, number])
            for number in range(1, min(file.pages, PAGES_SHOWN) + 1)
        ]

    @cached_property
    def entries(self) -> list[RegisterEntry]:
        """The chain of receipts, in the order in which the letter passed the units."""
        entries = self.copy.entries.select_related("book__office", "entered_by")
        return list(entries.order_by("entered_at", "pk"))

    @property
    def closed_with(self) -> RegisterEntry | None:
        """The number whose striking out ended the letter: entered twice, or by mistake."""
        if self.copy.is_open:
            return None
        struck = (one for one in self.entries if one.voided_at == self.copy.closed_at)
        return next(struck, None)

    @property
    def endorsements(self) -> list[Endorsement]:
        notes = self.copy.endorsements.select_related("by", "post", "to_unit", "to_officer")
        return list(notes)

    @cached_property
    def draft(self) -> Draft | None:
        if self.copy.state != State.DRAFTING:
            return None
        over = [DraftState.SIGNED, DraftState.CANCELLED]
        return self.copy.drafts.exclude(state__in=over).select_related("copy__office").first()

    @property
    def lines(self) -> list[Line]:
        """What happened to this letter in this house, and what was asked of it from above."""
        mine = Q(copy=self.copy)
        events = Event.objects.filter(mine).select_related("actor", "office")
        return story(reversed(events.order_by("-at", "-pk")[:LATEST_EVENTS]))

    @property
    def sendings(self) -> list[dict[str, Any]]:
        """For the sender: each letter that went out from here, and how far it has come."""
        return [
            {"letter": one.letter, "to": one.rule_text, "at": one.at, "due": one.due_at}
            for one in self.copy.dispatches.all()
        ]

    @property
    def tiles(self) -> list[dict[str, Any]]:
        if not self.copy.dispatches.exists():
            return []
        counts = count_children([self.copy.pk], at=self.at).get(self.copy.pk)
        if counts is None:
            return []
        return [
            {"number": counts.sent, "label": _("ส่งถึง")},
            {"number": counts.opened, "label": _("เปิดอ่านแล้ว")},
            {"number": counts.registered, "label": _("ลงรับแล้ว")},
            {"number": counts.forwarded, "label": _("ส่งต่อแล้ว")},
            {"number": counts.answered, "label": _("ตอบแล้ว")},
            {"number": counts.overdue, "label": _("เลยกำหนด")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copy = self.copy
        acts = NextActs(copy, self.viewer, self.at, self.draft)
        return super().get_context_data(
            **kwargs,
            copy=copy,
            letter=copy.letter,
            file=self.main_file,
            pages=self.page_addresses,
            originals=[f for f in self.files if f.role == FileRole.ORIGINAL],
            enclosures=[f for f in self.files if f.role == FileRole.ENCLOSURE],
            entries=self.entries,
            closed_with=self.closed_with,
            endorsements=self.endorsements,
            draft=self.draft,
            acts=acts.all(),
            lines=self.lines,
            sendings=self.sendings,
            tiles=self.tiles,
            way=[*copy.way, copy.office.label] if copy.parent_id else [],
            current=place_of(acts.waiting),
            skipped=skipped_steps(copy),
            is_done=copy.is_settled,
        )


class CopyOpenedView(DeskMixin, View):
    """Note the first opening. Posted by the page itself once it is shown."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mark_opened(self.get_copy_or_404(pk), by=self.user, at=self.at)
        return HttpResponse(status=204)
