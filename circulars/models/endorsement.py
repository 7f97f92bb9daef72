"""Endorsements (เกษียนหนังสือ): who ordered what, and to whom next."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.staying import append_only
from circulars.states import Order
from offices.models.office import Office
from offices.models.post import Acting, Post
from offices.models.user import User


class Endorsement(models.Model):
    """
    One note on the letter's face (ข้อ 26): text, order, to whom next. ``acting``: by which order
    its writer acted for another position.
    """

    copy = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="endorsements")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    acting = models.ForeignKey(Acting, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    order = models.CharField(_("สั่งการ"), max_length=8, choices=Order)
    text = models.TextField(_("ข้อความเกษียน"), blank=True)
    to_unit = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    to_officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("เกษียนหนังสือ")
        verbose_name_plural = _("เกษียนหนังสือ")
        ordering = ["at", "id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.get_order_display()} {self.text}".strip()
