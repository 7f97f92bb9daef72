"""Entering a letter from outside: files, dates that do not exist, letters entered twice."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.domain.intake import receive_letter
from circulars.domain.received import ReceivedLetter
from circulars.errors import WrongState
from circulars.models import FileRole, Letter, LetterFile, OfficeCopy, RegisterEntry
from circulars.states import State
from tests import factories
from tests.keeping import built_once
from tests.screens.desk.entering import THE_DAY, again, enter, pdf, word
from tests.story import clock

pytestmark = pytest.mark.django_db

DAY_OFF = {"subject": "เรื่อง", "issuer_name": "กรม", "due_at": "28/11/63"}
NO_NUMBER = {"subject": "เรื่องไม่มีเลข", "issuer_name": "อำเภอหนึ่ง", "number_printed": ""}


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


def test_a_letter_with_its_scan_is_registered_at_once(desk, staff):
    answer = enter(desk, letter_file=pdf(), enclosures="แบบสำรวจ | 1 ชุด")

    copy = OfficeCopy.objects.get()
    entry = RegisterEntry.objects.get()
    assert answer.url == f"{reverse('desk')}?received={entry.pk}"
    assert (copy.state, copy.office, entry.number) == (State.REGISTERED, staff.office, 1)
    assert copy.letter.number_key == "มท|0810.3|ว|3195"
    assert str(copy.letter.dated) == "2020-10-15"
    assert copy.due_at == factories.at("2020-11-01", "00:00")
    assert copy.letter.enclosures == [{"text": "แบบสำรวจ", "amount": "1 ชุด"}]
    assert entry.action == "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น"
    roles = LetterFile.objects.order_by("pk").values_list("role", flat=True)
    assert list(roles) == [FileRole.ORIGINAL, FileRole.READABLE]


def test_an_hour_may_stand_in_the_deadline(desk):
    enter(desk, due_at="31/10/63 เวลา 16.30 น.")

    assert OfficeCopy.objects.get().due_at == factories.at("2020-10-31", "16:30")


@pytest.mark.parametrize(
    ("written", "day", "time"),
    [
        ("31.10.63", "2020-11-01", "00:00"),
        ("๓๑.๑๐.๖๓", "2020-11-01", "00:00"),
        ("31.10.2563", "2020-11-01", "00:00"),
        ("31.10.63 16.30", "2020-10-31", "16:30"),
        ("31 ต.ค. 63 เวลา16.30น.", "2020-10-31", "16:30"),
    ],
)
def test_the_dots_of_a_date_are_no_hour(desk, written, day, time):
    enter(desk, due_at=written)

    assert OfficeCopy.objects.get().due_at == factories.at(day, time)


def test_a_month_that_does_not_exist_is_named(desk):
    refused = enter(desk, due_at="31.13.63")

    assert "ไม่มีเดือน “13”" in refused.context["form"].errors["due_at"][0]


def test_an_impossible_date_is_asked_for_then_kept_as_printed(desk):
    refused = enter(desk, dated_printed="๒๕๓ ตุลาคม ๒๕๖๓")
    assert "dated_printed" in refused.context["form"].errors
    assert OfficeCopy.objects.count() == 0

    enter(desk, dated_printed="๒๕๓ ตุลาคม ๒๕๖๓", keep_date="on")

    kept = Letter.objects.get()
    assert (kept.dated, kept.dated_printed) == (None, "๒๕๓ ตุลาคม ๒๕๖๓")
    assert "253" in kept.date_problem


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (lambda: SimpleUploadedFile("ว่าง.pdf", b""), "ว่าง"),
        (word, "PDF"),
        (lambda: pdf("ลับ.pdf", password="x"), "รหัสผ่าน"),
        (lambda: SimpleUploadedFile("เสีย.pdf", b"%PDF-1.7 broken"), "เสียหาย"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(desk, upload, words):
    refused = enter(desk, letter_file=upload())

    form = refused.context["form"]
    assert words in form.errors["letter_file"][0]
    assert form["subject"].value() == "การสำรวจการนำโครงการจากแผนชุมชน"
    assert OfficeCopy.objects.count() == 0


def test_a_file_over_the_limit_is_refused(desk, settings):
    settings.UPLOAD_LIMIT_MB = 0

    refused = enter(desk, letter_file=pdf())

    assert "ใหญ่เกิน" in refused.context["form"].errors["letter_file"][0]


def test_the_same_letter_twice_is_warned_about_and_can_be_confirmed(desk):
    enter(desk)
    warned = enter(desk, number_printed="มท 0810.3 / ว3195")
    first = OfficeCopy.objects.get()
    assert warned.context["alike"] == [first]
    assert reverse("copy", args=[first.pk]) in warned.content.decode()

    enter(desk, why_different="คนละฉบับ")

    assert OfficeCopy.objects.count() == 2


def test_enclosures_are_kept_beside_the_letter(desk):
    enter(desk, letter_file=pdf(), enclosure_files=[pdf("หนึ่ง.pdf"), pdf("สอง.pdf")])

    names = LetterFile.objects.filter(role=FileRole.ENCLOSURE).order_by("pk")
    assert [file.name for file in names] == ["หนึ่ง.pdf", "สอง.pdf"]


def test_a_deadline_that_is_counted_is_kept_as_its_day(desk):
    enter(desk, dated_printed="20/10/63", due_at="ภายใน 15 วันนับแต่วันลงหนังสือ")

    assert OfficeCopy.objects.get().due_at == factories.at("2020-11-05", "00:00")


def test_a_deadline_before_the_letter_itself_is_asked_about(desk):
    refused = enter(desk, dated_printed="20/10/63", due_at="15/10/63")

    assert refused.context["form"].errors["due_at"] == [
        "กำหนดตอบนี้อยู่ก่อนวันที่ลงในหนังสือ โปรดตรวจวันและปีกับต้นฉบับ"
    ]


def test_a_hurry_is_no_day(desk):
    refused = enter(desk, due_at="โดยด่วน")

    assert refused.context["form"].errors["due_at"] == [
        "“โดยด่วน” ไม่บอกวัน ให้เลือกที่ชั้นความเร็ว แล้วเว้นช่องนี้ว่างไว้"
    ]


def test_a_letter_of_tomorrow_is_asked_for_then_kept_and_marked(desk):
    refused = enter(desk, dated_printed="๑ มกราคม ๒๕๘๐")
    assert list(refused.context["form"].errors) == ["dated_printed"]
    assert 'name="keep_date"' in refused.text
    assert OfficeCopy.objects.count() == 0

    enter(desk, dated_printed="๑ มกราคม ๒๕๘๐", keep_date="on")

    kept = Letter.objects.get()
    assert (str(kept.dated), kept.date_problem) == (
        "2037-01-01",
        "“๑ มกราคม ๒๕๘๐” เป็นวันหลังวันที่รับหนังสือ โปรดตรวจวันและปีกับต้นฉบับ",
    )


def test_a_letter_of_today_is_not_asked_about(desk):
    enter(desk, dated_printed="22/10/63")

    assert Letter.objects.get().date_problem == ""


def test_a_deadline_that_has_passed_is_asked_for_then_kept(desk):
    refused = enter(desk, due_at="1/1/63")
    assert list(refused.context["form"].errors) == ["due_at"]
    assert 'name="keep_due"' in refused.text
    assert OfficeCopy.objects.count() == 0

    enter(desk, due_at="1/1/63", keep_due="on")

    assert OfficeCopy.objects.get().due_at == factories.at("2020-01-02", "00:00")


def test_a_deadline_on_a_day_off_is_explained_and_not_moved(desk):
    entered = desk.post(
        reverse("register_new"), again(desk.get(reverse("register_new")).context["form"], **DAY_OFF)
    )
    told = [str(one) for one in desk.get(entered.url).context["messages"]]

    assert OfficeCopy.objects.get().due_at == factories.at("2020-11-29", "00:00")
    assert told[1:] == [
        "วันที่ ๒๘ พฤศจิกายน ๒๕๖๓ เป็นวันหยุด (วันเสาร์) วันทำการสุดท้ายก่อนหน้านั้นคือวันศุกร์ที่ ๒๗ พฤศจิกายน ๒๕๖๓"
    ]


@pytest.mark.parametrize(
    ("written", "said", "warned"),
    [("28/11/69", "วันเสาร์", 1), ("27/11/69", "วันศุกร์", 0), ("27/13/69", "", 0)],
)
def test_the_note_on_the_deadline_comes_while_typing(desk, written, said, warned):
    answer = desk.get(reverse("register_new"), {"due_at": written})

    assert answer.text.strip().startswith('<div id="due-note"')
    assert (said in answer.text, answer.text.count("wn-warn")) == (True, warned)


def test_the_same_form_sent_twice_takes_one_number(desk):
    page = desk.get(reverse("register_new")).context["form"]
    sent = again(page, **NO_NUMBER)
    first = desk.post(reverse("register_new"), sent)

    second = desk.post(reverse("register_new"), sent)

    assert RegisterEntry.objects.count() == 1
    assert second.url == first.url == f"{reverse('desk')}?received={RegisterEntry.objects.get().pk}"


def test_another_letter_typed_over_a_sent_form_is_not_lost(desk):
    page = desk.get(reverse("register_new")).context["form"]
    desk.post(reverse("register_new"), again(page, **NO_NUMBER))

    asked = desk.post(reverse("register_new"), again(page, **{**NO_NUMBER, "subject": "เรื่องที่สอง"}))
    assert asked.context["alike"] == [OfficeCopy.objects.get()]
    desk.post(reverse("register_new"), again(asked.context["form"], why_different="คนละฉบับ"))

    subjects = RegisterEntry.objects.order_by("number").values_list("number", "subject")
    assert list(subjects) == [(1, "เรื่องไม่มีเลข"), (2, "เรื่องที่สอง")]


def test_one_token_enters_one_letter_whoever_is_faster(staff):
    token = uuid.uuid4()
    received = ReceivedLetter(issuer_name="กรม", subject="เรื่อง")
    receive_letter(staff.office, received, by=staff.clerk, at=factories.MONDAY, once=token)

    with pytest.raises(WrongState):
        receive_letter(staff.office, received, by=staff.clerk, at=factories.MONDAY, once=token)

    assert Letter.objects.count() == 1


def test_a_letter_without_a_number_is_compared_by_issuer_and_subject(desk):
    enter(desk, **NO_NUMBER)

    warned = enter(desk, **NO_NUMBER)
    other = enter(desk, **{**NO_NUMBER, "subject": "อีกเรื่องหนึ่ง"})

    assert warned.context["alike"] == [OfficeCopy.objects.order_by("pk")[0]]
    assert (other.status_code, RegisterEntry.objects.count()) == (302, 2)


def test_after_a_week_a_letter_without_a_number_is_a_new_one(desk):
    enter(desk, **NO_NUMBER)

    with clock("2020-10-30 09:00"):
        enter(desk, **NO_NUMBER)

    assert RegisterEntry.objects.count() == 2


def test_a_reviewer_may_not_enter_letters(staff, as_user):
    answer = enter(as_user(staff.reviewer))

    assert answer.status_code == 200
    assert len(answer.context["form"].non_field_errors()) == 1
    assert OfficeCopy.objects.count() == 0


def test_every_wrong_field_says_how_to_write_it(desk):
    refused = enter(desk, subject="", issuer_name="", due_at="๓๒/๑๐/๖๓")

    errors = refused.context["form"].errors
    assert set(errors) == {"subject", "issuer_name", "due_at"}
    assert "28 ตุลาคม 2563" in errors["due_at"][0]
