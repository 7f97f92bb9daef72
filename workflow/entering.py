"""Many letters entered with one act: each takes its own number, with its own event, or stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.intake import receive_letter
from circulars.domain.pile_letters import (
    beside,
    claim,
    entered,
    file_of,
    received_of,
    values_of,
    why_not_certain,
)
from circulars.domain.readings import keep_final
from circulars.domain.registering import register
from circulars.errors import CircularError, Clashing, WrongState
from circulars.models import OfficeCopy, PileLetter, RegisterEntry
from offices.models import User
from papers.errors import PaperError
from workflow.running import perform
from workflow.steps import StepName


@dataclass
class Entered:
    """The numbers that were taken, and of what stays why it does, by its id."""

    entries: list[RegisterEntry] = field(default_factory=list)
    stay: dict[int, str] = field(default_factory=dict)

    def try_each(self, pk: int, act: Callable[[], RegisterEntry]) -> None:
        """One letter: its number, or the reason; the others are not touched by it."""
        try:
            self.entries.append(act())
        except Clashing as doubt:
            kinds = dict.fromkeys(str(one.kind.label) for one in doubt.clashes if one.waits)
            self.stay[pk] = ", ".join(kinds) or str(doubt)
        except (CircularError, PaperError) as refusal:
            self.stay[pk] = str(refusal)
        except FileNotFoundError:
            self.stay[pk] = _("ไม่มีไฟล์ของหนังสือฉบับนี้แล้ว โปรดสแกนใหม่")


def enter_certain(letters: Sequence[PileLetter], *, by: User, at: dt.datetime) -> Entered:
    """
    Enter those of ``letters`` in which every field is certain and nothing clashes, in order.

    Each is looked at once more behind its lock: of two who enter one letter the second is
    told so.
    """
    done = Entered()
    for letter in letters:
        done.try_each(letter.pk, lambda letter=letter: enter_one(letter, by=by, at=at))  # type: ignore[misc]
    return done


@transaction.atomic
def enter_one(letter: PileLetter, *, by: User, at: dt.datetime) -> RegisterEntry:
    """
    Enter one letter of a pile as it was read.

    Raises WrongState when it is doubtful or was entered meanwhile, Clashing.
    """
    claim(letter, by=by, at=at)
    if doubt := why_not_certain(letter):
        raise WrongState(doubt)
    copy = receive_letter(
        letter.pile.unit,
        received_of(letter.reading, at=at),
        by=by,
        at=at,
        files=[file_of(letter)],
        accepted=(),
        beside=beside(letter, at=at),
    )
    assert copy.letter is not None, "just received"
    entered(letter, copy.letter, at=at)
    if letter.reading is not None:
        keep_final(letter.reading, copy.letter, given=values_of(letter.reading))
    return _register(copy, by=by, at=at)


def register_certain(copies: Sequence[OfficeCopy], *, by: User, at: dt.datetime) -> Entered:
    """Register those of ``copies``, letters that came by the system, with which nothing clashes."""
    done = Entered()
    for copy in copies:
        done.try_each(copy.pk, lambda copy=copy: _register_one(copy, by=by, at=at))  # type: ignore[misc]
    return done


@transaction.atomic
def _register_one(copy: OfficeCopy, *, by: User, at: dt.datetime) -> RegisterEntry:
    return _register(copy, by=by, at=at, accepted=())


def _register(
    copy: OfficeCopy, *, by: User, at: dt.datetime, accepted: Collection[str] | None = None
) -> RegisterEntry:
    def act() -> RegisterEntry:
        return register(copy, by=by, at=at, accepted=accepted)

    return perform(copy, StepName.REGISTER, user=by, at=at, act=act)
