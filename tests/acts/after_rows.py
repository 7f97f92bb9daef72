"""The table: acts on a letter that was sent, and on one that its sender wants back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from circulars.domain import adding, cancelling, enclosing_later, recalling, replacing
from circulars.models import EventKind, LetterFile, OfficeCopy
from circulars.sent_policies import (
    check_may_add,
    check_may_amend,
    check_may_cancel,
    check_may_drop_recall,
    check_may_give_up,
    check_may_refuse_recall,
    check_may_replace,
    check_may_send_again,
)
from circulars.states import State
from offices.models import Kind, Office, Post, Role, User
from survey.domain import amending
from survey.models import SurveyTask
from tests import factories
from tests.acts.draft_rows import PAPER, hung
from tests.acts.letter_rows import ALL, ENDED, NO_SENDER, SENT
from tests.acts.stage import DUE, NOW
from tests.acts.trying import Row, Scope
from tests.factories import DAY, MONDAY

C, O, R, S, V = Role.CLERK, Role.OFFICER, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR  # noqa: E741
EV = EventKind
OPEN = ALL - ENDED - NO_SENDER
GIVEN_UP = frozenset({"registered", "endorsed", "drafting", "given", "in unit", "voided"})
NEW = "อบต. ที่ตกหล่น"


def _with_another(copy: OfficeCopy) -> OfficeCopy:
    """Below the office there is one that has not got the letter."""
    factories.office(NEW, Kind.SAO, parent=copy.office, district=copy.office)
    return copy


def _wanted_back(copy: OfficeCopy) -> OfficeCopy:
    OfficeCopy.objects.filter(pk=copy.pk).update(recall_asked_at=MONDAY)
    copy.recall_asked_at = MONDAY
    return copy


def _with_later_file(copy: OfficeCopy) -> OfficeCopy:
    if copy.state in (State.DISPATCHED, State.REPORTING) and copy.forwarded_at:
        signer = Post.objects.filter(office=copy.office, role=Role.SIGNER)[0]
        words = {"by": signer.user, "at": NOW, "reason": "ลืม"}
        enclosing_later.enclose_later(copy, PAPER, **words)
    return copy


def _take_out(copy: OfficeCopy, _stage: Any, **who: Any) -> object:
    kept = LetterFile.objects.latest("pk")
    return enclosing_later.take_out_later(copy, kept, reason="ผิด", **who)


def _check_survey(user: User, task: SurveyTask, at: dt.datetime) -> None:
    check_may_amend(user, task.copy, at)


SIGNED_FOR: dict[str, Any] = {
    "who": (S, V),
    "scope": Scope.HOUSE,
    "where": SENT,
    "tried": ALL,
    "who_first": True,
}

AFTER_ROWS = [
    Row(
        name="add a receiver",
        act=adding.add_recipients,
        do=lambda copy, _stage, **who: adding.add_recipients(
            copy, [Office.objects.get(name=NEW).pk], reason="ตกหล่น", late=True, **who
        ),
        check=check_may_add,
        prepare=_with_another,
        who=(O, S, V),
        where=SENT,
        tried=ALL,
        who_first=True,
        events=(EV.ADDED,),
    ),
    Row(
        name="send again",
        act=adding.send_again,
        do=lambda copy, _stage, **who: adding.send_again(copy, reason="ส่งใหม่", **who),
        check=check_may_send_again,
        who=(O, S, V),
        scope=Scope.SENDER,
        where=frozenset({"returned", "recalled"}),
        tried=ALL - NO_SENDER,
        who_first=True,
        events=(EV.ADDED,),
    ),
    Row(
        name="begin a correction",
        act=replacing.begin_correction,
        do=lambda copy, _stage, **who: replacing.begin_correction(copy, reason="ผิด", **who),
        check=check_may_replace,
        who=(O, R, S),
        where=frozenset({"collecting"}),
        tried=ALL,
        who_first=True,
        moves={"collecting": (State.DRAFTING,)},
        events=(EV.DRAFTED, EV.CORRECTING),
    ),
    Row(
        name="give up what is wanted back",
        act=recalling.give_up,
        do=lambda copy, _stage, **who: recalling.give_up(copy, **who),
        check=check_may_give_up,
        prepare=_wanted_back,
        who=(C, O, V),
        where=GIVEN_UP,
        tried=ALL - NO_SENDER,
        moves=dict.fromkeys(GIVEN_UP, (State.RECALLED,)),
        events=(EV.RECALLED,),
    ),
    Row(
        name="keep what is wanted back",
        act=recalling.refuse_recall,
        do=lambda copy, _stage, **who: recalling.refuse_recall(copy, reason="ทำแล้ว", **who),
        check=check_may_refuse_recall,
        prepare=_wanted_back,
        who=(C, O, V),
        where=OPEN,
        tried=OPEN,
        events=(EV.RECALL_REFUSED,),
    ),
    Row(
        name="want it back no more",
        act=recalling.drop_recall,
        do=lambda copy, _stage, **who: recalling.drop_recall(copy, **who),
        check=check_may_drop_recall,
        prepare=_wanted_back,
        who=(O, S, V),
        scope=Scope.SENDER,
        where=OPEN,
        tried=OPEN,
        events=(EV.RECALL_DROPPED,),
    ),
    Row(
        name="enclose later",
        act=enclosing_later.enclose_later,
        do=lambda copy, _stage, **who: enclosing_later.enclose_later(
            copy, PAPER, reason="ลืม", **who
        ),
        check=check_may_amend,
        events=(EV.ENCLOSED,),
        **SIGNED_FOR,
    ),
    Row(
        name="take out what was enclosed later",
        act=enclosing_later.take_out_later,
        do=_take_out,
        check=check_may_amend,
        prepare=_with_later_file,
        events=(EV.ENCLOSED,),
        **SIGNED_FOR,
    ),
    Row(
        name="cancel the matter",
        act=cancelling.cancel_matter,
        do=lambda copy, _stage, **who: cancelling.cancel_matter(copy, reason="ยกเลิก", **who),
        check=check_may_cancel,
        who=(S, V),
        scope=Scope.HOUSE,
        where=frozenset({"collecting"}),
        tried=ALL,
        who_first=True,
        moves={"collecting": (State.FILED,)},
        events=(EV.CANCELLED,) * 3,
    ),
    Row(
        name="close the survey on another day",
        act=amending.amend_closing,
        do=lambda task, _stage, **who: amending.amend_closing(task, DUE + DAY, reason="ช้า", **who),
        check=_check_survey,
        prepare=hung,
        events=(EV.SURVEY_ASKED,),
        **SIGNED_FOR,
    ),
    Row(
        name="word a question otherwise",
        act=amending.amend_question,
        do=lambda task, _stage, **who: amending.amend_question(
            task.questions.get(name="second"), label="ใหม่", hint="", reason="กำกวม", **who
        ),
        check=_check_survey,
        prepare=hung,
        events=(EV.SURVEY_ASKED,),
        **SIGNED_FOR,
    ),
]
