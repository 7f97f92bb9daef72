"""The rounds of a report that comes again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.staying import changed, never_deleted, stays


class Round(models.Model):
    """
    One round of what the office of ``asker`` has asked for again and again.

    All of them are planned when the letter is sent, and frozen with their days: a holiday
    that is entered later moves none. ``due_at`` is the first late moment for those whom the letter of the
    asker reaches. A round stands open once ``opened_at`` is set: its lines of the ledger are
    those with the same asker and number. ``stopped_at``: it will not be opened any more.
    """

    asker = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("งวด")
        verbose_name_plural = _("งวด")
        ordering = ["asker_id", "number"]
        indexes = [
            models.Index(
                fields=["opens_at"],
                name="round_to_open",
                condition=Q(opened_at=None, stopped_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["asker", "number"], name="rounds_count_up"),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(stopped_at=None), name="an_open_round_goes_on"
            ),
        ]
        triggers = [
            *never_deleted(),
            stays(
                "planned_when_sent",
                changed("asker", "number", "of", "name", "opens_at", "due_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.name}"

    @property
    def label(self) -> str:
        """Its number, as the board and the letter say it."""
        return str(_("งวดที่ %(round)s") % {"round": f"{self.number}/{self.of}"})
