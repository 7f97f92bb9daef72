"""A person who logs in. Rights come from posts, never from the account."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class ScreenDigits(models.TextChoices):
    THAI = "thai", _("เลขไทย ๑๒๓")
    ARABIC = "arabic", _("เลขอารบิก 123")


class ScreenKeys(models.TextChoices):
    """How the keys that act without a button are pressed (WCAG 2.2, 2.1.4)."""

    SINGLE = "single", _("กดปุ่มเดียว เช่น n")
    ALT = "alt", _("กดพร้อมปุ่ม Alt เช่น Alt + n")
    OFF = "off", _("ไม่ใช้ปุ่มลัด")


class User(AbstractUser):
    """
    One person. ``title``, first and last name are printed in letters; ``rank`` (ยศ)
    stands before the signature line. ``mail_refused_at`` and ``mail_refusal``: since when no
    mail reaches the address, and what the server said; a mail that goes through clears them.
    ``calendar_key`` stands in the link of his calendar; without one there is no link.
    ``mail_confirmed_at``: since when it is known that the address is his; null until then.
    ``employee_id`` is the number his employer gave him: one person has one account.
    ``speaks_for`` is given to no person: in its name is kept what that office said by a link.
    """

    title = models.CharField(_("คำนำหน้าชื่อ"), max_length=40, blank=True)
    rank = models.CharField(_("ยศ"), max_length=60, blank=True)
    phone = models.CharField(_("โทรศัพท์"), max_length=60, blank=True)
    screen_digits = models.CharField(
        _("ตัวเลขบนหน้าจอ"), max_length=8, choices=ScreenDigits, default=ScreenDigits.THAI
    )
    language = models.CharField(
        _("ภาษา"), max_length=5, choices=[("th", "ไทย"), ("en", "English")], default="th"
    )
    screen_keys = models.CharField(
        _("ปุ่มลัด"), max_length=8, choices=ScreenKeys, default=ScreenKeys.SINGLE, db_default="single"
    )
    mail_each_notice = models.BooleanField(_("ส่งอีเมลทันทีทุกเรื่อง (ปกติรวมส่งวันละครั้ง)"), default=False)

    mail_refused_at = models.DateTimeField(_("อีเมลส่งไม่ถึงตั้งแต่"), null=True, blank=True)
    mail_refusal = models.CharField(
        _("คำตอบของเซิร์ฟเวอร์อีเมล"), max_length=300, blank=True, db_default=""
    )

    calendar_key = models.CharField(max_length=40, blank=True, db_default="", editable=False)

    mail_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    employee_id = models.CharField(
        _("เลขประจำตัวเจ้าหน้าที่"), max_length=20, blank=True, default="", db_default=""
    )
    speaks_for = models.OneToOneField(
        "offices.Office", models.PROTECT, null=True, editable=False, related_name="speaker"
    )

    class Meta:
        verbose_name = _("บัญชีผู้ใช้")
        verbose_name_plural = _("บัญชีผู้ใช้")
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee_id"],
                condition=~models.Q(employee_id=""),
                name="one_account_of_an_employee",
            ),
            models.CheckConstraint(
                condition=models.Q(speaks_for=None) | models.Q(is_active=False),
                name="what_speaks_for_an_office_never_logs_in",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        name = f"{self.title}{self.first_name} {self.last_name}".strip()
        return name or self.username
