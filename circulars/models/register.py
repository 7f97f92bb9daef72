"""Register books, their numbers, and the entries that are never deleted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from circulars.models.circular import Secrecy
from circulars.models.copy import OfficeCopy
from circulars.models.letter import Letter
from circulars.models.staying import GIVEN_ONCE, Plain, changed, never_deleted, stays
from offices.models.office import Office
from offices.models.user import User

if TYPE_CHECKING:
    from offices.viewer import Viewer


class BookKind(models.TextChoices):
    RECEIVED = "received", _("ทะเบียนหนังสือรับ")
    SENT = "sent", _("ทะเบียนหนังสือส่ง")
    CIRCULAR = "circular", _("ทะเบียนหนังสือส่ง (เวียน ว)")
    ORDERS = "orders", _("ทะเบียนคำสั่ง")
    NOTICES = "notices", _("ทะเบียนประกาศ")
    CERTIFIED = "certified", _("ทะเบียนหนังสือรับรอง")
    RULES = "rules", _("ทะเบียนระเบียบและข้อบังคับ")
    MINUTES = "minutes", _("ทะเบียนรายงานการประชุม")
    SECRET_IN = "secret_in", _("ทะเบียนรับหนังสือลับ")
    SECRET_OUT = "secret_out", _("ทะเบียนส่งหนังสือลับ")


#: Series of their own whose numbers stand with the year: "๑/๒๕๗๐", without letters and code.
WITH_YEAR = frozenset(
    {
        BookKind.ORDERS,
        BookKind.NOTICES,
        BookKind.CERTIFIED,
        BookKind.RULES,
        BookKind.MINUTES,
    }
)
#: Books of what comes in; all others are of what goes out.
INCOMING = frozenset({BookKind.RECEIVED, BookKind.SECRET_IN})
#: Books of the registrar of secret letters (ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. 2544).
SECRET_BOOKS = frozenset({BookKind.SECRET_IN, BookKind.SECRET_OUT})
#: What no UPDATE may do, in the words of the row before it and after it.
LAST = pgtrigger.F("old__last_number")
IN_USE = pgtrigger.Q(old__last_number__gte=pgtrigger.F("old__first_number"))
RUNS_BACK = pgtrigger.Q(new__last_number__lt=LAST)
SKIPS = ~pgtrigger.Q(new__last_number__in=[LAST, LAST + 1])
VOIDED_AGAIN = pgtrigger.Q(
    old__voided_at__isnull=False, new__voided_at__df=pgtrigger.F("old__voided_at")
)
TAKEN_AGAIN = pgtrigger.Q(old__given_back=True, new__given_back=False)
#: A number that waited, reserved, is given to its letter: once, and not after it was struck out.
USED_NOW = pgtrigger.Q(
    old__reservation__isnull=False,
    old__used_at__isnull=True,
    old__voided_at__isnull=True,
    new__used_at__isnull=False,
)
#: So soon after it was taken the last number of a book goes back, as if nothing had happened.
GIVEN_BACK_WITHIN = dt.timedelta(seconds=15)
#: Told apart from every other UPDATE: it is the entry's own trigger that lets the book run back.
BY_THE_ENTRY = "pg_trigger_depth() > 1 AND NEW.last_number = OLD.last_number - 1"
RUN_THE_BOOK_BACK = """
    UPDATE circulars_registerbook SET last_number = last_number - 1
        WHERE id = NEW.book_id AND last_number = NEW.number;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the last number of a book goes back'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


