"""Moving deadlines: of one recipient and its branch, of all; asking for time, and deciding."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from circulars.domain import asking_time
from circulars.domain.extending import extend, extend_all
from circulars.models import OfficeCopy, TimeRequest
from circulars.policies import Verdict, verdict
from circulars.sent_policies import check_may_ask_time, check_may_extend, check_may_extend_all
from papers.templatetags.thai import thai_digits
from screens.follow.forms.extending import AskTimeForm, DecideForm, ExtendAllForm, ExtendForm
from screens.follow.sent import SentView
from screens.frame.due import DueNote, due_note
from screens.frame.fields import translated
from screens.frame.task import ActView


class ExtendView(SentView):
    """Another deadline for one recipient, alone or with everybody below it, with the reason."""

    form_class = ExtendForm
    template_name = "follow/extend.html"

    @property
    def title(self) -> str:
        return _("ขยายเวลาให้ %(office)s") % {"office": self.copy.office.label}

    @property
    def explained(self) -> str:
        return _("ผู้รับได้รับแจ้งพร้อมเหตุผล ผู้ที่ตอบเลยกำหนดไปแล้วยังนับว่าเลยกำหนด")

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_extend, self.viewer, self.copy, self.at)

    def get_initial(self) -> dict[str, Any]:
        below = OfficeCopy.objects.below(self.copy).exists()
        return {"due_at": self.copy.due_at, "scope": "branch" if below else "office"}

    def note_of(self, due_at: dt.datetime | None) -> DueNote | None:
        """The note for a deadline beside what the sender itself must keep."""
        assert self.copy.parent is not None, "a sent copy has its sender's"
        return due_note(due_at, upstream=self.copy.parent.due_at, at=self.at)

    @property
    def due(self) -> DueNote | None:
        return self.note_of(self.copy.due_at)

    def act(self, form: ExtendForm) -> OfficeCopy:
        given = form.cleaned_data
        return extend(
            self.copy,
            given["due_at"],
            by=self.user,
            at=self.at,
            reason=given["reason"],
            scope=given["scope"],
            same_day=given["same_day"],
        )

    def done(self, result: OfficeCopy) -> HttpResponse:
        self.tell(_("เปลี่ยนกำหนดของ %(office)s แล้ว") % {"office": result.office.label})
        note = self.note_of(result.due_at)
        for warning in note.warnings if note else ():
            messages.warning(self.request, translated(warning))
        return super().done(result)


class ExtendDueView(ExtendView):
    """What to say of the new deadline while it is being typed. Nothing is kept."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ExtendForm(request.GET)
        form.is_valid()
        due = self.note_of(form.cleaned_data.get("due_at"))
        return render(request, "desk/due_note.html", {"due": due, "oob": False})


class ExtendAllView(ActView):
    """Another deadline for everybody below who has not answered."""

    form_class = ExtendAllForm

    @property
    def title(self) -> str:
        return _("เปลี่ยนกำหนดทุกแห่งที่ยังไม่ตอบ")

    @property
    def explained(self) -> str:
        return _("ทุกแห่งข้างใต้ที่ยังไม่ตอบได้กำหนดใหม่ และได้รับแจ้งพร้อมเหตุผล ผู้ที่ตอบแล้วไม่เปลี่ยน")

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_extend_all, self.viewer, self.copy, self.at)

    @property
    def copy_url(self) -> str:
        return reverse("circular_tree", args=[self.copy.pk])

    def act(self, form: ExtendAllForm) -> int:
        given = form.cleaned_data
        return extend_all(
            self.copy,
            given["due_at"],
            by=self.user,
            at=self.at,
            reason=given["reason"],
            same_day=given["same_day"],
        )

    def done(self, result: int) -> HttpResponse:
        self.tell(_("เปลี่ยนกำหนดแล้ว %(count)s แห่ง") % {"count": thai_digits(result)})
        return super().done(result)


class AskTimeView(ActView):
    """The receiver asks its sender for more time."""

    form_class = AskTimeForm

    @property
    def title(self) -> str:
        return _("ขอขยายเวลา")

    @property
    def explained(self) -> str:
        return _("ผู้ส่งได้รับคำขอพร้อมเหตุผล ระหว่างรอ กำหนดเดิมยังใช้อยู่")

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_ask_time, self.viewer, self.copy, self.at)

    def act(self, form: AskTimeForm) -> TimeRequest:
        given = form.cleaned_data
        return asking_time.ask_for_time(
            self.copy, given["until"], by=self.user, at=self.at, reason=given["reason"]
        )

    def done(self, result: TimeRequest) -> HttpResponse:
        self.tell(_("ส่งคำขอขยายเวลาแล้ว รอผู้ส่งพิจารณา"))
        return super().done(result)


class DecideTimeView(SentView):
    """The sender grants the time that a receiver asks for, or refuses it with a reason."""

    form_class = DecideForm
    template_name = "follow/decide_time.html"

    @cached_property
    def asked(self) -> TimeRequest:
        waiting = self.copy.time_requests.filter(decided_at=None).select_related("asked_by")
        found = waiting.first()
        if found is None:
            raise Http404
        return found

    @property
    def title(self) -> str:
        return _("%(office)s ขอขยายเวลา") % {"office": self.copy.office.label}

    @property
    def explained(self) -> str:
        return _("ถ้าให้ ทุกแห่งข้างใต้ผู้รับได้เวลาเพิ่มเท่ากัน")

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_extend, self.viewer, self.copy, self.at)

    def get_initial(self) -> dict[str, Any]:
        return {"until": self.asked.until}

    def act(self, form: DecideForm) -> str:
        who: dict[str, Any] = {"by": self.user, "at": self.at}
        if self.request.POST.get("do") == "refuse":
            asking_time.refuse(self.asked, reason=form.cleaned_data["reason"], **who)
            return _("ไม่ขยายเวลา ผู้รับได้รับแจ้งพร้อมเหตุผล")
        asking_time.grant(self.asked, until=form.cleaned_data["until"], **who)
        return _("ขยายเวลาแล้ว ผู้รับได้รับแจ้ง")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.asked  # noqa: B018 - 404 where nothing is asked
        return super().get(request, *args, **kwargs)

    def done(self, result: str) -> HttpResponse:
        self.tell(result)
        return HttpResponseRedirect(self.copy_url)
