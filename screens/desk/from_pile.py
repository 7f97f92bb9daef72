"""The intake form of a letter that lies in a pile: filled from what was read, entered once."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from circulars.clashes import Clash
from circulars.domain.pile_letters import (
    beside,
    claim,
    doubtful_in,
    entered,
    look_over,
    values_of,
    whole_files,
)
from circulars.domain.piles import left_of, piles_of
from circulars.domain.received import ReceivedLetter
from circulars.models import INCOMING, Letter, PileLetter, RegisterEntry
from papers.held_files import HeldFile, HeldPart, token_for
from screens.desk.forms.intake import IntakeForm
from screens.frame.base import DeskMixin

#: No id has so many digits.
_LONGEST_ID = 19


class PileLetterMixin(DeskMixin):
    """A screen that may be about a letter of a pile of this desk, named by ``pile_letter``."""

    @cached_property
    def pile_letter(self) -> PileLetter | None:
        """404 for one that is not on this desk: a pile of another office does not exist."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        named = sent.get("pile_letter", "")
        if not named:
            return None
        if not named.isdecimal() or len(named) >= _LONGEST_ID:
            raise Http404
        rows = PileLetter.objects.filter(pile__in=piles_of(self.viewer))
        joined = rows.select_related("pile__unit__house", "reading")
        return get_object_or_404(joined, pk=int(named))

    @property
    def beside(self) -> list[ReceivedLetter]:
        """The other letters of the pile, for what does not fit between them."""
        return beside(self.pile_letter, at=self.at) if self.pile_letter is not None else []


class FromPileMixin(PileLetterMixin):
    """The intake form, which may be about a letter of a pile."""

    @property
    def initial_of_pile(self) -> dict[str, Any]:
        """What was read; when the form comes back it brings what was typed."""
        letter = self.pile_letter
        if letter is None or self.request.method != "GET":
            return {}
        held = self.held_of(letter)
        return {
            **{name: value for name, value in values_of(letter.reading).items() if value},
            "pile_letter": letter.pk,
            "reading": letter.reading_id,
            "held_file": held.token if held else "",
        }

    def held_of(self, letter: PileLetter) -> HeldFile | None:
        """The pages of the letter as the file of the form, nothing of a secret one."""
        reading = letter.reading
        if reading is None or reading.found.get("secret"):
            return None
        parts = [HeldPart(file.name, file.path) for file in whole_files(letter)]
        return token_for(reading.name, reading.path, parts, owner=self.user.pk)

    def prepare(self, form: IntakeForm) -> IntakeForm:
        """Mark what was read, and lead to what is left to the clerk, or to the button."""
        letter = self.pile_letter
        if letter is None or form.is_bound:
            return form
        form.held = self.held_of(letter)
        form.fields["letter_file"].widget.attrs.pop("autofocus", None)
        for name, value in values_of(letter.reading).items():
            if value:
                form.fields[name].widget.attrs["data-read"] = ""
        unsure = doubtful_in(letter.reading)
        typed = (name for name in form.order_of_typing if name in unsure or not form[name].value())
        if first := next(typed, ""):
            form.fields[first].widget.attrs["autofocus"] = True
        form.is_complete = not first
        return form

    @property
    def clashes_of_pile(self) -> list[Clash]:
        letter = self.pile_letter
        if letter is None or self.request.method != "GET":
            return []
        return look_over(letter, viewer=self.viewer, at=self.at)

    def claim(self) -> None:
        """Keep the letter of the pile until it is entered; it is entered once."""
        if self.pile_letter is not None:
            claim(self.pile_letter, by=self.user, at=self.at)

    def note_entered(self, became: Letter | None) -> None:
        if self.pile_letter is not None and became is not None:
            entered(self.pile_letter, became, at=self.at)

    @property
    def pile_context(self) -> dict[str, Any]:
        """What the bar above the form says: which letter it is, how many are left."""
        letter = self.pile_letter
        if letter is None:
            return {}
        pile = letter.pile
        return {
            "pile": pile,
            "pile_letter": letter,
            "left": left_of(pile).count(),
            "last_number": last_number_of(pile.pk),
        }

    @property
    def next_of_pile(self) -> str:
        assert self.pile_letter is not None, "asked for one"
        return reverse("pile_next", args=[self.pile_letter.pile_id])


def last_number_of(pile: int) -> RegisterEntry | None:
    """The number that was taken last for a letter of ``pile``: to be written on its paper."""
    entries = RegisterEntry.objects.filter(
        letter__pile_letter__pile=pile, voided_at=None, book__kind__in=INCOMING
    )
    return entries.order_by("-pk").first()
