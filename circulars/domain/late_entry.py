"""Lines of a book that are written later than their number was given by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.locking import hold
from circulars.domain.numbering import take_number
from circulars.errors import Invalid
from circulars.models import BookKind, RegisterEntry
from offices.models import Office
from thai.dates import format_date
from thai.digits import to_thai


@dataclass(frozen=True, slots=True)
class Late:
    """
    A number that was given by hand: when, and why it is written only now.

    ``time_known`` False: only the day of ``happened_at`` was noted.
    """

    happened_at: dt.datetime
    reason: str
    time_known: bool = True


def check_late(late: Late, at: dt.datetime) -> None:
    """Raise Invalid when ``late`` has no reason, or is not of this year or the last one."""
    if not late.reason.strip():
        raise Invalid(_("โปรดบอกเหตุที่ลงย้อนหลัง เช่น ระบบขัดข้องเช้าวันที่ 26"), field="late_reason")
    if late.happened_at > at:
        raise Invalid(_("วันเวลาที่ให้เลขด้วยมือยังมาไม่ถึง โปรดตรวจวันและเวลา"), field="late_day")
    if timezone.localdate(late.happened_at).year < timezone.localdate(at).year - 1:
        raise Invalid(_("ลงย้อนหลังได้เฉพาะปีนี้และปีก่อน โปรดตรวจปี พ.ศ."), field="late_day")


def find_number(
    entry: RegisterEntry,
    office: Office,
    kind: BookKind,
    *,
    at: dt.datetime,
    late: Late | None = None,
    number: int | None = None,
) -> None:
    """
    Give the unsaved ``entry`` its book and number: the next one, or ``number``, given by hand.

    A number that waits, reserved, is taken with its line: ``entry`` then is that line, and
    saving it fills the line in. Call it last, as ``take_number``. Raises Invalid when
    ``number`` is another letter's, was struck out, or would leave a gap.
    """
    if late is not None:
        check_late(late, at)
        entry.entered_at, entry.time_known = late.happened_at, late.time_known
        entry.typed_at, entry.late_reason = at, late.reason.strip()
    day = timezone.localdate(entry.entered_at)
    line = None if number is None else _line(office, kind, day.year, number)
    if line is None:
        entry.book, entry.number = take_number(office, kind, day=day)
        _need_next(entry, number)
        return
    _take_line(entry, line, at=at)


def _line(office: Office, kind: BookKind, year: int, number: int) -> RegisterEntry | None:
    """The line that has ``number``, held: whoever wants it too waits."""
    lines = RegisterEntry.objects.in_book().filter(
        book__office=office, book__kind=kind, book__year=year, number=number
    )
    found = list(lines.values_list("pk", flat=True))
    if not found:
        return None
    hold(RegisterEntry, found)
    return RegisterEntry.objects.select_related("book", "reservation").get(pk=found[0])


def _take_line(entry: RegisterEntry, line: RegisterEntry, *, at: dt.datetime) -> None:
    reservation = line.reservation
    words = {"number": to_thai(line.number)}
    if not line.waits or reservation is None:
        raise Invalid(
            _(
                "เลข %(number)s ในทะเบียนนี้ใช้หรือยกเลิกไปแล้ว "
                "ให้เว้นช่องเลขไว้เพื่อรับเลขถัดไป แล้วเขียนเลขเดิมในหมายเหตุ"
            )
            % words,
            field="number",
        )
    if timezone.localdate(at) > reservation.use_by and entry.typed_at is None:
        words["day"] = format_date(reservation.use_by)
        raise Invalid(
            _("เลข %(number)s จองไว้ใช้ภายใน %(day)s เท่านั้น โปรดใช้เลขถัดไป") % words,
            field="number",
        )
    too_old = entry.dated and entry.dated < timezone.localdate(reservation.reserved_at)
    if too_old and entry.typed_at is None:
        raise Invalid(_("เลข %(number)s จองไว้หลังวันที่ของหนังสือ โปรดตรวจวันที่") % words, field="dated")
    entry.pk, entry.book, entry.number = line.pk, line.book, line.number
    entry.reservation, entry.used_at = reservation, at
    entry._state.adding = False  # noqa: SLF001 - the line stands; saving fills it in


def _need_next(entry: RegisterEntry, number: int | None) -> None:
    """The number given by hand is the next of the book, as it must be."""
    if number is None or number == entry.number:
        return
    words = {"next": to_thai(entry.number), "number": to_thai(number)}
    if number < entry.number:
        raise Invalid(
            _("เลข %(number)s อยู่ก่อนเลขแรกของทะเบียนนี้ เลขถัดไปคือ %(next)s") % words,
            field="number",
        )
    words["before"] = to_thai(number - 1)
    raise Invalid(
        _(
            "เลขถัดไปของทะเบียนนี้คือ %(next)s ให้ลงตามลำดับ "
            "หรือจองเลข %(next)s ถึง %(before)s ไว้ก่อน แล้วลงทีละเลข"
        )
        % words,
        field="number",
    )
