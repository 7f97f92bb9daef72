"""The screens of the offices above."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from circulars.states import State
from survey.domain import answering, certifying
from survey.models import AnswerState
from tests import factories
from tests.papers.reading_pdf import copied
from tests.survey.world import HAS, QuickWorld, answer_all

pytestmark = pytest.mark.django_db

TYPED = {f"q-{name}": value for name, value in HAS.items()}


FOREIGN = [
    "survey_edit",
    "survey_preview",
    "survey_question_new",
    "collect",
    "certify",
    "rollup",
    "rollup_pdf",
    "rollup_xlsx",
    "indicator",
]


def test_a_return_without_a_note_says_so(as_user, world, line, officer):
    answer = answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    address = reverse("collect_answer", args=[world.at_districts[0].pk, line.pk])

    page = as_user(world.district_staff[0].officer).post(
        address, {"act": "return", "answer": answer.pk, "note": " "}
    )

    assert page.context["view"].return_form.errors == {
        "note": ["โปรดเขียนว่าต้องแก้ไขอะไร ผู้ตอบจะเห็นข้อความนี้"]
    }
    answer.refresh_from_db()
    assert answer.state == AnswerState.SUBMITTED


def test_accepting_marks_the_line(as_user, world, line, officer):
    answer = answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    client = as_user(world.district_staff[0].officer)
    copy = world.at_districts[0]

    client.post(
        reverse("collect_answer", args=[copy.pk, line.pk]), {"act": "accept", "answer": answer.pk}
    )
    page = client.get(reverse("collect", args=[copy.pk]))

    assert [row.accepted for row in page.context["view"].lines] == [False, True, False]


def test_collecting_shows_answered_and_silent(as_user, world, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    client = as_user(world.province_staff.officer)
    address = reverse("collect", args=[world.at_province.pk])

    page = client.get(address, {"show": "silent"}).context["view"]

    assert (page.counts.expected, page.counts.answered) == (7, 1)
    assert [b.copy.office.name for b in page.branches] == ["อำเภอก", "อำเภอข"]
    assert len(page.lines.object_list) == 6
    assert page.not_reached == 0


def test_certifying_names_the_missing_and_needs_a_reason(as_user, world, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    copy = world.at_districts[0]
    client = as_user(world.district_staff[0].officer)
    address = reverse("certify", args=[copy.pk])

    shown = client.get(address)
    refused = client.post(address, {"text": "", "early_reason": ""})
    client.post(address, {"text": "ถูกต้อง", "early_reason": "ครบกำหนด"})

    copy.refresh_from_db()
    assert shown.context["view"].missing == ["เทศบาลตำบลอำเภอก", "อบต. อำเภอก 2"]
    assert refused.context["form"].errors == {
        "early_reason": ["ยังขาดอีก 2 รายการ หากจะปิดก่อนครบ โปรดเขียนเหตุผล"]
    }
    assert copy.state == State.REPORTED


def test_another_office_finds_nothing(as_user, world, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))
    client = as_user(stranger.officer)
    copy = world.at_districts[0]
    addresses = [reverse(name, args=[copy.pk]) for name in FOREIGN]
    addresses += [
        reverse("collect_answer", args=[copy.pk, line.pk]),
        reverse("answer_form", args=[line.pk]),
        reverse("answer_receipt", args=[line.pk]),
    ]

    codes = {address: client.get(address).status_code for address in addresses}
    posted = {address: client.post(address).status_code for address in addresses}

    assert codes == dict.fromkeys(addresses, 404)
    assert set(posted.values()) <= {404, 405}


def test_a_district_does_not_open_the_answer_of_another_district(as_user, world, line):
    other = world.at_districts[1]
    address = reverse("collect_answer", args=[other.pk, line.pk])

    page = as_user(world.district_staff[1].officer).get(address)

    assert page.status_code == 404


def test_the_roll_up_on_screen_as_workbook_and_on_paper(as_user, world):
    answer_all(world)
    copy = world.at_province
    certifying.certify(
        copy, by=world.province_staff.officer, at=factories.MONDAY, early_reason="ปิดรอบ"
    )
    client = as_user(world.province_staff.officer)

    screen = client.get(reverse("rollup", args=[copy.pk])).content.decode()
    book = load_workbook(io.BytesIO(client.get(reverse("rollup_xlsx", args=[copy.pk])).content))
    pdf = client.get(reverse("rollup_pdf", args=[copy.pk])).content

    rows = list(book.active.iter_rows(values_only=True))
    assert rows[2][:4] == ("ลำดับ", "เทศบาล/อบต.", "อำเภอ", "จังหวัด")
    assert rows[4][:6] == (1, "เทศบาลเมืองหนึ่ง", "อำเภอก", "จังหวัดหนึ่ง", "✓", 500000.5)
    total = next(row for row in rows if row[1] == "รวมทั้งสิ้น")
    assert total[:10] == (
        None,
        "รวมทั้งสิ้น",
        None,
        None,
        3,
        1500001.5,
        4,
        5000000,
        4,
        3,
    )
    assert "๑,๕๐๐,๐๐๑.๕๐" in screen
    assert "๑,๕๐๐,๐๐๑.๕๐" in copied(pdf)
    assert "เทศบาลตำบลอำเภอข" in copied(pdf)


def test_the_indicator_with_its_targets(as_user, world, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)

    page = as_user(world.staff.officer).get(reverse("indicator", args=[world.top.pk]))

    data = page.context["view"].charts[0].data
    assert data["target"] == [15.0, 30.0, 50.0, 65.0]
    assert data["series"][0]["values"][0] == 14.29
    assert "๑๔.๒๙%" in page.content.decode()


@pytest.mark.parametrize("name", ["collect", "rollup", "certify"])
def test_no_query_per_line(as_user, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for size in (2, 12):
        world = QuickWorld(size)
        answer_all(world)
        client = as_user(world.province_staff.officer)
        address = reverse(name, args=[world.at_province.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        counts.append(len(found))

    assert counts[0] == counts[1]
