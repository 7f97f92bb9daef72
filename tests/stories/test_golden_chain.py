"""
The circular of 2563 through the real forms of all five levels, and its answers back up.

The days, numbers and stamps asserted here are those of the paper.
"""

import io
from decimal import Decimal

import pytest
import time_machine
from openpyxl import load_workbook

from circulars.domain.sealing import find_broken, seal_events
from circulars.models import Letter
from demo import offices, people
from survey.domain import indicators
from survey.models import Answer, Certificate, SurveyTask
from tests.papers.reading_pdf import copied, squeezed
from tests.stories import golden_walk as walk
from tests.stories.golden_table import TABLE, TOTALS
from tests.story import Person, moment
from workflow.checking import disagreements

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AFTER = "2020-11-02 15:00"


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """
    The whole story, told once for all tests of this file, and emptied at the end.

    Each act commits, as in life: within one transaction of a test the thousands of
    savepoints make every later query slower.
    """
    from django.core.management import call_command
    from django.test import override_settings

    media = tmp_path_factory.mktemp("media")
    kept = override_settings(MEDIA_ROOT=media)
    with django_db_blocker.unblock(), kept:
        offices.load(year=2020, provinces={"10", "38", "41", "43"})
        people.load()
        walk.ministry_writes()
        walk.department_receives()
        walk.department_passes_on()
        walk.province_passes_on()
        walk.districts_pass_on()
        walk.local_governments_answer()
        walk.one_answer_comes_back()
        walk.everybody_certifies()
        yield media
        call_command("flush", interactive=False, verbosity=0, reset_sequences=False)


@pytest.fixture
def later(told, settings):
    """The clock stands after the last act, and the files of the story are at hand."""
    settings.MEDIA_ROOT = told
    with time_machine.travel(moment(AFTER), tick=False):
        yield SurveyTask.objects.get()


def test_letters_have_the_numbers_of_the_paper(told):
    letters = Letter.objects.filter(composed_here=True).order_by("id")[:3]

    assert [(row.number_printed, str(row.dated), row.signer_name) for row in letters] == [
        ("มท 0211.6/ว 5831", "2020-09-29", "นายฉัตรชัย พรหมเลิศ"),
        ("มท 0810.3/ว 3195", "2020-10-15", "นายประยูร รัตนเสนีย์"),
        ("บก 0023.3/ว 3165", "2020-10-28", "นายอนุชา โฆษาศิวิไลซ์"),
    ]


@pytest.mark.parametrize(
    ("username", "office", "stamps"),
    [
        (
            "dla-officer",
            "มท 08",
            [
                ("เลขรับ ๕๐๗๓๕", "๓๐ ก.ย. ๒๕๖๓"),
                ("เลขรับ ๑๕๗๕ (๓๗๓๔)", "๓๐ ก.ย. ๒๕๖๓", "๑๕.๔๗"),
                ("เลขรับ ๗๑๕", "๑ ต.ค. ๒๕๖๓", "๐๙.๒๖"),
            ],
        ),
        (
            "bk-officer",
            "P38",
            [("เลขรับ ๖๘๔๘", "๒๒ ต.ค. ๒๕๖๓"), ("เลขรับ ๑๖๑๒", "๒๖ ต.ค. ๒๕๖๓")],
        ),
    ],
)
def test_stamps(later, username, office, stamps):
    response = Person(username).see("copy_stamped", walk.copy_at(office).pk)

    text = copied(response.content)

    for stamp in stamps:
        for words in stamp:
            assert squeezed(words) in text


def test_the_letter_of_the_province_as_printed(later):
    pdf = Person("seka-officer").see("copy_stamped", walk.copy_at("D3804").pk).content

    text = copied(pdf)

    for words in (
        "ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕",
        "ศาลากลางจังหวัดบึงกาฬ",
        "๒๘ ตุลาคม ๒๕๖๓",
        "นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองบึงกาฬ",
        "สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕",
        "ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓",
        "(นายอนุชา โฆษาศิวิไลซ์)",
        "รองผู้ว่าราชการจังหวัดบึงกาฬ ปฏิบัติราชการแทน",
        "ผู้ว่าราชการจังหวัดบึงกาฬ",
    ):
        assert squeezed(words) in text


def written(cell):
    """An amount as it is written; a tick or nothing as it is."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else f"{cell:,.2f}"


def line_of(row):
    """One row of the workbook as a line of ``golden_table``."""
    number, office, district, _province, *cells, state = row
    district = district.removeprefix("อำเภอ")
    words = [state] if state == "ยังไม่ตอบ" else [written(cell) for cell in cells]
    return " | ".join([str(number), office, district, *words]).rstrip()


def test_the_roll_up_of_the_province(later):
    response = Person("bk-officer").see("rollup_xlsx", walk.copy_at("P38").pk)

    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    total = next(row for row in rows if row[1] == "รวมทั้งสิ้น")

    assert [line_of(row) for row in rows if isinstance(row[0], int)] == [
        line.rstrip() for line in TABLE.strip().splitlines()
    ]
    assert [written(total[n]) if n in {5, 7} else str(total[n]) for n in range(4, 11)] == TOTALS


def test_the_same_totals_on_screen_and_on_paper(later):
    officer, copy = Person("bk-officer"), walk.copy_at("P38")

    page = officer.text("rollup", copy.pk)
    paper = copied(officer.see("rollup_pdf", copy.pk).content)

    for amount in ("๑๗,๕๙๕,๐๐๐", "๑๓,๑๙๑,๕๐๐.๕๐"):
        assert amount in page
        assert amount in paper


def test_the_indicator(later):
    copy = walk.copy_at("P38")
    measured = indicators.measure(later.indicators.get(), copy, at=moment(AFTER))
    page = Person("bk-officer").text("indicator", copy.pk)

    assert (measured.rate.met, measured.rate.expected) == (50, 57)
    assert measured.rate.percent == Decimal("87.72")
    assert measured.quarters[0].is_met
    assert "๘๗.๗๒" in page


def test_receipts_of_the_answers_run_without_a_gap(told):
    receipts = Answer.objects.order_by("receipt").values_list("receipt", flat=True)

    assert list(receipts) == list(range(1, 57))


def test_every_level_certified(told):
    certified = Certificate.objects.filter(withdrawn_at=None).order_by("copy__office__code")

    assert {c.copy.office.code: len(c.missing) for c in certified} == {
        **dict.fromkeys(walk.DISTRICTS, 0),
        "D3801": 1,
        "D3803": 1,
        "P38": 2,
    }


def test_the_department_sees_the_province(later):
    page = Person("dla-officer").text("task_report", walk.copy_at("มท 08").pk)

    assert "จังหวัดบึงกาฬ" in page


def test_processes_agree_and_no_event_is_missing(told):
    seal_events(at=moment(AFTER), batch=10_000)

    assert list(disagreements()) == []
    assert list(find_broken()) == []
