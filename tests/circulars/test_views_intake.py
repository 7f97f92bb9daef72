"""Entering a letter from outside: files, dates that do not exist, letters entered twice."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.models import FileRole, Letter, LetterFile, OfficeCopy, RegisterEntry
from circulars.states import State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def desk(as_user, staff):
    return as_user(staff.clerk)


def pdf(name="หนังสือ.pdf", password=""):
    document = pikepdf.new()
    document.add_blank_page()
    target = io.BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(target, encryption=encryption)
    return SimpleUploadedFile(name, target.getvalue(), content_type="application/pdf")


def letter(**changes):
    fields = {
        "kind": "external",
        "number_printed": "มท ๐๘๑๐.๓/ว ๓๑๙๕",
        "dated_printed": "๑๕ ตุลาคม ๒๕๖๓",
        "issuer_name": "กรมส่งเสริมการปกครองท้องถิ่น",
        "addressee": "ผู้ว่าราชการจังหวัด",
        "subject": "การสำรวจการนำโครงการจากแผนชุมชน",
        "urgency": "004",
        "secrecy": "001",
        "due_at": "๓๑ ตุลาคม ๒๕๖๓",
        "channel": "paper",
        "action": "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น",
    }
    return {**fields, **changes}


def enter(client, **changes):
    return client.post(reverse("register_new"), letter(**changes))


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


def test_a_held_file_need_not_be_chosen_again(desk):
    refused = enter(desk, letter_file=pdf(), subject="")
    form = refused.context["form"]
    assert "subject" in form.errors
    assert form.held.name == "หนังสือ.pdf"

    enter(desk, held_file=form.data["held_file"])

    assert LetterFile.objects.filter(role=FileRole.ORIGINAL).get().name == "หนังสือ.pdf"


def test_a_forged_token_fetches_no_file(desk):
    refused = enter(desk, held_file="x:y:z")

    assert "letter_file" in refused.context["form"].errors
    assert OfficeCopy.objects.count() == 0


def test_another_persons_token_fetches_no_file(desk, staff, as_user):
    refused = enter(desk, letter_file=pdf(), subject="")
    token = refused.context["form"].data["held_file"]
    other = as_user(staff.officer)

    answer = enter(other, held_file=token)

    assert "letter_file" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (lambda: SimpleUploadedFile("ว่าง.pdf", b""), "ว่าง"),
        (lambda: SimpleUploadedFile("จดหมาย.docx", b"PK\x03\x04 not a letter"), "PDF"),
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

    enter(desk, is_different="on")

    assert OfficeCopy.objects.count() == 2


def test_top_secret_is_refused_and_nothing_is_kept(desk):
    refused = enter(desk, secrecy="004", letter_file=pdf())

    assert "ลับที่สุด" in refused.context["form"].errors["secrecy"][0]
    assert LetterFile.objects.count() == 0


def test_of_a_secret_letter_no_content_is_kept(desk):
    enter(desk, secrecy="002", letter_file=pdf(), enclosure_files=[pdf("แนบ.pdf")])

    assert OfficeCopy.objects.count() == 1
    assert LetterFile.objects.count() == 0


def test_enclosures_are_kept_beside_the_letter(desk):
    enter(desk, letter_file=pdf(), enclosure_files=[pdf("หนึ่ง.pdf"), pdf("สอง.pdf")])

    names = LetterFile.objects.filter(role=FileRole.ENCLOSURE).order_by("pk")
    assert [file.name for file in names] == ["หนึ่ง.pdf", "สอง.pdf"]


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
