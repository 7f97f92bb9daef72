"""A paragraph that an office writes again and again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models.office import Office
from offices.models.user import User


class Phrase(models.Model):
    """
    One paragraph of the phrase bank of a house, picked into a draft.

    One that is no longer wanted is put away (``retired_at``); drafts keep what they picked.
    """

    house = models.ForeignKey(Office, models.PROTECT, related_name="phrases")
    text = models.TextField(_("ถ้อยคำ"), max_length=2000)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ถ้อยคำ")
        verbose_name_plural = _("คลังถ้อยคำ")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "text"],
                condition=models.Q(retired_at=None),
                name="a_phrase_is_kept_once",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
