"""The act that makes child copies."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.expectation import What
from circulars.models.letter import Letter
from circulars.models.staying import changed, never_deleted, stays
from offices.models.office import Kind
from offices.models.user import User


class Dispatch(models.Model):
    """
    One sending of one letter. ``recipients`` is frozen: the ids of the offices that the
    rule meant on that day, in printed order. The child copies are made afterwards, in
    chunks, by a task that may be repeated; ``finished_at`` is set when all of them stand.
    ``outside`` are those whom the directory does not know, frozen too: {"name", "address"}.
    ``adds_to``: it sends the letter of that earlier sending to more receivers, or again to one
    from whom it came back; a letter is sent first once.
    ``asks`` and ``owed_by``: what the letter asks, and of whom (see ``Draft``).
    ``deadline`` is the rule that was asked, if it is not one day for everybody; ``due_at``
    then says what it means for an office that has not registered yet.
    """

    copy = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="dispatches")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="dispatches")
    adds_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="additions")
    rule = models.JSONField(default=dict)
    outside = models.JSONField(default=list, db_default=[])
    rule_text = models.CharField(_("ส่งถึง"), max_length=500)
    recipients = ArrayField(models.BigIntegerField(), default=list)
    asks = models.CharField(max_length=8, choices=What, blank=True)
    owed_by = ArrayField(models.CharField(max_length=30, choices=Kind), default=list)
    due_at = models.DateTimeField(null=True, blank=True)
    deadline = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("การส่งออก")
        verbose_name_plural = _("การส่งออก")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"],
                condition=models.Q(adds_to=None),
                name="a_letter_is_dispatched_once",
            )
        ]
        triggers = [
            *never_deleted(),
            stays(
                "sent_as_frozen",
                changed(
                    *(
                        "copy",
                        "letter",
                        "adds_to",
                        "rule",
                        "recipients",
                        "outside",
                        "asks",
                        "owed_by",
                    ),
                    *("due_at", "deadline", "by", "at"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} → {self.rule_text}"
