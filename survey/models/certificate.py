"""A level's word for the answers below it."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models import OfficeCopy
from circulars.models.staying import changed, never_deleted, stays
from offices.models import User
from survey.models.task import SurveyTask

WITHDRAWN = pgtrigger.Q(old__withdrawn_at__isnull=False)


class Certificate(models.Model):
    """
    The office of ``copy`` certified what was answered below it, as it stood at ``at``.

    ``totals`` is frozen: expected, answered, and one total per column of the roll-up table.
    ``missing`` names who had not answered; then ``early_reason`` says why it was closed
    nevertheless. Withdrawn when an answer below it is sent back or comes in afterwards.
    """

    task = models.ForeignKey(SurveyTask, models.PROTECT, related_name="certificates")
    copy = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="certificates")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("ข้อความรับรอง"), blank=True)
    totals = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    early_reason = models.CharField(_("เหตุที่ปิดก่อนครบ"), max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("การรับรองผล")
        verbose_name_plural = _("การรับรองผล")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"],
                condition=Q(withdrawn_at=None),
                name="one_certificate_in_force_per_copy",
            ),
            models.CheckConstraint(
                condition=Q(missing=[]) | ~Q(early_reason=""),
                name="an_early_certificate_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawal_has_who",
            ),
        ]
        triggers = [
            *never_deleted(),
            stays(
                "certified_stays",
                WITHDRAWN
                | changed("task", "copy", "at", "by", "text", "totals", "missing", "early_reason"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copy.office} {self.at:%Y-%m-%d}"
