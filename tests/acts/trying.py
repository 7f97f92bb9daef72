"""Trying one act by everybody, everywhere, and saying how it differs from its row."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from circulars.domain.search_text import REWORDING, texts_of
from circulars.errors import CircularError, NotAllowed, WrongState
from circulars.models import Event, EventKind, OfficeCopy, SearchText
from circulars.policies import verdict
from circulars.states import DRAFT_TRANSITIONS, TRANSITIONS, DraftState, State
from offices.models import Role
from offices.viewer import Viewer
from tests.acts.stage import DRAFTER, NOW

#: What lies in the unit; everything else lies in the house itself.
IN_UNIT = frozenset(
    {
        *("given", "in unit", "unit", "unit review", "unit passed"),
        *("share given", "share entered", "share done", "share withdrawn"),
        *("told", "told entered"),
    }
)


class Scope(enum.Enum):
    """Where the posts must be that make an act allowed."""

    HOLDER = "the unit that holds the letter, or above it in the house"
    HOUSE = "anywhere in the house"
    SENDER = "the office that sent the letter"
    BRANCH = "the office itself or any above it in the whole tree"


@dataclass(frozen=True, kw_only=True)
class Row:
    """
    What is expected of one act; written by hand, never read off the program.

    do          calls the act: ``do(thing, stage, by=…, at=…)``
    check       its policy: ``check(user, thing, at)``
    who, scope  the roles that may, and where they must be held
    where       in which places of the stage it succeeds; ``tried`` are all that are tried
    asked       where the policy says yes, when the act itself asks for more than it
    who_first   a stranger hears NotAllowed even where nobody could do it …
    state_first … except here
    beyond      roles that the policy lets in and the act refuses
    of_house    it is the house's, whoever holds the letter
    moves       the states that the letter passes through, by place; none: it stays
    drafts      the state in which its draft ends, by place
    events      what is recorded, in order; by place where it differs
    """

    name: str
    act: Callable[..., Any]
    do: Callable[..., Any]
    check: Callable[..., Any]
    who: tuple[Role, ...]
    where: frozenset[str]
    tried: frozenset[str]
    scope: Scope = Scope.HOLDER
    asked: frozenset[str] | None = None
    who_first: bool = False
    state_first: frozenset[str] = frozenset()
    beyond: tuple[Role, ...] = ()
    four_eyes: bool = False
    of_house: bool = False
    moves: dict[str, tuple[State, ...]] = field(default_factory=dict)
    drafts: dict[str, DraftState] = field(default_factory=dict)
    events: tuple[EventKind, ...] = ()
    events_at: dict[str, tuple[EventKind, ...]] = field(default_factory=dict)
    prepare: Callable[[Any], object] | None = None

    def allowed(self, place: str) -> set[str]:
        """The people of the stage whom the roles let in."""
        names: set[str] = set()
        for role in self.who:
            if self.scope == Scope.SENDER:
                names.add(f"above {role}")
                continue
            names.add(f"{role}")
            if self.scope == Scope.BRANCH:
                names.add(f"above {role}")
            if self._in_unit(place) or self.scope == Scope.HOUSE:
                names.add(f"unit {role}")
        if self.scope in (Scope.HOLDER, Scope.HOUSE) and set(DRAFTER) & set(self.who):
            names |= set() if self.four_eyes else {"drafter"}
        return names

    def _in_unit(self, place: str) -> bool:
        return place in IN_UNIT and not self.of_house

    def tries(self, person: str, place: str) -> bool:
        """Of people elsewhere one stands for all, unless it is theirs to act here."""
        possible = place in self.where
        if person.startswith("unit "):
            near = self.scope == Scope.HOUSE or place in IN_UNIT
            return (near and possible) or person == "unit officer"
        if person.startswith("above "):
            theirs = self.scope in (Scope.SENDER, Scope.BRANCH)
            return theirs or (possible and person == "above officer")
        return possible or " " not in person or person == "foreign officer"

    def everybody_does(self, place: str) -> bool:
        """Whether all who may do it here do it; in places like this one, one of them does."""
        alike = [one for one in sorted(self.where) if (one in IN_UNIT) == (place in IN_UNIT)]
        return alike[:1] == [place]

    def expected(self, person: str, place: str) -> type[CircularError] | None:
        """How the act is refused, or None."""
        asked = self.where if self.asked is None else self.asked
        cannot = place not in self.where
        if cannot and place in self.state_first:
            return WrongState
        if place not in asked and not self.who_first:
            return WrongState
        if person not in self.allowed(place):
            return NotAllowed
        if cannot:
            return WrongState
        return NotAllowed if person in self._beyond(place) else None

    def _beyond(self, place: str) -> set[str]:
        return {name for role in self.beyond for name in (f"{role}", f"unit {role}")}

    def policy_lets(self, person: str, place: str) -> bool:
        asked = self.where if self.asked is None else self.asked
        return place in asked and person in self.allowed(place)


@dataclass
class Tally:
    """How many attempts were made, for the report of a run."""

    attempts: int = 0


TALLY = Tally()


def differences(row: Row, stage: Any, fetch: Callable[[str], Any]) -> list[str]:
    """Everything in which the act differs from its row; ``fetch`` reads a place's thing."""
    return [line for place in sorted(row.tried) for line in _at(row, stage, place, fetch)]


