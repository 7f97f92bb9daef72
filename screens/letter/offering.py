"""What the page of a letter offers where a survey asks its office."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from circulars.models import OfficeCopy
from circulars.policies import check_may_answer, verdict
from offices.viewer import Actor
from screens.letter.act import Act
from survey.models import ExpectedAnswer


def survey_acts(copy: OfficeCopy, who: Actor, at: dt.datetime) -> list[Act]:
    """Answering is possible as soon as the letter is here, whatever the paperwork."""
    line: ExpectedAnswer | None = getattr(copy, "expected_answer", None)
    if line is None or line.excused_at is not None:
        return []
    asked = verdict(check_may_answer, who, copy, at)
    form = Act(_("ตอบแบบสำรวจ"), reverse("answer_form", args=[line.pk]), "forms", asked)
    if not line.is_answered:
        return [form]
    receipt = reverse("answer_receipt", args=[line.pk])
    return [Act(_("ดูใบรับคำตอบ"), receipt, "certificate", asked, aside=True)]
