"""An office answers: drafts, submission with a receipt, changes until it is certified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain import reporting
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock_way
from circulars.domain.telling import attest
from circulars.errors import Invalid, Overtaken, WrongState
from circulars.models import EventKind, OfficeCopy, Provenance, Said
from circulars.policies import check_may_answer
from circulars.states import State
from circulars.voices import Voice
from offices.models import User
from survey.domain.reopening import cover_late
from survey.models import Answer, AnswerState, ExpectedAnswer, SurveyTask
from survey.models.question_types import FILED
from survey.policies import check_still_open
from survey.xlsform.questionnaire import Checked, Questionnaire


class AnswerRefused(Invalid):
    """The answers cannot be accepted; ``errors`` holds one sentence per question."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(
            _("ยังส่งไม่ได้ มี %(count)s ข้อที่ต้องแก้ไข โปรดดูข้อความที่ข้อนั้น") % {"count": len(errors)}
        )
        self.errors = errors


def questionnaire_for(expected: ExpectedAnswer) -> Questionnaire:
    """The questions that this office is asked, as what it was when it was asked."""
    return Questionnaire.of(expected.task).for_kind(expected.expectation.office_kind)


def draft_of(expected: ExpectedAnswer) -> Answer | None:
    return expected.answers.filter(state=AnswerState.DRAFT).first()


def check(
    expected: ExpectedAnswer,
    typed: Mapping[str, object],
    *,
    at: dt.datetime,
    who: User | None = None,
) -> Checked:
    """What is asked given these answers, and what is wrong with them. Writes nothing."""
    questionnaire = questionnaire_for(expected)
    known = known_of(expected, questionnaire, at=at, who=who)
    return questionnaire.check(typed, today=timezone.localdate(at), **known)


def known_of(
    expected: ExpectedAnswer, questionnaire: Questionnaire, *, at: dt.datetime, who: User | None
) -> dict[str, Any]:
    """What the server knows without asking: the moment, who answers, the files that were sent."""
    moment = timezone.localtime(at).isoformat(timespec="seconds")
    given = {"start": moment, "end": moment}
    if who is not None:
        given |= {"username": who.get_username(), "email": who.email}
    kinds = {question.type for question in questionnaire.questions}
    files = [str(pk) for pk in expected.files.values_list("pk", flat=True)] if kinds & FILED else []
    return {"now": timezone.localtime(at), "given": given, "files": files, "seed": str(expected.pk)}


@transaction.atomic
def save_draft(
    expected: ExpectedAnswer,
    typed: Mapping[str, object],
    *,
    by: User,
    at: dt.datetime,
    over: int | None = None,
    since: dt.datetime | None = None,
    voice: Voice | None = None,
) -> Answer:
    """
    Keep what was typed, right or wrong; the answer that counts stays as it is.

    ``since``: when the page was opened or last came back; what another person of the office has
    kept after that is not written over unseen (WrongState).

    ``over`` is the id of the answer that the page showed (0: none yet): a saving that comes
    after its own submission, or another's, is late. Raises Invalid for a field the
    questionnaire does not have, WrongState when closed, Overtaken when late.
    """
    expected = _locked(expected)
    if _is_late(expected, over):
        raise _overtaken(expected)
    check_may_answer(voice or by, expected.own_copy, at)
    check_still_open(expected, at)
    questionnaire_for(expected).refuse_unknown(typed)
    _need_seen(expected, by=by, since=since)
    return _keep(expected, typed, by=by, at=at)


def _need_seen(expected: ExpectedAnswer, *, by: User, since: dt.datetime | None) -> None:
    draft = draft_of(expected) if since is not None else None
    if draft is None or since is None or draft.saved_by_id == by.pk or draft.saved_at <= since:
        return
    sentence = _(
        "%(name)s แก้ร่างคำตอบนี้เมื่อ %(time)s น. หลังท่านเปิดหน้านี้ จึงยังไม่บันทึกทับ "
        "สิ่งที่ท่านพิมพ์ยังอยู่ในหน้านี้ โปรดเปิดร่างนั้นในหน้าใหม่เพื่อดูก่อน ถ้าจะใช้ของท่านแทน ให้กดบันทึกหรือส่งอีกครั้ง"
    )
    moment = timezone.localtime(draft.saved_at).strftime("%H.%M")
    raise WrongState(sentence % {"name": draft.saved_by.full_name, "time": moment})


