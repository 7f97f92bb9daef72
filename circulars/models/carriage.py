"""How a letter of ours was carried to whom it is for (สมุดส่งหนังสือ, แบบที่ 16)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models.register import RegisterEntry
from circulars.models.staying import append_only
from offices.models.user import User


class SentBy(models.TextChoices):
    """The way a letter goes out of the house."""

    POST = "post", _("ไปรษณีย์ธรรมดา")
    REGISTERED = "registered", _("ไปรษณีย์ลงทะเบียน")
    EXPRESS = "express", _("ไปรษณีย์ด่วนพิเศษ (EMS)")
    CARRIED = "carried", _("เจ้าหน้าที่นำส่ง")
    COLLECTED = "collected", _("ผู้รับมารับเอง")
    EMAIL = "email", _("อีเมล")
    OTHER_SYSTEM = "system", _("ระบบสารบรรณอื่น")
    FAX = "fax", _("โทรสาร")
    SHOWN = "shown", _("ปิดประกาศ/เผยแพร่")


class Carriage(models.Model):
    """
    One letter carried to one receiver once: to whom, how, on which day, who took it.

    Only added: a slip is put right by a line more, and both stay.
    """

    entry = models.ForeignKey(RegisterEntry, models.PROTECT, related_name="carriages")
    to_text = models.CharField(_("ถึง"), max_length=300)
    how = models.CharField(_("ส่งทาง"), max_length=10, choices=SentBy)
    on = models.DateField(_("วันที่ส่ง"))
    receiver = models.CharField(_("ผู้รับ"), max_length=150, blank=True)
    received_at = models.DateTimeField(_("รับเมื่อ"), null=True, blank=True)
    note = models.CharField(_("เลขพัสดุหรือหมายเหตุ"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("การนำส่ง")
        verbose_name_plural = _("การนำส่ง")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(to_text=""), name="carried_to_somebody"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_how_display()} {self.to_text}"
