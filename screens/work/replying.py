"""Beginning the letter that answers a received one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain.replying import start_reply
from circulars.models import OfficeCopy
from circulars.policies import Verdict, check_may_reply, verdict
from screens.frame.task import ActView
from workflow.running import start_case


class ReplyView(ActView):
    """Start the reply; the draft, with what it refers to and its addressee, follows."""

    form_class = forms.Form

    @property
    def title(self) -> str:
        return _("ตอบหนังสือ")

    @property
    def explained(self) -> str:
        return _("ระบบร่างหนังสือตอบถึงผู้ส่งให้ อ้างถึงหนังสือฉบับนี้ ออกเลขแล้วทะเบียนรับจะแสดงว่าตอบแล้ว")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_reply, self.viewer, self.copy, self.at)

    def act(self, form: Any) -> OfficeCopy:
        reply = start_reply(self.copy, by=self.user, at=self.at)
        start_case(reply)
        return reply

    def done(self, result: OfficeCopy) -> HttpResponse:
        return redirect("task_draft", result.pk)
