"""Registering a letter, against the bare SQL that takes the number and writes the entry."""

import stage
from django.db import connection, transaction

from circulars.domain import registering
from circulars.models import BookKind, OfficeCopy, RegisterBook
from offices.models import Office
from tests import factories

TAKE = "UPDATE circulars_registerbook SET last_number = last_number + 1 WHERE id = %s RETURNING last_number"
ENTER = """
INSERT INTO circulars_registerentry (book_id, number, second_number, copy_id, entered_at, time_known,
  entered_by_id, number_printed, dated_printed, from_text, to_text, subject, action, note, void_reason)
VALUES (%s, %s, '', NULL, now(), true, %s, '', '', '', '', '', '', '', '')
"""
LETTERS = 200

with stage.country():
    office = Office.objects.get(code="P38")
    staff = factories.Staff(office)
    copies = [factories.arrived(office, by=staff.clerk) for _ in range(LETTERS)]

    def ours(copy: OfficeCopy) -> None:
        registering.register(copy, by=staff.clerk, at=factories.MONDAY)

    took = sorted(stage.seconds(lambda copy=copy: ours(copy)) for copy in copies)
    book = RegisterBook.objects.get(office=office, kind=BookKind.RECEIVED)
    numbers = list(book.entries.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, LETTERS + 1)), "a gap"

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(TAKE, [book.pk])
            number = cursor.fetchone()[0]
            cursor.execute(ENTER, [book.pk, number, staff.clerk.pk])

    raw = stage.median(bare, LETTERS)
    stage.head(f"{LETTERS} registrations in one book, no gap")
    stage.show("register: median", took[LETTERS // 2], raw)
    stage.show("register: slowest of 20", took[int(LETTERS * 0.95)], raw)
