"""The phrase bank of the office: what was kept, one more, one put away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from circulars.domain.phrases import keep_phrase, phrases_of, retire_phrase
from circulars.errors import CircularError
from circulars.models import Phrase
from circulars.policies import Verdict, check_may_keep_phrases, verdict
from screens.frame.base import DeskMixin
from screens.frame.refusals import add_refusal


class PhraseForm(forms.Form):
    """One paragraph; what is wrong with it the domain says."""

    text = forms.CharField(
        label=gettext_lazy("ถ้อยคำ"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("หนึ่งย่อหน้า เลือกใส่ในร่างได้ทุกเรื่อง"),
    )


class PhrasesView(DeskMixin, FormView[PhraseForm]):
    """The phrases of this house; whoever drafts keeps and puts away."""

    template_name = "work/phrases.html"
    form_class = PhraseForm

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_keep_phrases, self.viewer, self.house, self.at)

    @property
    def rows(self) -> list[Phrase]:
        return list(phrases_of(self.house))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("retire", "")
        if not wanted:
            return super().post(request, *args, **kwargs)
        found = (
            phrases_of(self.house).filter(pk=wanted)
            if wanted.isdecimal()
            else Phrase.objects.none()
        )
        row = get_object_or_404(found)
        try:
            retire_phrase(row, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("เอาถ้อยคำออกแล้ว ร่างที่ใช้ไปแล้วไม่เปลี่ยน"))
        return redirect("phrases")

    def form_valid(self, form: PhraseForm) -> HttpResponse:
        try:
            keep_phrase(self.house, form.cleaned_data["text"], by=self.user, at=self.at)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("เก็บถ้อยคำแล้ว"))
        return redirect("phrases")
