"""What an office was before it was renamed, raised, moved, merged or closed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models.office import Kind, Office
from offices.models.user import User


class Change(models.TextChoices):
    """By what an office became another."""

    RENAMED = "renamed", _("เปลี่ยนชื่อ")
    RAISED = "raised", _("เปลี่ยนฐานะ")
    MOVED = "moved", _("ย้ายสังกัด")
    CLOSED = "closed", _("ยุบเลิก")
    MERGED = "merged", _("ยุบรวม")
    LOADED = "loaded", _("ตามตารางที่นำเข้า")


class Former(models.Model):
    """
    What ``office`` was until ``until``, the first day on which it was so no more; since the row
    before this one, or always.

    What it is now stands in the office itself. ``change`` and ``act`` say what ended it: the
    announcement or law, as it is cited.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="formers")
    until = models.DateField(_("มีผลวันที่"))
    name = models.CharField(_("ชื่อเต็ม"), max_length=200)
    short_name = models.CharField(_("ชื่อย่อ"), max_length=120, blank=True)
    head_title = models.CharField(_("ตำแหน่งหัวหน้าหน่วยงาน"), max_length=200, blank=True)
    kind = models.CharField(_("ประเภท"), max_length=30, choices=Kind)
    parent = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    province = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    sort_key = models.CharField(max_length=240, editable=False)
    change = models.CharField(_("การเปลี่ยนแปลง"), max_length=8, choices=Change)
    act = models.CharField(_("ประกาศหรือกฎหมาย"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("หน่วยงานในอดีต")
        verbose_name_plural = _("หน่วยงานในอดีต")
        ordering = ["office_id", "until"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "until"], name="an_office_changes_once_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name
