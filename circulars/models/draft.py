"""Outgoing letters in the making: versions, and their way to signature."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.letter import Letter, LetterContent, StoredFile
from circulars.models.staying import append_only, changed, stays
from circulars.states import DraftState
from offices.models.office import Kind, Office
from offices.models.user import User


class Ask(models.TextChoices):
    """
    What the letter asks of its receivers, as its writer says; what he says nothing of is read
    off the letter (``circulars.domain.asking``). A survey asks beside it.
    """

    TEXT = "", _("ตามข้อความในหนังสือ")
    REPLY = "reply", _("รายงานผลให้ทราบ")
    ACKNOWLEDGE = "ack", _("ตอบรับทราบ (นับจากการลงทะเบียนรับ)")
    ACT = "act", _("ดำเนินการ ไม่ต้องตอบ")
    NOTHING = "none", _("เพื่อทราบ")


class Draft(models.Model):
    """
    An outgoing letter until it is signed. ``unit`` is whose letter it is (the owner
    block at its foot, and the code in its number). ``recipients`` is the rule, in the
    words of ``circulars.domain.recipients``; it is resolved and frozen at dispatch.
    ``owed_by`` names the kinds of office that owe what is asked, wherever they are below; empty, it is the direct recipients.
    ``due_at`` is a deadline that is one day for everybody; any other is a rule, kept as
    ``deadline`` in the words of ``thai.deadline_json``.
    ``written_ahead`` are the words that the system wrote in advance, as it last wrote them:
    what differs from them in the latest version is the officer's own.
    ``replaces`` is the letter that was sent and that this one takes the place of.
    ``signed_recipients`` are the offices that the rule meant when the letter was signed: to these
    it goes, and to nobody whom the signer has not seen.
    ``sender`` is the officer who has asked that it be sent as soon as it is signed: it then
    goes out in his name, by his right to send.
    """

    copy = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="drafts")
    unit = models.ForeignKey(Office, models.PROTECT, related_name="drafts")
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.WRITING)
    drafter = models.ForeignKey(User, models.PROTECT, related_name="drafts")
    started_at = models.DateTimeField()
    recipients = models.JSONField(default=dict)
    due_at = models.DateTimeField(_("กำหนดให้ผู้รับตอบ"), null=True, blank=True)
    asks = models.CharField(_("สิ่งที่ขอจากผู้รับ"), max_length=5, choices=Ask, default="", blank=True)
    owed_by = ArrayField(
        models.CharField(max_length=30, choices=Kind),
        verbose_name=_("หน่วยงานที่ต้องตอบ"),
        default=list,
        blank=True,
    )
    deadline = models.JSONField(null=True, blank=True)
    written_ahead = models.JSONField(default=dict, blank=True, editable=False)
    as_circular = models.BooleanField(_("ออกเลข ว"), default=True)
    sender = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("ส่งทันทีเมื่อลงนาม")
    )
    replaces = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="corrections")
    signed_recipients = ArrayField(
        models.BigIntegerField(), default=list, blank=True, editable=False
    )
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="draft")

    class Meta:
        verbose_name = _("ร่างหนังสือ")
        verbose_name_plural = _("ร่างหนังสือ")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"],
                condition=~Q(state__in=[DraftState.SIGNED, DraftState.CANCELLED]),
                name="one_draft_in_the_making_per_copy",
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.SIGNED, letter__isnull=False)
                | (~Q(state=DraftState.SIGNED) & Q(letter=None)),
                name="a_signed_draft_has_its_letter",
            ),
        ]
        triggers = [
            stays(
                "signed_as_seen",
                pgtrigger.Q(old__state=DraftState.SIGNED)
                & changed(
                    *("state", "letter", "unit", "recipients", "signed_recipients", "due_at"),
                    *("deadline", "asks", "owed_by", "as_circular", "sender"),
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_state_display()}"

    @property
    def latest(self) -> DraftVersion:
        return self.versions.order_by("-number")[:1].get()


class DraftVersion(LetterContent):
    """One saved wording of a draft; a new one is written only when something changed."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["draft_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_versions_count_up")
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.number})"


class DraftFile(StoredFile):
    """A file to be enclosed; at signing it becomes an enclosure of the letter."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="files")

    class Meta:
        verbose_name = _("ไฟล์สิ่งที่ส่งมาด้วยของร่าง")
        verbose_name_plural = _("ไฟล์สิ่งที่ส่งมาด้วยของร่าง")
        ordering = ["id"]


class ApprovalAct(models.TextChoices):
    SUBMITTED = "submitted", _("เสนอตรวจ")
    SENT_BACK = "sent_back", _("ส่งกลับแก้ไข")
    PASSED = "passed", _("ผ่านการตรวจ")
    SIGNED = "signed", _("ลงนาม")
    TAKEN_BACK = "taken_back", _("ดึงร่างกลับ")


class Approval(models.Model):
    """One step of a draft on its way to signature, with the version it was about."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="approvals")
    version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="approvals")
    act = models.CharField(max_length=10, choices=ApprovalAct)
    comment = models.TextField(_("ความเห็น"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.comment}".strip()
