"""One document of one issuer, known from a scan or composed here; and its files."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.models.circular import Circular, Secrecy, Urgency
from circulars.models.staying import changed, never_deleted, stays
from offices.models.office import Office
from offices.models.user import User
from thai.names import position_lines


class LetterKind(models.TextChoices):
    EXTERNAL = "external", _("หนังสือภายนอก")
    MEMO = "memo", _("หนังสือภายใน (บันทึกข้อความ)")
    SEALED = "sealed", _("หนังสือประทับตรา")
    ORDER = "order", _("หนังสือสั่งการ")
    NOTICE = "notice", _("หนังสือประชาสัมพันธ์")
    OTHER = "other", _("อื่น ๆ (โทรสาร วิทยุ ฯลฯ)")


class LetterContent(models.Model):
    """
    What is written in a letter; shared by a letter and by each version of a draft.

    ``references`` and ``copies_to`` are lists of strings, ``enclosures`` a list of
    {"text", "amount"};
    ``body`` holds one paragraph per blank-line-separated block.
    """

    kind = models.CharField(
        _("ชนิดหนังสือ"), max_length=10, choices=LetterKind, default=LetterKind.EXTERNAL
    )
    urgency = models.CharField(
        _("ชั้นความเร็ว"), max_length=3, choices=Urgency, default=Urgency.NORMAL
    )
    secrecy = models.CharField(_("ชั้นความลับ"), max_length=3, choices=Secrecy, default=Secrecy.NORMAL)
    subject = models.CharField(_("เรื่อง"), max_length=500)
    salutation = models.CharField(_("คำขึ้นต้น"), max_length=60, default="เรียน")
    addressee = models.CharField(_("ผู้รับ (เรียน)"), max_length=500, blank=True)
    references = models.JSONField(_("อ้างถึง"), default=list, blank=True)
    enclosures = models.JSONField(_("สิ่งที่ส่งมาด้วย"), default=list, blank=True)
    body = models.TextField(_("ข้อความ"), blank=True)
    closing = models.CharField(_("คำลงท้าย"), max_length=120, blank=True)
    contact = models.TextField(_("เจ้าของเรื่องและโทรศัพท์ (ท้ายหนังสือ)"), blank=True)
    copies_to = models.JSONField(_("สำเนาส่ง"), default=list, blank=True)
    with_qr = models.BooleanField(_("พิมพ์ QR สำหรับตอบแบบสำรวจ"), default=False)

    class Meta:
        abstract = True


class Letter(LetterContent):
    """
    One document of one issuer.

    The number is kept as printed and normalised: ``number_key`` is what two writings of
    one number share. ``dated`` is null when the printed date does not exist; then
    ``dated_printed`` says what stood there and ``date_problem`` why it cannot be right.
    Identity of a foreign letter: issuer + number_key + date (warned about, never refused).
    ``entered_once`` is the token of the form it was entered with: one form, one letter.
    ``folded`` and ``folded_body`` are what a search looks in: what stands around the text, and
    the text itself with the letters that it cites.
    """

    circular = models.ForeignKey(Circular, models.PROTECT, related_name="letters")
    issuer = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="letters_issued"
    )
    issuer_name = models.CharField(_("จาก"), max_length=200)
    unit = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    number_printed = models.CharField(_("ที่"), max_length=80, blank=True)
    number_key = models.CharField(max_length=80, blank=True, db_index=True, editable=False)
    is_circular = models.BooleanField(_("หนังสือเวียน (ว)"), default=False)
    dated = models.DateField(_("ลงวันที่"), null=True, blank=True)
    dated_printed = models.CharField(_("วันที่ตามที่พิมพ์"), max_length=80, blank=True)
    date_problem = models.CharField(max_length=200, blank=True)
    signer_name = models.CharField(_("ผู้ลงนาม"), max_length=200, blank=True)
    signer_rank = models.CharField(_("ยศ"), max_length=60, blank=True)
    signer_position = models.CharField(_("ตำแหน่งผู้ลงนาม"), max_length=200, blank=True)
    acting_kind = models.CharField(max_length=12, blank=True)
    acting_for = models.CharField(_("แทนตำแหน่ง"), max_length=200, blank=True)
    composed_here = models.BooleanField(default=False)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    entered_once = models.UUIDField(null=True, unique=True, editable=False)
    folded = models.TextField(editable=False, default="")
    folded_body = models.TextField(editable=False, default="", db_default="")

    class Meta:
        verbose_name = _("หนังสือ")
        verbose_name_plural = _("หนังสือ")
        ordering = ["-id"]
        indexes = [GinIndex(OpClass("folded", name="gin_trgm_ops"), name="letter_folded_trgm")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(composed_here=False)
                | models.Q(signed_at__isnull=False, signed_by__isnull=False),
                name="a_letter_of_ours_is_signed",
            ),
        ]
        triggers = never_deleted()

    def __str__(self) -> str:
        return f"{self.number_printed} {self.subject}".strip()

    @property
    def signer_lines(self) -> tuple[str, ...]:
        """The lines under the signer's name, acting words included."""
        return position_lines(self.signer_position, self.acting_kind, self.acting_for)

    @property
    def signed_as(self) -> str:
        """The same in one line: "รองผู้ว่าราชการจังหวัด… ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัด…"."""
        return " ".join(self.signer_lines)


class FileRole(models.TextChoices):
    ORIGINAL = "original", _("ต้นฉบับที่รับเข้า")
    READABLE = "readable", _("ฉบับสำหรับเปิดอ่าน")
    COMPOSED = "composed", _("หนังสือที่ออกจากระบบ")
    ENCLOSURE = "enclosure", _("สิ่งที่ส่งมาด้วย")
    REPLACED = "replaced", _("ฉบับก่อนแก้ไข")


class StoredFile(models.Model):
    """
    Bytes as they were given. ``sha256`` is hexadecimal, ``size`` in bytes. A rendition has the
    ``sha256`` of what it was made from, and ``bytes_sha256`` of its own.
    """

    file = models.FileField(upload_to="letters/%Y/%m/")
    name = models.CharField(_("ชื่อไฟล์"), max_length=200)
    sha256 = models.CharField(max_length=64)
    bytes_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    mime = models.CharField(max_length=80, default="application/pdf")
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text=_("ไบต์"))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def digest_of_bytes(self) -> str:
        """What the stored bytes must have; empty for renditions that were made without one."""
        rendition = "-read" in (self.file.name or "")
        return self.bytes_sha256 or ("" if rendition else self.sha256)


class LetterFile(StoredFile):
    """
    Bytes of a letter. An ORIGINAL is kept exactly as it came; what people open is the
    READABLE rendition, made from it without active content. What was put in the place of
    another, or attached by mistake, is kept as REPLACED.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="files")
    role = models.CharField(max_length=10, choices=FileRole)
    # What was found when it came in: name, organisation, at, state, issuer_known of each.
    signatures = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("ไฟล์หนังสือ")
        verbose_name_plural = _("ไฟล์หนังสือ")
        ordering = ["id"]
        indexes = [models.Index(fields=["sha256"], name="letter_file_digest")]
        triggers = [
            *never_deleted(),
            stays(
                "bytes_stay",
                changed("letter", "file", "sha256", "bytes_sha256", "size", "added_at"),
            ),
        ]
