"""No test sets a sequence back: what is kept of a world must never meet its ids again."""

import re

import pytest
from django.db import connection

from tests.generated_year import make_people, small_country, write_year
from tests.guards.tree import ROOT

FLUSH = re.compile(r'call_command\(\s*"flush"[^)]*\)')

CIRCULARS = "pg_get_serial_sequence('circulars_circular', 'id')"


def test_who_empties_the_tables_leaves_the_sequences_where_they_are():
    found = {
        str(path.relative_to(ROOT)): one
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for one in FLUSH.findall(path.read_text())
    }

    assert len(found) == 2
    assert [path for path, one in found.items() if "reset_sequences=False" not in one] == []


@pytest.mark.django_db
def test_a_year_that_is_written_sets_no_sequence_back():
    root = small_country(1, 1, 1)
    make_people()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval({CIRCULARS}) FROM generate_series(1, 50)")
        taken = max(number for (number,) in cursor)
        write_year(root, 1)
        cursor.execute(f"SELECT nextval({CIRCULARS})")

        assert cursor.fetchone()[0] > taken
