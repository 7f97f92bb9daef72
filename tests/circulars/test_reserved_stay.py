"""The database itself keeps reserved and late numbers: no session writes them otherwise."""

import pytest
from django.db import IntegrityError, connection, transaction

from circulars.domain.hand_numbers import PaperLetter, number_by_hand
from circulars.domain.registering import void_entry
from circulars.domain.reserving import reserve
from circulars.models import BookKind, RegisterEntry, Reservation
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db
TABLE = "circulars_registerentry"


def run(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def refused(statement: str) -> str:
    with pytest.raises(IntegrityError) as refusal:
        run(statement)
    return str(refusal.value).splitlines()[0]


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def block(staff):
    given = {"count": 3, "reason": "รอ", "use_by": (MONDAY + DAY).date()}
    return reserve(staff.office, BookKind.SENT, **given, by=staff.clerk, at=MONDAY)


def used(staff, number=None):
    paper = PaperLetter(subject="เรื่อง", to_text="ใคร", dated=MONDAY.date())
    return number_by_hand(staff.office, paper, number=number, by=staff.clerk, at=MONDAY)


GIVEN_ONCE = f"numbers of {TABLE} are given once"


def test_a_reserved_number_is_given_to_one_letter_and_stays_with_it(staff, block):
    first, other = used(staff, 1), used(staff)
    line = f"WHERE id = {first.pk}"

    said = [
        refused(f"UPDATE {TABLE} SET letter_id = {other.letter_id} {line}"),
        refused(f"UPDATE {TABLE} SET letter_id = NULL, used_at = NULL {line}"),
        refused(f"UPDATE {TABLE} SET used_at = used_at + interval '1 day' {line}"),
        refused(f"UPDATE {TABLE} SET entered_at = entered_at - interval '1 day' {line}"),
        refused(f"UPDATE {TABLE} SET reservation_id = NULL, used_at = NULL {line}"),
        refused(f"UPDATE {TABLE} SET reservation_id = {block.pk} WHERE id = {other.pk}"),
    ]

    assert said == [GIVEN_ONCE] * 6


def test_a_number_that_was_let_go_is_used_no_more(staff, block):
    waiting = RegisterEntry.objects.get(number=2)
    void_entry(waiting, by=staff.clerk, at=MONDAY, reason="ไม่ใช้")
    letter = used(staff).letter_id

    change = f"used_at = now(), letter_id = {letter}"
    assert refused(f"UPDATE {TABLE} SET {change} WHERE id = {waiting.pk}") == GIVEN_ONCE


def test_no_line_waits_unless_it_is_reserved(staff, block):
    entry = used(staff)
    columns = "book_id, number, second_number, entered_at, time_known, entered_by_id"
    more = "number_printed, dated_printed, from_text, to_text, subject, action, note, void_reason"
    values = f"{entry.book_id}, 99, '', now(), true, {staff.clerk.pk}"

    said = refused(
        f"INSERT INTO {TABLE} ({columns}, {more}) VALUES ({values}, '','','','','','','','')"
    )

    assert "only_a_reserved_number_waits_for_its_letter" in said
    waiting = RegisterEntry.objects.get(number=2)
    half = f"UPDATE {TABLE} SET used_at = now() WHERE id = {waiting.pk}"
    assert "only_a_reserved_number_waits_for_its_letter" in refused(half)


def test_a_reservation_is_never_changed_nor_taken_away(block):
    table = Reservation._meta.db_table
    columns = ["first = 9", "count = 9", "reason = 'x'", "use_by = '2030-01-01'"]
    columns += ["reserved_at = now()", "reserved_by_id = reserved_by_id + 1", "book_id = 0"]

    said = [refused(f"UPDATE {table} SET {change}") for change in columns]

    refusal = f"UPDATE on {table} is refused: rows of this table are only added"
    assert said == [refusal] * len(columns)
    assert refused(f"DELETE FROM {table}") == refusal.replace("UPDATE", "DELETE")
    assert refused(f"DELETE FROM {TABLE}") == (
        f"DELETE on {TABLE} is refused: rows of this table are only added"
    )


def test_a_late_line_has_its_reason_and_is_not_of_the_future(staff):
    entry = used(staff)
    copy = "book_id, 99, '', entered_at, true, entered_by_id, letter_id, '','','','','','','',''"
    columns = (
        "book_id, number, second_number, entered_at, time_known, entered_by_id, letter_id,"
        " number_printed, dated_printed, from_text, to_text, subject, action, note, void_reason"
    )
    for typed, reason in (("now()", "''"), ("NULL", "'x'"), ("'2019-01-01'", "'x'")):
        said = refused(
            f"INSERT INTO {TABLE} ({columns}, typed_at, late_reason)"
            f" SELECT {copy}, {typed}, {reason} FROM {TABLE} WHERE id = {entry.pk}"
        )
        assert "a_late_line_says_when_and_why" in said


def test_two_lines_never_have_one_number(staff, block):
    entry = used(staff)

    said = refused(f"UPDATE {TABLE} SET number = 1 WHERE id = {entry.pk}")

    assert said == GIVEN_ONCE
