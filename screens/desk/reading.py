"""A file dropped on the form is read, and the form is filled from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from circulars.domain.piles import readings_of, start_pile
from circulars.domain.readings import ask_reading
from circulars.errors import CircularError
from circulars.models import LetterReading, ReadingState
from papers.errors import PaperError
from papers.held_files import HeldFile, drop, fetch
from papers.pages import page_png
from papers.upload import accept_upload
from screens.frame.base import DeskMixin
from screens.frame.uploads import (
    Attached,
    are_several_letters,
    attach,
    join,
    photos_of,
    read_uploads,
)
from thai.citation import read_citation

PAGE_WIDTH_PX = 1240
KEPT_SECONDS = 3600
#: Round the line of a field that is shown enlarged, in millimetres.
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field as it was read; ``crop`` is the part of its page that shows the line."""

    name: str
    value: str
    printed: str
    doubt: str
    doubtful: bool
    place: list[float] | None

    @property
    def page(self) -> int:
        return int(self.place[0]) if self.place else 0

    @property
    def box(self) -> list[str]:
        """Left, top, width, height in millimetres, as a drawing wants them."""
        return [f"{one:.2f}" for one in (self.place or [])[1:]]

    @property
    def crop(self) -> str:
        """What a drawing of the enlarged line shows."""
        if not self.place:
            return ""
        _page, left, top, width, height = self.place
        sides = (left - _MARGIN, top - _MARGIN, width + 2 * _MARGIN, height + 2 * _MARGIN)
        return " ".join(f"{one:.2f}" for one in sides)


def proposals_in(found: dict[str, Any]) -> list[Proposal]:
    """The proposals of a reading, or of a pasted naming."""
    return [Proposal(name, **one) for name, one in found.get("fields", {}).items()]


