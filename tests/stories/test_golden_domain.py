"""The circular of 2563 as ``manage.py demo`` replays it: numbers, stamps, table, indicator."""

from decimal import Decimal

import pytest
from django.utils import timezone

from circulars.domain.sealing import find_broken, seal_events
from circulars.models import Letter, OfficeCopy, RegisterEntry
from circulars.states import State
from demo import golden, offices, people
from demo.acts import moment
from survey.domain import indicators, rolling_up
from survey.domain.progress import progress_below
from survey.models import Certificate, SurveyTask
from workflow.checking import disagreements

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = moment("2020-11-02 09:00")


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker, tmp_path_factory):
    """The province's copy after the replay; made once, and taken back at the end."""
    from django.db import transaction
    from django.test import override_settings

    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        offices.load(year=2020, provinces={"10", "38", "41", "43"})
        people.load()
        yield golden.replay()
        transaction.set_rollback(True)


def numbers_and_moments(office_code):
    entries = RegisterEntry.objects.filter(copy__office__code=office_code, book__kind="received")
    return [
        (
            entry.number_text,
            f"{timezone.localtime(entry.entered_at):%Y-%m-%d %H:%M}"
            if entry.time_known
            else f"{timezone.localdate(entry.entered_at)}",
        )
        for entry in entries.order_by("id")
    ]


def test_letters_have_the_numbers_of_the_paper(province):
    letters = Letter.objects.filter(composed_here=True).order_by("id")[:3]

    assert [(row.number_printed, str(row.dated), row.signer_name) for row in letters] == [
        ("มท 0211.6/ว 5831", "2020-09-29", "นายฉัตรชัย พรหมเลิศ"),
        ("มท 0810.3/ว 3195", "2020-10-15", "นายประยูร รัตนเสนีย์"),
        ("บก 0023.3/ว 3165", "2020-10-28", "นายอนุชา โฆษาศิวิไลซ์"),
    ]


def test_letters_cite_each_other_as_the_paper_does(province):
    cited = (
        Letter.objects.exclude(enclosures=[]).order_by("id").values_list("enclosures", flat=True)
    )

    assert [row[0]["text"] for row in cited[:2]] == [
        "สำเนาหนังสือกระทรวงมหาดไทย ด่วนที่สุด ที่ มท ๐๒๑๑.๖/ว ๕๘๓๑ ลงวันที่ ๒๙ กันยายน ๒๕๖๓",
        "สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓",
    ]


def test_receipts_of_the_department(province):
    assert numbers_and_moments("มท 08") == [
        ("50735", "2020-09-30"),
        ("1575 (3734)", "2020-09-30 15:47"),
        ("715", "2020-10-01 09:26"),
        ("1", "2020-10-02 09:15"),
    ]


def test_receipts_of_the_province(province):
    assert numbers_and_moments("P38") == [("6848", "2020-10-22"), ("1612", "2020-10-26")]


def test_the_province_wrote_to_its_districts_and_the_town(province):
    sending = province.dispatches.get()

    assert sending.rule_text == "นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองบึงกาฬ"
    assert sending.copies.count() == 9


def test_how_far_the_districts_are(province):
    states = province.children.order_by("office__code").values_list("office__code", "state")

    assert dict(states) == {
        "D3801": State.REPORTING,
        "D3802": State.REPORTING,
        "D3803": State.REPORTING,
        "D3804": State.REPORTED,
        "D3805": State.REGISTERED,
        "D3806": State.REGISTERED,
        "D3807": State.REPORTING,
        "D3808": State.ARRIVED,
        "L3898": State.REPORTED,
    }


def test_answers_of_the_province(province):
    task = SurveyTask.objects.get()

    counts = progress_below(task, province, at=NOW)

    assert (counts.expected, counts.answered, counts.returned, counts.waiting) == (57, 27, 1, 29)
    assert (counts.certified, counts.overdue, counts.not_reached) == (11, 30, 15)


def test_totals_of_the_roll_up(province):
    task = SurveyTask.objects.get()

    totals = rolling_up.roll_up(task, province).totals

    assert [(c.heading, total) for c, total in zip(totals.columns, totals.values, strict=True)] == [
        ("มีโครงการของชุมชน", Decimal(9)),
        ("งบประมาณ", Decimal(16995000)),
        ("มีโครงการของแผนพัฒนาหมู่บ้าน", Decimal(13)),
        ("งบประมาณ", Decimal("10201500.50")),
        ("มี", Decimal(21)),
        ("ไม่มี", Decimal(6)),
    ]


def test_the_indicator_against_its_first_quarter(province):
    indicator = SurveyTask.objects.get().indicators.get()

    measured = indicators.measure(indicator, province, at=NOW)

    assert (measured.rate.met, measured.rate.expected) == (22, 57)
    assert measured.rate.percent == Decimal("38.60")
    assert [quarter.target for quarter in measured.quarters] == [15, 30, 50, 65]
    assert measured.quarters[0].is_met


def test_the_certificate_of_seka(province):
    certificate = Certificate.objects.get()

    assert certificate.copy.office.name == "อำเภอเซกา"
    assert (certificate.totals["answered"], certificate.missing) == (11, [])


def test_processes_agree_and_no_event_is_missing(province):
    seal_events(at=NOW, batch=10_000)

    assert list(disagreements()) == []
    assert list(find_broken()) == []


def test_nothing_happened_after_the_story(province):
    """Every moment is of 2563: the replay writes no time of its own."""
    moments = OfficeCopy.objects.order_by("-sent_at").values_list("sent_at", flat=True)

    assert moments[0] < NOW
