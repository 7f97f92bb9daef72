"""Closing what was gathered: the office vouches for it, and reports upward or ends the matter."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain import gathering
from circulars.models import OfficeCopy, Round
from circulars.policies import Verdict
from circulars.states import State
from screens.follow.forms.gathering import CloseForm
from screens.follow.gathering import ExpectedMixin
from screens.frame.task import ActView


class ExpectedCloseView(ExpectedMixin, ActView):
    """Vouch for what has come in: report upward, or end the matter where nobody above asks."""

    template_name = "follow/expected_close.html"
    form_class = CloseForm

    @property
    def title(self) -> str:
        return _("รายงานขึ้นไป") if self.copy.parent_id else _("ปิดเรื่อง")

    @cached_property
    def rounds(self) -> list[Round]:
        """The round that ends with this act; none if nothing comes again."""
        found = super().rounds
        closing = gathering.round_to_close(self.copy) or (found[0] if found else None)
        return [closing] if closing else []

    @cached_property
    def chosen(self) -> Round | None:
        return gathering.round_to_close(self.copy)

    @cached_property
    def missing(self) -> list[str]:
        return gathering.missing_below(self.copy)

    @property
    def verdict(self) -> Verdict:
        if self.copy.state not in (State.DISPATCHED, State.REPORTING):
            return Verdict(False, _("หนังสือฉบับนี้ไม่ได้อยู่ในขั้นรวบรวมคำตอบ หรือรายงานไปแล้ว"))
        return super().verdict

    def get_form(self, form_class: Any = None) -> CloseForm:
        """A reason is asked for exactly while somebody is missing."""
        form: Any = super().get_form(form_class)
        if not self.missing:
            del form.fields["early_reason"]
        if not self.copy.rounds.filter(opened_at=None, stopped_at=None).exists():
            del form.fields["last"]
        return form  # type: ignore[no-any-return]

    def act(self, form: CloseForm) -> OfficeCopy:
        return gathering.close(
            self.copy,
            by=self.user,
            at=self.at,
            note=form.cleaned_data["note"],
            early_reason=form.cleaned_data.get("early_reason", ""),
            last=form.cleaned_data.get("last", False),
        )

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("รายงานขึ้นไปแล้ว") if result.parent_id else _("ปิดเรื่องแล้ว"))
        return HttpResponseRedirect(reverse("copy", args=[result.pk]))
