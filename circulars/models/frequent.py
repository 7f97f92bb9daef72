"""A letter that comes again and again: what its form is filled with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models.circular import Urgency
from circulars.models.letter import LetterKind
from offices.models.office import Office
from offices.models.user import User
from offices.ordering import by_name


class FrequentLetter(models.Model):
    """
    A pattern of the desk of ``unit`` for a letter that comes often.

    ``number_prefix`` is what its numbers begin with; ``action`` the usual unit or order. One
    that is no longer wanted is put away (``retired_at``).
    """

    unit = models.ForeignKey(Office, models.PROTECT, related_name="frequent_letters")
    name = models.CharField(_("ชื่อแบบ"), max_length=80)
    issuer_name = models.CharField(_("จาก"), max_length=200)
    number_prefix = models.CharField(_("ที่ ขึ้นต้นด้วย"), max_length=80, blank=True)
    subject = models.CharField(_("เรื่อง"), max_length=500, blank=True)
    addressee = models.CharField(_("ถึง"), max_length=500, blank=True)
    kind = models.CharField(
        _("ชนิดหนังสือ"), max_length=20, choices=LetterKind, default=LetterKind.EXTERNAL
    )
    urgency = models.CharField(
        _("ชั้นความเร็ว"), max_length=3, choices=Urgency, default=Urgency.NORMAL
    )
    channel = models.CharField(_("ได้รับทาง"), max_length=10, default="paper")
    action = models.CharField(_("การปฏิบัติ"), max_length=300, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("แบบหนังสือที่มาบ่อย")
        verbose_name_plural = _("แบบหนังสือที่มาบ่อย")
        ordering = [by_name("name"), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(retired_at=None),
                name="one_pattern_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name
