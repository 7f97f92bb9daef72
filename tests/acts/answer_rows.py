"""The table: acts on an answer, by who gives it and by who stands above."""

from __future__ import annotations

import datetime as dt
from typing import Any

from circulars.models import EventKind
from circulars.policies import check_may_answer, check_may_certify
from circulars.states import State
from offices.models import Role, User
from survey.domain import answering, attaching, certifying, checking
from survey.models import ExpectedAnswer, Question
from survey.policies import check_still_open
from tests.acts.answer_stage import typed_for
from tests.acts.trying import Row, Scope

C, O, R, S, V = Role.CLERK, Role.OFFICER, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR  # noqa: E741
EV = EventKind
SOUND = Question(type="audio", name="sound")

LINES = frozenset(
    {"arrived", "excused", "waiting", "kept", "submitted", "returned", "filed", "certified"}
)
ANSWERABLE = frozenset({"arrived", "waiting", "kept", "submitted", "returned"})
AWAITED = frozenset({"waiting", "kept", "returned"})
COUNTED = frozenset({"submitted", "certified"})
EXCUSABLE = LINES - COUNTED - {"excused"}


def _check_answering(user: User, line: ExpectedAnswer, at: dt.datetime) -> None:
    check_may_answer(user, line.copy, at)
    check_still_open(line, at)


def _check_above(user: User, line: ExpectedAnswer, at: dt.datetime) -> None:
    assert line.copy.parent is not None
    check_may_certify(user, line.copy.parent, at)


def _answering(name: str, act: Any, **more: Any) -> Row:
    return Row(
        name=name,
        act=act,
        do=lambda line, _stage, **who: act(line, typed_for(line), **who),
        check=_check_answering,
        who=(C, O, S, V),
        scope=Scope.HOUSE,
        where=ANSWERABLE,
        tried=LINES,
        who_first=True,
        state_first=frozenset({"filed"}),
        **more,
    )


def _from_above(name: str, act: Any, do: Any, **more: Any) -> Row:
    return Row(
        name=name,
        act=act,
        do=do,
        check=_check_above,
        who=(O, R, S, V),
        scope=Scope.SENDER,
        who_first=True,
        asked=LINES,
        **more,
    )


ROWS = [
    _answering("keep an answer", answering.save_draft),
    _answering(
        "hand an answer in",
        answering.submit,
        moves=dict.fromkeys(AWAITED, (State.REPORTED,)),
        events=(EV.ANSWERED,),
        events_at=dict.fromkeys(AWAITED, (EV.ANSWERED, EV.REPORTED)),
    ),
    Row(
        name="attach a file",
        act=attaching.attach,
        do=lambda line, _stage, **who: attaching.attach(line, SOUND, "a.mp3", b"ID3", **who),
        check=_check_answering,
        who=(C, O, S, V),
        scope=Scope.HOUSE,
        where=ANSWERABLE,
        tried=LINES,
        who_first=True,
        state_first=frozenset({"filed"}),
    ),
    _from_above(
        "send an answer back",
        checking.return_answer,
        lambda line, stage, **who: checking.return_answer(
            line.current, "แก้", copy=stage.above(line), **who
        ),
        where=COUNTED,
        tried=COUNTED | {"returned"},
        moves=dict.fromkeys(COUNTED, (State.REPORTING,)),
        events=(EV.ANSWER_RETURNED,),
        # The district that had certified opens again too.
        events_at={"certified": (EV.ANSWER_RETURNED, EV.ANSWER_RETURNED)},
    ),
    _from_above(
        "accept an answer",
        checking.accept,
        lambda line, stage, **who: checking.accept(line.current, copy=stage.above(line), **who),
        where=COUNTED,
        tried=COUNTED | {"returned"},
    ),
    _from_above(
        "excuse",
        checking.excuse,
        lambda line, stage, **who: checking.excuse(line, "ยุบ", copy=stage.above(line), **who),
        where=EXCUSABLE,
        tried=LINES,
        moves=dict.fromkeys(AWAITED, (State.FILED,)),
        events=(EV.SURVEY_ASKED,),
    ),
]

CERTIFYING = Row(
    name="certify",
    act=certifying.certify,
    do=lambda copy, _stage, **who: certifying.certify(copy, early_reason="ครบเวลา", **who),
    check=check_may_certify,
    who=(O, R, S, V),
    scope=Scope.SENDER,
    who_first=True,
    where=frozenset({"collecting"}),
    asked=frozenset({"collecting", "reported"}),
    tried=frozenset({"collecting", "reported"}),
    moves={"collecting": (State.REPORTED,)},
    events=(EV.CERTIFIED, EV.REPORTED),
)
