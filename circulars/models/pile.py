"""A pile of letters that were scanned or dropped together, and what becomes of each of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models.letter import Letter
from circulars.models.reading import LetterReading, ReadingState
from offices.models.office import Office
from offices.models.user import User


class Pile(models.Model):
    """
    What was dropped at the desk of ``unit`` as several letters: one PDF, read page by page.

    ``sizes`` are width and height of its pages in millimetres, ``starts`` the pages on which
    a file begins, ``remarks`` what is not in it and why. Its files are forgotten some time
    after it was closed: when no letter of it is left, or by hand.
    """

    unit = models.ForeignKey(Office, models.PROTECT, related_name="piles")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ReadingState, default=ReadingState.WAITING)
    path = models.CharField(max_length=300, blank=True)
    pages = models.PositiveIntegerField(default=0)
    pages_read = models.PositiveIntegerField(default=0)
    starts = models.JSONField(default=list, blank=True)
    sizes = models.JSONField(default=list, blank=True)
    remarks = models.JSONField(default=list, blank=True)
    #: Pages of letters that must not be kept; none are left once it is read.
    secret = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("กองหนังสือ")
        verbose_name_plural = _("กองหนังสือ")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["unit", "-id"], condition=models.Q(closed_at=None), name="open_piles"
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class PileFile(models.Model):
    """One dropped file, as it came; its pages in the pile are ``first`` and those after it."""

    pile = models.ForeignKey(Pile, models.CASCADE, related_name="files")
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=300, blank=True)
    first = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("ไฟล์ของกองหนังสือ")
        verbose_name_plural = _("ไฟล์ของกองหนังสือ")
        ordering = ["pile", "place"]
        constraints = [models.UniqueConstraint(fields=["pile", "place"], name="one_file_a_place")]

    def __str__(self) -> str:
        return self.name


class PileLetter(models.Model):
    """
    One letter of a pile: the pages ``first`` to ``last``, counted from 1.

    ``letter`` is what it became, once: no second letter is made of it. ``skipped_at``: later;
    ``dropped_at``: never.
    """

    pile = models.ForeignKey(Pile, models.CASCADE, related_name="letters")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    reading = models.OneToOneField(
        LetterReading, models.PROTECT, null=True, blank=True, related_name="pile_letter"
    )
    letter = models.OneToOneField(
        Letter, models.PROTECT, null=True, blank=True, related_name="pile_letter"
    )
    skipped_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("หนังสือในกอง")
        verbose_name_plural = _("หนังสือในกอง")
        ordering = ["pile", "first"]
        constraints = [
            models.UniqueConstraint(fields=["pile", "first"], name="one_letter_a_first_page"),
            models.CheckConstraint(
                condition=models.Q(first__gte=1, last__gte=models.F("first")),
                name="pages_of_a_letter_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(letter=None) | models.Q(dropped_at=None),
                name="entered_or_dropped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pile_id}: {self.first}–{self.last}"

    @property
    def is_left(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.letter_id is None and self.dropped_at is None

    @property
    def span(self) -> str:
        """Its pages as they are named: "3" or "3–5"."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def pages(self) -> range:
        return range(self.first, self.last + 1)
