"""The ledger: which office owes what, to whom, by when (architecture §5.6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Case, CharField, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from circulars.models.copy import OfficeCopy
from circulars.models.letter import Letter
from circulars.models.round import Round
from circulars.models.staying import changed, never_deleted, stays
from circulars.states import Delivery
from offices.models.office import Kind, Office
from offices.models.user import User


class What(models.TextChoices):
    """What is owed. A survey is asked by hanging it on the matter, the others by the letter."""

    REPLY = "reply", _("รายงานผล")
    ACKNOWLEDGE = "ack", _("ตอบรับทราบ (ลงทะเบียนรับ)")
    ACT = "act", _("ดำเนินการ ไม่ต้องตอบ")
    SURVEY = "survey", _("ตอบแบบสำรวจ")


#: Something has to come back: whoever owes it cannot simply file the letter.
ANSWERED_BACK = (What.REPLY, What.SURVEY)


class Duty(models.TextChoices):
    """ANSWER: the office owes it itself. COLLECT: it passes on, and gathers from those below."""

    ANSWER = "answer", _("ต้องตอบ")
    COLLECT = "collect", _("ต้องรวบรวม")


class AnsweredBy(models.TextChoices):
    """How the debt was paid."""

    SURVEY = "survey", _("แบบสำรวจ")
    WORDS = "words", _("รายงานเป็นข้อความ")
    NIL = "nil", _("รายงานว่าไม่มีข้อมูล")
    LETTER = "letter", _("หนังสือตอบ")
    REGISTERED = "registered", _("ลงทะเบียนรับ")
    CLOSED = "closed", _("ดำเนินการแล้ว")
    CERTIFIED = "certified", _("รับรองและรายงาน")


OPEN_LINE = Q(answered_at=None, excused_at=None)

#: Where who owes it lay on the day of the asking, as two columns; a province lies in itself.
AREA_OF = {
    "province": Coalesce("province_id", Case(When(office_kind=Kind.PROVINCE, then="office_id"))),
    "district": Coalesce("district_id", Case(When(office_kind=Kind.DISTRICT, then="office_id"))),
}
#: How far the letter has come to who owes it, in this order.
STAGES = (
    Delivery.NOT_REACHED,
    Delivery.SENT,
    Delivery.OPENED,
    Delivery.REGISTERED,
    Delivery.FORWARDED,
    Delivery.ANSWERED,
)
STAGE_OF = Case(
    When(answered_at__isnull=False, then=Value(Delivery.ANSWERED.value)),
    When(copy=None, then=Value(Delivery.NOT_REACHED.value)),
    When(copy__forwarded_at__isnull=False, then=Value(Delivery.FORWARDED.value)),
    When(copy__registered_at__isnull=False, then=Value(Delivery.REGISTERED.value)),
    When(copy__opened_at__isnull=False, then=Value(Delivery.OPENED.value)),
    default=Value(Delivery.SENT.value),
    output_field=CharField(),
)
_LAST_ABOVE = Func(
    Func(F("above"), Value("."), function="rtrim", output_field=CharField()),
    Value(r"[0-9]+$"),
    function="substring",
    template="%(function)s(%(expressions)s)",
    output_field=CharField(),
)
#: The id of the copy at whose office a line is held: its own, or that of whoever did not pass it on.
HELD_AT = Coalesce("copy_id", Cast(_LAST_ABOVE, models.BigIntegerField()))


def overdue_itself(at: dt.datetime) -> Q:
    """What is overdue where it is held: who collects, only when nobody below is awaited."""
    parts = (OuterRef("copy__above"), Cast(OuterRef("copy"), CharField()), Value("."))
    below = Q(asker=OuterRef("asker"), what=OuterRef("what"))
    below &= Q(above=Concat(*parts, output_field=CharField()))
    awaited = Exists(Expectation.objects.open().filter(below))
    collects = Q(duty=Duty.COLLECT, copy__isnull=False) & ~Q(awaited)
    return OPEN_LINE & Q(due_at__lte=at) & (Q(duty=Duty.ANSWER) | collects)


class ExpectationQuerySet(models.QuerySet["Expectation"]):
    def below(self, copy: OfficeCopy) -> ExpectationQuerySet:
        """
        What comes through ``copy``, at any depth, reached or not; as far as ``copy`` or
        somebody above it has asked. What an office further down asks for itself is its own.
        """
        way = [int(part) for part in copy.branch.split(".") if part]
        return self.filter(asker__in=way, above__startswith=copy.branch)

    def within(self, branches: Iterable[str]) -> ExpectationQuerySet:
        """The same of several branches, each named by its prefix (``OfficeCopy.branch``)."""
        wanted = Q(pk__in=[])
        for prefix in branches:
            way = [int(part) for part in prefix.split(".") if part]
            wanted |= Q(asker__in=way, above__startswith=prefix)
        return self.filter(wanted)

    def answering(self) -> ExpectationQuerySet:
        """Those who owe it themselves: the denominator of every rate."""
        return self.filter(duty=Duty.ANSWER)

    def counted(self) -> ExpectationQuerySet:
        """Without offices that were excused."""
        return self.filter(excused_at=None)

    def open(self) -> ExpectationQuerySet:
        """Neither answered nor excused; also what was sent back."""
        return self.filter(OPEN_LINE)

    def overdue(self, at: dt.datetime) -> ExpectationQuerySet:
        return self.open().filter(due_at__lte=at)

    def newest(self) -> ExpectationQuerySet:
        """Of a report that comes again: the round that was opened last."""
        later = Round.objects.filter(
            asker=OuterRef("asker"), number__gt=OuterRef("round"), opened_at__isnull=False
        )
        return self.exclude(Q(Exists(later), what=What.REPLY))

    def oldest_owed(self) -> ExpectationQuerySet:
        """Open, and the round that is answered first: an office pays what it owes in order."""
        return self.open().exclude(Exists(_others().filter(OPEN_LINE, round__lt=OuterRef("round"))))

    def pressing(self) -> ExpectationQuerySet:
        """The round whose deadline is that of the letter: the oldest owed, else the newest."""
        owed = _others().filter(OPEN_LINE)
        settled = ~OPEN_LINE & (
            Q(Exists(owed)) | Q(Exists(_others().filter(round__gt=OuterRef("round"))))
        )
        older = OPEN_LINE & Q(Exists(owed.filter(round__lt=OuterRef("round"))))
        return self.exclude(settled | older)

    def for_lists(self) -> ExpectationQuerySet:
        joined = ("copy__holder", "office", "province", "district", "reply", "excused_by")
        return self.select_related(*joined)

    def in_printed_order(self) -> ExpectationQuerySet:
        """By province, then district, then the office's own code; no district comes first."""
        return self.order_by(
            Coalesce("province__code", models.Value("")),
            Coalesce("district__code", models.Value("")),
            "office__code",
        )


