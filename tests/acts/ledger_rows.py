"""The table: acts on deadlines and on the ledger, whose they are and where they succeed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from circulars.domain import asking_time, extending, gathering, repairing
from circulars.models import (
    Duty,
    EventKind,
    Expectation,
    OfficeCopy,
    Repair,
    TimeRequest,
    What,
)
from circulars.policies import check_may_certify
from circulars.sent_policies import check_may_ask_time, check_may_extend, check_may_extend_all
from circulars.states import State
from offices.models import Kind, Office, Role, User
from tests.acts.letter_rows import ALL, ENDED, NO_SENDER, SENT, line_of
from tests.acts.stage import DUE, NOW
from tests.acts.trying import Row, Scope
from tests.factories import DAY

C, O, R, S, V = Role.CLERK, Role.OFFICER, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR  # noqa: E741
EV = EventKind


def _asked_for(copy: OfficeCopy) -> TimeRequest:
    by = copy.parent.circular.started_by if copy.parent else copy.circular.started_by
    return TimeRequest.objects.create(
        copy=copy, until=DUE + DAY, reason="น้ำท่วม", asked_by=by, asked_at=NOW - DAY
    )


def _check_time(user: User, request: TimeRequest, at: dt.datetime) -> None:
    check_may_extend(user, request.copy, at)


def _owed(copy: OfficeCopy, *, answered: bool = False) -> Expectation:
    """An office that the letter of ``copy`` has not reached owes a report."""
    office = Office.objects.exclude(pk=copy.office_id).filter(kind=Kind.SAO)[0]
    moment = NOW - DAY if answered else None
    return Expectation.objects.create(
        asker=copy,
        what=What.REPLY,
        duty=Duty.ANSWER,
        office=office,
        office_name=office.name,
        office_kind=office.kind,
        above=copy.branch,
        frozen_at=NOW - DAY,
        first_answered_at=moment,
        answered_at=moment,
    )


def _check_gathering(user: User, line: Expectation, at: dt.datetime) -> None:
    check_may_certify(user, line.asker, at)


def _repaired(copy: OfficeCopy) -> Repair:
    by = copy.circular.started_by
    return Repair.objects.create(copy=copy, since=NOW, reason="แก้แบบ", by=by)


def _check_repair(user: User, repair: Repair, at: dt.datetime) -> None:
    check_may_extend_all(user, repair.copy, at)


DECIDED: dict[str, Any] = {
    "check": _check_time,
    "prepare": _asked_for,
    "who": (O, S, V),
    "scope": Scope.SENDER,
    "where": ALL - ENDED - NO_SENDER,
    "tried": ALL - ENDED - NO_SENDER,
}
GATHERED: dict[str, Any] = {
    "check": _check_gathering,
    "who": (O, R, S, V),
    "where": SENT,
    "tried": SENT,
}

LEDGER_ROWS = [
    Row(
        name="extend all",
        act=extending.extend_all,
        do=lambda copy, _stage, **who: extending.extend_all(copy, DUE + DAY, reason="ช้า", **who),
        check=check_may_extend_all,
        who=(O, S, V),
        where=SENT,
        tried=ALL,
        state_first=ALL - SENT,
        events=(EV.EXTENDED,),
    ),
    Row(
        name="ask for time",
        act=asking_time.ask_for_time,
        do=lambda copy, _stage, **who: asking_time.ask_for_time(
            copy, DUE + DAY, reason="ช้า", **who
        ),
        check=check_may_ask_time,
        who=(C, O, R, S, V),
        where=ALL - ENDED - NO_SENDER,
        tried=ALL,
        state_first=ENDED | NO_SENDER,
        events=(EV.TIME_ASKED,),
    ),
    Row(
        name="grant time",
        act=asking_time.grant,
        do=lambda request, _stage, **who: asking_time.grant(request, **who),
        events=(EV.EXTENDED,),
        **DECIDED,
    ),
    Row(
        name="refuse time",
        act=asking_time.refuse,
        do=lambda request, _stage, **who: asking_time.refuse(request, reason="เร่ง", **who),
        events=(EV.TIME_REFUSED,),
        **DECIDED,
    ),
    Row(
        name="stop the clock",
        act=repairing.stop_clock,
        do=lambda copy, _stage, **who: repairing.stop_clock(copy, reason="แก้แบบ", **who),
        check=check_may_extend_all,
        who=(O, S, V),
        where=SENT,
        tried=ALL,
        state_first=ALL - SENT,
        events=(EV.CLOCK_STOPPED,),
    ),
    Row(
        name="start the clock",
        act=repairing.start_clock,
        do=lambda repair, _stage, **who: repairing.start_clock(repair.copy, **who),
        check=_check_repair,
        prepare=_repaired,
        who=(O, S, V),
        where=SENT,
        tried=SENT,
        events=(EV.CLOCK_STARTED,),
    ),
    Row(
        name="take a reply in",
        act=gathering.take_reply,
        do=lambda line, _stage, **who: gathering.take_reply(
            line, copy=line.asker, number=str(line_of(line.asker).number), **who
        ),
        prepare=_owed,
        events=(EV.ANSWERED,),
        **GATHERED,
    ),
    Row(
        name="send a reply back",
        act=gathering.send_back,
        do=lambda line, _stage, **who: gathering.send_back(line, copy=line.asker, note="แก้", **who),
        prepare=lambda copy: _owed(copy, answered=True),
        events=(EV.ANSWER_RETURNED,),
        **GATHERED,
    ),
    Row(
        name="excuse from replying",
        act=gathering.excuse,
        do=lambda line, _stage, **who: gathering.excuse(line, copy=line.asker, reason="ยุบ", **who),
        prepare=_owed,
        events=(EV.EXCUSED,),
        **GATHERED,
    ),
    Row(
        name="close what was gathered",
        act=gathering.close,
        do=lambda copy, _stage, **who: gathering.close(copy, note="ครบ", early_reason="เร่ง", **who),
        check=check_may_certify,
        who=(O, R, S, V),
        where=SENT,
        asked=ALL,
        tried=ALL,
        who_first=True,
        moves={
            "dispatched": (State.REPORTING, State.REPORTED),
            "collecting": (State.REPORTED,),
        },
        events=(EV.CERTIFIED, EV.REPORTED),
    ),
]
