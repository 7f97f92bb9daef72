"""Writing the outgoing letter: the form, its recipients, its preview, its versions."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain.approving import submit
from circulars.domain.asking import asks_of
from circulars.domain.budgeting import Budget, budget_of
from circulars.domain.content import Content, content_of
from circulars.domain.drafting import save_version
from circulars.domain.enclosing import attach, detach
from circulars.domain.expecting import is_carried
from circulars.domain.rewriting import settle_rewriting
from circulars.domain.ruling import columns_of, phrase_of
from circulars.errors import CircularError, Invalid, Overtaken
from circulars.letters.proofreading import into_text, unprinted_in
from circulars.models import Draft, DraftVersion
from circulars.states import DraftState
from papers.errors import UploadRefused
from papers.upload import accept_enclosure
from screens.frame.due import DueNote, draft_note
from screens.frame.task import CopyMixin, TaskView
from screens.frame.uploads import incoming
from screens.work.carried import survey_gap, survey_hangs
from screens.work.forms.drafting import DraftForm
from screens.work.proofing import Beside, Outdated, beside, outdated
from screens.work.recipients import Picker, picker_of
from survey.domain.sending import check_can_go
from thai.proofreading import NAMES
from thai.wording.closings import before_closing
from workflow.running import perform
from workflow.steps import StepName, open_draft


class DraftMixin(CopyMixin):
    """The draft in the making of a copy this person may see; none any more is 404."""

    @cached_property
    def draft(self) -> Draft:
        draft = open_draft(self.copy)
        if draft is None:
            raise Http404
        draft.copy = self.copy
        return draft

    def bound_form(self, data: Any) -> DraftForm:
        """The form as typed so far; what is wrong in it is left for the saving to say."""
        form = DraftForm(data, draft=self.draft)
        form.is_valid()
        return form


class DraftTaskView(DraftMixin, TaskView):
    """A task on a draft. Once it is signed, whoever comes late is told and led on."""

    def gone(self) -> HttpResponse | None:
        if open_draft(self.copy) is not None:
            return None
        messages.warning(self.request, self.passed)
        return HttpResponseRedirect(self.copy_url)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.gone() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.gone() or super().post(request, *args, **kwargs)


class DraftView(DraftTaskView):
    """
    Edit, save as a version, propose for review. The pages stand beside the form.

    ``overtaken`` is the version that somebody else saved while this page was open. ``unseen``:
    he has just been told what the memo does not print.
    """

    template_name = "work/draft.html"
    form_class = DraftForm
    step = StepName.DRAFT
    overtaken: DraftVersion | None = None
    unseen = False

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = {**super().get_form_kwargs(), "draft": self.draft}
        kwargs.pop("initial")
        return kwargs

    @property
    def wants_submit(self) -> bool:
        return self.request.POST.get("do") == "submit"

    @property
    def base(self) -> object:
        """
        The version that this page was made from. Whoever was told that it is no longer the
        latest has the latest as his base: the next press is on top of it, knowingly.
        """
        if self.overtaken is not None:
            return self.overtaken.number
        return self.request.POST.get("base") or self.draft.latest.number

    @property
    def opened_from(self) -> str:
        """The version that the page was made from before somebody was faster."""
        return self.request.POST.get("base", "")

    @property
    def picker(self) -> Picker:
        return picker_of(self.copy.office, self.draft_form.offered, self.draft.recipients)

    @cached_property
    def draft_form(self) -> DraftForm:
        return DraftForm(draft=self.draft)

    @property
    def due(self) -> DueNote | None:
        return draft_note(self.draft, upstream=self.copy.due_at, at=self.at)

    @property
    def budget(self) -> Budget | None:
        """How the days until the office's own day are shared out."""
        return budget_of(self.copy, self.at)

    @property
    def asked(self) -> str:
        """What the letter asks as it stands, for the writer who leaves it to its words."""
        what = asks_of(self.draft)
        if what is not None:
            return str(what.label)
        carried = self.has_survey or is_carried(self.copy)
        return _("ตามที่ต้นเรื่องขอ") if carried else _("เพื่อทราบ ไม่ต้องตอบ")

    @property
    def has_survey(self) -> bool:
        return survey_hangs(self.copy)

    @cached_property
    def beside(self) -> Beside:
        """What is pointed at in the draft as it is saved."""
        draft = self.draft
        content = content_of(draft.latest)
        return beside(draft, content, rule=draft.recipients, deadline=phrase_of(draft))

    @cached_property
    def outdated(self) -> Outdated | None:
        """What has changed upstream, for whoever may write."""
        return outdated(self.draft) if self.verdict.allowed else None

    @property
    def survey_gap(self) -> str:
        return survey_gap(self.copy, content_of(self.draft.latest))

    @property
    def last_word(self) -> Any:
        """Why the draft came back, if it did."""
        if self.draft.state != DraftState.SENT_BACK:
            return None
        return self.draft.approvals.select_related("by").last()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") in ("find", "phrase"):
            sent = self.get_form()  # what was chosen to be enclosed is kept
            form = self.bound_form(with_phrase(request.POST, sent))
            for name, said in sent.errors.items():
                if name == "attachments":
                    form.add_error(name, said)
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> DraftForm:
        """
        Files are attached as soon as they are sent, whatever else is wrong in the form, so
        that nobody has to choose them twice. A refused file says why at its field.
        """
        form = cast("DraftForm", super().get_form(form_class))
        if form.is_bound and self.verdict.allowed:
            form.is_valid()
            for upload in form.cleaned_data.get("attachments", []):
                self._attach(form, upload)
        return form

    def _attach(self, form: DraftForm, upload: UploadedFile[bytes]) -> None:
        limit = settings.UPLOAD_LIMIT_MB
        try:
            accepted = accept_enclosure(upload.read(), upload.name or "", limit_mb=limit)
            attach(self.draft, incoming(accepted), by=self.user, at=self.at)
        except (CircularError, UploadRefused) as refusal:
            form.add_error("attachments", f"{upload.name}: {refusal}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form")
        picker = self.picker
        if form is not None and form.is_bound:
            find = self.request.POST.get("find", "")
            picker = picker_of(self.copy.office, form.offered, form.rule, find)
        return super().get_context_data(**kwargs, picker=picker)

    def act(self, form: DraftForm) -> Draft:
        self.need_seen(form.content)
        version = self.save(form)
        check_can_go(self.copy, with_qr=version.with_qr)
        return submit(self.draft, by=self.user, at=self.at, comment="")

    def need_seen(self, content: Content) -> None:
        """Nobody is to judge a memo whose parts are not printed before its writer has seen it."""
        lost = unprinted_in(content)
        self.unseen = bool(lost) and self.request.POST.get("unprinted_seen") != "yes"
        if self.unseen:
            sentence = _(
                "%(form)sไม่พิมพ์ %(parts)s โปรดกด “เขียนลงในข้อความ” หรือเสนอตรวจอีกครั้งถ้าไม่ต้องใช้"
            )
            words = {"form": NAMES[content.kind], "parts": " ".join(lost)}
            raise Invalid(sentence % words, field="kind")

    def save(self, form: DraftForm) -> DraftVersion:
        content = form.content
        if self.request.POST.get("do") == "into_text":
            content = into_text(content)
        for kept in self.draft.files.filter(pk__in=form.cleaned_data["drop"]):
            detach(kept, by=self.user, at=self.at)
        return save_version(
            self.draft,
            content,
            by=self.user,
            at=self.at,
            recipients=form.rule,
            **columns_of(form.cleaned_data["due_at"]),
            as_circular=form.cleaned_data["as_circular"],
            asks=form.cleaned_data["asks"] if "asks" in form.data else None,
            owed_by=form.cleaned_data.get("owed_by", []) if "asks" in form.data else None,
            send_at_once=form.cleaned_data["send_at_once"],
            base=form.cleaned_data["base"],
        )

    def run(self, form: DraftForm) -> Draft | DraftVersion:
        try:
            return self.save_or_submit(form)
        except Overtaken as refusal:
            versions = self.draft.versions.select_related("written_by")
            self.overtaken = versions.get(number=refusal.number)
            raise

    def save_or_submit(self, form: DraftForm) -> Draft | DraftVersion:
        if not self.wants_submit:
            with transaction.atomic():
                return self.settled(self.save(form))
        return perform(
            self.copy,
            StepName.DRAFT,
            user=self.user,
            at=self.at,
            act=lambda: self.act(form),
            shown=self.sent_shown,
        )

    def settled(self, saved: DraftVersion) -> DraftVersion:
        """What was saved, or that with what changed upstream if he has said what to do with it."""
        do = self.request.POST.get("do")
        if do not in ("rewrite", "keep"):
            return saved
        return settle_rewriting(
            self.draft, take=do == "rewrite", asks_answer=self.has_survey, by=self.user, at=self.at
        )

    def done(self, result: Draft | DraftVersion) -> HttpResponse:
        if isinstance(result, DraftVersion):
            self.tell(_("บันทึกร่างแล้ว ฉบับที่ %(number)s") % {"number": result.number})
            if self.request.POST.get("do") == "survey":
                return HttpResponseRedirect(reverse("survey_edit", args=[self.copy.pk]))
            return HttpResponseRedirect(self.request.path)
        self.tell(_("เสนอตรวจแล้ว ผู้ตรวจจะเห็นร่างนี้ในงานของตน"))
        if self.survey_gap:
            messages.warning(self.request, self.survey_gap)
        return HttpResponseRedirect(self.copy_url)


def with_phrase(posted: QueryDict, form: DraftForm) -> QueryDict:
    """What was typed, with the phrase that was picked before the last sentence of the text."""
    typed = posted.copy()
    picked = form.cleaned_data.get("phrase")
    if picked is not None and typed.get("do") == "phrase":
        body = typed.get("body", "").replace("\r\n", "\n")
        typed["body"] = before_closing(body, picked.text)
        typed["phrase"] = ""
    return typed
