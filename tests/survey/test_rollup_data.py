"""The roll-up for other programs: nothing rounded, nothing run as a formula, nobody left out."""

import csv
import io
import json

import pytest
from django.urls import reverse

from circulars.models import Expectation
from survey.domain.rolling_up import moment_of, roll_up
from survey.letters.rollup_data import rollup_csv, rollup_json
from tests import factories
from tests.keeping import built_once
from tests.survey.world import HAS, QuickWorld, submit
from tests.tampering import tampering

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def world():
    return QuickWorld()


def lines(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_each_office_is_a_line_with_its_amounts(world):
    submit(world, "อบต. อำเภอก 1", HAS)

    head, *rows = lines(rollup_csv(roll_up(world.task, world.at_province)))

    assert (head[0], head[-1], len(rows)) == ("ลำดับ", "สถานะ", 7)
    answered = next(row for row in rows if row[1] == "อบต. อำเภอก 1")
    assert ("1250000" in answered, "1" in answered[4:], answered[-1]) == (True, True, "ส่งคำตอบแล้ว")
    empty = [""] * (len(head) - 5) + ["ยังไม่ตอบ"]
    assert [row[4:] for row in rows if row[-1] == "ยังไม่ตอบ"] == [empty] * 6


def test_a_name_that_begins_like_a_formula_stays_a_word(world):
    line = world.expected("อบต. อำเภอก 1")
    with tampering():
        Expectation.objects.filter(pk=line.expectation_id).update(office_name='=HYPERLINK("a")')

    rows = lines(rollup_csv(roll_up(world.task, world.at_province)))

    assert '\'=HYPERLINK("a")' in [row[1] for row in rows]


def test_json_has_the_same_rows_and_the_totals_as_exact_texts(world):
    submit(world, "อบต. อำเภอก 1", HAS)
    table = roll_up(world.task, world.at_province)
    as_of = moment_of(world.task, world.at_province)

    found = json.loads(rollup_json(table, as_of=as_of))

    assert found["as_of"] == as_of.isoformat()
    assert found["totals"] == table.totals.as_json()
    states = {row["office"]: row["state"] for row in found["rows"]}
    assert (len(states), states["อบต. อำเภอก 1"]) == (7, "submitted")
    one = next(row for row in found["rows"] if row["state"] == "submitted")
    assert list(one["answers"]) == [column["key"] for column in found["columns"]]
    assert "1250000" in one["answers"].values()
    silent = next(row for row in found["rows"] if row["state"] == "none")
    assert set(silent["answers"].values()) == {None}


def test_before_the_first_answer_it_is_as_of_no_moment(world):
    table = roll_up(world.task, world.at_province)

    assert json.loads(rollup_json(table, as_of=None))["as_of"] is None


@pytest.mark.parametrize(
    ("name", "mime"),
    [("rollup_csv", "text/csv; charset=utf-8"), ("rollup_json", "application/json")],
)
def test_the_page_leads_to_it_and_nobody_else_has_it(as_user, world, name, mime):
    address = reverse(name, args=[world.at_province.pk])
    officer = as_user(world.province_staff.officer)

    page = officer.get(reverse("rollup", args=[world.at_province.pk]))
    file = officer.get(address)

    assert address in page.content.decode()
    assert (file.status_code, file.headers["Content-Type"]) == (200, mime)
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert file.headers["Cache-Control"] == "private, no-cache"
    stranger = factories.Staff(factories.office("จังหวัดอื่น")).officer
    assert as_user(stranger).get(address).status_code == 404
