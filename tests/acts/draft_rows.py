"""The table: acts on a draft, and on the survey that hangs on a letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from circulars.domain import approving, drafting, enclosing, rewriting
from circulars.domain.content import content_of
from circulars.domain.received import IncomingFile
from circulars.draft_policies import (
    check_may_review,
    check_may_sign,
    check_may_take_draft_back,
    need_draft,
)
from circulars.models import Draft, DraftFile, EventKind, OfficeCopy
from circulars.policies import check_may_draft
from circulars.states import DraftState, State
from offices.models import Kind, Role, User
from survey.domain import asking, editing, sending
from survey.models import Question, SurveyTask
from survey.policies import check_may_ask
from survey.xlsform.blueprint import Blueprint
from tests.acts.letter_rows import ALL, ENDED
from tests.acts.trying import Row, Scope
from tests.factories import MONDAY

O, R, S, V = Role.OFFICER, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR  # noqa: E741
EV = EventKind

DRAFTS = frozenset(
    {
        "writing", "review", "sent back", "passed", "signed", "cancelled", "unit review",
        "unit passed",
    }
)  # fmt: skip
WRITABLE = frozenset({"writing", "sent back"})
IN_REVIEW = frozenset({"review", "unit review"})
PASSED = frozenset({"passed", "unit passed"})
PAPER = IncomingFile("แผน.pdf", b"%PDF", b"%PDF", "0" * 64, "application/pdf", 1)


def _check_writing(user: User, draft: Draft, at: dt.datetime) -> None:
    check_may_draft(user, draft.copy, at)
    need_draft(draft, DraftState.WRITING, DraftState.SENT_BACK)


def _check_judging(user: User, draft: Draft, at: dt.datetime) -> None:
    check = check_may_sign if draft.state == DraftState.PASSED else check_may_review
    check(user, draft, at)


def _rewrite(draft: Draft, _stage: Any, **who: Any) -> object:
    words = replace(content_of(draft.latest), body="ถ้อยคำใหม่")
    return drafting.save_version(draft, words, **who)


def _attached(draft: Draft) -> Draft:
    """A file that was attached while it could be."""
    DraftFile.objects.create(
        draft=draft, file="x", name="x.pdf", sha256="1" * 64, size=1,
        added_at=MONDAY, added_by=draft.drafter,
    )  # fmt: skip
    return draft


def _outdated(draft: Draft) -> Draft:
    """Written in advance to somebody else than it goes to now."""
    words = content_of(draft.latest)
    draft.written_ahead = {**draft.written_ahead, "subject": words.subject, "addressee": "ใคร"}
    draft.versions.filter(pk=draft.latest.pk).update(addressee="ใคร")
    draft.save(update_fields=["written_ahead"])
    return draft


def _detach(draft: Draft, _stage: Any, **who: Any) -> None:
    enclosing.detach(draft.files.get(), **who)


def _writing(name: str, act: Any, do: Any, **more: Any) -> Row:
    """A row of whoever writes the draft."""
    common = {"check": _check_writing, "who": (O, R, S), "where": WRITABLE, "tried": DRAFTS}
    # Once the letter itself has gone on, nobody is asked who he is.
    common |= {"who_first": True, "state_first": frozenset({"signed", "cancelled"})}
    return Row(name=name, act=act, do=do, **common, **more)


DRAFT_ROWS = [
    _writing("write", drafting.save_version, _rewrite, events=(EV.DRAFTED,)),
    _writing(
        "attach",
        enclosing.attach,
        lambda draft, _stage, **who: enclosing.attach(draft, PAPER, **who),
        events=(EV.DRAFTED,),
    ),
    _writing(
        "settle what changed upstream",
        rewriting.settle_rewriting,
        lambda draft, _stage, **who: rewriting.settle_rewriting(
            draft, take=True, asks_answer=False, **who
        ),
        prepare=_outdated,
        events=(EV.DRAFTED,),
    ),
    _writing("detach", enclosing.detach, _detach, prepare=_attached, events=(EV.DRAFTED,)),
    _writing(
        "submit",
        approving.submit,
        lambda draft, _stage, **who: approving.submit(draft, **who),
        events=(EV.SUBMITTED,),
        drafts=dict.fromkeys(WRITABLE, DraftState.REVIEW),
    ),
    _writing(
        "cancel",
        drafting.cancel,
        lambda draft, _stage, **who: drafting.cancel(draft, reason="ไม่ส่ง", **who),
        events=(EV.DRAFT_CANCELLED,),
        moves=dict.fromkeys(WRITABLE, (State.ENDORSED,)),
        drafts=dict.fromkeys(WRITABLE, DraftState.CANCELLED),
    ),
    Row(
        name="take back",
        act=approving.take_draft_back,
        do=lambda draft, _stage, **who: approving.take_draft_back(draft, **who),
        check=check_may_take_draft_back,
        who=(O, R, S),
        where=IN_REVIEW,
        tried=DRAFTS,
        events=(EV.DRAFT_TAKEN_BACK,),
        drafts=dict.fromkeys(IN_REVIEW, DraftState.WRITING),
    ),
    Row(
        name="pass on",
        act=approving.pass_on,
        do=lambda draft, _stage, **who: approving.pass_on(draft, **who),
        check=check_may_review,
        who=(R, S, V),
        four_eyes=True,
        where=IN_REVIEW,
        tried=DRAFTS,
        events=(EV.PASSED,),
        drafts=dict.fromkeys(IN_REVIEW, DraftState.PASSED),
    ),
    Row(
        name="send back from review",
        act=approving.send_back,
        do=lambda draft, _stage, **who: approving.send_back(draft, comment="แก้", **who),
        check=_check_judging,
        who=(R, S, V),
        four_eyes=True,
        where=IN_REVIEW,
        tried=DRAFTS - PASSED,
        events=(EV.SENT_BACK,),
        drafts=dict.fromkeys(IN_REVIEW, DraftState.SENT_BACK),
    ),
    Row(
        name="send back from signature",
        act=approving.send_back,
        do=lambda draft, _stage, **who: approving.send_back(draft, comment="แก้", **who),
        check=_check_judging,
        who=(S,),
        scope=Scope.HOUSE,
        four_eyes=True,
        where=PASSED,
        tried=PASSED,
        events=(EV.SENT_BACK,),
        drafts=dict.fromkeys(PASSED, DraftState.SENT_BACK),
    ),
    Row(
        name="sign",
        act=approving.sign,
        do=lambda draft, _stage, **who: approving.sign(draft, **who),
        check=check_may_sign,
        who=(S,),
        scope=Scope.HOUSE,
        four_eyes=True,
        where=PASSED,
        tried=DRAFTS,
        events=(EV.SIGNED,),
        moves=dict.fromkeys(PASSED, (State.APPROVED,)),
        drafts=dict.fromkeys(PASSED, DraftState.SIGNED),
    ),
]

BLUEPRINT = Blueprint(
    title="แบบสำรวจ",
    kinds=[Kind.SAO.value],
    questions=[
        {"type": "integer", "name": "first", "label": "ข้อหนึ่ง"},
        {"type": "text", "name": "second", "label": "ข้อสอง"},
    ],
)
HEAD = {
    "title": "ชื่อใหม่", "subtitle": "", "note": "", "kinds": [Kind.SAO.value], "closes_at": None,
}  # fmt: skip
#: Before the letter goes on; and nobody who has not entered it yet asks anything.
ASKABLE = frozenset(
    {
        "registered", "endorsed", "drafting", "given", "in unit", "voided", "own", "outside",
    }
)  # fmt: skip
assert not ASKABLE & ENDED


def hung(copy: OfficeCopy) -> SurveyTask:
    """A survey of two questions on ``copy``, by rows: in most places no act would hang it."""
    by = copy.circular.started_by
    task = SurveyTask.objects.create(
        circular=copy.circular, copy=copy, owner=copy.office, title="แบบสำรวจ",
        kinds=[Kind.SAO.value], asked_at=MONDAY, asked_by=by,
    )  # fmt: skip
    rows = enumerate(BLUEPRINT.questions, start=1)
    Question.objects.bulk_create(Question(task=task, order=n, **row) for n, row in rows)
    return task


def _check_task(user: User, task: SurveyTask, at: dt.datetime) -> None:
    check_may_ask(user, task.copy, at)


def _asking(name: str, act: Any, do: Any, **more: Any) -> Row:
    common = {
        "who": (O, R, S, V),
        "where": ASKABLE,
        "tried": ALL,
        "who_first": True,
        "events": (EV.SURVEY_ASKED,),
    }
    return Row(name=name, act=act, do=do, **common, **more)


def _question(task: SurveyTask, name: str) -> Question:
    return task.questions.get(name=name)


ASKING_ROWS = [
    _asking(
        "ask",
        asking.ask,
        lambda copy, _stage, **who: asking.ask(
            copy.circular, copy=copy, blueprint=BLUEPRINT, **who
        ),
        check=check_may_ask,
        events_at=dict.fromkeys(("drafting", "own"), (EV.DRAFTED, EV.SURVEY_ASKED)),
    ),
    _asking(
        "write the head",
        editing.save_head,
        lambda task, _stage, **who: editing.save_head(task, HEAD, **who),
        check=_check_task,
        prepare=hung,
    ),
    _asking(
        "add a question",
        editing.save_question,
        lambda task, _stage, **who: editing.save_question(
            task, None, {"type": "text", "name": "third", "label": "ข้อสาม"}, **who
        ),
        check=_check_task,
        prepare=hung,
    ),
    _asking(
        "remove a question",
        editing.remove_question,
        lambda task, _stage, **who: editing.remove_question(_question(task, "second"), **who),
        check=_check_task,
        prepare=hung,
    ),
    _asking(
        "move a question",
        editing.move_question,
        lambda task, _stage, **who: editing.move_question(
            _question(task, "second"), up=True, **who
        ),
        check=_check_task,
        prepare=hung,
    ),
    _asking(
        "take the survey off",
        sending.withdraw,
        lambda task, _stage, **who: sending.withdraw(task, **who),
        check=_check_task,
        prepare=hung,
    ),
]
