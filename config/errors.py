"""What a person sees when the program itself failed, and what the log keeps of it."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

log = logging.getLogger(__name__)

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def server_error(request: HttpRequest) -> HttpResponse:
    """Show a page with an incident number; the same number is in the log beside the trace."""
    incident = "".join(secrets.choice(LETTERS) for _ in range(8))
    log.error("incident %s at %s", incident, request.path, exc_info=True)
    return render(request, "500.html", {"incident": incident}, status=500)


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer the load balancer: the database and the cache are asked, nothing is written."""
    from django.core.cache import cache  # noqa: PLC0415 - only this view needs them
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    cache.get("healthz")
    return JsonResponse({"status": "ok"})