class AskReadingView(DeskMixin, View):
    """Hold what was dropped as one letter and have it read; the page asks how far it is."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        uploads = request.FILES.getlist("letter_file")
        if not uploads:
            return self.refused([_("โปรดเลือกไฟล์ที่จะให้อ่าน")])
        came, problems = read_uploads(uploads)
        if not came:
            return self.refused(problems)
        if are_several_letters(came):
            return self.pile(came, problems)
        password = request.POST.get("file_password", "")[:127]
        new = attach(came, before=self.held, owner=self.user.pk, password=password)
        return self.ask(new, [*problems, *new.problems])

    def pile(self, came: list[tuple[str, bytes]], problems: list[str]) -> HttpResponse:
        """What cannot be one letter is a pile; the form stays, and leads there."""
        try:
            pile = start_pile(self.desk_post.office, came, by=self.user, at=self.at)
        except CircularError as refusal:
            return self.refused([*problems, str(refusal)])
        return render(self.request, "desk/reading.html", {"made_pile": pile, "problems": problems})

    @property
    def held(self) -> HeldFile | None:
        """What the form holds already: photos go behind it."""
        return fetch(self.request.POST.get("held_file", ""), owner=self.user.pk)

    def ask(self, new: Attached, problems: Sequence[str] = ()) -> HttpResponse:
        """Have the held file read. What it takes the place of waits until the form is sent."""
        if new.held is None:
            return self.refused(problems)
        if new.accepted is None:
            # Locked, or the machine is busy: it waits with the form and is not read.
            context = {"held": new.held, "problems": problems, "locked": new.locked}
            return render(self.request, "desk/reading.html", context)
        try:
            reading = ask_reading(self.desk_post.office, new.held, by=self.user, at=self.at)
        except CircularError as refusal:
            drop(new.held, for_=self.held)
            return self.refused([str(refusal)])
        context = {"reading": reading, "held": new.held, "problems": problems}
        return render(self.request, "desk/reading.html", context)

    def refused(self, problems: Sequence[str]) -> HttpResponse:
        return render(self.request, "desk/reading.html", {"problems": problems})


class ArrangePhotosView(AskReadingView):
    """The photos of a letter in another order, or without one; the letter is read anew."""

    def post(self, request: HttpRequest) -> HttpResponse:
        held = self.held
        place, _colon, way = request.POST.get("move", "").partition(":")
        photos = photos_of(held) if held is not None else []
        if not place.isdecimal() or int(place) >= len(photos) or way not in ("up", "down", "out"):
            return self.refused([_("ไฟล์ที่แนบไว้เดิมหมดอายุแล้ว โปรดแนบไฟล์อีกครั้ง")])
        one = photos.pop(int(place))
        if way != "out":
            photos.insert(max(int(place) + (1 if way == "down" else -1), 0), one)
        if not photos:
            return render(request, "desk/reading.html", {"emptied": True})
        return self.ask(join(photos, owner=self.user.pk))


class PartReadingView(DeskMixin, View):
    """The dropped file holds several letters: it becomes a pile."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        held = fetch(request.POST.get("held_file", ""), owner=self.user.pk)
        if held is None:
            messages.error(request, _("ไฟล์ที่แนบไว้เดิมหมดอายุแล้ว โปรดแนบไฟล์อีกครั้ง"))
            return redirect("register_new")
        came = [(part.name, part.read()) for part in held.parts] or [(held.name, held.read())]
        try:
            pile = start_pile(self.desk_post.office, came, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
            return redirect("register_new")
        drop(held)
        return redirect("pile", pile.pk)


class OwnReadingView(DeskMixin, View):
    """A reading belongs to whoever dropped the file, that of a pile to its desk; else 404."""

    def reading_or_404(self, pk: int) -> LetterReading:
        return get_object_or_404(readings_of(self.viewer), pk=pk, letter=None)


class ReadingView(OwnReadingView):
    """How far a reading is; once done, what was read and the pages with its places."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        reading = self.reading_or_404(pk)
        return render(request, "desk/reading.html", reading_context(reading))


def reading_context(reading: LetterReading) -> dict[str, Any]:
    """What the panel of a reading shows."""
    proposals = proposals_in(reading.found)
    pages = [
        {
            "number": number,
            "width": width,
            "height": height,
            "places": [one for one in proposals if one.page == number],
        }
        for number, (width, height) in enumerate(reading.found.get("pages", []), start=1)
    ]
    return {
        "reading": reading,
        "proposals": proposals,
        # Long words are never quite sure; what harms is left empty, and shown with its line.
        "doubtful": [one for one in proposals if one.doubtful and not one.value],
        "pages": pages,
        "problem": reading.problem,
        "several": reading.found.get("letters", 1),
        "secret": reading.found.get("secret", False),
    }


class ReadingPageView(OwnReadingView):
    """A page of the dropped file as a picture."""

    def get(self, request: HttpRequest, pk: int, page: int) -> HttpResponseBase:
        reading = self.reading_or_404(pk)
        if reading.state != ReadingState.DONE or reading.found.get("secret"):
            raise Http404
        try:
            picture = self.picture(reading, page)
        except (IndexError, PaperError, FileNotFoundError) as error:
            raise Http404 from error
        answer = HttpResponse(picture, content_type="image/png")
        answer["Cache-Control"] = "private, max-age=3600"
        return answer

    @staticmethod
    def picture(reading: LetterReading, page: int) -> bytes:
        key = f"read:{reading.sha256}:{page}"
        known: bytes | None = cache.get(key)
        if known is not None:
            return known
        held = HeldFile("", reading.name, reading.path)
        accepted = accept_upload(held.read(), reading.name, limit_mb=settings.UPLOAD_LIMIT_MB)
        drawn = page_png(accepted.pdf_bytes, page, PAGE_WIDTH_PX)
        cache.set(key, drawn, KEPT_SECONDS)
        return drawn


class PasteView(DeskMixin, View):
    """A pasted naming of a letter fills four fields."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        named = read_citation(request.POST.get("pasted", "")[:2000])
        context: dict[str, Any] = {"problem": _("ไม่พบเลขที่หนังสือในข้อความที่วาง")}
        if named is not None:
            urgencies = {"ด่วน": "002", "ด่วนมาก": "003", "ด่วนที่สุด": "004"}
            values = {
                "number_printed": named.number,
                "dated_printed": named.dated,
                "issuer_name": named.issuer,
                "urgency": urgencies.get(named.urgency, ""),
            }
            context = {
                "proposals": [
                    Proposal(name, value, value, "", False, None)
                    for name, value in values.items()
                    if value
                ]
            }
        return render(request, "desk/reading.html", context)
