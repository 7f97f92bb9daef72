"""The counters of the frame that the workflow knows: my work, and notices."""

from __future__ import annotations

from typing import cast

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from offices.models import User
from workflow.inbox import inbox
from workflow.models import Notice


def count_work(request: HttpRequest) -> dict[str, int]:
    """How many steps wait for the user, how many of them are late, and unread notices."""
    user, at = cast("User", request.user), timezone.now()
    counted = (
        inbox(user, at)
        .order_by()
        .aggregate(my_work=Count("pk"), my_work_late=Count("pk", filter=Q(due__lte=at)))
    )
    return {**counted, "notices": Notice.objects.of(user).unread().count()}
