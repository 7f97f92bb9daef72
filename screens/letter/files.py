"""Files of a letter: page images, the stamped rendition, originals and enclosures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext
from django.views.generic import View

from circulars.letters.receipts import first_page, receipts_of, stamped
from circulars.models import FileRole, LetterFile, OfficeCopy, RegisterEntry
from papers.errors import Busy, Unreadable
from papers.pages import page_png
from screens.frame.base import DeskMixin

PAGE_WIDTH_PX = 1240
KEPT_SECONDS = 24 * 3600
#: Larger renditions are drawn again instead of filling the cache.
LARGEST_KEPT = 4 * 1024 * 1024
#: A file that cannot be shown costs seconds to find out; it is not tried at every look.
TRIED_AGAIN_SECONDS = 600
UNREADABLE_STATUS, BUSY_STATUS = 422, 503
ASK_AGAIN_SECONDS = 20
READING = (FileRole.COMPOSED, FileRole.READABLE)


class Rendition:
    """
    A file of a letter with the receipts of one copy stamped on it.

    ``tag`` changes exactly when the drawing would: other bytes or other receipts.
    """

    def __init__(self, copy: OfficeCopy, file: LetterFile) -> None:
        self.copy, self.file = copy, file
        self.entries: list[RegisterEntry] = receipts_of(copy) if file.role in READING else []
        drawn = [f"{one.pk}:{one.number_text}:{one.time_known}" for one in self.entries]
        parts = [file.sha256, file.role, str(file.pk), str(copy.holder_id), *drawn]
        self.tag = hashlib.sha256("|".join(parts).encode()).hexdigest()

    def pdf(self) -> bytes:
        """Raises Unreadable."""
        return kept(f"stamped:{self.tag}", self._stamped)

    def page(self, number: int) -> bytes:
        """
        Page ``number`` as PNG. Receipts stand on the first one only: the others look the same
        in every office, and no large scan is stamped for their sake.

        Raises IndexError when there is no such page, Unreadable, Busy.
        """
        if number == 1 and self.entries:
            return kept(f"page:{self.tag}:1", self._first_page)
        plain = f"page:{self.file.sha256}:{self.file.role}:{self.file.pk}:{number}"
        return kept(plain, lambda: page_png(self._bytes(), number, PAGE_WIDTH_PX))

    def _first_page(self) -> bytes:
        return first_page(self._bytes(), self.copy, self.entries, PAGE_WIDTH_PX)

    def _stamped(self) -> bytes:
        return stamped(self._bytes(), self.copy, self.entries)

    def _bytes(self) -> bytes:
        with self.file.file.open("rb") as stored:
            data: bytes = stored.read()
        return data


def kept(key: str, draw: Callable[[], bytes]) -> bytes:
    """
    What ``draw`` gives, kept for a day; also that it raised Unreadable, for some minutes.

    That the machine was busy is not kept: it is no word on the file.
    """
    found: bytes | str | None = cache.get(key)
    if found is None:
        try:
            found = draw()
        except Unreadable as refusal:
            cache.set(key, str(refusal), TRIED_AGAIN_SECONDS)
            raise
        if len(found) <= LARGEST_KEPT:
            cache.set(key, found, KEPT_SECONDS)
    if isinstance(found, str):
        raise Unreadable(found)
    return found


class FileView(DeskMixin, View):
    """What every file screen does first: find the copy, then the file, else 404."""

    def file(self, copy: OfficeCopy, pk: int) -> LetterFile:
        found = LetterFile.objects.filter(letter=copy.letter, pk=pk).first()
        if found is None:
            raise Http404
        return found

    def unreadable(
        self, template: str, content_type: str = "text/html", **context: Any
    ) -> HttpResponseBase:
        """Say in place of a file that it cannot be shown, and what to do."""
        answer = render(
            self.request, template, context, content_type=content_type, status=UNREADABLE_STATUS
        )
        return self.private(answer)

    def busy(
        self, template: str, content_type: str = "text/html", **context: Any
    ) -> HttpResponseBase:
        """The same of a file that nothing is wrong with; browsers may ask again soon."""
        answer = render(
            self.request, template, context, content_type=content_type, status=BUSY_STATUS
        )
        answer["Retry-After"] = str(ASK_AGAIN_SECONDS)
        return self.private(answer)

    def private(self, response: HttpResponseBase, tag: str = "") -> HttpResponseBase:
        """Only this person's browser may keep it, and it asks each time."""
        response["Cache-Control"] = "private, no-cache"
        response["X-Content-Type-Options"] = "nosniff"
        if tag:
            response["ETag"] = quote_etag(tag)
        return response


class PageImageView(FileView):
    """One page of the letter as a picture, stamped."""

    def get(self, request: HttpRequest, pk: int, file: int, page: int) -> HttpResponseBase:
        copy = self.get_copy_or_404(pk)
        rendition = Rendition(copy, self.file(copy, file))
        if rendition.file.role not in READING:
            raise Http404
        unchanged = get_conditional_response(request, etag=quote_etag(f"{rendition.tag}{page}"))
        if unchanged is not None:
            return unchanged
        try:
            picture = rendition.page(page)
        except IndexError:
            raise Http404 from None
        except Busy:
            return self.busy("letter/busy_page.html", "image/svg+xml")
        except Unreadable:
            # Browsers show the drawing in place of the page, whatever the status.
            return self.unreadable("letter/unreadable_page.html", "image/svg+xml")
        return self.private(
            HttpResponse(picture, content_type="image/png"), f"{rendition.tag}{page}"
        )


class StampedView(FileView):
    """The letter with its receipts stamped on it, as PDF."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        copy = self.get_copy_or_404(pk)
        files = LetterFile.objects.filter(letter=copy.letter, role__in=READING)
        file = files.order_by("pk").first()
        if file is None:
            raise Http404
        rendition = Rendition(copy, file)
        unchanged = get_conditional_response(request, etag=quote_etag(rendition.tag))
        if unchanged is not None:
            return unchanged
        try:
            pdf = rendition.pdf()
        except Busy as refusal:
            return self.busy(
                "letter/unreadable.html",
                title=gettext("ระบบกำลังยุ่ง ลองใหม่"),
                refusal=refusal,
                copy=copy,
            )
        except Unreadable as refusal:
            originals = copy.letter.files.filter(role=FileRole.ORIGINAL) if copy.letter else []
            return self.unreadable(
                "letter/unreadable.html",
                title=gettext("แสดงไฟล์นี้ไม่ได้"),
                refusal=refusal,
                copy=copy,
                originals=originals,
            )
        response = HttpResponse(pdf, content_type="application/pdf")
        name = file.name.rpartition(".")[0] or file.name
        response["Content-Disposition"] = (
            content_disposition_header(as_attachment=False, filename=f"{name}.pdf") or "inline"
        )
        return self.private(response, rendition.tag)


class FileDownloadView(FileView):
    """An original or an enclosure, byte for byte as it came."""

    def get(self, request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
        copy = self.get_copy_or_404(pk)
        found = self.file(copy, file)
        response = FileResponse(
            found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.mime
        )
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return self.private(response)
