"""A receiver asks for more time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.staying import changed, never_deleted, stays
from offices.models.user import User


class TimeRequest(models.Model):
    """
    ``until`` is the first late moment that is asked for. Open until the sender grants or
    refuses it; ``granted_until`` is what he gave, which may be another day.
    """

    copy = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="time_requests")
    until = models.DateTimeField(_("ขอถึง"))
    reason = models.CharField(_("เหตุผล"), max_length=300)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    granted_until = models.DateTimeField(null=True)
    answer = models.CharField(_("คำตอบของผู้ส่ง"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("คำขอขยายเวลา")
        verbose_name_plural = _("คำขอขยายเวลา")
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"],
                condition=Q(decided_at=None),
                name="one_request_for_time_waits_per_copy",
            ),
        ]
        triggers = [
            *never_deleted(),
            stays("as_it_was_asked", changed("copy", "until", "reason", "asked_by", "asked_at")),
        ]

    def __str__(self) -> str:
        return f"{self.copy}: {self.until:%Y-%m-%d}"
