"""An office repairs the letter that it sent; meanwhile the clock of those below stands still."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.staying import changed, never_deleted, stays
from offices.models.user import User


class Repair(models.Model):
    """
    From ``since`` to ``ended_at`` nobody below ``copy`` can be asked to keep his deadline: when
    it ends, every deadline that was open is later by the ``days`` (working days) that it took.
    """

    copy = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="repairs")
    since = models.DateTimeField()
    reason = models.CharField(_("เหตุผล"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("การหยุดนับเวลา")
        verbose_name_plural = _("การหยุดนับเวลา")
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"],
                condition=Q(ended_at=None),
                name="a_letter_is_repaired_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, days=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, days__isnull=False),
                name="a_repair_that_ended_has_its_days",
            ),
        ]
        triggers = [
            *never_deleted(),
            stays("begun_as_it_was_said", changed("copy", "since", "reason", "by")),
        ]

    def __str__(self) -> str:
        return f"{self.copy}: {self.reason}"
