"""What hangs on a draft: its files, its recipients as they are chosen, and its end."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.generic import View

from circulars.domain.drafting import cancel
from circulars.models import OfficeCopy
from circulars.policies import Verdict, check_may_draft, verdict
from screens.frame.reason_form import ReasonForm
from screens.frame.task import ActView
from screens.work.drafting import DraftMixin
from screens.work.recipients import picker_of


class DraftFileView(DraftMixin, View):
    """One attached file, byte for byte as it was given."""

    def get(self, request: HttpRequest, pk: int, file: int) -> FileResponse:
        kept = get_object_or_404(self.draft.files, pk=file)
        response = FileResponse(
            kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.mime
        )
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


class CancelView(DraftMixin, ActView):
    """Give the outgoing letter up, with the reason."""

    form_class = ReasonForm

    @property
    def title(self) -> str:
        return _("ยกเลิกร่าง")

    @property
    def explained(self) -> str:
        if self.copy.letter is None:
            return _("เรื่องที่เริ่มไว้จะปิดโดยไม่ส่งถึงใคร ยังไม่ได้ใช้เลขหนังสือ ร่างทุกฉบับยังเก็บไว้")
        return _("หนังสือจะกลับไปรอสั่งการใหม่ ยังไม่ได้ใช้เลขหนังสือ ร่างทุกฉบับยังเก็บไว้")

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_draft, self.viewer, self.copy, self.at)

    def act(self, form: ReasonForm) -> OfficeCopy:
        return cancel(self.draft, by=self.user, at=self.at, reason=form.cleaned_data["reason"])

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("ยกเลิกร่างแล้ว"))
        return super().done(result)


class RecipientsView(DraftMixin, View):
    """The recipients' part anew, as it is being chosen. Nothing is kept."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.bound_form(request.POST)
        picker = picker_of(self.copy.office, form.offered, form.rule, request.POST.get("find", ""))
        context = {"picker": picker, "url": request.path, "errors": ""}
        return render(request, "work/recipients.html", context)
