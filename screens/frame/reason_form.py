"""A reason that the other side will read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """One reason, which the other side will read."""

    reason = forms.CharField(
        label=_("เหตุผล"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ")},
    )