@transaction.atomic
def submit(
    expected: ExpectedAnswer,
    typed: Mapping[str, object],
    *,
    by: User,
    at: dt.datetime,
    over: int | None = None,
    since: dt.datetime | None = None,
    voice: Voice | None = None,
) -> Answer:
    """
    Hand the answer in: checked by the server, numbered, counted at once.

    ``over`` is the id of the answer that the page showed (0: none yet); None compares
    nothing. The same answer sent twice is handed in once: its receipt is given again.
    A copy that awaits its answer is reported upward; one whose letter is still on its way
    through the office is left where it is, so that paperwork never delays an answer, and
    only the moment is noted on it. Offices above that certified early, without this answer,
    must certify once more. With a ``voice`` it was said beside the system, and the answer says so.
    Raises AnswerRefused with a sentence per question, Overtaken when somebody handed in
    another one after ``over``, WrongState when closed or certified.
    """
    way = lock_way(expected.own_copy)
    expected = _locked(expected)
    # Fresh and locked: an order that lets it wait for the answer may be under way.
    copy = way[0]
    check_may_answer(voice or by, copy, at)
    if _is_late(expected, over):
        return _sent_again(expected, typed, by=by)
    check_still_open(expected, at)
    _need_seen(expected, by=by, since=since)
    told = attest(copy, Said.ANSWERED, voice=voice, at=at) if voice else None
    answer = _accept(expected, typed, by=by, at=at, told=told)
    reporting.note_answered(copy, at=at)
    cover_late(way, by=by, at=at)
    record(
        EventKind.ANSWERED,
        by=by,
        at=at,
        copy=copy,
        version=answer.version,
        receipt=answer.receipt_text,
    )
    if copy.state == State.REPORTING:
        reporting.report(copy, by=by, at=at)
    return answer


@transaction.atomic
def report_if_answered(copy: OfficeCopy, *, by: User, at: dt.datetime) -> bool:
    """
    Report a copy whose answer came before its letter reached the answering step.

    Repeatable; True when it was reported now.
    """
    expected = ExpectedAnswer.objects.for_lists().filter(copy=copy).first()
    if expected is None or not expected.is_answered or expected.own_copy.state != State.REPORTING:
        return False
    reporting.report(expected.own_copy, by=by, at=at)
    return True


def _locked(expected: ExpectedAnswer) -> ExpectedAnswer:
    hold(ExpectedAnswer, [expected.pk])
    related = (
        "task__copy",
        "office",
        "copy__office",
        "copy__holder__house",
        "current",
        "expectation",
    )
    return ExpectedAnswer.objects.select_related(*related).get(pk=expected.pk)


def _is_late(expected: ExpectedAnswer, over: int | None) -> bool:
    """Does another answer count by now than the one that the page showed?"""
    return over is not None and over != (expected.current_id or 0)


def _overtaken(expected: ExpectedAnswer) -> WrongState:
    there = expected.current
    if there is None or there.submitted_by is None:  # a page that shows what never was
        return WrongState(_("หน้านี้ไม่ตรงกับคำตอบที่มีอยู่ โปรดตรวจดู แล้วกดอีกครั้ง"))
    sentence = _(
        "%(name)s ส่งคำตอบฉบับใหม่กว่าแล้ว (เลขใบรับ %(receipt)s) ระหว่างที่ท่านกรอก "
        "สิ่งที่ท่านพิมพ์ยังอยู่ในหน้านี้ โปรดดูคำตอบนั้นก่อน ถ้าจะใช้ของท่านแทน ให้กดอีกครั้ง"
    )
    words = {"name": there.submitted_by.full_name, "receipt": there.receipt_text}
    return Overtaken(sentence % words, number=there.version)


def _sent_again(expected: ExpectedAnswer, typed: Mapping[str, object], *, by: User) -> Answer:
    """The answer that counts, when it is this very one; raises Overtaken for any other."""
    there = expected.current
    if there and there.counts and there.submitted_by == by and there.typed == dict(typed):
        return there
    raise _overtaken(expected)


def _accept(
    expected: ExpectedAnswer,
    typed: Mapping[str, object],
    *,
    by: User,
    at: dt.datetime,
    told: Provenance | None,
) -> Answer:
    """Check a locked line's answer, number it and let it count."""
    checked = check(expected, typed, at=at, who=by)
    if checked.errors:
        raise AnswerRefused(checked.errors)
    answer = _keep(expected, typed, by=by, at=at)
    answer.values = checked.values
    answer.state = AnswerState.SUBMITTED
    answer.submitted_at, answer.submitted_by, answer.told = at, by, told
    answer.receipt = _next_receipt(expected.task_id)
    answer.save()
    _make_current(expected, answer, at=at)
    return answer


def _keep(
    expected: ExpectedAnswer, typed: Mapping[str, object], *, by: User, at: dt.datetime
) -> Answer:
    answer = draft_of(expected)
    if answer is None:
        last = expected.answers.order_by("-version").first()
        answer = Answer(
            expected=expected, task=expected.task, version=last.version + 1 if last else 1
        )
    answer.typed = dict(typed)
    answer.saved_at, answer.saved_by = at, by
    answer.save()
    return answer


def _next_receipt(task_id: int) -> int:
    """The row lock makes receipts gap-free: a rollback gives the number back."""
    task = SurveyTask.objects.select_for_update().get(pk=task_id)
    task.last_receipt += 1
    task.save(update_fields=["last_receipt"])
    return task.last_receipt


def _make_current(expected: ExpectedAnswer, answer: Answer, *, at: dt.datetime) -> None:
    if expected.current is not None:
        expected.current.state = AnswerState.REPLACED
        expected.current.save(update_fields=["state"])
    expected.current = answer
    expected.first_submitted_at = expected.first_submitted_at or at
    expected.save(update_fields=["current", "first_submitted_at"])
