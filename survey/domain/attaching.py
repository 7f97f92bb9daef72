"""Pictures, sounds and documents that are sent for an answer."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.locking import hold
from circulars.errors import Invalid
from circulars.policies import check_may_answer
from circulars.voices import Voice
from offices.models import User
from papers.errors import UploadRefused
from papers.recordings import accept_recording
from papers.upload import AcceptedFile, accept_enclosure, is_shown
from survey.models import AnswerFile, ExpectedAnswer, Question, QuestionType
from survey.policies import check_still_open

#: Of one line of the ledger, over all its questions.
MOST_FILES = 100
_RECORDED = (QuestionType.AUDIO, QuestionType.VIDEO)


@transaction.atomic
def attach(
    expected: ExpectedAnswer,
    question: Question,
    name: str,
    data: bytes,
    *,
    by: User,
    at: dt.datetime,
    voice: Voice | None = None,
) -> AnswerFile:
    """
    Keep a file for an answer; it counts once an answer names it. With a ``voice`` it was sent
    beside the system.

    Raises Invalid for what the question does not take or cannot be kept, WrongState when closed.
    """
    hold(ExpectedAnswer, [expected.pk])
    check_may_answer(voice or by, expected.own_copy, at)
    check_still_open(expected, at)
    if expected.files.count() >= MOST_FILES:
        raise Invalid(_("แนบไฟล์ได้ไม่เกิน %(most)s ไฟล์ต่อหนึ่งคำตอบ") % {"most": MOST_FILES})
    accepted = _accept(question, name, data)
    row = AnswerFile(
        expected=expected,
        name=accepted.original_name,
        mime=accepted.mime,
        size=len(data),
        sha256=accepted.sha256,
        sent_at=at,
        sent_by=by,
    )
    row.file.save(accepted.sha256[:16], ContentFile(data), save=False)
    row.save()
    return row


def _accept(question: Question, name: str, data: bytes) -> AcceptedFile:
    limit = settings.UPLOAD_LIMIT_MB
    try:
        if question.type in _RECORDED:
            return accept_recording(data, name, limit_mb=limit)
        if question.type == QuestionType.IMAGE and not is_shown(data):
            raise Invalid(_("ข้อนี้ให้แนบภาพ ไฟล์ “%(name)s” ไม่ใช่ภาพ โปรดเลือกใหม่") % {"name": name})
        return accept_enclosure(data, name, limit_mb=limit)
    except UploadRefused as refusal:
        raise Invalid(str(refusal)) from refusal
