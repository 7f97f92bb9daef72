"""The table: acts on a letter, whose they are, where they succeed, what they leave behind."""

from __future__ import annotations

from circulars.domain import (
    calling,
    correcting,
    dispatching,
    endorsing,
    extending,
    handing_over,
    registering,
    reporting,
    returning,
    unsigning,
)
from circulars.domain.received import as_received
from circulars.domain.registering import check_may_void_entry
from circulars.draft_policies import check_may_unsign
from circulars.models import EventKind, OfficeCopy, RegisterEntry
from circulars.policies import (
    check_may_answer,
    check_may_correct,
    check_may_dispatch,
    check_may_endorse,
    check_may_hand_back,
    check_may_hand_over,
    check_may_register,
    check_may_return,
)
from circulars.sent_policies import (
    check_may_call,
    check_may_extend,
    check_may_issue_reminder,
    check_may_recall,
    check_may_remind,
)
from circulars.states import AfterVoid, Order, State
from offices.models import Role
from tests.acts.stage import DUE
from tests.acts.trying import Row, Scope
from tests.factories import DAY
from workflow import reminding

C, O, R, S, V, A = (  # noqa: E741 - the columns of the table
    Role.CLERK,
    Role.OFFICER,
    Role.REVIEWER,
    Role.SIGNER,
    Role.SUPERVISOR,
    Role.ADMIN,
)
ALL = frozenset(
    {
        "arrived", "registered", "endorsed", "filed", "drafting", "approved", "dispatched",
        "collecting", "reporting", "reported", "returned", "recalled", "superseded", "given",
        "in unit", "voided", "own", "outside",
    }
)  # fmt: skip
ENDED = frozenset({"filed", "reported", "returned", "recalled", "superseded"})
NO_SENDER = frozenset({"own", "outside"})
ORDERED = frozenset({"registered", "endorsed", "in unit", "outside"})
RETURNABLE = frozenset({"arrived", "registered", "endorsed", "given", "in unit", "voided"})
WITH_NUMBER = ALL - {"arrived", "recalled", "superseded", "own"}
VOIDABLE = frozenset({"registered", "returned", "outside"})
SENT = frozenset({"dispatched", "collecting"})
EV = EventKind


def _to(state: State, *places: str) -> dict[str, tuple[State, ...]]:
    return dict.fromkeys(places, (state,))


def _ends(state: State) -> dict[str, tuple[State, ...]]:
    return _to(state, *ORDERED)


def line_of(copy: OfficeCopy) -> RegisterEntry:
    """The first number of the letter in the house, joined as its policy wants it."""
    entries = RegisterEntry.objects.with_passed_on().select_related("book__office", "copy__holder")
    return entries.filter(copy=copy).order_by("pk")[0]


