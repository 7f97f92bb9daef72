"""Whom an office writes to and the directory does not know: companies, people, foundations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from offices.models.office import Office
from offices.models.user import User


class CorrespondentKind(models.TextChoices):
    """What the receiver is, as far as a clerk tells them apart."""

    COMPANY = "company", _("บริษัท ห้างร้าน")
    PERSON = "person", _("ประชาชน")
    FOUNDATION = "foundation", _("มูลนิธิ สมาคม วัด")
    OFFICE = "office", _("หน่วยงานที่ไม่อยู่ในทำเนียบ")


class Correspondent(models.Model):
    """
    One line of a house's address book. ``name`` stands as the letter addresses it
    ("กรรมการผู้จัดการบริษัท ก จำกัด"). One that is put away stays for the letters it got.
    """

    house = models.ForeignKey(Office, models.PROTECT, related_name="correspondents")
    name = models.CharField(_("ชื่อหรือตำแหน่งที่เรียนถึง"), max_length=200)
    kind = models.CharField(_("ประเภท"), max_length=10, choices=CorrespondentKind)
    address = models.TextField(_("ที่อยู่"), max_length=500, blank=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=60, blank=True)
    email = models.EmailField(_("อีเมล"), blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ผู้รับนอกทำเนียบ")
        verbose_name_plural = _("ผู้รับนอกทำเนียบ")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["house", "name"],
                condition=Q(retired_at=None),
                name="a_correspondent_stands_once_in_a_book",
            ),
        ]

    def __str__(self) -> str:
        return self.name
