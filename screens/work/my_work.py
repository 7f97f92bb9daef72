"""My work (งานของฉัน): every step that waits for me, soonest deadline first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.models import Draft, OfficeCopy
from circulars.states import DraftState
from screens.frame.base import DeskMixin
from screens.frame.places import step_page
from thai.deadlines import last_day
from workflow.flows import nodes
from workflow.inbox import standing_in_for, steps_of
from workflow.models import Step, StepQuerySet, aside_on
from workflow.steps import STEPS, StepName

PER_PAGE = 40

#: Registering waits on the desk, not here.
KINDS = [name for name in STEPS if name not in (StepName.REGISTER, StepName.ENTER)]


@dataclass(frozen=True, slots=True)
class Job:
    """One line: the letter, and the one thing to do next."""

    step: Step
    copy: OfficeCopy
    label: str
    icon: str
    url: str
    when: str
    sent_back: bool
    instead_of: str

    @property
    def due(self) -> dt.datetime | None:
        """Of a unit beside the main one that of its own share."""
        return self.step.due if self.step.share_id else self.copy.due_at

    @property
    def settled(self) -> bool:
        return self.copy.is_settled and not self.step.share_id


@dataclass(frozen=True, slots=True)
class Pile:
    """Lines of one nearness."""

    key: str
    label: str
    jobs: list[Job] = field(default_factory=list)


def nearness(due: dt.datetime | None, at: dt.datetime, today: dt.date) -> str:
    """late, today, week (until Sunday), later or never; by the Bangkok day."""
    if due is None:
        return "never"
    if due <= at:
        return "late"
    day = last_day(due)
    if day <= today:
        return "today"
    sunday = today + dt.timedelta(days=6 - today.weekday())
    return "week" if day <= sunday else "later"


class MyWorkView(DeskMixin, TemplateView):
    """The officer's, the reviewer's and the signer's home."""

    template_name = "work/my_work.html"

    @cached_property
    def all_steps(self) -> StepQuerySet:
        """With what is put aside."""
        return steps_of(self.viewer)

    @property
    def held(self) -> bool:
        """What is put aside is looked at, and nothing else."""
        return bool(self.request.GET.get("held"))

    @property
    def kind(self) -> str:
        wanted = self.request.GET.get("kind", "")
        return wanted if wanted in KINDS and not self.held else ""

    @property
    def words(self) -> str:
        return self.request.GET.get("q", "").strip()[:100]

    @cached_property
    def steps(self) -> StepQuerySet:
        aside = aside_on(self.today)
        steps = self.all_steps.filter(aside) if self.held else self.all_steps.exclude(aside)
        if self.kind:
            steps = steps.filter(flow_task__in=nodes([StepName(self.kind)]))
        if self.request.GET.get("late"):
            steps = steps.filter(due__lte=self.at)
        for word in self.words.split():
            subject = Q(process__copy__letter__subject__icontains=word)
            number = Q(process__copy__letter__number_printed__icontains=word)
            sender = Q(process__copy__letter__issuer_name__icontains=word)
            matter = Q(process__copy__circular__subject__icontains=word)
            steps = steps.filter(subject | number | sender | matter)
        return steps

    @cached_property
    def page(self) -> Page[Any]:
        pages = Paginator(self.steps, PER_PAGE)
        if not self.words and not self.request.GET.get("late"):
            # The tab has counted them.
            pages.count = self.counts["held" if self.held else self.kind or "all"]
        return pages.get_page(self.request.GET.get("page"))

    @property
    def piles(self) -> list[Pile]:
        sent_back = self._sent_back([step.process.copy_id for step in self.page])
        jobs = [self._job(step, sent_back) for step in self.page]
        labels = {
            "late": _("เลยกำหนดแล้ว"),
            "today": _("ครบกำหนดวันนี้"),
            "week": _("ภายในสัปดาห์นี้"),
            "later": _("หลังจากสัปดาห์นี้"),
            "never": _("ไม่มีกำหนด"),
        }
        return [
            Pile(key, labels[key], list(some)) for key, some in groupby(jobs, lambda job: job.when)
        ]

    def _sent_back(self, copies: list[int]) -> set[int]:
        drafts = Draft.objects.filter(copy__in=copies, state=DraftState.SENT_BACK)
        return set(drafts.values_list("copy_id", flat=True))

    def _job(self, step: Step, sent_back: set[int]) -> Job:
        name = StepName(step.name)
        copy = step.process.copy
        again = name == StepName.DRAFT and copy.pk in sent_back
        return Job(
            step=step,
            copy=copy,
            label=_("แก้ไขร่าง") if again else str(name.label),
            icon=STEPS[name].icon,
            url=step_page(name, step.subject_id),
            when=nearness(step.due, self.at, self.today),
            sent_back=again,
            instead_of=self._instead_of(copy),
        )

    @cached_property
    def principals(self) -> set[int]:
        """For whom he stands in today; asked only where a letter of somebody else is listed."""
        return set(standing_in_for(self.viewer))

    def _instead_of(self, copy: OfficeCopy) -> str:
        if copy.officer is None or copy.officer_id == self.user.pk:
            return ""
        return copy.officer.full_name if copy.officer_id in self.principals else ""

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many wait in all, how many are late, and how many of each kind."""
        aside = aside_on(self.today)
        figures: dict[str, Any] = {
            name.value: Count("pk", filter=Q(flow_task__in=nodes([name])) & ~aside)
            for name in KINDS
        }
        figures["late"] = Count("pk", filter=Q(due__lte=self.at) & ~aside)
        figures["all"] = Count("pk", filter=~aside)
        figures["held"] = Count("pk", filter=aside)
        return self.all_steps.order_by().aggregate(**figures)

    @property
    def tiles(self) -> list[dict[str, Any]]:
        """By duty, each a link to exactly its rows; what does not wait has no tile."""
        late = {"number": self.counts["late"], "label": _("เลยกำหนด"), "icon": "clock-exclamation"}
        if self.counts["late"]:
            late |= {"tone": "bad", "url": "?late=1"}
        every = {
            "number": self.counts["all"],
            "label": _("รอดำเนินการ"),
            "icon": "checklist",
            "url": "?",
        }
        duties = [
            (StepName.REVIEW, _("ร่างรอตรวจ"), "?kind=review"),
            (StepName.SIGN, _("รอลงนาม"), reverse("sign_queue")),
            (StepName.DISPATCH, _("รอส่งออก"), "?kind=dispatch"),
        ]
        return [
            every,
            late,
            *(
                {"number": self.counts[name], "label": label, "icon": STEPS[name].icon, "url": url}
                for name, label, url in duties
                if self.counts[name]
            ),
        ]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """One tab a kind of work, only those in which something waits."""
        every = {"label": _("ทั้งหมด"), "url": "?", "current": not (self.kind or self.held)}
        held = {"label": _("พักไว้"), "url": "?held=1", "current": self.held}
        return [
            every | {"count": self.counts["all"]},
            *(
                {
                    "label": str(name.label),
                    "url": f"?kind={name.value}",
                    "current": self.kind == name.value,
                    "count": self.counts[name.value],
                }
                for name in KINDS
                if self.counts[name.value] or self.kind == name.value
            ),
            *([held | {"count": self.counts["held"]}] if self.counts["held"] or self.held else []),
        ]
