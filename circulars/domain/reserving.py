"""Setting numbers of a book aside (จองเลข), and letting go of those that nobody used."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.book_policies import check_may_reserve, need_registrar
from circulars.domain.events import record
from circulars.domain.locking import hold, share_house
from circulars.domain.numbering import numbering_office, take_number
from circulars.errors import Invalid
from circulars.models import INCOMING, BookKind, EventKind, RegisterBook, RegisterEntry, Reservation
from offices.models import Office, User
from outbox import posting as outbox
from thai.dates import format_date
from thai.deadlines import due_at_on
from thai.digits import to_thai

#: More at once is a slip of the pen: an office signs fewer letters in a day.
MOST = 100


@transaction.atomic
def reserve(
    unit: Office,
    kind: BookKind,
    *,
    count: int,
    reason: str,
    use_by: dt.date,
    by: User,
    at: dt.datetime,
) -> Reservation:
    """
    Set the next ``count`` numbers of ``unit``'s book aside until the end of ``use_by``.

    Each has its line in the book at once; what no letter takes in time is struck out by
    ``lapse``. Raises NotAllowed, or Invalid with the field.
    """
    office = unit if kind in INCOMING else numbering_office(unit)
    check_may_reserve(by, unit, at)
    need_registrar(by, office, kind, at)
    _check(count, reason, use_by, today=timezone.localdate(at))
    share_house(office)
    book, first = take_number(office, kind, day=timezone.localdate(at))
    reserved = Reservation.objects.create(
        book=book,
        first=first,
        count=count,
        reason=reason.strip(),
        use_by=use_by,
        reserved_at=at,
        reserved_by=by,
    )
    numbers = [first, *(_next(book) for _more in range(count - 1))]
    RegisterEntry.objects.bulk_create(
        RegisterEntry(book=book, number=number, reservation=reserved, entered_at=at, entered_by=by)
        for number in numbers
    )
    after = due_at_on(use_by)
    outbox.post("reservation_lapses", str(reserved.pk), at=after, payload={"id": reserved.pk})
    record(
        EventKind.RESERVED,
        by=by,
        at=at,
        office=office,
        book=kind.value,
        first=first,
        count=count,
        reason=reserved.reason,
        use_by=use_by.isoformat(),
    )
    return reserved


def _next(book: RegisterBook) -> int:
    return take_number(book.office, BookKind(book.kind), day=dt.date(book.year, 1, 1))[1]


def _check(count: int, reason: str, use_by: dt.date, *, today: dt.date) -> None:
    if not 1 <= count <= MOST:
        words = {"most": to_thai(MOST)}
        raise Invalid(_("จองได้ครั้งละ ๑ ถึง %(most)s เลข โปรดแก้จำนวน") % words, field="count")
    if not reason.strip():
        raise Invalid(_("โปรดบอกว่าจองเลขไว้เพื่ออะไร เช่น คำสั่งที่ประธานจะลงนามพรุ่งนี้"), field="reason")
    if use_by < today:
        raise Invalid(_("วันสุดท้ายที่จะใช้เลขผ่านไปแล้ว โปรดเลือกวันนี้หรือวันต่อไป"), field="use_by")
    if use_by.year != today.year:
        raise Invalid(_("เลขของปีนี้ใช้กับหนังสือของปีนี้เท่านั้น โปรดเลือกวันไม่เกิน 31 ธันวาคม"), field="use_by")


@transaction.atomic
def lapse(reservation_id: int, *, at: dt.datetime) -> int:
    """
    Strike out what is left of a reservation whose last day is over. Returns how many.

    Repeatable: what was used or struck out stays as it is. In the name of who had reserved.
    """
    reserved = Reservation.objects.select_related("book__office", "reserved_by").get(
        pk=reservation_id
    )
    if timezone.localdate(at) <= reserved.use_by:
        return 0
    waiting = reserved.entries.filter(used_at=None, voided_at=None)
    hold(RegisterEntry, waiting.values_list("pk", flat=True))
    words = {"reason": reserved.reason, "day": format_date(reserved.use_by)}
    left = list(waiting.order_by("number"))
    for line in left:
        line.voided_at, line.voided_by = at, reserved.reserved_by
        line.void_reason = (_("จองไว้เพื่อ%(reason)s ไม่ได้ใช้ภายใน %(day)s") % words)[:300]
    RegisterEntry.objects.bulk_update(left, ["voided_at", "voided_by", "void_reason"])
    if left:
        record(
            EventKind.LAPSED,
            by=None,
            at=at,
            office=reserved.book.office,
            book=reserved.book.kind,
            numbers=[line.number for line in left],
            reason=reserved.reason,
        )
    return len(left)
