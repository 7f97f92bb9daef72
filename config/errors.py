"""What a person sees when the program itself failed, and what the log keeps of it."""

import logging
import secrets
import sys

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from config.cache import ForgivingRedisCache

log = logging.getLogger(__name__)

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def server_error(request: HttpRequest) -> HttpResponse:
    """Show a page with an incident number; the same number is in the log beside the trace."""
    incident = "".join(secrets.choice(LETTERS) for _ in range(8))
    log.error("incident %s at %s", incident, request.path, exc_info=sys.exc_info())
    # Without the request: a context processor may need the very thing that failed.
    return HttpResponse(render_to_string("500.html", {"incident": incident}), status=500)


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer the load balancer: the database and the cache are asked, nothing is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    backend = caches["default"]
    if isinstance(backend, ForgivingRedisCache):
        backend.ping()
    return JsonResponse({"status": "ok"})
