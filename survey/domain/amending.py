"""A survey that is being answered: its wording and its closing day, and nothing that counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.errors import Invalid, NotAllowed
from circulars.models import EventKind
from circulars.sent_policies import check_may_amend
from offices.models import User
from outbox import posting as outbox
from survey.domain.editing import keep_task
from survey.models import Question, SurveyTask


@transaction.atomic
def amend_question(
    question: Question, *, label: str, hint: str, by: User, at: dt.datetime, reason: str
) -> Question:
    """
    Word a question of a sent survey otherwise. What is answered, counted and compared stays.

    Whoever has not answered is told; amended once more it reads as before. Raises NotAllowed,
    WrongState before the letter was sent, Invalid when nothing changes, a word or the reason is missing.
    """
    task, words = _amendable(question.task, reason, by=by, at=at)
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.task_id != task.pk:
        raise NotAllowed(_("คำถามนี้ไม่ได้อยู่ในแบบสำรวจฉบับนี้"))
    before = {"label": question.label, "hint": question.hint}
    after = {"label": label.strip(), "hint": hint.strip()}
    if not after["label"]:
        raise Invalid(_("โปรดเขียนคำถาม"), field="label")
    if before == after:
        raise Invalid(_("ยังไม่มีอะไรเปลี่ยน โปรดแก้ข้อความก่อนกดบันทึก"), field="label")
    question.label, question.hint = after["label"], after["hint"]
    question.save(update_fields=["label", "hint"])
    _record(task, words, question.name, [before["label"], after["label"]], by=by, at=at)
    return question


@transaction.atomic
def amend_closing(
    task: SurveyTask, closes_at: dt.datetime | None, *, by: User, at: dt.datetime, reason: str
) -> SurveyTask:
    """Take answers until another day; None: without end. Raises as ``amend_question``."""
    task, words = _amendable(task, reason, by=by, at=at)
    if closes_at is not None and closes_at <= at:
        raise Invalid(_("วันปิดรับคำตอบผ่านไปแล้ว โปรดเลือกวันที่ยังมาไม่ถึง"), field="closes_at")
    if closes_at == task.closes_at:
        raise Invalid(_("ยังไม่มีอะไรเปลี่ยน โปรดแก้วันปิดรับคำตอบก่อนกดบันทึก"), field="closes_at")
    change = [one.isoformat() if one else "" for one in (task.closes_at, closes_at)]
    task.closes_at = closes_at
    task.save(update_fields=["closes_at"])
    _record(task, words, "", change, by=by, at=at)
    return task


def _amendable(
    task: SurveyTask, reason: str, *, by: User, at: dt.datetime
) -> tuple[SurveyTask, str]:
    copy = lock(task.copy)
    check_may_amend(by, copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนว่าแก้แบบสำรวจเพราะอะไร ผู้ตอบจะได้เข้าใจ"), field="reason")
    return keep_task(task), words


def _record(
    task: SurveyTask, reason: str, question: str, change: list[Any], *, by: User, at: dt.datetime
) -> None:
    SurveyTask.objects.filter(pk=task.pk).update(version=F("version") + 1)
    task.refresh_from_db(fields=["version"])
    told: dict[str, Any] = {"amended": question or "closes_at", "change": change, "reason": reason}
    event = record(
        EventKind.SURVEY_ASKED,
        by=by,
        at=at,
        copy=task.copy,
        title=task.title,
        version=task.version,
        **told,
    )
    outbox.post("survey_amended", str(event.pk), at=at, payload={"event": event.pk})
