"""The roll-up and the indicator: parts, states, drilling down, paper and workbook."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from circulars.models import Expectation
from offices.models import Kind
from screens.follow import rollup
from survey.domain import indicators
from survey.domain.columns import columns_of, heading_of, offices_heading
from survey.domain.rolling_up import roll_up
from survey.domain.summing import add_up, by_province, sum_by_district
from survey.domain.wording import in_words
from survey.letters.rollup_pdf import draw_sums
from survey.letters.rollup_xlsx import write_rollup
from survey.models import Answer, ExpectedAnswer, Question, RollUp
from survey.xlsform.questionnaire import Questionnaire
from tests import factories
from tests.papers.reading_pdf import copied
from tests.survey.world import (
    HAS,
    HAS_NOT,
    MONDAY,
    TOWN_HAS,
    QuickWorld,
    answer_all,
    answer_district,
    submit,
)
from tests.tampering import tampering

pytestmark = pytest.mark.django_db


def address(name, copy, **query):
    return reverse(name, args=[copy.pk], query=query)


def exempt(name):
    ExpectedAnswer.objects.filter(office__name=name).update(
        excused_at=MONDAY, excused_by=factories.person(), excuse="ยกฐานะ"
    )


def columns(world):
    return columns_of(Questionnaire.of(world.task))


def far(world):
    """A second province below the department, with one district and one อบต. of its own."""
    office = factories.office
    province = office("จังหวัดสอง", parent=world.department)
    district = office("อำเภอค", Kind.DISTRICT, parent=province, province=province)
    office("อบต. ไกล", Kind.SAO, parent=district, district=district, province=province)
    factories.Staff(province)
    factories.Staff(district)
    return province, district


class TwoProvinces(QuickWorld):
    """The same, with a second province that has one อบต."""

    def _pass_down(self) -> None:
        self.far_province, self.far_district = far(self)
        super()._pass_down()

    def _sent(self, copy, offices) -> None:
        if copy == self.top:
            offices = [*offices, self.far_province]
        super()._sent(copy, offices)
        if copy == self.top:
            at_far = self.copy_of(self.far_province)
            super()._sent(at_far, [self.far_district])
            at_district = self.copy_of(self.far_district)
            super()._sent(at_district, list(self.far_district.units.order_by("code")))


def test_sums_agree_with_the_table(world):
    answer_district(world, "อำเภอก")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS)
    exempt("อบต. อำเภอข 1")

    table = roll_up(world.task, world.at_province)
    sums = sum_by_district(world.task, world.at_province, columns(world))
    whole = add_up(sums)

    assert [one.district for one in sums] == ["อำเภอก", "อำเภอข"]
    assert [one.values for one in sums] == [part.totals.values for part in table.provinces[0].parts]
    assert whole.values == table.totals.values
    assert (whole.expected, whole.answered, whole.silent, whole.exempt) == (6, 4, 2, 1)


def test_sums_are_exact(world):
    submit(world, "อบต. อำเภอก 1", {**HAS, "budget_village": "0.10"})
    submit(world, "อบต. อำเภอก 2", {**HAS, "budget_village": "0.20"})

    whole = add_up(sum_by_district(world.task, world.at_province, columns(world)))

    assert whole.values[3] == Decimal("0.30")


def test_sums_take_one_query(world, django_assert_num_queries):
    answer_all(world)
    found = columns(world)

    with django_assert_num_queries(1):
        sum_by_district(world.task, world.at_province, found)


def test_sums_of_a_question_with_several_choices(world):
    answer_district(world, "อำเภอก")
    Question.objects.filter(name="evaluated_village").update(type="select_multiple")
    several = Answer.objects.get(current_of__office__name="อบต. อำเภอก 1")
    several.values = {**several.values, "evaluated_village": ["yes", "no"]}
    with tampering():
        several.save()

    table = roll_up(world.task, world.at_province)
    whole = add_up(sum_by_district(world.task, world.at_province, columns(world)))

    assert whole.values == table.totals.values
    assert whole.values[4:] == [Decimal(1), Decimal(3)]


def test_sums_by_province_keep_words_out():
    world = TwoProvinces()
    Question.objects.filter(name="budget_village").update(roll_up=RollUp.LIST)
    submit(world, "อบต. ไกล", HAS)

    provinces = by_province(sum_by_district(world.task, world.top, columns(world)))

    assert [(one.province, one.expected, one.answered) for one in provinces] == [
        ("จังหวัดหนึ่ง", 7, 0),
        ("จังหวัดสอง", 1, 1),
    ]
    assert [one.values[3] for one in provinces] == [None, None]


def test_nothing_below_adds_up_to_nothing():
    assert (add_up([]).offices, add_up([]).values) == (0, [])


def test_a_column_without_a_group_covers_both_lines(world):
    Question.objects.filter(name="budget_village").update(column_group="")

    upper, lower = heading_of(columns(world))

    assert [(head.words, head.across, head.down) for head in upper][1:] == [
        ("งบประมาณ", 1, 2),
        ("ประเมินแผนชุมชน/แผนพัฒนาหมู่บ้าน", 2, 1),
    ]
    assert [head.words for head in lower] == [
        "มีโครงการของชุมชน",
        "งบประมาณ",
        "มีโครงการของแผนพัฒนาหมู่บ้าน",
        "มี",
        "ไม่มี",
    ]


@pytest.mark.parametrize(
    ("kinds", "heading"),
    [
        (["CITY", "TOWN", "SAO"], "เทศบาล/อบต."),
        (["PAO"], "อบจ."),
        (["PROVINCE", "SAO"], "จังหวัด/อบต."),
    ],
)
def test_the_heading_over_the_offices_follows_who_answers(kinds, heading):
    assert offices_heading(kinds) == heading


def test_a_part_and_a_state_of_the_table(as_user, world):
    answer_district(world, "อำเภอก")
    client = as_user(world.province_staff.officer)
    district = world.districts[0]

    page = client.get(address("rollup", world.at_province, district=district.pk))
    silent = client.get(address("rollup", world.at_province, only="silent"))

    assert [row.office for row in page.context["view"].table.rows] == [
        "เทศบาลเมืองหนึ่ง",
        "เทศบาลตำบลอำเภอก",
        "อบต. อำเภอก 1",
        "อบต. อำเภอก 2",
    ]
    assert [row.office for row in silent.context["view"].table.rows] == [
        "เทศบาลเมืองหนึ่ง",
        "เทศบาลตำบลอำเภอข",
        "อบต. อำเภอข 1",
        "อบต. อำเภอข 2",
    ]
    tabs = [(tab["label"], tab["count"]) for tab in silent.context["view"].tabs]
    assert tabs == [("ทุกแห่ง", 7), ("ตอบแล้ว", 3), ("ยังไม่ตอบ", 4)]


@pytest.mark.parametrize(
    "query", ["district=1", "province=1", "district=x", "province=99999999999"]
)
def test_a_part_that_does_not_exist(as_user, world, query):
    client = as_user(world.province_staff.officer)

    pages = [
        client.get(reverse(name, args=[world.at_province.pk]) + f"?{query}")
        for name in ("rollup", "rollup_pdf", "rollup_xlsx", "indicator")
    ]

    assert [page.status_code for page in pages] == [404] * 4


def test_another_districts_choice_is_dropped_when_the_province_changes(as_user):
    world = TwoProvinces()
    client = as_user(world.staff.officer)
    query = {"province": world.far_province.pk, "district": world.districts[0].pk}

    page = client.get(address("rollup", world.top, **query))

    assert [row.office for row in page.context["view"].table.rows] == ["อบต. ไกล"]


def test_a_long_table_leads_from_provinces_to_districts_to_offices(as_user, monkeypatch):
    world = TwoProvinces()
    answer_district(world, "อำเภอก")
    client = as_user(world.staff.officer)
    monkeypatch.setattr(rollup, "MOST_ON_SCREEN", 5)

    top = client.get(address("rollup", world.top))
    first = top.context["view"].lines[0]
    province = client.get(address("rollup", world.top) + first.url)
    second = province.context["view"].lines[1]
    district = client.get(address("rollup", world.top) + second.url)

    assert [line.name for line in top.context["view"].lines] == ["จังหวัดหนึ่ง", "จังหวัดสอง"]
    assert [line.name for line in province.context["view"].lines] == ["อำเภอก", "อำเภอข"]
    assert [row.office for row in district.context["view"].table.rows] == [
        "เทศบาลตำบลอำเภอข",
        "อบต. อำเภอข 1",
        "อบต. อำเภอข 2",
    ]
    assert "๑,๐๐๐,๐๐๑" not in top.content.decode()
    assert "๑,๒๕๐,๐๐๐" in top.content.decode()


@pytest.mark.parametrize(("name", "most"), [("rollup", 60_000), ("indicator", 60_000)])
def test_a_page_of_many_offices_costs_no_more_queries_and_stays_small(as_user, name, most):
    counts = []
    for size in (2, 27):
        world = QuickWorld(size)
        answer_all(world)
        client = as_user(world.province_staff.officer)
        client.get(address(name, world.at_province))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address(name, world.at_province))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert len(page.content) < most


def test_the_workbook_keeps_numbers_as_numbers_and_text_as_text(world):
    submit(world, "อบต. อำเภอก 1", HAS)
    line = world.expected("อบต. อำเภอก 1")
    # The table prints the name that the office had when the letter asked: frozen in the ledger.
    with tampering():
        Expectation.objects.filter(pk=line.expectation_id).update(
            office_name='=HYPERLINK("http://a")'
        )

    sheet = load_workbook(io.BytesIO(write_rollup(roll_up(world.task, world.at_province)))).active

    cell = sheet["B7"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://a")', "s")
    assert (sheet["G7"].value, sheet["H7"].value, sheet["H7"].number_format) == (
        "✓",
        1250000,
        "#,##0.00",
    )
    assert sheet.freeze_panes == "C5"
    assert sorted(str(area) for area in sheet.merged_cells.ranges) == [
        "A16:K16",
        "A1:K1",
        "A2:K2",
        "A3:A4",
        "B3:B4",
        "C3:C4",
        "D3:D4",
        "E3:H3",
        "I3:J3",
        "K3:K4",
    ]


def test_the_workbook_holds_the_part_that_was_asked_for(as_user, world):
    answer_district(world, "อำเภอก")
    client = as_user(world.province_staff.officer)

    response = client.get(
        address("rollup_xlsx", world.at_province, district=world.districts[1].pk, only="silent")
    )

    sheet = load_workbook(io.BytesIO(response.content)).active
    offices = [row[1] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert offices[:5] == [
        "เทศบาลตำบลอำเภอข",
        "อบต. อำเภอข 1",
        "อบต. อำเภอข 2",
        "รวม อำเภอข",
        "รวมทั้งสิ้น",
    ]
    assert "rollup" not in response["Content-Disposition"]


def test_a_table_too_long_for_paper_is_printed_by_district(as_user, monkeypatch):
    world = TwoProvinces()
    submit(world, "อบต. ไกล", HAS)
    monkeypatch.setattr(rollup, "MOST_ROWS", 3)

    text = copied(as_user(world.staff.officer).get(address("rollup_pdf", world.top)).content)

    assert "สรุปรายอำเภอ" in text
    assert "อำเภอค" in text
    assert "อบต.ไกล" not in text


def test_the_sums_on_paper_are_thai_whoever_prints(world):
    submit(world, "อบต. อำเภอก 1", HAS)
    found = columns(world)
    districts = sum_by_district(world.task, world.at_province, found)

    text = copied(draw_sums(world.task, found, districts, world.at_province, []))

    assert "๑,๒๕๐,๐๐๐" in text


def test_a_reader_who_may_not_follow_is_refused(as_user, world):
    world.at_province.holder = factories.office("กลุ่มงาน", Kind.DIVISION, parent=world.province)
    world.at_province.save()
    reader = factories.person()
    factories.post(
        reader, factories.office("กลุ่มอื่น", Kind.DIVISION, parent=world.province), "officer"
    )
    world.province.reception = reader.posts.get().office
    world.province.save()

    page = as_user(reader).get(address("rollup", world.at_province))

    assert page.status_code == 403


def test_the_indicator_by_district_and_province():
    world = TwoProvinces()
    submit(world, "อบต. อำเภอก 1", HAS)
    submit(world, "อบต. อำเภอก 2", HAS_NOT)
    submit(world, "อบต. ไกล", HAS)

    measured = indicators.measure(world.task.indicators.get(), world.top, at=MONDAY)

    parts = [(p.district, p.rate.met, p.answered, p.rate.expected) for p in measured.parts]
    assert parts == [("อำเภอก", 1, 2, 4), ("อำเภอข", 0, 0, 3), ("อำเภอค", 1, 1, 1)]
    provinces = indicators.by_province(measured.parts)
    assert [(p.province, p.rate.percent) for p in provinces] == [
        ("จังหวัดหนึ่ง", Decimal("14.29")),
        ("จังหวัดสอง", Decimal("100.00")),
    ]
    assert measured.rate.percent == Decimal("25.00")


def test_the_indicator_leads_down_to_the_offices(as_user):
    world = TwoProvinces()
    submit(world, "อบต. ไกล", HAS)
    client = as_user(world.staff.officer)

    top = client.get(address("indicator", world.top)).context["charts"][0]
    province = client.get(top.lines[1].url).context["charts"][0]
    offices = client.get(province.lines[0].url)

    assert [line.name for line in top.lines] == ["จังหวัดหนึ่ง", "จังหวัดสอง"]
    assert [(line.name, line.part.rate.met) for line in province.lines] == [("อำเภอค", 1)]
    assert province.measure.rate.percent == Decimal("100.00")
    assert [row.office for row in offices.context["view"].table.rows] == ["อบต. ไกล"]


def test_the_numerator_in_words(world):
    words = in_words(world.task.indicators.get().numerator, Questionnaire.of(world.task))

    assert words == (
        "“เทศบัญญัติมีโครงการจากแผนชุมชนหรือไม่” ตอบ “มี” หรือ “ข้อบัญญัติมีโครงการจากแผนพัฒนาหมู่บ้านหรือไม่” ตอบ “มี”"
    )
