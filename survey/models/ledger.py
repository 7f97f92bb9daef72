"""Who must answer: the denominator of every rate."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from circulars.errors import WrongState
from circulars.models import Expectation, OfficeCopy
from circulars.models.sight import seen_by
from circulars.models.staying import never_deleted
from offices.models import Office, User
from offices.viewer import Viewer
from survey.models.task import SurveyTask


class ExpectedAnswerQuerySet(models.QuerySet["ExpectedAnswer"]):
    def of(self, viewer: Viewer) -> ExpectedAnswerQuerySet:
        """What is asked of offices whose letters ``viewer`` may read."""
        # Its own office first, or one that it took over: the index on it leads to a few rows.
        own = Q(pk__in=viewer.houses) | Q(successor__in=viewer.houses)
        ids = list(Office.objects.filter(own).order_by().values_list("pk", flat=True))
        return self.filter(seen_by(viewer, "copy__"), office__in=ids)

    def below(self, copy: OfficeCopy) -> ExpectedAnswerQuerySet:
        """Expected from offices to which the letter comes, or should, through ``copy``."""
        return self.filter(expectation__above__startswith=copy.branch)

    def counted(self) -> ExpectedAnswerQuerySet:
        """Without offices that were excused."""
        return self.filter(excused_at=None)

    def answered(self) -> ExpectedAnswerQuerySet:
        return self.filter(current__state__in=["submitted", "certified"])

    def missing(self) -> ExpectedAnswerQuerySet:
        """Never answered, or sent back and not answered again."""
        return self.exclude(current__state__in=["submitted", "certified"])

    def reached(self) -> ExpectedAnswerQuerySet:
        """Those to which the letter has come."""
        return self.exclude(copy=None)

    def overdue(self, at: dt.datetime) -> ExpectedAnswerQuerySet:
        return self.missing().filter(expectation__due_at__lte=at)

    def for_lists(self) -> ExpectedAnswerQuerySet:
        return self.select_related(
            *("task", "office", "office__district", "office__province", "expectation"),
            *("copy", "current"),
        )

    def soonest_first(self) -> ExpectedAnswerQuerySet:
        return self.order_by(F("expectation__due_at").asc(nulls_last=True), "-id")

    def in_printed_order(self) -> ExpectedAnswerQuerySet:
        """By province, then district, then the office's own code; no district comes first."""
        return self.order_by(
            Coalesce("expectation__province__code", models.Value("")),
            Coalesce("expectation__district__code", models.Value("")),
            "office__code",
        )


class ExpectedAnswer(models.Model):
    """
    This office must answer this survey: the answers of one line of the ledger.

    Frozen with its ``expectation`` at the first dispatch, for every level; afterwards changed
    only by recorded acts: the letter comes to it (``copy``), an answer is submitted or returned
    (``current``), the office is excused with a reason. So a rate never exceeds 100 %, and
    never gets better by not forwarding. ``current`` is the answer that counts; drafts never are.
    """

    task = models.ForeignKey(SurveyTask, models.PROTECT, related_name="expected")
    office = models.ForeignKey(Office, models.PROTECT, related_name="answers_expected")
    expectation = models.OneToOneField(Expectation, models.PROTECT, related_name="expected_answer")
    copy = models.OneToOneField(
        OfficeCopy, models.PROTECT, null=True, related_name="expected_answer"
    )
    frozen_at = models.DateTimeField()
    current = models.OneToOneField("Answer", models.PROTECT, null=True, related_name="current_of")
    first_submitted_at = models.DateTimeField(null=True)
    excused_at = models.DateTimeField(null=True)
    excused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    excuse = models.CharField(_("เหตุที่ไม่ต้องตอบ"), max_length=300, blank=True)

    objects = ExpectedAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("หน่วยงานที่ต้องตอบ")
        verbose_name_plural = _("หน่วยงานที่ต้องตอบ")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "office"], name="an_office_is_expected_once_per_survey"
            ),
            models.CheckConstraint(
                condition=Q(excused_at=None, excused_by=None, excuse="")
                | (Q(excused_at__isnull=False, excused_by__isnull=False) & ~Q(excuse="")),
                name="an_excuse_has_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(current=None) | Q(first_submitted_at__isnull=False),
                name="an_answered_line_has_its_first_moment",
            ),
        ]
        triggers = never_deleted()

    def __str__(self) -> str:
        return f"{self.office}: {self.task}"

    def is_overdue(self, at: dt.datetime) -> bool:
        due = self.expectation.due_at
        return not self.is_answered and self.excused_at is None and due is not None and due <= at

    @property
    def is_answered(self) -> bool:
        return self.current is not None and self.current.counts

    @property
    def on_time(self) -> bool | None:
        """Whether the first submission came before the deadline; None: none yet, or no deadline."""
        due = self.expectation.due_at
        if self.first_submitted_at is None or due is None:
            return None
        return self.first_submitted_at < due

    @property
    def own_copy(self) -> OfficeCopy:
        """Its letter. Raises WrongState before that has come: nobody answers what he has not got."""
        if self.copy is None:
            raise WrongState(_("หนังสือยังไปไม่ถึง %(office)s จึงยังตอบไม่ได้") % {"office": self.office})
        return self.copy
