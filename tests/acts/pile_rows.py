"""Piles of letters and patterns of frequent ones: whoever enters letters does it, no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from circulars.domain import frequent, phrases, pile_cuts, pile_letters, piles
from circulars.domain.frequent import Pattern
from circulars.models import FrequentLetter, Phrase, Pile, PileLetter, ReadingState
from circulars.policies import check_may_enter, check_may_keep_phrases
from offices.models import Office, Role, User
from tests import factories
from tests.acts.office_rows import BOTH
from tests.acts.stage import NOW
from tests.acts.trying import Row, Scope

PATTERN = Pattern("รายงาน", "อำเภอหนึ่ง")
FILES = (("ก.pdf", b"%PDF"),)


def _row(name: str, act: Callable[..., Any], *given: Any, prepare: Any = None) -> Row:
    return Row(
        name=name,
        act=act,
        do=lambda thing, _stage, **who: act(thing, *given, **who),
        check=_check,
        who=(Role.CLERK, Role.OFFICER),
        where=BOTH,
        tried=BOTH,
        prepare=prepare,
    )


def _check(user: User, thing: Office | Pile | PileLetter | FrequentLetter, at: dt.datetime) -> None:
    unit = getattr(thing, "pile", thing)
    check_may_enter(user, getattr(unit, "unit", unit), at)


def _pile(unit: Office) -> Pile:
    """Read, of one page."""
    made = {"by": factories.person(), "asked_at": NOW, "read_at": NOW, "state": ReadingState.DONE}
    pile = Pile.objects.create(unit=unit, path="piles/none", pages=1, pages_read=1, **made)
    PileLetter.objects.create(pile=pile, first=1, last=1)
    return pile


def _letter(unit: Office) -> PileLetter:
    return _pile(unit).letters.get()


def _left_out(unit: Office) -> PileLetter:
    letter = _letter(unit)
    letter.dropped_at = NOW
    letter.save()
    return letter


def _pattern(unit: Office) -> FrequentLetter:
    made = {"made_by": factories.person(), "made_at": NOW}
    return FrequentLetter.objects.create(unit=unit, **PATTERN.columns, **made)


def _check_phrases(user: User, thing: Office | Phrase, at: dt.datetime) -> None:
    check_may_keep_phrases(user, getattr(thing, "house", None) or thing, at)


def _phrase(unit: Office) -> Phrase:
    house = unit.house or unit
    made = {"made_by": factories.person(), "made_at": NOW}
    return Phrase.objects.create(house=house, text="ทั้งนี้", **made)


def _house(unit: Office) -> Office:
    return unit.house or unit


def _phrase_row(name: str, act: Callable[..., Any], *given: Any, prepare: Any) -> Row:
    return Row(
        name=name,
        act=act,
        do=lambda thing, _stage, **who: act(thing, *given, **who),
        check=_check_phrases,
        who=(Role.OFFICER, Role.REVIEWER, Role.SIGNER),
        where=BOTH,
        tried=BOTH,
        scope=Scope.HOUSE,
        prepare=prepare,
    )


PILE_ROWS = [
    _row("start a pile", piles.start_pile, FILES),
    _row("close a pile", piles.close_pile, prepare=_pile),
    _row("cut a pile", pile_cuts.cut_pile, {1}, prepare=_pile),
    _row("put a letter of a pile off", pile_letters.put_off, prepare=_letter),
    _row("leave a letter of a pile out", pile_letters.leave_out, prepare=_letter),
    _row("take a letter of a pile in again", pile_letters.take_in_again, prepare=_left_out),
    _row("claim a letter of a pile", pile_letters.claim, prepare=_letter),
    _row("keep a pattern", frequent.keep_pattern, PATTERN),
    _row("change a pattern", frequent.change_pattern, PATTERN, prepare=_pattern),
    _row("put a pattern away", frequent.retire_pattern, prepare=_pattern),
    _phrase_row("keep a phrase", phrases.keep_phrase, "ใหม่", prepare=_house),
    _phrase_row("put a phrase away", phrases.retire_phrase, prepare=_phrase),
]
