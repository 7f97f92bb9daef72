"""Who came in, and who opened, took out or exported what: apart from the log of acts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models.staying import append_only
from offices.models.user import User


class AccessKind(models.TextChoices):
    CAME_IN = "came_in", _("เข้าสู่ระบบ")
    FAILED = "failed", _("เข้าสู่ระบบไม่สำเร็จ")
    WENT_OUT = "went_out", _("ออกจากระบบ")
    OPENED = "opened", _("เปิดหนังสือ")
    TOOK = "took", _("ดาวน์โหลด")
    EXPORTED = "exported", _("ส่งออกข้อมูล")


class AccessLine(models.Model):
    """
    One line. The table is cut by month, in the database; a month too old is dropped whole.

    ``name`` is what was typed at a failed log-in; ``house`` whose auditor may read the line;
    ``copy`` and ``what`` (the address without its query) name what was opened. Neither is
    bound to a row: a line must be cheap, and stays.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=AccessKind)
    user = models.ForeignKey(
        User, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    name = models.CharField(max_length=150, blank=True)
    house_id = models.BigIntegerField(null=True)
    copy_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        verbose_name = _("บันทึกการเข้าใช้")
        verbose_name_plural = _("บันทึกการเข้าใช้")
        ordering = ["-at", "-id"]
        # Made by the migration, as the table is: a part of it has each of them.
        indexes = [models.Index(fields=["house_id", "-at"], name="access_house")]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.name}"
