"""Piles: what was dropped as several letters, cut into them, gone through one by one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from circulars.domain.pile_cuts import cut_pile
from circulars.domain.pile_letters import (
    leave_out,
    put_off,
    take_in_again,
    values_of,
    why_not_certain,
)
from circulars.domain.piles import bytes_at, close_pile, left_of, piles_of, start_pile, with_left
from circulars.errors import CircularError
from circulars.models import Pile, PileLetter, ReadingState
from circulars.policies import Verdict, check_may_enter, verdict
from papers.errors import PaperError
from papers.pages import page_png
from screens.frame.base import DeskMixin
from screens.frame.uploads import read_uploads

PAGE_WIDTH_PX = 620
KEPT_SECONDS = 3600
SHOWN = 30
_LONGEST_ID = 6


class PilesView(DeskMixin, View):
    """The piles of this desk that are not done with, and where a new one is dropped."""

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_enter, self.viewer, self.desk_post.office, self.at)

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = with_left(piles_of(self.viewer).filter(closed_at=None)).select_related("by")
        context = {"piles": rows[:SHOWN], "verdict": self.verdict}
        return render(request, "desk/piles.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        came, problems = read_uploads(request.FILES.getlist("files"))
        for one in problems:
            messages.error(request, one)
        if not came:
            messages.error(request, _("โปรดเลือกไฟล์ของกองหนังสือ"))
            return redirect("piles")
        try:
            pile = start_pile(self.desk_post.office, came, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
            return redirect("piles")
        return redirect("pile", pile.pk)


class PileMixin(DeskMixin):
    """A screen about one pile of this desk; that of another office is not found."""

    @cached_property
    def pile(self) -> Pile:
        piles = piles_of(self.viewer).select_related("unit__house")
        return get_object_or_404(piles, pk=self.kwargs["pk"])

    @property
    def letters(self) -> list[PileLetter]:
        return list(self.pile.letters.select_related("reading", "letter"))


class PileView(PileMixin, View):
    """The pages of a pile with its cuts; while it is read, how far that is."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        name = "desk/pile_progress.html" if request.headers.get("HX-Request") else "desk/pile.html"
        return render(request, name, self.context())

    def context(self) -> dict[str, Any]:
        pile = self.pile
        letters = self.letters
        begins = {one.first: number for number, one in enumerate(letters, start=1)}
        fixed = {page for one in letters if not one.is_left for page in (one.first, one.last + 1)}
        fixed |= {p for one in letters if not one.is_left for p in one.pages}
        owner = {page: one for one in letters for page in one.pages}
        pages = [
            {
                "number": number,
                "letter": begins.get(number),
                "of": owner.get(number),
                "fixed": number == 1 or number in fixed,
            }
            for number in range(1, pile.pages + 1)
        ]
        rows = [
            {"letter": one, "read": values_of(one.reading), "doubt": why_not_certain(one)}
            for one in letters
        ]
        left = sum(one.is_left for one in letters)
        reading = pile.state == ReadingState.WAITING
        return {"pile": pile, "pages": pages, "rows": rows, "left": left, "reading": reading}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save the cuts, or put the pile away; then on to its first letter, or its table."""
        try:
            if "close" in request.POST:
                close_pile(self.pile, by=self.user, at=self.at)
                messages.success(request, _("ปิดกองแล้ว ฉบับที่เหลือไม่ได้ลงรับ"))
                return redirect("piles")
            sent = [one for one in request.POST.getlist("cut") if one.isdecimal()]
            cuts = {int(one) for one in sent if len(one) <= _LONGEST_ID}
            cut_pile(self.pile, cuts, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
            return redirect("pile", pk)
        if "stay" in request.POST:
            return redirect("pile", pk)
        return redirect("pile_table" if "table" in request.POST else "pile_next", pk)


class PilePageView(PileMixin, View):
    """A page of a pile as a picture; none before it is known that no letter in it is secret."""

    def get(self, request: HttpRequest, pk: int, page: int) -> HttpResponseBase:
        pile = self.pile
        if pile.state != ReadingState.DONE or not pile.path or not 1 <= page <= pile.pages:
            raise Http404
        key = f"pile:{pile.path}:{page}"
        picture: bytes | None = cache.get(key)
        if picture is None:
            try:
                picture = page_png(bytes_at(pile.path), page, PAGE_WIDTH_PX)
            except (FileNotFoundError, IndexError, PaperError) as error:
                raise Http404 from error
            cache.set(key, picture, KEPT_SECONDS)
        answer = HttpResponse(picture, content_type="image/png")
        answer["Cache-Control"] = "private, max-age=3600"
        return answer


class PileNextView(PileMixin, View):
    """On to the next letter of a pile: those that were put off come last."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        left = left_of(self.pile)
        letter = left.filter(skipped_at=None).first() or left.order_by("skipped_at").first()
        if letter is None:
            return redirect("pile", pk)
        return HttpResponseRedirect(f"{reverse('register_new')}?pile_letter={letter.pk}")


class PileLetterView(PileMixin, View):
    """Put a letter of a pile off, leave it out, or take it in again; then on to the next."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, letter: int) -> HttpResponse:
        rows = self.pile.letters.select_related("pile__unit", "reading")
        one = get_object_or_404(rows, pk=letter)
        acts = {"skip": put_off, "out": leave_out, "back": take_in_again}
        wanted = request.POST.get("act", "")
        if wanted not in acts:
            return redirect("pile", pk)
        try:
            acts[wanted](one, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
            return redirect("pile", pk)
        return redirect("pile" if wanted == "back" else "pile_next", pk)
