"""Numbers of the register books: in order, without a gap, never twice."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.errors import Invalid
from circulars.models import WITH_YEAR, BookKind, EventKind, LetterKind, RegisterBook, Secrecy
from circulars.policies import check_may_set_office
from offices.models import CircularSeries, Office, User
from thai.calendar import ERA

#: Kinds of letter that have a series of their own, whoever signs them.
SERIES = {
    LetterKind.ORDER: BookKind.ORDERS,
    LetterKind.RULE: BookKind.RULES,
    LetterKind.NOTICE: BookKind.NOTICES,
    LetterKind.PRESS: BookKind.NOTICES,
    LetterKind.CERTIFIED: BookKind.CERTIFIED,
    LetterKind.MINUTES: BookKind.MINUTES,
}

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
    Let a book begin at ``first`` (offices start in mid-year).

    A slip may be corrected until the first number is used; each setting is recorded.
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
    before = book.first_number
    book.first_number, book.last_number = first, first - 1
    book.save(update_fields=["first_number", "last_number"])
    words: dict[str, Any] = {"book": kind.value, "year": year, "first": first, "before": before}
    record(EventKind.BOOK_SET, by=by, at=at, office=office, **words)
    return book


def numbering_office(unit: Office) -> Office:
    """Whose books a unit takes its outgoing numbers from: the nearest one that issues."""
    for office in Office.objects.above(unit).reverse():
        if office.issues_numbers or office.pk == unit.house_id:
            return office
    return unit


def outgoing_book(
    office: Office,
    *,
    as_circular: bool,
    kind: str = LetterKind.EXTERNAL,
    secrecy: str = Secrecy.NORMAL,
) -> BookKind:
    """
    The series of a letter: secret ones are numbered apart; orders, announcements and certificates
    have each their own; ว numbers may have their own or share the ordinary one (ข้อ 32).
    """
    if secrecy != Secrecy.NORMAL:
        return BookKind.SECRET_OUT
    if (series := SERIES.get(LetterKind(kind))) is not None:
        return series
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


def number_in(book: RegisterBook, unit: Office, number: int, *, as_circular: bool) -> str:
    """The number of a letter of ``unit`` as stored: with its code, or with its year alone."""
    if book.kind in WITH_YEAR:
        return f"{number}/{book.year + ERA}"
    if book.kind == BookKind.SECRET_OUT:
        letters, code = number_prefix(unit)
        return f"{letters} {code}/ล {number}".strip()
    return compose_number(unit, number, as_circular=as_circular)


class Clash(NamedTuple):
    """Two units of one house, and what stands before the numbers of both."""

    unit: Office
    other: Office
    prefix: str


def number_clash(office: Office) -> Clash | None:
    """
    A unit in or below ``office`` and another of the same house that could give one number
    twice: the same letters and code before it, but another book behind it. None: all apart.
    """
    house = office.house or office
    inside = list(Office.objects.filter(house=house).order_by("path"))
    known = {one.pk: one for one in [*Office.objects.above(house), *inside]}
    series = {one: _series(one, known) for one in inside if one.closed_on is None}
    for unit, (prefix, issuer) in series.items():
        for other, theirs in series.items():
            if unit.is_within(office) and theirs[0] == prefix and theirs[1] != issuer:
                return Clash(unit, other, prefix)
    return None


def _series(unit: Office, known: dict[int, Office]) -> tuple[str, int]:
    """What stands before the unit's numbers, and whose books they come from."""
    ids = [int(part) for part in unit.path.split(".") if part]
    chain = [known[pk] for pk in reversed(ids)]
    letters = next((one.number_letters for one in chain if one.number_letters), "")
    code = next((one.number_code for one in chain if one.number_code), "")
    issuer = next(one.pk for one in chain if one.issues_numbers or one.pk == unit.house_id)
    return f"{letters} {code}".strip(), issuer