def _at(row: Row, stage: Any, place: str, fetch: Callable[[str], Any]) -> Iterator[str]:
    with taken_back():
        thing = fetch(place)
        if row.prepare is not None:
            thing = row.prepare(thing)
        before, written = fingerprint(), rows_written()
        people = [name for name in stage.people if row.tries(name, place)]
        refused = [name for name in people if row.expected(name, place) is not None]
        for name in refused:
            yield from _refused(row, stage, place, name, thing)
        # What was written and taken back again counts as well: only then it is looked at.
        if rows_written() != written and fingerprint() != before:
            yield f"{place}: a refusal wrote something"
        doers = sorted(set(people) - set(refused))
        for name in doers:
            if not verdict(row.check, stage.people[name], thing, NOW).allowed:
                yield f"{place}, {name}: the policy says no"
        for name in doers if row.everybody_does(place) else doers[:1]:
            with taken_back():
                yield from _done(row, stage, place, name, thing)


def _refused(row: Row, stage: Any, place: str, name: str, thing: Any) -> Iterator[str]:
    TALLY.attempts += 1
    user, wanted = stage.people[name], row.expected(name, place)
    said = verdict(row.check, _asking(row, stage, name), thing, NOW)
    if said.allowed != row.policy_lets(name, place):
        yield f"{place}, {name}: the policy says {said}"
    try:
        row.do(thing, stage, by=user, at=NOW)
    except CircularError as refusal:
        if type(refusal) is not wanted:
            yield f"{place}, {name}: {type(refusal).__name__} {refusal}"
        elif not said.allowed and place not in row.state_first and str(refusal) != said.reason:
            yield f"{place}, {name}: “{refusal}”, but the policy says “{said.reason}”"
    else:
        yield f"{place}, {name}: done, but it should be {wanted}"


def _asking(row: Row, stage: Any, name: str) -> Any:
    """
    Who asks whether he may: as screens do, with his posts at hand. They are read once for all
    rows of a table; where something is made ready first they may be others.
    """
    if row.prepare is not None:
        return stage.people[name]
    viewers = vars(stage).setdefault("viewers", {})
    if name not in viewers:
        viewers[name] = Viewer.of(stage.people[name], NOW)
    return viewers[name]


def _done(row: Row, stage: Any, place: str, name: str, thing: Any) -> Iterator[str]:
    TALLY.attempts += 1
    user = stage.people[name]
    copy_id = _copy_id(thing)
    before = _state(copy_id)
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        row.do(thing, stage, by=user, at=NOW)
    except CircularError as refusal:
        yield f"{place}, {name}: {type(refusal).__name__} {refusal}"
        return
    if copy_id is not None and not words_stand(copy_id):
        yield f"{place}, {name}: the letter is not found by what was done with it"
    wanted = [(kind.value, user.pk, NOW) for kind in row.events_at.get(place, row.events)]
    told = list(Event.objects.filter(pk__gt=last).order_by("pk").values_list("kind", "actor", "at"))
    if told != wanted:
        yield f"{place}, {name}: events {told}, not {wanted}"
    ways = row.moves.get(place, ())
    if _state(copy_id) != (ways[-1] if ways else before):
        yield f"{place}, {name}: the letter is {_state(copy_id)}, before {before}"
    if ways and not _along(before, ways):
        yield f"{place}: {before} to {ways} is not in the table of states"
    if place in row.drafts:
        was = thing.state
        thing.refresh_from_db()
        if thing.state != row.drafts[place] or thing.state not in DRAFT_TRANSITIONS[was]:
            yield f"{place}, {name}: the draft went from {was} to {thing.state}"
        thing.state = was


def words_stand(copy_id: int) -> bool:
    """
    Whether the copy is found by what its rows say now; unregistered, it has no words yet. One
    that the stage wrote down as registered, by no act, has none either.
    """
    kept = SearchText.objects.filter(copy=copy_id).values_list("text", flat=True).first()
    acts = Event.objects.filter(copy=copy_id, kind__in=REWORDING)
    if not acts.filter(copy__registered_at__isnull=False).exists():
        return kept is None
    return kept == texts_of([copy_id])[copy_id]


def _along(before: State | None, ways: tuple[State, ...]) -> bool:
    assert before is not None
    steps = zip((before, *ways), ways, strict=False)
    return all(to in TRANSITIONS[State(here)] for here, to in steps)


def _copy_id(thing: Any) -> int | None:
    if isinstance(thing, OfficeCopy):
        return thing.pk
    return getattr(thing, "copy_id", None)


def _state(copy_id: int | None) -> State | None:
    if copy_id is None:
        return None
    return State(OfficeCopy.objects.values_list("state", flat=True).get(pk=copy_id))


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


_TABLES = [
    "circulars_circular",
    "circulars_officecopy",
    "circulars_event",
    "circulars_letter",
    "circulars_letterfile",
    "circulars_registerbook",
    "circulars_registerentry",
    "circulars_reservation",
    "circulars_carriage",
    "circulars_correspondent",
    "circulars_endorsement",
    "circulars_share",
    "circulars_draft",
    "circulars_draftversion",
    "circulars_draftfile",
    "circulars_approval",
    "circulars_dispatch",
    "survey_surveytask",
    "survey_question",
    "survey_choice",
    "survey_expectedanswer",
    "survey_answer",
    "survey_answercheck",
    "survey_certificate",
    "offices_office",
    "offices_post",
    "offices_acting",
    "offices_absence",
    "offices_user",
    "outbox_outboxitem",
    "workflow_notice",
]
_WRITTEN = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
_PRINT = " UNION ALL ".join(
    f"SELECT '{name}', count(*), coalesce(sum(hashtext(row::text)::bigint), 0) FROM {name} row"
    for name in _TABLES
)


def rows_written() -> int:
    """How many rows this transaction has written so far, kept or not."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        written: int = cursor.fetchone()[0]
        return written


def fingerprint() -> list[tuple[Any, ...]]:
    """Every table that an act could write, as counts and sums: equal means untouched."""
    with connection.cursor() as cursor:
        cursor.execute(_PRINT)
        return cursor.fetchall()
