"""What an office answered, in versions, and what those above said of it."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models import Provenance
from circulars.models.staying import changed, never_deleted, stays
from offices.models import Office, User
from survey.models.ledger import ExpectedAnswer


class AnswerState(models.TextChoices):
    DRAFT = "draft", _("ร่าง")
    SUBMITTED = "submitted", _("ส่งแล้ว")
    RETURNED = "returned", _("ส่งกลับให้แก้ไข")
    CERTIFIED = "certified", _("รับรองแล้ว")
    REPLACED = "replaced", _("มีฉบับแก้ไขแทน")


HANDED_IN = ~pgtrigger.Q(old__state=AnswerState.DRAFT)


class Answer(models.Model):
    """
    One version of one office's answer.

    ``typed`` keeps what was typed, as it was typed; ``values`` is what the server accepted
    at submission: text and dates (ISO) as strings, whole numbers as numbers, decimals as
    strings (exact), several choices as a list. ``receipt`` is unique within the survey.
    ``told``: it came beside the system, and from where.
    """

    expected = models.ForeignKey(ExpectedAnswer, models.PROTECT, related_name="answers")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=AnswerState, default=AnswerState.DRAFT)
    typed = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    receipt = models.PositiveIntegerField(_("เลขใบรับ"), null=True)
    task = models.ForeignKey("SurveyTask", models.PROTECT, related_name="+")
    told = models.OneToOneField(Provenance, models.PROTECT, null=True, related_name="answer")

    class Meta:
        verbose_name = _("คำตอบ")
        verbose_name_plural = _("คำตอบ")
        ordering = ["expected_id", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["expected", "version"], name="versions_of_an_answer_are_counted"
            ),
            models.UniqueConstraint(
                fields=["expected"], condition=Q(state="draft"), name="one_draft_per_answer"
            ),
            models.UniqueConstraint(fields=["task", "receipt"], name="a_receipt_is_given_once"),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None, submitted_by=None, receipt=None)
                | (
                    ~Q(state="draft")
                    & Q(
                        submitted_at__isnull=False,
                        submitted_by__isnull=False,
                        receipt__isnull=False,
                    )
                ),
                name="only_a_submitted_answer_has_a_receipt",
            ),
        ]
        triggers = [
            *never_deleted(),
            stays(
                "handed_in_stays",
                HANDED_IN
                & changed(
                    "expected",
                    "version",
                    "values",
                    "typed",
                    "submitted_at",
                    "submitted_by",
                    "receipt",
                    "told",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expected} v{self.version}"

    @property
    def counts(self) -> bool:
        return self.state in (AnswerState.SUBMITTED, AnswerState.CERTIFIED)

    @property
    def receipt_text(self) -> str:
        """The number on the receipt: the survey, then the running number in it."""
        return f"{self.task_id}-{self.receipt:05}" if self.receipt else ""


class CheckVerdict(models.TextChoices):
    RETURNED = "returned", _("ส่งกลับให้แก้ไข")
    ACCEPTED = "accepted", _("ตรวจแล้วถูกต้อง")


class AnswerCheck(models.Model):
    """What an office above said of one version: sent back with a note, or accepted."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="checks")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=CheckVerdict)
    note = models.CharField(_("ข้อความถึงผู้ตอบ"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("ผลการตรวจคำตอบ")
        verbose_name_plural = _("ผลการตรวจคำตอบ")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(note=""),
                name="a_returned_answer_has_a_note",
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.verdict}"


class AnswerFile(models.Model):
    """
    A picture, sound or document that was sent for an answer; the answer holds its ``pk``.

    It belongs to the line of the ledger, so that drafts and later versions share it, and it
    stays: an answer handed in names it for ever.
    """

    expected = models.ForeignKey(ExpectedAnswer, models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    mime = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="answers/%Y/%m", max_length=200)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ไฟล์ของคำตอบ")
        verbose_name_plural = _("ไฟล์ของคำตอบ")
        ordering = ["id"]
        triggers = never_deleted()

    def __str__(self) -> str:
        return self.name
