"""What the frame of every page shows: the desk, its counters, the notices."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from circulars.views.base import desk_post, posts_held

#: Counters of the sidebar; a screen that counts nothing shows nothing.
NO_COUNTS = {
    "desk": 0,
    "my_work": 0,
    "my_work_late": 0,
    "follow_up": 0,
    "follow_up_late": 0,
    "answers": 0,
    "answers_late": 0,
}


def desk(request: HttpRequest) -> dict[str, Any]:
    """``desk_post``, ``desk_posts``, ``nav_counts`` and ``notice_count`` of the frame."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"desk_post": None, "desk_posts": [], "nav_counts": NO_COUNTS, "notice_count": 0}
    return {
        "desk_post": desk_post(request),
        "desk_posts": posts_held(request),
        "nav_counts": NO_COUNTS,
        "notice_count": 0,
    }
