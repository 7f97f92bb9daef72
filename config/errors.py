"""What a person sees when the program itself failed, and what the log keeps of it."""

import logging
import secrets
import sys

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from redis.exceptions import RedisError

from config.cache import ForgivingRedisCache

log = logging.getLogger(__name__)

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def server_error(request: HttpRequest) -> HttpResponse:
    """Show a page with an incident number; the same number is in the log beside the trace."""
    incident = "".join(secrets.choice(LETTERS) for _ in range(8))
    log.error("incident %s at %s", incident, request.path, exc_info=sys.exc_info())
    # Without the request: a context processor may need the very thing that failed.
    return HttpResponse(render_to_string("500.html", {"incident": incident}), status=500)


#: Seconds after which the oldest row that is due and not done says that nobody works.
LATE = 300
_OLDEST = """
SELECT coalesce(extract(epoch FROM now() - min(run_at)), 0)::int FROM outbox_outboxitem
WHERE done_at IS NULL AND run_at <= now()
"""


def live(request: HttpRequest) -> HttpResponse:
    """This process answers. Nothing else is asked: for who starts it again when it does not."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> HttpResponse:
    """
    May visitors be sent here: 200 while the database answers, else 503.

    What is worse and does not stop the desk is said beside it: the cache, and the background
    work, by the age in seconds of the oldest row that is due.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(_OLDEST)
            waiting = cursor.fetchone()[0]
    except DatabaseError:
        log.exception("not ready")
        return JsonResponse({"status": "no database"}, status=503)
    cache, work = _cache_state(), "late" if waiting > LATE else "ok"
    status = "ok" if cache == work == "ok" else "degraded"
    told = {"status": status, "cache": cache, "work": work, "waiting_seconds": waiting}
    return JsonResponse(told)


def _cache_state() -> str:
    backend = caches["default"]
    try:
        if isinstance(backend, ForgivingRedisCache):
            backend.ping()
    except RedisError:
        return "away"
    return "ok"
