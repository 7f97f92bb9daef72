"""Numbers of the register books: in order, without a gap, never twice."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.errors import Invalid
from circulars.models import BookKind, CircularSeries, EventKind, Office, RegisterBook, User
from circulars.policies import check_may_set_office

# One statement: the row of a new year makes itself, and its lock lasts to the commit.
_TAKE = """
INSERT INTO circulars_registerbook (office_id, kind, year, first_number, last_number)
VALUES (%s, %s, %s, 1, 1)
ON CONFLICT (office_id, kind, year)
DO UPDATE SET last_number = circulars_registerbook.last_number + 1
RETURNING id, last_number
"""


def take_number(office: Office, kind: BookKind, *, day: dt.date) -> tuple[RegisterBook, int]:
    """
    The next number of this office's book for the calendar year of ``day``.

    Call it last in the transaction that writes the entry: a rollback returns the number,
    and the book is locked until the commit. Numbers run through the calendar year (ข้อ 38).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is only taken together with its entry")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [office.pk, kind.value, day.year])
        book_id, number = cursor.fetchone()
    return RegisterBook.objects.get(pk=book_id), number


@transaction.atomic
def set_first_number(
    office: Office, kind: BookKind, year: int, first: int, *, by: User, at: dt.datetime
) -> RegisterBook:
    """
    Let a book begin at ``first``: once, before its first entry (offices start in mid-year).

    Raises Invalid when the book is in use or ``first`` is below 1.
    """
    check_may_set_office(by, office, at)
    if first < 1:
        raise Invalid(_("เลขแรกต้องเป็นจำนวนเต็มตั้งแต่ ๑ ขึ้นไป"), field="first_number")
    book, _made = RegisterBook.objects.select_for_update().get_or_create(
        office=office, kind=kind, year=year
    )
    if book.entries.exists() or book.last_number >= book.first_number:
        raise Invalid(
            _("สมุดนี้เริ่มใช้เลขแล้ว จึงเปลี่ยนเลขแรกไม่ได้ เลขล่าสุดคือ %(last)s") % {"last": book.last_number},
            field="first_number",
        )
    book.first_number, book.last_number = first, first - 1
    book.save(update_fields=["first_number", "last_number"])
    record(EventKind.BOOK_SET, by=by, at=at, office=office, book=kind.value, year=year, first=first)
    return book


def numbering_office(unit: Office) -> Office:
    """Whose books a unit takes its outgoing numbers from: the nearest one that issues."""
    for office in Office.objects.above(unit).reverse():
        if office.issues_numbers or office.pk == unit.house_id:
            return office
    return unit


def outgoing_book(office: Office, *, as_circular: bool) -> BookKind:
    """The series of a letter: ว numbers may have their own or share the ordinary one (ข้อ 32)."""
    own = office.circular_series == CircularSeries.OWN
    return BookKind.CIRCULAR if as_circular and own else BookKind.SENT


def number_prefix(unit: Office) -> tuple[str, str]:
    """Letters and code that stand before the number: the unit's own, else the nearest above."""
    letters = code = ""
    for office in Office.objects.above(unit).reverse():
        letters = letters or office.number_letters
        code = code or office.number_code
    return letters, code


def compose_number(unit: Office, number: int, *, as_circular: bool) -> str:
    """The number as stored: "บก 0023.3/ว 3165" (Arabic digits)."""
    letters, code = number_prefix(unit)
    series = "ว " if as_circular else ""
    return f"{letters} {code}/{series}{number}".strip()
