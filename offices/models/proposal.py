"""What one person asks for an account, and another must confirm before it is so."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from offices.models.office import Office
from offices.models.user import User


class Asked(models.TextChoices):
    MAIL = "mail", _("เปลี่ยนอีเมล")
    POST = "post", _("มอบหน้าที่")
    LINK = "link", _("ส่งลิงก์ตั้งรหัสผ่านไปยังอีเมลที่ยังไม่ได้ยืนยัน")


class Decided(models.TextChoices):
    WAITING = "waiting", _("รอผู้ยืนยัน")
    CONFIRMED = "confirmed", _("ยืนยันแล้ว")
    REFUSED = "refused", _("ไม่ยืนยัน")


class Proposal(models.Model):
    """
    One such asking. ``values`` holds what is to be, as JSON: the address, or the post.

    ``office`` is where the post is to be, or where the person holds one: people there and
    above decide. Who asked never decides that it shall be so, nor does the person himself.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="proposals")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    asked = models.CharField(max_length=8, choices=Asked)
    values = models.JSONField(default=dict)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided = models.CharField(max_length=10, choices=Decided, default=Decided.WAITING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("รายการที่รอผู้ยืนยัน")
        verbose_name_plural = _("รายการที่รอผู้ยืนยัน")
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(fields=["office"], condition=Q(decided="waiting"), name="proposal_waiting")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided="waiting", decided_by=None, decided_at=None)
                | (~Q(decided="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_decision_has_somebody_and_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(decided="confirmed")
                | (~Q(decided_by=models.F("asked_by")) & ~Q(decided_by=models.F("user"))),
                name="two_people_agree",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_asked_display()} · {self.user}"
