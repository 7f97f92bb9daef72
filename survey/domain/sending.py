"""What must be in order before a letter goes down with its survey; and taking the survey off."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.mentioning import forget_survey
from circulars.domain.moving import lock
from circulars.errors import Invalid
from circulars.models import EventKind, OfficeCopy
from circulars.states import DraftState
from offices.models import User
from survey.domain.asking import survey_of
from survey.domain.editing import keep_task
from survey.models import QuarterTarget, SurveyTask
from survey.models.question_types import ANSWERED
from survey.policies import check_may_ask


def check_can_go(copy: OfficeCopy, *, with_qr: bool) -> None:
    """
    Raise Invalid when the letter of ``copy`` would lead its readers to no question at all.

    ``with_qr``: the letter prints the code for answering. An office that only passes the
    survey on cannot change it, so its emptiness is asked of the one that hung it.
    """
    task = survey_of(copy)
    if task is None and with_qr:
        raise Invalid(
            _(
                "หนังสือพิมพ์ QR สำหรับตอบแบบสำรวจ แต่เรื่องนี้ไม่มีแบบสำรวจ โปรดแนบแบบสำรวจ หรือบันทึกร่างใหม่โดยไม่มี QR"
            ),
            field="with_qr",
        )
    if task is None or task.copy_id != copy.pk:
        return
    if copy.drafts.filter(deadline__kind="every").exclude(state=DraftState.CANCELLED).exists():
        raise Invalid(
            _("แบบสำรวจตอบเป็นงวดไม่ได้ โปรดกำหนดให้ตอบวันเดียว หรือถอดแบบสำรวจออก"), field="due_at"
        )
    if not has_questions(task):
        raise Invalid(
            _("แบบสำรวจของเรื่องนี้ยังไม่มีคำถามให้ตอบ โปรดเพิ่มคำถาม หรือถอดแบบสำรวจออก ก่อนดำเนินการต่อ")
        )


def has_questions(task: SurveyTask) -> bool:
    """Whether there is anything to answer."""
    return task.questions.filter(type__in=ANSWERED).exists()


@transaction.atomic
def withdraw(task: SurveyTask, *, by: User, at: dt.datetime) -> None:
    """
    Take the survey off its circular before the letter is sent; the event remembers it.

    The draft forgets it too. Raises NotAllowed, WrongState once the letter was sent or
    while it is being judged or is signed with the code on it.
    """
    copy = lock(task.copy)
    check_may_ask(by, copy, at)
    task = keep_task(task)
    title, version = task.title, task.version
    forget_survey(copy, by=by, at=at)
    QuarterTarget.objects.filter(indicator__task=task).delete()
    for rows in (task.indicators, task.questions, task.choices):
        rows.all().delete()
    task.delete()
    record(
        EventKind.SURVEY_ASKED,
        by=by,
        at=at,
        copy=copy,
        title=title,
        version=version,
        withdrawn=True,
    )
