"""Days on which somebody is away, and who stands in for him."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offices.models.user import User


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def standing(self) -> AbsenceQuerySet:
        """Without those that were taken back."""
        return self.filter(withdrawn_at=None)

    def on(self, day: dt.date) -> AbsenceQuerySet:
        return self.standing().filter(starts_on__lte=day, ends_on__gte=day)

    def touching(self, first: dt.date, last: dt.date) -> AbsenceQuerySet:
        return self.standing().filter(starts_on__lte=last, ends_on__gte=first)


class Absence(models.Model):
    """
    ``user`` is away from a day to a day, both included; his work and what he is told goes to
    ``substitute`` too, who sees and does with it what his own posts let him.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="standing_in")
    starts_on = models.DateField(_("ตั้งแต่"))
    ends_on = models.DateField(_("ถึง"))
    reason = models.CharField(_("เหตุ"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("การลา/ไม่อยู่")
        verbose_name_plural = _("การลา/ไม่อยู่")
        ordering = ["-starts_on", "id"]
        indexes = [
            models.Index(
                fields=["substitute", "ends_on"],
                name="absence_substitute",
                condition=Q(withdrawn_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="an_absence_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(user=F("substitute")), name="nobody_stands_in_for_himself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.starts_on} – {self.ends_on}"
