"""The link by which an office without an account comes to one letter, and who came by it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.staying import append_only, changed, never_deleted, stays
from offices.models.office import Office
from offices.models.user import User


class Link(models.Model):
    """
    One office's way to one letter: the address is signed, the PIN is known to
    nobody but its reader.

    ``pin`` is a keyed hash; ``issue`` counts the PINs, and a visit under an earlier one
    is over. ``expires_at`` is the first moment at which it opens nothing more.
    """

    copy = models.OneToOneField(OfficeCopy, models.PROTECT, related_name="link")
    pin = models.CharField(max_length=128)
    issue = models.PositiveSmallIntegerField(default=1)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("ใช้ได้ถึง"))
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("ลิงก์ของหน่วยงาน")
        verbose_name_plural = _("ลิงก์ของหน่วยงาน")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_revoked_link_says_by_whom",
            ),
        ]
        triggers = [*never_deleted(), stays("of_one_letter", changed("copy"))]

    def __str__(self) -> str:
        return f"{self.copy_id}/{self.issue}"


class LinkVisit(models.Model):
    """
    Somebody gave a PIN: rightly, then he may act until ``ends_at``; or wrongly, then it counts
    against the office, from whatever address it came.
    """

    link = models.ForeignKey(Link, models.PROTECT, related_name="visits")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    issue = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    right = models.BooleanField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("การใช้ลิงก์")
        verbose_name_plural = _("การใช้ลิงก์")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["office", "at"], name="link_wrong", condition=Q(right=False))
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.link_id} {self.at:%Y-%m-%d %H:%M}"
