"""A questionnaire hung on a circular."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models import Circular, OfficeCopy
from offices.models import Kind, Office, User


class SurveyTaskQuerySet(models.QuerySet["SurveyTask"]):
    def reaching(self, copy: OfficeCopy) -> SurveyTaskQuerySet:
        """Asked at ``copy`` or above it: at most one, for nobody asks below another asker."""
        return self.filter(copy__in=[int(part) for part in copy.branch.split(".") if part])


class SurveyTask(models.Model):
    """
    One questionnaire, carried with its circular by every forwarding step below the asker.

    ``copy`` is the copy of the office that asks: its branch is who is asked, so that on one
    circular several offices, none above another, may each ask their own. ``kinds`` says
    which kinds of office must answer. ``locked_at`` is set when the letter is first sent: from then on the questions
    stay as they are. ``closes_at`` is the first moment at which nothing is accepted any
    more; it is not the deadline, which belongs to each office's copy. ``version`` counts
    the changes of the questions before that. ``settings`` are those of the workbook it came
    from: languages, name of the form, and what is only kept.
    """

    circular = models.ForeignKey(Circular, models.PROTECT, related_name="surveys")
    copy = models.OneToOneField(OfficeCopy, models.PROTECT, related_name="survey_asked")
    owner = models.ForeignKey(Office, models.PROTECT, related_name="surveys_owned")
    title = models.CharField(_("ชื่อแบบสำรวจ"), max_length=500)
    subtitle = models.CharField(_("บรรทัดที่สองของชื่อ"), max_length=300, blank=True)
    note = models.TextField(_("หมายเหตุท้ายแบบ"), max_length=4000, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=30, choices=Kind), verbose_name=_("หน่วยงานที่ต้องตอบ")
    )
    closes_at = models.DateTimeField(_("ปิดรับคำตอบ"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    settings = models.JSONField(default=dict, blank=True, editable=False)
    last_receipt = models.PositiveIntegerField(default=0, editable=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)

    objects = SurveyTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("งานแบบสำรวจ")
        verbose_name_plural = _("งานแบบสำรวจ")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    def is_closed(self, at: dt.datetime) -> bool:
        return self.closes_at is not None and at >= self.closes_at
