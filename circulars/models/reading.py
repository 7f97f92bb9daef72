"""What the machine read in a file that a clerk dropped, and what he made of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models.letter import Letter
from offices.models.office import Office
from offices.models.user import User


class ReadingState(models.TextChoices):
    WAITING = "waiting", _("กำลังอ่าน")
    DONE = "done", _("อ่านแล้ว")
    FAILED = "failed", _("อ่านไม่ได้")


class LetterReading(models.Model):
    """
    The reading of one held file, for the form of whoever dropped it.

    ``found`` are the proposals (``circulars.domain.proposing``): per field of the form its
    value, place on the page, and doubt. ``final`` is what was entered in their place. One
    whose letter never came is forgotten with its file; of a secret letter nothing is kept.
    """

    unit = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=ReadingState, default=ReadingState.WAITING)
    problem = models.CharField(max_length=300, blank=True)
    found = models.JSONField(default=dict, blank=True)
    final = models.JSONField(default=dict, blank=True)
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="readings"
    )

    class Meta:
        verbose_name = _("ผลการอ่านหนังสือ")
        verbose_name_plural = _("ผลการอ่านหนังสือ")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"

    @property
    def is_of_pile(self) -> bool:
        """Whether it is that of one letter of a pile, cut out already."""
        return hasattr(self, "pile_letter")
