"""Offices: any body that receives or issues letters, and the units inside one."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an office is. The values of local governments are those of the import file."""

    MINISTRY = "MINISTRY", _("กระทรวง")
    DEPARTMENT = "DEPARTMENT", _("กรม")
    ENTERPRISE = "ENTERPRISE", _("รัฐวิสาหกิจ")
    PROVINCE = "PROVINCE", _("จังหวัด")
    DISTRICT = "DISTRICT", _("อำเภอ")
    PAO = "PAO", _("องค์การบริหารส่วนจังหวัด")
    CITY = "CITY", _("เทศบาลนคร")
    TOWN = "TOWN", _("เทศบาลเมือง")
    SUBDISTRICT_MUNICIPALITY = "SUBDISTRICT_MUNICIPALITY", _("เทศบาลตำบล")
    SAO = "SAO", _("องค์การบริหารส่วนตำบล")
    SPECIAL = "SPECIAL", _("องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ")
    DIVISION = "DIVISION", _("หน่วยงานภายใน (กอง/กลุ่มงาน)")


MUNICIPALITIES = frozenset({Kind.CITY, Kind.TOWN, Kind.SUBDISTRICT_MUNICIPALITY})
LOCAL_GOVERNMENTS = frozenset({*MUNICIPALITIES, Kind.PAO, Kind.SAO, Kind.SPECIAL})


class CircularSeries(models.TextChoices):
    """How ว numbers run (ข้อ 32): a series of their own, or the ordinary one."""

    OWN = "own", _("เลข ว แยกทะเบียน")
    SHARED = "shared", _("ใช้เลขร่วมกับหนังสือส่งทั่วไป")


class OfficeQuerySet(models.QuerySet["Office"]):
    def active(self) -> OfficeQuerySet:
        return self.filter(closed_on=None)

    def houses(self) -> OfficeQuerySet:
        """Offices proper, without the units inside them."""
        return self.exclude(kind=Kind.DIVISION)

    def within(self, office: Office) -> OfficeQuerySet:
        """``office`` itself and everything below it in the tree."""
        return self.filter(path__startswith=office.path)

    def above(self, office: Office) -> OfficeQuerySet:
        """``office`` itself and everything it belongs to, outermost first."""
        return self.filter(path__in=office.lineage()).order_by(Length("path"))

    def printed_order(self) -> OfficeQuerySet:
        return self.order_by("code")


