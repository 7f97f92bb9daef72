"""The address book of the office: what is kept, one more, one put away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from circulars.domain.address_book import addresses_of, keep_address, retire_address
from circulars.errors import CircularError
from circulars.models import Correspondent, CorrespondentKind
from circulars.policies import Verdict, check_may_keep_addresses, verdict
from screens.frame.base import DeskMixin
from screens.frame.refusals import add_refusal


class AddressForm(forms.Form):
    """One receiver outside the directory; what is wrong with its name the domain says."""

    name = forms.CharField(
        label=gettext_lazy("ชื่อหรือตำแหน่งที่เรียนถึง"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("เช่น กรรมการผู้จัดการบริษัท ก จำกัด หรือ นางสาว ข นามสกุล"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("ประเภท"), choices=CorrespondentKind.choices)
    address = forms.CharField(
        label=gettext_lazy("ที่อยู่"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    phone = forms.CharField(label=gettext_lazy("โทรศัพท์"), required=False, max_length=60)
    email = forms.EmailField(
        label=gettext_lazy("อีเมล"),
        required=False,
        error_messages={"invalid": gettext_lazy("โปรดกรอกอีเมลให้ครบ เช่น name@example.org")},
    )


class AddressBookView(DeskMixin, FormView[AddressForm]):
    """The lines of this house; whoever writes letters keeps and puts away."""

    template_name = "work/address_book.html"
    form_class = AddressForm

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_keep_addresses, self.viewer, self.house, self.at)

    @property
    def rows(self) -> list[Correspondent]:
        return list(addresses_of(self.house))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("retire", "")
        if not wanted:
            return super().post(request, *args, **kwargs)
        found = addresses_of(self.house)
        row = get_object_or_404(found.filter(pk=wanted) if wanted.isdecimal() else found.none())
        try:
            retire_address(row, by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("เอาออกจากสมุดที่อยู่แล้ว หนังสือที่ส่งไปแล้วไม่เปลี่ยน"))
        return redirect("address_book")

    def form_valid(self, form: AddressForm) -> HttpResponse:
        given = form.cleaned_data
        kind = CorrespondentKind(given.pop("kind"))
        try:
            keep_address(self.house, kind=kind, by=self.user, at=self.at, **given)
        except CircularError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("เก็บไว้ในสมุดที่อยู่แล้ว"))
        return redirect("address_book")
