"""
No page reads a big table from end to end: the plan of each of its queries on a middling set.

Forty thousand letters of other offices lie beside what the page shows, so that a scan of all
would be dear; the planner is asked what it would do.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offices.models import User
from tests.guards.test_queries import QUERIES, Stage

pytestmark = pytest.mark.django_db

BIG = {
    "circulars_officecopy",
    "circulars_expectation",
    "circulars_event",
    "circulars_registerentry",
    "circulars_searchtext",
}
#: So many matters with so many letters each, in offices that nobody of the stage may read.
MATTERS, LETTERS = 200, 200

_FILL = """
INSERT INTO offices_office (code, kind, name, short_name, name_en, sort_key, head_title, path,
  on_system, number_letters, number_code, weight_own, weight_lowest, lowest_days,
  officer_extends_days, issues_numbers, circular_series, four_eyes, stamp_name,
  letterhead_name, address, phone, fax, email, emblem)
SELECT 'far' || n, 'sao', 'อบต. ไกล ' || n, '', '', '', '', (1000000 + n) || '.', true, '', '', 1, 2, 0, 15,
  true, 'own', true, '', '', '', '', '', '', ''
FROM generate_series(1, %(letters)s) n;
UPDATE offices_office SET house_id = id WHERE code LIKE 'far%%';
"""


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND is_generated = 'NEVER' AND column_name <> 'id'",
            [table],
        )
        return [f'"{name}"' for (name,) in cursor.fetchall()]


def multiply(table: str, source: str, by: str, **other: str) -> None:
    """Rows of ``table`` like the newest of it, one for each row of ``source``."""
    names = columns_of(table)
    values = [other.get(name.strip('"'), f"pattern.{name}") for name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)}"
            f" FROM (SELECT * FROM {table} ORDER BY id DESC LIMIT 1) pattern, {source} {by}"
        )


def fill() -> None:
    """Letters, what is owed, events, steps and notices of offices far away."""
    with connection.cursor() as cursor:
        cursor.execute(_FILL, {"letters": LETTERS})
    series = f"(SELECT n FROM generate_series(1, {MATTERS}) n)"
    multiply("circulars_circular", series, "one")
    matters = f"(SELECT id FROM circulars_circular ORDER BY id DESC LIMIT {MATTERS})"
    multiply("circulars_letter", matters, "one", circular_id="one.id")
    letters = f"(SELECT id, circular_id FROM circulars_letter ORDER BY id DESC LIMIT {MATTERS})"
    far = "(SELECT id FROM offices_office WHERE code LIKE 'far%')"
    multiply(
        "circulars_officecopy",
        f"(SELECT letter.*, far.id AS far FROM {letters} letter, {far} far)",
        "one",
        circular_id="one.circular_id",
        letter_id="one.id",
        office_id="one.far",
        holder_id="one.far",
        parent_id="NULL",
        dispatch_id="NULL",
        above="'9' || one.id || '.'",
    )
    copies = f"(SELECT id, office_id FROM circulars_officecopy ORDER BY id DESC LIMIT {MATTERS * LETTERS})"
    texts = "(SELECT id, office_id FROM circulars_officecopy WHERE above LIKE '9%' AND dispatch_id IS NULL)"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO circulars_searchtext (copy_id, house_id, text)"
            f" SELECT one.id, one.office_id, 'เรื่อง แจ้งกรม ' || one.id FROM {texts} one"
            " ON CONFLICT DO NOTHING"
        )
    multiply("circulars_event", copies, "one", copy_id="one.id", office_id="one.office_id")
    multiply(
        "circulars_expectation",
        copies,
        "one",
        asker_id="one.id",
        copy_id="NULL",
        office_id="one.office_id",
        above="'9' || one.id || '.'",
    )
    multiply(
        "circulars_registerbook",
        f"(SELECT id FROM {far} far)",
        "one",
        office_id="one.id",
    )
    books = f"(SELECT id FROM circulars_registerbook ORDER BY id DESC LIMIT {LETTERS})"
    multiply(
        "circulars_registerentry",
        f"(SELECT book.id, n FROM {books} book, generate_series(1, {MATTERS}) n)",
        "one",
        book_id="one.id",
        number="one.n",
        entered_at="pattern.entered_at - one.n * interval '1 hour'",
        copy_id="NULL",
        entered_by_id=str(User.objects.create_user("far").pk),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def scans(plan: dict[str, Any]) -> Iterator[str]:
    """The big tables that a plan reads from end to end."""
    if plan["Node Type"].endswith("Seq Scan") and plan["Relation Name"] in BIG:
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from scans(part)


def scanned(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        found = cursor.fetchone()[0]
    plans = found if isinstance(found, list) else json.loads(found)
    return list(scans(plans[0]["Plan"]))


def test_no_page_reads_a_big_table_from_end_to_end():
    stage = Stage()
    stage.add(3)
    fill()
    bad: dict[str, list[tuple[list[str], str]]] = {}
    for name in QUERIES:
        address = stage.address(name)
        with CaptureQueriesContext(connection) as asked:
            assert stage.client.get(address).status_code == 200
        selects = [one["sql"] for one in asked if one["sql"].startswith(("SELECT", "WITH", "(SEL"))]
        found = [(tables, sql) for sql in selects if (tables := scanned(sql))]
        if found:
            bad[name] = found

    assert bad == {}