def _others() -> models.QuerySet[Expectation]:
    """The lines of the same debt, one for each round."""
    same = {name: OuterRef(name) for name in ("asker", "what", "office")}
    return Expectation.objects.filter(**same)


class Expectation(models.Model):
    """
    One line of the ledger: this office owes this to the office of ``asker``.

    Frozen for the whole branch when the letter that asks is sent: with the name, the kind
    and the place that the office had on that day. ``copy`` is the letter by which it was
    reached, null until then; ``above`` the branch through which it was, and until it is reached the
    branch of whoever holds it up. So a level that does not forward shows as the holder of all
    below it, and no rate gets better by it.

    ``due_at`` is the first late moment of this line. ``first_answered_at`` stays: who
    answered late stays late. A line that was sent back has it, and no ``answered_at``.

    ``round``: a report that comes again has a line for each of its rounds (``Round``), anything
    else is asked in one. ``excused_for_all``: in those to come, too.
    """

    asker = models.ForeignKey(OfficeCopy, models.PROTECT, related_name="expectations_asked")
    what = models.CharField(max_length=8, choices=What)
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    duty = models.CharField(max_length=8, choices=Duty)
    office = models.ForeignKey(Office, models.PROTECT, related_name="expectations")
    office_name = models.CharField(max_length=200)
    office_kind = models.CharField(max_length=30, choices=Kind)
    province = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    copy = models.ForeignKey(OfficeCopy, models.PROTECT, null=True, related_name="expectations")
    above = models.CharField(max_length=120, db_index=True)
    due_at = models.DateTimeField(_("กำหนดตอบ"), null=True)
    frozen_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=10, choices=AnsweredBy, blank=True)
    note = models.TextField(blank=True)
    reply = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    certified_at = models.DateTimeField(null=True)
    excused_at = models.DateTimeField(null=True)
    excused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    excuse = models.CharField(_("เหตุที่ไม่ต้องตอบ"), max_length=300, blank=True)
    excused_for_all = models.BooleanField(default=False, db_default=False)

    objects = ExpectationQuerySet.as_manager()

    class Meta:
        verbose_name = _("สิ่งที่ต้องได้รับ")
        verbose_name_plural = _("สิ่งที่ต้องได้รับ")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_at"], name="expectation_due", condition=OPEN_LINE),
            models.Index(fields=["asker", "above"], name="expectation_branch"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "what", "office", "round"], name="an_office_owes_a_thing_once"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(first_answered_at__lte=F("answered_at")),
                name="an_answer_has_its_first_moment",
            ),
            models.CheckConstraint(
                condition=Q(excused_at=None, excused_by=None, excuse="")
                | (Q(excused_at__isnull=False, excused_by__isnull=False) & ~Q(excuse="")),
                name="an_exemption_has_who_and_why",
            ),
        ]
        triggers = [
            *never_deleted(),
            stays(
                "frozen_when_asked",
                changed(
                    "asker", "what", "round", "duty", "office", "office_name", "office_kind",
                    "province", "district",
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.office_name}: {self.get_what_display()}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.excused_at is None

    @property
    def is_returned(self) -> bool:
        """Sent back for correction, and not answered again."""
        return self.is_open and self.first_answered_at is not None

    @property
    def on_time(self) -> bool | None:
        """Whether the first answer came in time; None: none yet, or no deadline."""
        if self.first_answered_at is None or self.due_at is None:
            return None
        return self.first_answered_at < self.due_at

    def is_overdue(self, at: dt.datetime) -> bool:
        return self.is_open and self.due_at is not None and self.due_at <= at

    def standing(self, at: dt.datetime) -> str:
        """One word for where it stands; ``copy`` is joined. Overdue goes before how far it has come."""
        if self.excused_at is not None:
            return "excused"
        if self.answered_at is not None:
            if self.certified_at is not None:
                return "certified"
            return "late" if self.on_time is False else "on_time"
        if self.is_returned:
            return "returned"
        if self.is_overdue(at):
            return "overdue"
        if self.copy is None:
            return "not_reached"
        return "on_way" if self.copy.registered_at is None else "reached"
