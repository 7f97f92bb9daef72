"""What the frame of every page shows: the desk, its counters, the notices."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from screens.answer.counting import count_answers
from screens.desk.desk import count_waiting
from screens.frame.base import desk_post, posts_held
from screens.frame.counting import count_work

#: Counters of the sidebar; a screen that counts nothing shows nothing.
NO_COUNTS = {
    "desk": 0,
    "my_work": 0,
    "my_work_late": 0,
    "follow_up": 0,
    "follow_up_late": 0,
    "answers": 0,
    "answers_late": 0,
    "notices": 0,
}


def desk(request: HttpRequest) -> dict[str, Any]:
    """``desk_post``, ``desk_posts``, ``nav_counts`` and ``notice_count`` of the frame."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"desk_post": None, "desk_posts": [], "nav_counts": NO_COUNTS, "notice_count": 0}
    post = desk_post(request)
    counts = dict(NO_COUNTS)
    if post is not None:
        for count in (count_waiting, count_answers, count_work):
            counts |= count(request)
    return {
        "desk_post": post,
        "desk_posts": posts_held(request),
        "nav_counts": counts,
        "notice_count": counts["notices"],
    }
