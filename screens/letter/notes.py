"""What is written on a letter, as a sheet to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.generic import View

from circulars.letters.endorsements import sheet_of
from papers.endorsements import draw_endorsements
from screens.frame.base import DeskMixin


class SheetView(DeskMixin, View):
    """The sheet of endorsements (ใบเกษียน) as PDF."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        # Official paper is Thai with Thai digits, whatever the screen is.
        with translation.override("th"):
            drawn = draw_endorsements(sheet_of(self.get_copy_or_404(pk)))
        response = HttpResponse(drawn, content_type="application/pdf")
        response["Content-Disposition"] = (
            content_disposition_header(as_attachment=False, filename=f"ใบเกษียน {pk}.pdf")
            or "inline"
        )
        response["Cache-Control"] = "private, no-cache"
        return response
