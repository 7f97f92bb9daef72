"""A search that a person keeps under a name."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models.user import User


class SavedView(models.Model):
    """
    What one person looks for again and again; nobody else sees it.

    ``asked`` is what the form of the search was filled with, as it was typed. It is asked anew
    each time, of what he may see then. One that is no longer wanted is put away (``retired_at``).
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="saved_views")
    name = models.CharField(_("ชื่อมุมมอง"), max_length=60)
    asked = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("มุมมองที่บันทึกไว้")
        verbose_name_plural = _("มุมมองที่บันทึกไว้")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                condition=models.Q(retired_at=None),
                name="one_saved_view_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name