class RegisterBook(models.Model):
    """
    One book of one office for one calendar year; ``last_number`` is the last one used.

    ``first_number`` may be set by an office that starts in mid-year, until its first number
    is used. ``year`` is CE; the Buddhist year is printed.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="books")
    kind = models.CharField(_("เล่ม"), max_length=10, choices=BookKind)
    year = models.PositiveIntegerField(_("ปี (ค.ศ.)"))
    first_number = models.PositiveIntegerField(_("เลขแรก"), default=1)
    last_number = models.PositiveIntegerField(_("เลขล่าสุด"), default=0)

    class Meta:
        verbose_name = _("สมุดทะเบียน")
        verbose_name_plural = _("สมุดทะเบียน")
        ordering = ["-year", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "year"], name="one_book_per_year"),
            models.CheckConstraint(
                condition=Q(last_number__gte=F("first_number") - 1),
                name="a_book_never_runs_backwards",
            ),
        ]
        triggers = [
            *never_deleted(),
            stays(
                "number_stays",
                IN_USE & (RUNS_BACK | changed("office", "kind", "year", "first_number")),
                says=GIVEN_ONCE,
                unless=BY_THE_ENTRY,
            ),
            stays("one_by_one", IN_USE & SKIPS, says=GIVEN_ONCE, unless=BY_THE_ENTRY),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.office} {self.year + 543}"


class RegisterEntryQuerySet(models.QuerySet["RegisterEntry"]):
    def in_book(self) -> RegisterEntryQuerySet:
        """The lines of the book: all but those whose number went back at once."""
        return self.filter(given_back=False)

    def seen_by(self, viewer: Viewer) -> RegisterEntryQuerySet:
        """
        Without lines of secret letters that do not name ``viewer``: for him they are not
        there, in no list, count or gap. Named are the house's keepers of secrets, who
        entered the line, and the officer of the letter.
        """
        plain = Q(letter=None) | Q(letter__secrecy=Secrecy.NORMAL)
        named = (
            Q(entered_by=viewer.user)
            | Q(copy__officer=viewer.user)
            | Q(book__office__house__in=viewer.secret_houses)
        )
        return self.filter(plain | named)

    def with_passed_on(self) -> RegisterEntryQuerySet:
        """
        Annotate ``passed_on``: is anything built on this entry, the line of a unit that had the
        letter after it, or a share that goes by its number; and ``share_state``: of the share
        for which it was taken, empty for a line of the main way.
        """
        from circulars.models.share import Share, ShareState  # noqa: PLC0415 - models in a circle

        # Units beside the main one had the letter too, but not from it.
        main = RegisterEntry.objects.exclude(shares__given_at__lte=F("entered_at"))
        later = main.filter(copy=OuterRef("copy"), pk__gt=OuterRef("pk"), voided_at=None)
        shares = Share.objects.filter(receipt=OuterRef("pk")).order_by("-pk")
        goes_by_it = shares.filter(given_at__gt=OuterRef("entered_at"))
        taken_for = shares.filter(given_at__lte=OuterRef("entered_at")).values("state")
        # A keyword would declare the model's attribute a second time to the type checker.
        passed_on: dict[str, Any] = {
            "passed_on": Exists(later.exclude(book=OuterRef("book")))
            | Exists(goes_by_it.exclude(state=ShareState.WITHDRAWN)),
            "share_state": Coalesce(Subquery(taken_for[:1]), Value("")),
        }
        return self.annotate(**passed_on)


class RegisterEntry(models.Model):
    """
    One line of a register book, in the columns of forms 13 and 14 (ข้อ 38, 42).

    Entries are never deleted; a wrong one is voided with a reason and stays visible. One that
    was undone at once while it was the last has ``given_back`` its number: the row stays for
    the record, the next letter has the number, and the book shows one line.
    ``second_number`` keeps the other number a unit prints in its stamp ("1575 (3734)").

    A reserved number (``reservation``) has its line at once and waits there for its letter
    until ``used_at``. A line written late has its own day and time in ``entered_at``, as they
    were given by hand, and in ``typed_at`` when it was written, with ``late_reason``.
    ``answers`` is the line of the received book that a letter of ours answers (ข้อ 39).
    """

    book = models.ForeignKey(RegisterBook, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("เลขทะเบียน"))
    second_number = models.CharField(_("เลขที่สอง"), max_length=20, blank=True)
    copy = models.ForeignKey(OfficeCopy, models.PROTECT, null=True, related_name="entries")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="entries")
    entered_at = models.DateTimeField(_("วันเวลาที่ลง"))
    time_known = models.BooleanField(_("ประทับเวลา"), default=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    number_printed = models.CharField(_("ที่"), max_length=80, blank=True)
    dated = models.DateField(_("ลงวันที่"), null=True, blank=True)
    dated_printed = models.CharField(max_length=80, blank=True)
    from_text = models.CharField(_("จาก"), max_length=200, blank=True)
    to_text = models.CharField(_("ถึง"), max_length=500, blank=True)
    subject = models.CharField(_("เรื่อง"), max_length=500, blank=True)
    action = models.CharField(_("การปฏิบัติ"), max_length=300, blank=True)
    note = models.CharField(_("หมายเหตุ"), max_length=300, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    void_reason = models.CharField(max_length=300, blank=True)
    given_back = models.BooleanField(default=False, db_default=False)
    reservation = models.ForeignKey(
        "Reservation", models.PROTECT, null=True, related_name="entries"
    )
    used_at = models.DateTimeField(null=True, blank=True)
    typed_at = models.DateTimeField(null=True, blank=True)
    late_reason = models.CharField(
        _("เหตุที่ลงย้อนหลัง"), max_length=300, blank=True, default="", db_default=""
    )
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")

    passed_on: bool
    share_state: str
    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("รายการทะเบียน")
        verbose_name_plural = _("รายการทะเบียน")
        ordering = ["book_id", "number"]
        indexes = [
            models.Index(fields=["book", "-number"], name="entry_newest_first"),
            models.Index(fields=["book", "entered_at"], name="entry_of_a_day"),
            GinIndex(
                OpClass("action", name="gin_trgm_ops"),
                condition=~Q(action=""),
                name="entry_action_trgm",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "number"],
                condition=Q(given_back=False),
                name="a_number_is_used_once",
            ),
            models.UniqueConstraint(
                fields=["book", "copy"],
                condition=Q(voided_at=None),
                name="a_copy_is_registered_once_per_book",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None, void_reason="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")),
                name="a_void_has_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(given_back=False)
                | Q(
                    voided_at__isnull=False,
                    voided_by=F("entered_by"),
                    voided_at__lte=F("entered_at") + GIVEN_BACK_WITHIN,
                ),
                name="given_back_at_once_by_who_took_it",
            ),
            models.CheckConstraint(
                condition=Q(reservation=None, used_at=None, letter__isnull=False)
                | Q(reservation__isnull=False, used_at=None, letter=None)
                | Q(reservation__isnull=False, used_at__isnull=False, letter__isnull=False),
                name="only_a_reserved_number_waits_for_its_letter",
            ),
            models.CheckConstraint(
                condition=Q(typed_at=None, late_reason="")
                | (Q(typed_at__isnull=False, typed_at__gte=F("entered_at")) & ~Q(late_reason="")),
                name="a_late_line_says_when_and_why",
            ),
        ]
        triggers = [
            *never_deleted(),
            stays(
                "number_stays",
                changed("book", "number", "reservation")
                | (~USED_NOW & changed(*("entered_by", "entered_at", "typed_at", "used_at")))
                | (~USED_NOW & changed("letter", "copy"))
                | VOIDED_AGAIN
                | TAKEN_AGAIN,
                says=GIVEN_ONCE,
            ),
            Plain(
                name="number_goes_back",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=changed("given_back"),
                func=RUN_THE_BOOK_BACK,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book}: {self.number}"

    @property
    def waits(self) -> bool:
        """Reserved, and no letter has it yet."""
        return self.reservation_id is not None and not self.used_at and not self.voided_at

    @property
    def number_text(self) -> str:
        return f"{self.number} ({self.second_number})" if self.second_number else str(self.number)
