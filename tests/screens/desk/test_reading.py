"""A dropped file fills the form; a pasted naming fills four fields."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.domain.readings import read_now
from circulars.models import LetterFile, LetterReading
from demo.scans import scan_of
from tests import factories
from tests.circulars.domain.test_readings import LETTER
from tests.factories import at
from tests.keeping import built_once
from tests.screens.desk.entering import enter, word
from tests.story import clock

pytestmark = pytest.mark.django_db

THE_DAY = "2020-10-27 09:00"


@pytest.fixture(autouse=True)
def the_day():
    with clock(THE_DAY):
        yield


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def desk(as_user, staff):
    return as_user(staff.clerk)


def drop(client, upload=None):
    data = scan_of(LETTER, at("2020-10-26").date()).data
    upload = upload or SimpleUploadedFile("ก.pdf", data, content_type="application/pdf")
    return client.post(reverse("reading_ask"), {"letter_file": upload})


def test_a_dropped_file_is_asked_about_until_it_is_read_then_fills_the_form(desk):
    waiting = drop(desk)
    reading = LetterReading.objects.get()
    address = reverse("reading", args=[reading.pk])
    read_now(reading.pk, at=at("2020-10-27"))
    done = desk.get(address)

    assert f'hx-get="{address}"' in waiting.text
    assert 'data-proposal="number_printed" data-value="มท ๐๓๐๕.๒/ว ๑๘๔๒"' in done.text
    assert "hx-trigger" not in done.text
    page = desk.get(reverse("reading_page", args=[reading.pk, 1]))
    assert (page["Content-Type"], page.content[:4]) == ("image/png", b"\x89PNG")
    assert desk.get(reverse("reading_page", args=[reading.pk, 2])).status_code == 404


def test_the_file_that_was_read_need_not_be_sent_again_and_its_reading_is_kept(desk):
    token = drop(desk).context["held"].token
    reading = LetterReading.objects.get()
    read_now(reading.pk, at=at("2020-10-27"))

    entered = enter(desk, held_file=token, reading=reading.pk, due_at="")

    reading.refresh_from_db()
    assert entered.status_code == 302
    assert LetterFile.objects.filter(letter=reading.letter).count() == 2
    assert reading.final["number_printed"] == "มท ๐๘๑๐.๓/ว ๓๑๙๕"
    assert desk.get(reverse("reading", args=[reading.pk])).status_code == 404


def test_a_bad_file_is_refused_with_its_reason(desk):
    answer = drop(desk, word())

    assert answer.context["problems"] == [
        "จดหมาย.docx: ไฟล์นี้เป็นเอกสารที่ยังแก้ไขได้ โปรดบันทึกเป็น PDF แล้วแนบอีกครั้ง"
    ]
    assert LetterReading.objects.count() == 0


def test_nothing_dropped_is_said(desk):
    answer = desk.post(reverse("reading_ask"))

    assert answer.context["problems"] == ["โปรดเลือกไฟล์ที่จะให้อ่าน"]


def test_a_file_over_the_limit_is_named(desk, settings):
    settings.UPLOAD_LIMIT_MB = 0

    assert drop(desk).context["problems"] == [
        "ไฟล์ “ก.pdf” ใหญ่เกิน 0 เมกะไบต์ โปรดลดขนาดหรือสแกนที่ 300 dpi ขาวดำ"
    ]


def test_a_colleague_finds_no_reading_of_another(desk, staff, as_user):
    drop(desk)
    reading = LetterReading.objects.get()

    answer = as_user(staff.officer).get(reverse("reading", args=[reading.pk]))

    assert answer.status_code == 404


def test_a_pasted_naming_fills_four_fields(desk):
    pasted = "หนังสือกรมการปกครอง ด่วนที่สุด ที่ มท 0305.2/ว 1842 ลงวันที่ 25 พ.ย. 2569"

    answer = desk.post(reverse("reading_paste"), {"pasted": pasted})

    assert [(one.name, one.value) for one in answer.context["proposals"]] == [
        ("number_printed", "มท 0305.2/ว 1842"),
        ("dated_printed", "25 พ.ย. 2569"),
        ("issuer_name", "กรมการปกครอง"),
        ("urgency", "004"),
    ]


def test_a_text_without_a_number_says_so(desk):
    answer = desk.post(reverse("reading_paste"), {"pasted": "สวัสดี"})

    assert answer.context["problem"] == "ไม่พบเลขที่หนังสือในข้อความที่วาง"
