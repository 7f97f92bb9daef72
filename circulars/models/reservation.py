"""Numbers of a book that were set aside for letters still to come (จองเลข)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models.register import RegisterBook
from circulars.models.staying import changed, never_deleted, stays
from offices.models.user import User


class Reservation(models.Model):
    """
    ``count`` numbers of one book from ``first`` on, with the reason.

    Each of them has its line in the book from this moment. What no letter has taken by the end
    of ``use_by`` is struck out with the same reason; nothing of a reservation is ever changed.
    """

    book = models.ForeignKey(RegisterBook, models.PROTECT, related_name="reservations")
    first = models.PositiveIntegerField(_("เลขแรกที่จอง"))
    count = models.PositiveIntegerField(_("จำนวนเลข"))
    reason = models.CharField(_("จองเพื่อ"), max_length=200)
    use_by = models.DateField(_("ใช้ภายในวันที่"))
    reserved_at = models.DateTimeField()
    reserved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("การจองเลข")
        verbose_name_plural = _("การจองเลข")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gte=1, first__gte=1) & ~Q(reason=""),
                name="a_reservation_is_of_some_numbers_and_says_why",
            ),
        ]
        triggers = [
            *never_deleted(),
            stays(
                "reserved_as_it_was_said",
                changed(
                    *("book", "first", "count", "reason"), *("use_by", "reserved_at", "reserved_by")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book}: {self.first}-{self.last}"

    @property
    def last(self) -> int:
        """The last of its numbers."""
        return self.first + self.count - 1
