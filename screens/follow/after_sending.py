"""What can still be done with a letter that was sent, and the pages on which it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.domain.adding import add_recipients, due_now, have_it, send_again, sent_first
from circulars.domain.recipients import choices_for, found_by_name
from circulars.domain.replacing import begin_correction
from circulars.models import Dispatch, Draft
from circulars.policies import Verdict, verdict
from circulars.sent_policies import (
    check_may_add,
    check_may_amend,
    check_may_cancel,
    check_may_replace,
    check_may_send_again,
)
from offices.models import Office
from screens.follow.forms.after_sending import AddForm, AgainForm
from screens.follow.sent import SentView
from screens.frame.reason_form import ReasonForm
from screens.frame.task import ActView, CopyMixin
from survey.models import SurveyTask


@dataclass(frozen=True, slots=True)
class Offer:
    """One act of the page: what it does, where it is done, who may."""

    title: str
    text: str
    url: str
    icon: str
    verdict: Verdict


class AfterView(CopyMixin, TemplateView):
    """Everything that can be done with the letter after it went out, each with what follows."""

    template_name = "follow/after.html"

    @property
    def asks(self) -> bool:
        """Whether a survey was hung on this very letter."""
        return SurveyTask.objects.filter(copy=self.copy).exists()

    @property
    def offers(self) -> list[Offer]:
        def offer(title: str, text: str, name: str, icon: str, check: Any) -> Offer:
            asked = verdict(check, self.viewer, self.copy, self.at)
            return Offer(title, text, reverse(name, args=[self.copy.pk]), icon, asked)

        asked = offer(
            _("แก้แบบสำรวจหลังส่ง"),
            _("แก้ถ้อยคำของคำถาม หรือวันปิดรับคำตอบ ผู้ที่ยังไม่ตอบได้รับแจ้ง"),
            "survey_amend", "clipboard-list", check_may_amend,
        )  # fmt: skip
        return [
            offer(
                _("เพิ่มผู้รับ"),
                _("ส่งหนังสือฉบับเดิมถึงหน่วยงานที่ตกหล่น ผู้รับต้องตอบเหมือนผู้รับอื่น"),
                "copy_add", "plus", check_may_add,
            ),
            offer(
                _("ออกหนังสือฉบับแก้ไข"),
                _("ร่างฉบับใหม่จากฉบับที่ส่ง เสนอลงนาม ได้เลขใหม่ แล้วแทนฉบับเดิมที่ผู้รับทุกแห่ง"),
                "copy_replace", "replace", check_may_replace,
            ),
            offer(
                _("ส่งสิ่งที่ส่งมาด้วยเพิ่ม"),
                _("ส่งไฟล์ตามไปกับหนังสือฉบับเดิม ผู้รับทุกแห่งเห็นที่หน้าหนังสือ"),
                "copy_enclose", "paperclip", check_may_amend,
            ),
            *([asked] if self.asks else []),
            offer(
                _("ยกเลิกเรื่อง"),
                _("เรียกคืนที่ยังไม่ลงรับ แจ้งทุกแห่งว่าไม่ต้องดำเนินการ และไม่ต้องตอบ"),
                "copy_cancel", "ban", check_may_cancel,
            ),
        ]  # fmt: skip


class FindMixin(ActView):
    """A form on which offices are found by name."""

    template_name = "follow/find.html"

    @property
    def sending(self) -> Dispatch:
        raise NotImplementedError

    @cached_property
    def is_late(self) -> bool:
        due = due_now(self.sending) if self.verdict.allowed else None
        return due is not None and due <= self.at

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        """What was ticked before, and what is found now."""
        house = self.sending.copy.office
        posted = [int(one) for one in self.request.POST.getlist("offices") if one.isdecimal()]
        ticked = list(choices_for(house).filter(pk__in=posted))
        have = have_it(self.sending)
        found = [
            one
            for one in found_by_name(house, self.request.POST.get("find", ""))
            if one.pk not in have and one not in ticked
        ]
        return [(str(one.pk), one.name) for one in (*ticked, *found)]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if self.is_finding:
            data = kwargs.pop("data")
            chosen = data.getlist("offices")
            kwargs.pop("files", None)
            kwargs["initial"] = {**data.dict(), "offices": self.chosen(chosen)}
        offered = self.offered if self.verdict.allowed else []
        return {**kwargs, "offered": offered, "is_late": self.is_late}

    def chosen(self, posted: list[str]) -> Any:
        return posted

    @property
    def is_finding(self) -> bool:
        return self.request.method == "POST" and self.request.POST.get("do") == "find"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_finding:
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)


class AddView(FindMixin):
    """One more receiver, or several."""

    form_class = AddForm

    @property
    def title(self) -> str:
        return _("เพิ่มผู้รับ")

    @property
    def explained(self) -> str:
        return _("ผู้รับที่เพิ่มได้หนังสือฉบับเดิม มีกำหนดเดียวกับผู้รับอื่น และนับรวมในผลทันที ถ้าเพิ่มผิดให้เรียกคืนได้")

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_add, self.viewer, self.copy, self.at)

    @cached_property
    def sending(self) -> Dispatch:
        return sent_first(self.copy)

    def act(self, form: AddForm) -> Dispatch:
        return add_recipients(
            self.copy,
            [int(one) for one in form.cleaned_data["offices"]],
            by=self.user,
            at=self.at,
            reason=form.cleaned_data["reason"],
            late=form.knows_late,
        )

    def done(self, result: Dispatch) -> HttpResponse:
        self.tell(_("กำลังส่งถึง %(to)s") % {"to": result.rule_text})
        return HttpResponseRedirect(reverse("circular_tree", args=[self.copy.pk]))


class SendAgainView(SentView, FindMixin):
    """A letter that came back goes to the same office again, or to the right one."""

    form_class = AgainForm

    @property
    def title(self) -> str:
        return _("ส่งใหม่หรือส่งที่อื่น")

    @property
    def explained(self) -> str:
        words = {"office": self.copy.office.name, "reason": self.copy.return_reason}
        return _("%(office)s: %(reason)s") % words

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_send_again, self.viewer, self.copy, self.at)

    @cached_property
    def sending(self) -> Dispatch:
        assert self.copy.parent is not None, "found through its sender's"
        return sent_first(self.copy.parent)

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        same = (str(self.copy.office_id), _("%(office)s (แห่งเดิม)") % {"office": self.copy.office})
        others = [one for one in super().offered if one[0] != same[0]]
        return [same, *others]

    def chosen(self, posted: list[str]) -> Any:
        return posted[0] if posted else ""

    def act(self, form: AgainForm) -> Dispatch:
        to = int(form.cleaned_data["offices"])
        return send_again(
            self.copy,
            to=None if to == self.copy.office_id else Office.objects.get(pk=to),
            by=self.user,
            at=self.at,
            reason=form.cleaned_data["reason"],
            late=form.knows_late,
        )

    def done(self, result: Dispatch) -> HttpResponse:
        self.tell(_("กำลังส่งถึง %(to)s") % {"to": result.rule_text})
        return super().done(result)


class ReplaceView(ActView):
    """Begin the corrected letter."""

    form_class: type[forms.BaseForm] = ReasonForm

    @property
    def title(self) -> str:
        return _("ออกหนังสือฉบับแก้ไข")

    @property
    def explained(self) -> str:
        return _(
            "ฉบับเดิมยังใช้อยู่จนกว่าฉบับแก้ไขจะลงนามและส่งออก ผู้ที่ยังไม่ลงรับได้ฉบับใหม่แทน "
            "ผู้ที่ลงรับแล้วได้ฉบับใหม่คู่กับฉบับเดิม และผู้ที่ส่งต่อแล้วได้รับแจ้งให้ออกฉบับแก้ไขของตน"
        )

    @cached_property
    def verdict(self) -> Verdict:
        return verdict(check_may_replace, self.viewer, self.copy, self.at)

    def act(self, form: ReasonForm) -> Draft:
        return begin_correction(
            self.copy, by=self.user, at=self.at, reason=form.cleaned_data["reason"]
        )

    def done(self, result: Draft) -> HttpResponse:
        self.tell(_("เปิดร่างฉบับแก้ไขแล้ว แก้ข้อความแล้วเสนอลงนาม"))
        return HttpResponseRedirect(reverse("task_draft", args=[self.copy.pk]))
