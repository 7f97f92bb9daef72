"""Posts: what a person may do, where, from when to when; and acting for another."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offices.models.office import Office
from offices.models.user import User


class Role(models.TextChoices):
    CLERK = "clerk", _("สารบรรณ")
    OFFICER = "officer", _("เจ้าของเรื่อง")
    REVIEWER = "reviewer", _("ผู้ตรวจร่าง")
    SIGNER = "signer", _("ผู้ลงนาม")
    SUPERVISOR = "supervisor", _("ผู้บังคับบัญชา/ผู้ติดตาม")
    ADMIN = "admin", _("ผู้ดูแลบัญชี")
    AUDITOR = "auditor", _("ผู้ตรวจสอบ")


#: An administrator manages accounts, an auditor reads who came in; both see no letter.
READING_ROLES = frozenset(set(Role) - {Role.ADMIN, Role.AUDITOR})
#: Who signs, decides over accounts, or confirms what others ask for them: given by two people.
POWERS = frozenset({Role.SIGNER, Role.SUPERVISOR, Role.ADMIN, Role.AUDITOR})


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: dt.date) -> PostQuerySet:
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, user__is_active=True
        )

    def reading(self) -> PostQuerySet:
        return self.filter(role__in=READING_ROLES)

    def of(self, user: User) -> PostQuerySet:
        return self.filter(user=user)

    def powerful(self, day: dt.date) -> PostQuerySet:
        """Held on ``day`` or later, with a power or with secrets, whether the account is open or not."""
        lasting = self.filter(Q(ends_on=None) | Q(ends_on__gte=day))
        return lasting.filter(Q(role__in=POWERS) | Q(handles_secret=True))


class Post(models.Model):
    """One role of one person in one office (or unit), from a day to a day inclusive."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name=_("ผู้ดำรง"))
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="posts", verbose_name=_("หน่วยงาน")
    )
    role = models.CharField(_("หน้าที่"), max_length=12, choices=Role)
    position = models.CharField(
        _("ตำแหน่ง"), max_length=200, blank=True, help_text=_("พิมพ์ใต้ชื่อผู้ลงนาม")
    )
    handles_secret = models.BooleanField(
        _("นายทะเบียนข้อมูลข่าวสารลับ"),
        default=False,
        help_text=_("เห็นและลงรับหนังสือชั้นลับและลับมากของหน่วยงานได้"),
    )
    starts_on = models.DateField(_("ตั้งแต่"))
    ends_on = models.DateField(_("ถึง"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("ตำแหน่ง/หน้าที่")
        verbose_name_plural = _("ตำแหน่ง/หน้าที่")
        ordering = ["office_id", "role", "id"]
        indexes = [models.Index(fields=["office", "role"], name="post_office_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_post_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "office", "role"],
                condition=Q(ends_on=None),
                name="one_open_post_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.office.label}"


class ActingKind(models.TextChoices):
    """By what law a person signs for a position that is not his (saraban §1.7)."""

    ON_BEHALF = "on_behalf", _("ปฏิบัติราชการแทน")
    IN_PLACE = "in_place", _("รักษาราชการแทน")
    IN_POSITION = "in_position", _("รักษาการในตำแหน่ง")
    DUTY = "duty", _("ปฏิบัติหน้าที่")


class ActingQuerySet(models.QuerySet["Acting"]):
    def valid_on(self, day: dt.date) -> ActingQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def touching(self, first: dt.date, last: dt.date | None) -> ActingQuerySet:
        """Valid on any of these days; without a last day they go on."""
        found = self.filter(Q(ends_on=None) | Q(ends_on__gte=first))
        return found if last is None else found.filter(starts_on__lte=last)


class Acting(models.Model):
    """The holder of ``post`` may sign for ``for_position`` on these days, by this order."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="actings", verbose_name=_("ผู้แทน"))
    kind = models.CharField(_("แบบ"), max_length=12, choices=ActingKind)
    for_position = models.CharField(_("แทนตำแหน่ง"), max_length=200)
    by_order = models.CharField(_("ตามคำสั่ง"), max_length=200, blank=True)
    starts_on = models.DateField(_("ตั้งแต่"))
    ends_on = models.DateField(_("ถึง"), null=True, blank=True)

    objects = ActingQuerySet.as_manager()

    class Meta:
        verbose_name = _("การรักษา/ปฏิบัติราชการแทน")
        verbose_name_plural = _("การรักษา/ปฏิบัติราชการแทน")
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="acting_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.for_position}"
