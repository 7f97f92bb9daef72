"""What the units beside the main one do with a letter that an order gave to several at once."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.endorsement import Endorsement
from circulars.models.register import RegisterEntry
from circulars.models.staying import changed, never_deleted, stays
from offices.models.office import Office
from offices.models.user import User


class ShareRole(models.TextChoices):
    """In which way a unit has to do with an order; the main unit holds the letter itself."""

    JOINT = "joint", _("ร่วม")
    INFORMED = "informed", _("เพื่อทราบ")


class ShareState(models.TextChoices):
    GIVEN = "given", _("รอลงรับ")
    REGISTERED = "registered", _("ลงรับแล้ว")
    DONE = "done", _("เสร็จแล้ว")
    WITHDRAWN = "withdrawn", _("ถอนแล้ว")


OPEN_SHARES = (ShareState.GIVEN, ShareState.REGISTERED)
_OPEN = Q(closed_at=None, closed_by=None)
_CLOSED = Q(closed_at__isnull=False, closed_by__isnull=False)
_WHOLE = (
    Q(_OPEN, state=ShareState.GIVEN, receipt=None, answer=None, reason="")
    | Q(_OPEN, state=ShareState.REGISTERED, receipt__isnull=False, answer=None, reason="")
    | Q(_CLOSED, state=ShareState.DONE, receipt__isnull=False, answer__isnull=False, reason="")
    | (Q(_CLOSED, state=ShareState.WITHDRAWN, answer=None) & ~Q(reason=""))
)


class ShareQuerySet(models.QuerySet["Share"]):
    def open(self) -> ShareQuerySet:
        return self.filter(state__in=OPEN_SHARES)

    def awaited(self) -> ShareQuerySet:
        """Whose words the main unit still waits for."""
        return self.open().filter(awaited=True)


class Share(models.Model):
    """
    One unit's share of an order that went to several units at once.

    The main unit has none: it holds the copy itself. ``order`` is the endorsement that gave the
    share, ``from_unit`` the unit at which the letter lay then. ``receipt`` is the line in the book of
    the unit, ``answer`` what it wrote: the words of a joint unit, the acknowledgement of one
    that is informed. ``awaited``: the main unit writes no order until the words are there.
    ``due_at`` is the first late moment of this share alone; without one that of the letter
    holds (``due``). ``reason``: why it was withdrawn.
    """

    copy = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="shares")
    order = models.ForeignKey(Endorsement, models.PROTECT, related_name="shares")
    unit = models.ForeignKey(Office, models.PROTECT, related_name="shares")
    from_unit = models.ForeignKey(Office, models.PROTECT, related_name="+")
    role = models.CharField(_("บทบาท"), max_length=8, choices=ShareRole)
    awaited = models.BooleanField(default=False)
    state = models.CharField(
        _("สถานะ"), max_length=10, choices=ShareState, default=ShareState.GIVEN
    )
    given_at = models.DateTimeField()
    due_at = models.DateTimeField(_("ครบกำหนด"), null=True)
    receipt = models.ForeignKey(RegisterEntry, models.PROTECT, null=True, related_name="shares")
    answer = models.OneToOneField(
        Endorsement, models.PROTECT, null=True, related_name="answers_share"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("งานของหน่วยร่วม")
        verbose_name_plural = _("งานของหน่วยร่วม")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["unit", "due_at"],
                name="share_open_due",
                condition=Q(state__in=OPEN_SHARES),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["copy", "unit"],
                condition=Q(state__in=OPEN_SHARES),
                name="a_unit_has_one_open_share_of_a_letter",
            ),
            models.CheckConstraint(condition=_WHOLE, name="a_share_is_as_its_state_says"),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(role=ShareRole.JOINT),
                name="only_joint_words_are_due",
            ),
            models.CheckConstraint(
                condition=Q(awaited=False) | Q(role=ShareRole.JOINT),
                name="only_joint_words_are_awaited",
            ),
        ]
        triggers = [
            *never_deleted(),
            stays(
                "share_stays",
                changed("copy", "order", "unit", "from_unit", "role", "given_at"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_role_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_SHARES

    @property
    def due(self) -> dt.datetime | None:
        """When the words of a joint unit are late; who is only informed is never late."""
        if not self.is_open or self.role == ShareRole.INFORMED:
            return None
        if self.due_at is not None:
            return self.due_at
        return None if self.copy.is_settled else self.copy.due_at

    def is_overdue(self, at: dt.datetime) -> bool:
        """Of this unit alone, whoever else has the letter."""
        return self.due is not None and self.due <= at
