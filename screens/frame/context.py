"""What the frame of every page shows: the desk, its counters, the notices."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from screens.frame.base import viewer_of
from screens.frame.counting import NO_COUNTS, counts_of


def desk(request: HttpRequest) -> dict[str, Any]:
    """
    ``desk_post``, ``desk_posts`` and ``nav_counts`` of the frame.

    Worked out when the frame asks for them: a part of a page, fetched by itself, does not.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"desk_post": None, "desk_posts": [], "nav_counts": NO_COUNTS}
    viewer = viewer_of(request)
    return {
        "desk_post": viewer.desk,
        "desk_posts": viewer.posts,
        "nav_counts": SimpleLazyObject(lambda: counts_of(request)),
    }
