"""Who said it, by which way, with which evidence, and who wrote it down."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.link import LinkVisit
from circulars.models.staying import append_only
from offices.models.user import User


class Way(models.TextChoices):
    """By which way an office said something without sitting in the system."""

    LINK = "link", _("ลิงก์ของหน่วยงาน")
    PAPER = "paper", _("หนังสือหรือแบบกระดาษ")
    EMAIL = "email", _("ไปรษณีย์อิเล็กทรอนิกส์")
    PHONE = "phone", _("โทรศัพท์")
    FAX = "fax", _("โทรสารหรือวิทยุ")
    PERSON = "person", _("มาแจ้งด้วยตนเอง")
    SYSTEM = "system", _("ในระบบ")


class Said(models.TextChoices):
    """What was said."""

    SENT = "sent", _("ส่งหนังสือให้แล้ว")
    BOUNCED = "bounced", _("อีเมลส่งไม่ถึง")
    RECEIVED = "received", _("ได้รับหนังสือแล้ว")
    FORWARDED = "forwarded", _("ส่งต่อแล้ว")
    ANSWERED = "answered", _("ตอบแบบสำรวจ")
    REPORTED = "reported", _("รายงานผล")
    REPLIED = "replied", _("ส่งหนังสือตอบ")
    ASKED_TIME = "time", _("ขอขยายเวลา")
    NOT_OURS = "not_ours", _("แจ้งว่าไม่ใช่เรื่องของหน่วยงาน")
    CONFIRMED = "confirmed", _("ยืนยันสิ่งที่ผู้อื่นบันทึกแทน")


class Provenance(models.Model):
    """
    One thing that an office said, or that was said to it, beside the system.

    ``by`` wrote it down: a person above who heard it, or the account in whose name the link of
    the office speaks, then with the ``visit``. ``number`` and ``day`` are the office's own: of its
    receipt, of its letter, of the post. ``about`` is the row that a confirmation confirms.
    Evidence is a file or a note, of a sending also its number; what came by the link is its own.
    """

    copy = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="provenances")
    said = models.CharField(max_length=10, choices=Said)
    way = models.CharField(_("ทาง"), max_length=8, choices=Way)
    said_by = models.CharField(_("ผู้แจ้ง"), max_length=200, blank=True)
    number = models.CharField(_("เลขที่"), max_length=80, blank=True)
    day = models.DateField(_("วันที่"), null=True)
    note = models.CharField(_("หลักฐาน"), max_length=500, blank=True)
    file = models.FileField(upload_to="evidence/%Y/%m/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    mime = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    visit = models.ForeignKey(LinkVisit, models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="confirmations")

    class Meta:
        verbose_name = _("ที่มาของข้อมูล")
        verbose_name_plural = _("ที่มาของข้อมูล")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way=Way.LINK, visit__isnull=False) | (~Q(way=Way.LINK) & Q(visit=None)),
                name="what_came_by_the_link_names_the_visit",
            ),
            models.CheckConstraint(
                condition=Q(way__in=[Way.LINK, Way.SYSTEM])
                | ~Q(note="")
                | ~Q(sha256="")
                | (Q(said=Said.SENT) & ~Q(number="")),
                name="what_was_heard_has_evidence",
            ),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.get_said_display()} {self.get_way_display()}"