ROWS = [
    Row(
        name="register",
        act=registering.register,
        do=lambda copy, _stage, **who: registering.register(copy, **who),
        check=check_may_register,
        who=(C, O),
        where=frozenset({"arrived", "given", "voided"}),
        tried=ALL,
        moves=_to(State.REGISTERED, "arrived"),
        events=(EV.REGISTERED,),
    ),
    Row(
        name="assign",
        act=endorsing.endorse,
        do=lambda copy, stage, **who: endorsing.endorse(
            copy, Order.ASSIGN, to_officer=stage.people["officer"], **who
        ),
        check=check_may_endorse,
        who=(C, O, R, S, V),
        where=ORDERED,
        tried=ALL,
        moves=_to(State.ENDORSED, "registered", "outside"),
        events=(EV.ENDORSED,),
    ),
    Row(
        name="file",
        act=endorsing.endorse,
        do=lambda copy, _stage, **who: endorsing.endorse(copy, Order.FILE, **who),
        check=check_may_endorse,
        who=(C, O, R, S, V),
        where=ORDERED,
        tried=ALL,
        moves=_ends(State.FILED),
        events=(EV.ENDORSED,),
    ),
    Row(
        name="order to forward",
        act=endorsing.endorse,
        do=lambda copy, _stage, **who: endorsing.endorse(copy, Order.FORWARD, **who),
        check=check_may_endorse,
        who=(C, O, R, S, V),
        beyond=(C,),
        where=ORDERED,
        tried=ALL,
        moves=_ends(State.DRAFTING),
        events=(EV.ENDORSED, EV.DRAFTED),
    ),
    Row(
        name="order to report",
        act=endorsing.endorse,
        do=lambda copy, _stage, **who: endorsing.endorse(copy, Order.REPORT, **who),
        check=check_may_endorse,
        who=(C, O, R, S, V),
        beyond=(C,),
        where=ORDERED,
        tried=ALL,
        moves=_ends(State.REPORTING),
        events=(EV.ENDORSED,),
    ),
    Row(
        name="return to sender",
        act=returning.return_to_sender,
        do=lambda copy, _stage, **who: returning.return_to_sender(copy, reason="ผิด", **who),
        check=check_may_return,
        who=(C, O, V),
        where=RETURNABLE,
        tried=ALL,
        moves=_to(State.RETURNED, *RETURNABLE),
        events=(EV.RETURNED,),
    ),
    Row(
        name="hand back",
        act=returning.hand_back,
        do=lambda copy, _stage, **who: returning.hand_back(copy, reason="ผิด", **who),
        check=check_may_hand_back,
        who=(C, O, V),
        where=frozenset({"given"}),
        tried=ALL,
        events=(EV.HANDED_BACK,),
    ),
    Row(
        name="hand over",
        act=handing_over.hand_over,
        do=lambda copy, stage, **who: handing_over.hand_over(
            copy, to=stage.people["signer"], reason="ลาออก", **who
        ),
        check=check_may_hand_over,
        who=(C, V),
        where=ALL - ENDED,
        tried=ALL,
        events=(EV.HANDED_OVER,),
    ),
    Row(
        name="recall",
        act=returning.recall,
        do=lambda copy, _stage, **who: returning.recall(copy, reason="ผิด", **who),
        check=check_may_recall,
        who=(O, S, V),
        scope=Scope.SENDER,
        where=ALL - ENDED - NO_SENDER,
        tried=ALL,
        who_first=True,
        state_first=NO_SENDER,
        moves=_to(State.RECALLED, "arrived"),
        events=(EV.RECALL_ASKED,),
        events_at={"arrived": (EV.RECALLED,)},
    ),
    Row(
        name="extend",
        act=extending.extend,
        do=lambda copy, _stage, **who: extending.extend(copy, DUE + DAY, reason="ช้า", **who),
        check=check_may_extend,
        who=(O, S, V),
        scope=Scope.SENDER,
        where=ALL - ENDED - NO_SENDER,
        tried=ALL,
        who_first=True,
        state_first=NO_SENDER,
        events=(EV.EXTENDED,),
    ),
    Row(
        name="remind",
        act=reminding.remind_silent,
        do=lambda copy, _stage, **who: reminding.remind_silent(copy, **who),
        check=check_may_remind,
        who=(C, O, R, S, V),
        where=ALL,
        tried=ALL,
        events_at=dict.fromkeys(SENT, (EV.REMINDED,)),
    ),
    Row(
        name="note a call",
        act=calling.note_call,
        do=lambda copy, stage, **who: calling.note_call(
            copy, note="จะส่งบ่ายนี้", house=stage.province, **who
        ),
        check=check_may_call,
        who=(C, O, R, S, V),
        scope=Scope.SENDER,
        where=ALL - ENDED - NO_SENDER,
        tried=ALL,
        events=(EV.CALLED,),
    ),
    Row(
        name="remind by letter",
        act=reminding.remind_by_letter,
        do=lambda copy, _stage, **who: reminding.remind_by_letter(copy, **who),
        check=check_may_issue_reminder,
        who=(S,),
        scope=Scope.HOUSE,
        where=SENT,
        asked=ALL,
        tried=ALL,
        state_first=ALL - SENT,
        events=(EV.REMINDED,),
    ),
    Row(
        name="dispatch",
        act=dispatching.dispatch,
        do=lambda copy, _stage, **who: dispatching.dispatch(copy, **who),
        check=check_may_dispatch,
        who=(O, C, S),
        where=frozenset({"approved"}),
        tried=ALL,
        moves=_to(State.DISPATCHED, "approved"),
        events=(EV.DISPATCHED,),
    ),
    Row(
        name="take the signature off",
        act=unsigning.unsign,
        do=lambda copy, _stage, **who: unsigning.unsign(copy, reason="ผิด", **who),
        check=check_may_unsign,
        who=(O, S),
        where=frozenset({"approved"}),
        tried=ALL,
        moves=_to(State.DRAFTING, "approved"),
        events=(EV.UNSIGNED,),
    ),
    Row(
        name="report",
        act=reporting.report_done,
        do=lambda copy, _stage, **who: reporting.report_done(copy, note="ทำแล้ว", **who),
        check=check_may_answer,
        who=(C, O, S, V),
        scope=Scope.HOUSE,
        where=frozenset({"reporting", "collecting"}),
        # An answer may come before its letter; a report without a survey may not.
        asked=(ALL - ENDED) | {"reported"},
        tried=ALL,
        moves=_to(State.REPORTED, "reporting", "collecting"),
        events=(EV.REPORTED,),
    ),
    Row(
        name="correct",
        act=correcting.correct,
        do=lambda copy, _stage, **who: correcting.correct(
            copy, as_received(copy), line=correcting.LineWords(note="แก้"), **who
        ),
        check=check_may_correct,
        who=(C, O),
        where=frozenset({"outside"}),
        tried=ALL - {"own"},
        events=(EV.CORRECTED,),
    ),
    Row(
        name="void, to be registered again",
        act=registering.void_entry,
        do=lambda entry, _stage, **who: registering.void_entry(entry, reason="ผิด", **who),
        check=check_may_void_entry,
        prepare=line_of,
        of_house=True,
        who=(C,),
        where=VOIDABLE,
        tried=WITH_NUMBER,
        who_first=True,
        events=(EV.VOIDED,),
    ),
    Row(
        name="void and close",
        act=registering.void_entry,
        do=lambda entry, _stage, **who: registering.void_entry(
            entry, reason="ผิด", after=AfterVoid.CLOSE, **who
        ),
        check=check_may_void_entry,
        prepare=line_of,
        of_house=True,
        who=(C,),
        where=frozenset({"outside", "returned"}),
        asked=VOIDABLE,
        tried=WITH_NUMBER,
        who_first=True,
        moves=_to(State.FILED, "outside"),
        events=(EV.VOIDED,),
    ),
]
