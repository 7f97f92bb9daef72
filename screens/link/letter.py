"""The letter of an office behind its link: the PIN, what is asked, the letter and its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from circulars.domain.expecting import lines_of
from circulars.domain.links import enter, note_fetched
from circulars.errors import CircularError
from circulars.models import Expectation, FileRole, LetterFile, Provenance, Said, What
from circulars.policies import Verdict, check_may_answer, check_may_return, verdict
from circulars.sent_policies import check_may_ask_time
from papers.pages import page_png
from screens.frame.pdf import page_response, pdf_of
from screens.link.base import LinkMixin
from survey.models import ExpectedAnswer

_WIDTH = 1000
_SHOWN = (FileRole.READABLE, FileRole.COMPOSED)
_TAKEN = (FileRole.ORIGINAL, FileRole.COMPOSED, FileRole.ENCLOSURE)


class PinForm(forms.Form):
    """The PIN that was printed with the letter, or told."""

    pin = forms.CharField(
        label=gettext_lazy("PIN ๖ หลัก"),
        max_length=12,
        help_text=gettext_lazy("พิมพ์อยู่ในใบนำส่งที่มากับหนังสือ หรือผู้ส่งแจ้งให้ทราบทางอื่น"),
        error_messages={"required": gettext_lazy("โปรดใส่ PIN ๖ หลักที่อยู่ในใบนำส่ง")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "wn-w-20"}
        ),
    )


class PinView(LinkMixin, FormView[PinForm]):
    """Before anything is shown: whose letter it is stands on it already, and no more."""

    form_class = PinForm
    template_name = "link/pin.html"
    needs_visit = False

    def form_valid(self, form: PinForm) -> HttpResponse:
        try:
            visit = enter(self.link, form.cleaned_data["pin"], at=self.at)
        except CircularError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if visit is None:
            form.add_error("pin", _("PIN ไม่ถูกต้อง โปรดดูในใบนำส่งแล้วลองอีกครั้ง"))
            return self.form_invalid(form)
        self.request.session[self.key] = visit.pk
        return redirect(self.home)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the office can do, and whether it is done."""

    name: str
    label: str
    icon: str
    verdict: Verdict
    done: str = ""


class LinkLetterView(LinkMixin, TemplateView):
    """What the letter asks, what can be done, the letter itself."""

    template_name = "link/letter.html"

    @cached_property
    def line(self) -> ExpectedAnswer | None:
        """The survey that the office must answer."""
        lines = ExpectedAnswer.objects.for_lists().filter(copy=self.copy, excused_at=None)
        return lines.first()

    @cached_property
    def owed(self) -> list[Expectation]:
        return list(lines_of(self.copy).counted().exclude(what=What.SURVEY).pressing())

    @cached_property
    def owes_reply(self) -> bool:
        return any(one.what == What.REPLY for one in self.owed)

    @cached_property
    def said(self) -> list[Provenance]:
        """What was said for the office so far, by whomever."""
        rows = self.copy.provenances.exclude(said=Said.SENT).select_related("by")
        return list(rows.prefetch_related("confirmations").order_by("-pk"))

    def _last(self, *said: Said) -> str:
        row = next((one for one in self.said if one.said in said), None)
        return str(row.get_said_display()) if row else ""

    @property
    def steps(self) -> list[Step]:
        """In the order in which they are wanted."""
        voice = self.voice()
        answer = verdict(check_may_answer, voice, self.copy, self.at)
        found = [
            Step(
                "link_receipt",
                _("แจ้งว่าได้รับหนังสือ"),
                "mail-opened",
                answer,
                self._last(Said.RECEIVED),
            )
        ]
        if self.line is not None:
            done = _("ตอบแล้ว") if self.line.is_answered else ""
            found.append(Step("link_answer", _("ตอบแบบสำรวจ"), "forms", answer, done))
        if self.owes_reply:
            told = self._last(Said.REPORTED, Said.REPLIED)
            found.append(Step("link_report", _("รายงานผล หรือแจ้งว่าไม่มี"), "message", answer, told))
        found.append(
            Step("link_reply", _("ส่งหนังสือตอบ (PDF)"), "file-text", answer, self._last(Said.REPLIED))
        )
        time = verdict(check_may_ask_time, voice, self.copy, self.at)
        if self.copy.due_at is not None:
            found.append(
                Step("link_time", _("ขอขยายเวลา"), "hourglass", time, self._last(Said.ASKED_TIME))
            )
        wrong = verdict(check_may_return, voice, self.copy, self.at)
        found.append(Step("link_return", _("ไม่ใช่เรื่องของหน่วยงานเรา"), "arrow-back-up", wrong))
        return [one for one in found if one.verdict.allowed or one.name == "link_answer"]

    @cached_property
    def files(self) -> list[LetterFile]:
        letter = self.copy.letter
        return list(letter.files.filter(role__in=_TAKEN)) if letter else []

    @property
    def is_drawn(self) -> bool:
        """The letter was written here and is drawn when asked for."""
        letter = self.copy.letter
        kept = any(one.role != FileRole.ENCLOSURE for one in self.files)
        return bool(letter and letter.composed_here and not kept)

    @property
    def pages(self) -> list[str]:
        letter = self.copy.letter
        shown = letter.files.filter(role__in=_SHOWN).order_by("-pk").first() if letter else None
        count = min(shown.pages or 1, 30) if shown else int(self.is_drawn)
        return [self.url("link_page", number) for number in range(1, count + 1)]


class HomeView(View):
    """The letter for who has given the PIN, the question for it otherwise."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        page = LinkLetterView()
        page.setup(request, *args, **kwargs)
        if request.method == "POST" or page.visit is None:
            return PinView.as_view()(request, *args, **kwargs)
        return page.dispatch(request, *args, **kwargs)


class LinkPageView(LinkMixin, View):
    """One page of the letter as a picture."""

    def get(self, request: HttpRequest, token: str, page: int) -> HttpResponse:
        letter = self.copy.letter
        if letter is None:
            raise Http404
        shown = letter.files.filter(role__in=_SHOWN).order_by("-pk").first()
        if shown is None:
            if not letter.composed_here:
                raise Http404
            return page_response(pdf_of(letter), page)
        with shown.file.open("rb") as stored:
            data = stored.read()
        try:
            picture = page_png(data, page, _WIDTH)
        except IndexError:
            raise Http404 from None
        return HttpResponse(picture, content_type="image/png")


class LinkFileView(LinkMixin, View):
    """Take a file away: the letter (0) or one of its files. Posted, for it is written down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, token: str, file: int) -> HttpResponseBase:
        letter = self.copy.letter
        if letter is None or self.visit is None:
            raise Http404
        if file == 0 and letter.composed_here:
            note_fetched(self.visit, self.copy, letter.number_printed, at=self.at)
            response = HttpResponse(pdf_of(letter), content_type="application/pdf")
            response["Content-Disposition"] = f'attachment; filename="letter-{letter.pk}.pdf"'
            return response
        found = letter.files.filter(pk=file, role__in=_TAKEN).first()
        if found is None:
            raise Http404
        note_fetched(self.visit, self.copy, found.name, at=self.at)
        taken = FileResponse(
            found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.mime
        )
        taken["Content-Security-Policy"] = "sandbox; default-src 'none'"
        taken["X-Content-Type-Options"] = "nosniff"
        return taken


class LinkLeaveView(LinkMixin, View):
    """Whoever used another's telephone goes out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        request.session.pop(self.key, None)
        return redirect(self.home)
