"""The counter beside "answer a survey" in the frame of every page."""

from __future__ import annotations

from typing import cast

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from circulars.models import OfficeCopy
from offices.models import User
from survey.models import ExpectedAnswer


def count_answers(request: HttpRequest) -> dict[str, int]:
    """What waits for the user's own answer, and how much of it is late: one query."""
    at = timezone.now()
    copies = OfficeCopy.objects.of(cast("User", request.user), at)
    waiting = ExpectedAnswer.objects.counted().missing().filter(copy__in=copies)
    found = waiting.aggregate(all=Count("pk"), late=Count("pk", filter=Q(copy__due_at__lte=at)))
    return {"answers": found["all"], "answers_late": found["late"]}
