"""The reading page of one letter in one office."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.domain.direct import direct
from circulars.domain.opening import mark_opened
from circulars.domain.repairing import repair_above
from circulars.domain.replacing import beside_of_copies, not_corrected
from circulars.domain.rounds import round_label, round_of_copies, rounds_of
from circulars.models import (
    Dispatch,
    Draft,
    Event,
    FileRole,
    LetterFile,
    OfficeCopy,
    RegisterEntry,
    Secrecy,
    Share,
)
from circulars.models.copy import OfficeCopyQuerySet
from circulars.states import DraftState, State
from screens.frame.base import DeskMixin
from screens.frame.notes import Note, notes_on
from screens.frame.paper import Paper, more_of, pages_of
from screens.letter.branches import branches, fetched_shares, picture
from screens.letter.next_steps import NextActs, skipped_steps
from screens.letter.signatures import signatures_in
from screens.letter.story import Line, story
from thai.deadline_json import from_json
from thai.deadline_words import words
from workflow.holding import aside_of_copies
from workflow.steps import place_of

LATEST_EVENTS = 60


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
    def tab_title(self) -> str:
        """What stays in the browser's history: of a secret letter not its subject."""
        circular = self.copy.circular
        if circular.secrecy == Secrecy.NORMAL:
            return circular.subject
        return _("หนังสือชั้นความลับ")

    @property
    def copies(self) -> OfficeCopyQuerySet:
        # By name: it belongs to this page alone.
        rule: dict[str, Any] = {
            "asked": F("dispatch__deadline"),
            "round_now": round_of_copies(),
            "repair_since": repair_above("since"),
            "repair_reason": repair_above("reason"),
            "held_until": aside_of_copies("held_until", self.today),
            "is_answered": Exists(OfficeCopy.objects.filter(answers=OuterRef("pk"))),
            "is_shared": Exists(Share.objects.filter(copy=OuterRef("pk"))),
            "corrected_by": beside_of_copies(),
            "hold_reason": aside_of_copies("hold_reason", self.today),
        }
        copies = super().copies.with_way().select_related("expected_answer__current")
        return copies.annotate(**rule)

    @cached_property
    def files(self) -> list[LetterFile]:
        return list(self.copy.letter.files.all()) if self.copy.letter else []

    @property
    def main_file(self) -> LetterFile | None:
        """What is read: the letter composed here, or the readable rendition of a scan."""
        wanted = (FileRole.COMPOSED, FileRole.READABLE)
        return next((file for file in self.files if file.role in wanted), None)

    @property
    def first_page(self) -> int:
        """The page from which the letter is shown: long ones come in portions."""
        asked = self.request.GET.get("from", "")
        pages = self.main_file.pages if self.main_file else 0
        return int(asked) if asked.isdecimal() and 0 < int(asked) <= pages else 1

    @property
    def paper(self) -> Paper:
        file, first = self.main_file, self.first_page
        if file is None:
            return Paper()
        return Paper(pages_of(self.copy, file, first), more=more_of(self.copy, file, first))

    @cached_property
    def entries(self) -> list[RegisterEntry]:
        """The chain of receipts, in the order in which the letter passed the units."""
        entries = self.copy.entries.in_book().select_related("book__office", "entered_by")
        return list(entries.order_by("entered_at", "pk"))

    @property
    def closed_with(self) -> RegisterEntry | None:
        """The number whose striking out ended the letter: entered twice, or by mistake."""
        if self.copy.is_open:
            return None
        struck = (one for one in self.entries if one.voided_at == self.copy.closed_at)
        return next(struck, None)

    @property
    def endorsements(self) -> list[Note]:
        return notes_on(self.copy, self.shares)

    @cached_property
    def shares(self) -> list[Share]:
        """What orders gave to units beside the main one."""
        return fetched_shares(self.copy, any_=getattr(self.copy, "is_shared", True))

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
    def replies(self) -> list[OfficeCopy]:
        """Letters of ours that answer this one; asked for only where there is one."""
        if not vars(self.copy)["is_answered"]:
            return []
        return list(self.copy.replies.of(self.viewer).select_related("circular").order_by("pk"))

    @property
    def pressed(self) -> OfficeCopy | None:
        """The letter that this reminder presses, where he may see it."""
        if self.copy.reminds_id is None:
            return None
        return self.copies.select_related("letter").filter(pk=self.copy.reminds_id).first()

    @cached_property
    def corrected(self) -> OfficeCopy | None:
        """The corrected letter that lies beside this one, where he may see it."""
        beside = getattr(self.copy, "corrected_by", None)
        if beside is None:
            return None
        return self.copies.select_related("letter").filter(pk=beside).first()

    @property
    def to_correct(self) -> bool:
        """What was sent on from here still says what the old letter said."""
        found = self.corrected
        return found is not None and bool(not_corrected({self.copy.pk: found}))

    @property
    def sendings(self) -> list[dict[str, Any]]:
        """For the sender: each letter that went out from here, and how far it has come."""
        return [
            {
                "letter": one.letter,
                "to": one.rule_text,
                "at": one.at,
                "due": one.due_at,
                "asked": asked(one.deadline),
                "round": self._newest_round(one),
            }
            for one in self.copy.dispatches.all()
        ]

    def _newest_round(self, sending: Dispatch) -> str:
        """Which round of what it asks stands open last."""
        again = sending.deadline is not None and sending.deadline["kind"] == "every"
        opened = rounds_of(self.copy) if again else []
        return opened[-1].label if opened else ""

    @property
    def tiles(self) -> list[dict[str, Any]]:
        counts = direct([self.copy.pk], at=self.at).get(self.copy.pk)
        if counts is None:
            return []
        return [
            {"number": counts.sent, "label": _("ส่งถึง")},
            {"number": counts.opened, "label": _("เปิดอ่านแล้ว")},
            {"number": counts.registered, "label": _("ลงรับแล้ว")},
            {"number": counts.forwarded, "label": _("ส่งต่อแล้ว")},
            {"number": counts.answered, "label": _("ตอบแล้ว")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copy = self.copy
        held = getattr(copy, "held_until", None)
        shares = self.shares  # first: what the letter waits for is read off them
        acts = NextActs(
            copy, self.viewer, self.at, self.draft, held=held is not None, shares=shares
        )
        units = branches(copy, shares, self.entries, acts.waiting, at=self.at)
        return super().get_context_data(
            **kwargs,
            copy=copy,
            letter=copy.letter,
            file=self.main_file,
            paper=self.paper,
            first_page=self.first_page,
            originals=[f for f in self.files if f.role == FileRole.ORIGINAL],
            enclosures=[f for f in self.files if f.role == FileRole.ENCLOSURE],
            signatures=signatures_in(self.files),
            entries=self.entries,
            closed_with=self.closed_with,
            endorsements=self.endorsements,
            draft=self.draft,
            acts=acts.all(),
            branches=units,
            picture=picture(units, acts.waiting),
            lines=self.lines,
            sendings=self.sendings,
            asked=asked(getattr(copy, "asked", None)),
            tiles=self.tiles,
            way=[*copy.way, copy.office.label] if copy.parent_id else [],
            current=place_of(acts.waiting),
            skipped=skipped_steps(copy),
            is_done=copy.is_settled,
            round=round_label(getattr(copy, "round_now", "")),
            held=held,
            repaired_since=None if copy.is_settled else getattr(copy, "repair_since", None),
            pressed=self.pressed,
            replies=self.replies,
            corrected=self.corrected,
            to_correct=self.to_correct,
        )


def asked(rule: dict[str, Any] | None) -> str:
    """The words of a deadline that is no plain day."""
    return words(from_json(rule)) if rule else ""


class CopyOpenedView(DeskMixin, View):
    """Note the first opening. Posted by the page itself once it is shown."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mark_opened(self.get_copy_or_404(pk), by=self.user, at=self.at)
        return HttpResponse(status=204)
