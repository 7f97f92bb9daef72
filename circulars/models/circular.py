"""The matter itself: owner of the whole tree of letters and copies."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models.office import Office
from offices.models.user import User


class Urgency(models.TextChoices):
    """Speed, in the codes of the national exchange format (e-CMS)."""

    NORMAL = "001", _("ปกติ")
    URGENT = "002", _("ด่วน")
    VERY_URGENT = "003", _("ด่วนมาก")
    MOST_URGENT = "004", _("ด่วนที่สุด")


class Secrecy(models.TextChoices):
    """Secrecy in e-CMS codes. ลับที่สุด (004) never enters the system."""

    NORMAL = "001", _("ปกติ")
    SECRET = "002", _("ลับ")
    VERY_SECRET = "003", _("ลับมาก")


class Circular(models.Model):
    """
    One matter that becomes many letters.

    ``owner`` is the office that brought it into the system; ``origin_name`` says who
    wrote first, which may be an office known only from a scan.
    """

    subject = models.CharField(_("เรื่อง"), max_length=500)
    subject_folded = models.CharField(max_length=500, editable=False, default="")
    owner = models.ForeignKey(Office, models.PROTECT, related_name="circulars_owned")
    origin_name = models.CharField(_("ต้นเรื่อง"), max_length=200, blank=True)
    urgency = models.CharField(
        _("ชั้นความเร็ว"), max_length=3, choices=Urgency, default=Urgency.NORMAL
    )
    secrecy = models.CharField(_("ชั้นความลับ"), max_length=3, choices=Secrecy, default=Secrecy.NORMAL)
    due_at = models.DateTimeField(_("กำหนดสุดท้าย"), null=True, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("เรื่องเวียน")
        verbose_name_plural = _("เรื่องเวียน")
        ordering = ["-id"]
        indexes = [
            GinIndex(OpClass("subject_folded", name="gin_trgm_ops"), name="circular_subject_trgm"),
        ]

    def __str__(self) -> str:
        return self.subject
