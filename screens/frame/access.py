"""What of a person's reading goes into the access log: one table, asked after each answer."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from circulars.domain.access import note_access
from circulars.models import AccessKind
from screens.frame.base import viewer_of

#: By the name of the address. Pictures of pages belong to the opening of their letter.
NOTED = {
    "copy": AccessKind.OPENED,
    "copy_file": AccessKind.TOOK,
    "copy_stamped": AccessKind.TOOK,
    "copy_sheet": AccessKind.TOOK,
    "letter_pdf": AccessKind.TOOK,
    "letter_docx": AccessKind.TOOK,
    "draft_pdf": AccessKind.TOOK,
    "draft_docx": AccessKind.TOOK,
    "draft_file": AccessKind.TOOK,
    "reminder_pdf": AccessKind.TOOK,
    "reminder_letter": AccessKind.TOOK,
    "rollup_pdf": AccessKind.EXPORTED,
    "rollup_xlsx": AccessKind.EXPORTED,
    "rollup_csv": AccessKind.EXPORTED,
    "rollup_json": AccessKind.EXPORTED,
    "register_pdf": AccessKind.EXPORTED,
    "register_xlsx": AccessKind.EXPORTED,
    "overdue_xlsx": AccessKind.EXPORTED,
    "overdue_csv": AccessKind.EXPORTED,
    "search_xlsx": AccessKind.EXPORTED,
}


class AccessLogMiddleware:
    """One line for each letter opened, file taken or table exported, when it was given."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        kind = NOTED.get(match.url_name or "") if match else None
        if kind is not None and response.status_code == 200 and request.method == "GET":
            self._note(kind, request)
        return response

    def _note(self, kind: AccessKind, request: HttpRequest) -> None:
        match, viewer = request.resolver_match, viewer_of(request)
        assert match is not None, "asked before"
        of_copy = kind in (AccessKind.OPENED, AccessKind.TOOK) or "rollup" in str(match.url_name)
        note_access(
            kind,
            at=timezone.now(),
            by=viewer.user,
            house=viewer.desk.office.house_id_or_self if viewer.desk else None,
            copy=match.kwargs.get("pk") if of_copy else None,
            what=request.path,
            address=get_adapter().get_client_ip(request),
        )