class Office(models.Model):
    """
    A body that receives or issues letters, or a unit (กอง, กลุ่มงาน) inside one.

    The tree goes by ``parent``, the line through which letters come: a เทศบาลเมือง hangs
    under its province, a เทศบาลตำบล under its district. ``path`` is the list of ids from
    the root ("1.17.45."), so that one prefix finds a whole branch.

    What stands here is so today; ``changed_on`` is the day from which it is, and ``Former`` has
    what was before. ``successor`` took over what a closed office left open.
    """

    code = models.CharField(
        _("รหัส"), max_length=40, unique=True, help_text=_("รหัสคงที่ที่ใช้ตอนนำเข้า เช่น 3801")
    )
    kind = models.CharField(_("ประเภท"), max_length=30, choices=Kind)
    name = models.CharField(_("ชื่อเต็ม"), max_length=200)
    short_name = models.CharField(_("ชื่อย่อ"), max_length=120, blank=True)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=240, blank=True, editable=False)
    head_title = models.CharField(_("ตำแหน่งหัวหน้าหน่วยงาน"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("สังกัด")
    )
    path = models.CharField(max_length=200, db_index=True, editable=False)
    house = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="inside",
        help_text=_("หน่วยงานที่หน่วยภายในนี้สังกัด หรือตัวเอง"),
    )
    province = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("จังหวัด")
    )
    district = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("อำเภอที่ตั้ง"),
    )
    reception = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("หน่วยที่รับหนังสือจากภายนอก"),
    )
    on_system = models.BooleanField(_("ใช้ระบบนี้"), default=True)
    closed_on = models.DateField(_("ยุบ/เลิกเมื่อ"), null=True, blank=True)
    changed_on = models.DateField(null=True, editable=False)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="predecessors"
    )

    number_letters = models.CharField(_("ตัวอักษรประจำหน่วยงาน"), max_length=12, blank=True)
    number_code = models.CharField(_("รหัสหน่วยงานในเลขที่หนังสือ"), max_length=40, blank=True)
    weight_own = models.PositiveSmallIntegerField(
        _("น้ำหนักเวลาของหน่วยงานที่ส่งต่อ"),
        default=1,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    weight_lowest = models.PositiveSmallIntegerField(
        _("น้ำหนักเวลาของหน่วยงานชั้นล่างสุด"),
        default=2,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    lowest_days = models.PositiveSmallIntegerField(
        _("ถามเหตุผลเมื่อหน่วยงานชั้นล่างสุดเหลือน้อยกว่า (วันทำการ)"), default=0, blank=True
    )
    issues_numbers = models.BooleanField(_("ออกเลขหนังสือส่งเอง"), default=True)
    circular_series = models.CharField(
        _("เลขหนังสือเวียน"), max_length=8, choices=CircularSeries, default=CircularSeries.OWN
    )
    four_eyes = models.BooleanField(_("ผู้ร่างลงนามเองไม่ได้"), default=True)

    officer_extends_days = models.PositiveSmallIntegerField(
        _("เจ้าหน้าที่ขยายเวลาได้ไม่เกิน (วัน)"),
        default=15,
        blank=True,
        help_text=_("เกินกว่านี้ ผู้ลงนามหรือผู้บังคับบัญชาเป็นผู้ขยาย"),
    )

    stamp_name = models.CharField(_("ชื่อบนตรารับ"), max_length=200, blank=True)
    letterhead_name = models.CharField(_("ชื่อบนหัวหนังสือ"), max_length=200, blank=True)
    address = models.TextField(_("ที่อยู่ (ใต้ชื่อบนหัวหนังสือ)"), max_length=1000, blank=True)
    phone = models.CharField(_("โทร."), max_length=120, blank=True)
    fax = models.CharField(_("โทรสาร"), max_length=120, blank=True)
    email = models.EmailField(_("ไปรษณีย์อิเล็กทรอนิกส์"), blank=True)
    emblem = models.FileField(_("ตราหน่วยงาน"), upload_to="emblems/", blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("หน่วยงาน")
        verbose_name_plural = _("หน่วยงาน")
        ordering = ["code"]
        indexes = [
            models.Index(fields=["kind", "province"], name="office_kind_province"),
            models.Index(fields=["parent", "kind"], name="office_parent_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.DIVISION, parent__isnull=False) | ~Q(kind=Kind.DIVISION),
                name="a_division_belongs_to_an_office",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name

    @property
    def house_id_or_self(self) -> int:
        return self.house_id or self.pk

    @property
    def printed_stamp_name(self) -> str:
        return self.stamp_name or self.name

    def lineage(self) -> list[str]:
        """The paths of this office and all above it, outermost first."""
        parts = self.path.rstrip(".").split(".")
        return [".".join(parts[: n + 1]) + "." for n in range(len(parts))]

    def is_within(self, other: Office) -> bool:
        return self.path.startswith(other.path)


class HolidayKind(models.TextChoices):
    """Who made it a day off."""

    NATIONAL = "national", _("วันหยุดราชการประจำปี")
    CABINET = "cabinet", _("วันหยุดพิเศษตามมติ ครม.")
    PROVINCE = "province", _("วันหยุดเฉพาะจังหวัด")


class Holiday(models.Model):
    """
    A day on which government offices are closed, with what announced it.

    ``province`` is given exactly when only the offices in it are closed.
    """

    day = models.DateField(_("วันที่"))
    name = models.CharField(_("ชื่อวันหยุด"), max_length=200)
    kind = models.CharField(
        _("ชนิด"), max_length=8, choices=HolidayKind, default=HolidayKind.NATIONAL
    )
    province = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("จังหวัด")
    )
    source = models.CharField(_("ที่มา (ประกาศ/มติ ครม.)"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("วันหยุดราชการ")
        verbose_name_plural = _("วันหยุดราชการ")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "province"],
                name="a_holiday_is_written_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(kind=HolidayKind.PROVINCE, province__isnull=False)
                | Q(province=None) & ~Q(kind=HolidayKind.PROVINCE),
                name="a_holiday_of_a_province_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
