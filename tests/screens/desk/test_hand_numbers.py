"""The paper book stays closed: numbers by hand, set aside, written late, carried out, explained."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from circulars.domain.reserving import reserve
from circulars.models import BookKind, OfficeCopy, RegisterBook, RegisterEntry, Reservation
from offices.models import Kind
from tests import factories
from tests.papers.small import small_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    house = factories.office("จังหวัดทดสอบ", Kind.PROVINCE, number_letters="บก", number_code="0023")
    return factories.Staff(house)


def today_be(days=0):
    day = timezone.localdate() + dt.timedelta(days=days)
    return f"{day.day}/{day.month}/{day.year + 543}"


def fields(staff, **changes):
    given = {
        "unit": staff.office.pk,
        "kind": "external",
        "subject": "ขอส่งรายงาน",
        "to_text": "อธิบดีกรมหนึ่ง",
        "dated": today_be(),
        "urgency": "001",
        "secrecy": "001",
    }
    return {**given, **changes}


def number(client, staff, **changes):
    return client.post(reverse("register_number"), fields(staff, **changes), follow=True)


def test_a_letter_signed_on_paper_has_its_number_its_line_and_its_scan(staff, as_user):
    client = as_user(staff.clerk)
    scan = SimpleUploadedFile("คู่ฉบับ.pdf", small_pdf(), "application/pdf")

    page = number(client, staff, letter_file=scan)

    entry = RegisterEntry.objects.get()
    text = page.content.decode()
    assert page.redirect_chain == [(reverse("register_entry", args=[entry.pk]), 302)]
    assert "ออกเลขแล้ว ที่ บก ๐๐๒๓/๑" in text
    file = entry.letter.files.get(role="readable")
    address = reverse("register_file", args=[entry.pk, file.pk])
    assert address in text
    shown = client.get(address)
    assert b"".join(shown.streaming_content)[:5] == b"%PDF-"
    assert shown["Content-Type"] == "application/pdf"
    book = client.get(reverse("register_book", args=[entry.book_id])).content.decode()
    assert "ขอส่งรายงาน" in book


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"subject": ""}, "subject", "โปรดกรอกเรื่อง ถ้าหนังสือไม่มีเรื่อง ให้เขียนสรุปสั้น ๆ"),
        ({"to_text": ""}, "to_text", "โปรดกรอกว่าถึงใคร เช่น ผู้ว่าราชการจังหวัดบึงกาฬ"),
        ({"dated": ""}, "dated", "โปรดกรอกวันที่ในหนังสือ เช่น 26/10/63"),
        (
            {"answers_number": "99"},
            "answers_number",
            "ไม่พบเลขรับ ๙๙ ในทะเบียนรับของปีนี้ โปรดตรวจเลข",
        ),
        ({"number": "สี่"}, "number", "โปรดกรอกเป็นตัวเลข เช่น 47"),
        ({"late_reason": "ไฟดับ"}, "late_day", "ลงย้อนหลังต้องบอกวันที่ให้เลขด้วยมือ"),
        (
            {"late_time": "25.00"},
            "late_time",
            "โปรดเขียนเวลาเป็นชั่วโมงและนาที เช่น 09.30",
        ),
    ],
)
def test_a_slip_is_named_at_its_field_and_the_rest_stays(staff, as_user, changes, field, said):
    page = number(as_user(staff.clerk), staff, note="เก็บไว้", **changes)

    form = page.context["form"]
    assert form.errors[field] == [said]
    assert form["note"].value() == "เก็บไว้"
    assert RegisterEntry.objects.count() == 0


def test_a_refused_form_keeps_the_scan(staff, as_user):
    scan = SimpleUploadedFile("คู่ฉบับ.pdf", small_pdf(), "application/pdf")
    client = as_user(staff.clerk)

    page = number(client, staff, letter_file=scan, subject="")
    number(client, staff, held_file=page.context["form"]["held_file"].value())

    assert RegisterEntry.objects.get().letter.files.count() == 2


def test_five_numbers_are_reserved_and_two_used(staff, as_user):
    client = as_user(staff.clerk)
    asked = {
        "unit": staff.office.pk,
        "kind": "orders",
        "count": "๕",
        "use_by": today_be(),
        "reason": "คำสั่งเย็นนี้",
    }

    page = client.post(reverse("register_reserve"), asked, follow=True)

    assert "จองเลข ๑ ถึง ๕ แล้ว" in page.content.decode()
    assert page.content.decode().count("(จองเลข) คำสั่งเย็นนี้") == 5
    line = RegisterEntry.objects.get(number=2)
    form = client.get(reverse("register_number"), {"line": line.pk}).context["form"]
    assert (form["number"].value(), form["kind"].value()) == (2, "order")
    number(client, staff, kind="order", to_text="", number="2")
    line.refresh_from_db()
    assert (line.subject, line.number_printed) == (
        "ขอส่งรายงาน",
        f"2/{timezone.localdate().year + 543}",
    )
    one = client.post(reverse("register_reserve"), {**asked, "count": "1"}, follow=True)
    assert "จองเลข ๖ แล้ว" in one.content.decode()


def test_a_reservation_says_what_is_amiss(staff, as_user):
    client = as_user(staff.clerk)
    asked = {"unit": staff.office.pk, "kind": "sent", "count": "0", "use_by": "", "reason": ""}

    first = client.post(reverse("register_reserve"), asked).context["form"].errors
    later = client.post(
        reverse("register_reserve"), {**asked, "use_by": today_be(), "reason": "รอ"}
    )

    assert first["use_by"] == ["โปรดกรอกวันสุดท้ายที่จะใช้เลข เช่น 26/10/63"]
    assert first["reason"] == ["โปรดบอกว่าจองเลขไว้เพื่ออะไร เช่น คำสั่งที่ประธานจะลงนามพรุ่งนี้"]
    assert later.context["form"].errors == {"count": ["จองได้ครั้งละ ๑ ถึง ๑๐๐ เลข โปรดแก้จำนวน"]}
    assert Reservation.objects.count() == 0


def test_a_receipt_of_yesterday_is_entered_with_its_own_day_and_time(staff, as_user):
    new = {
        "kind": "external",
        "issuer_name": "กรมทดสอบ",
        "subject": "เรื่องเมื่อวาน",
        "number_printed": "มท 0801/99",
        "dated_printed": today_be(-3),
        "urgency": "001",
        "secrecy": "001",
        "channel": "paper",
        "number": "1",
        "late_day": today_be(-1),
        "late_time": "๐๙.๓๐ น.",
        "late_reason": "ระบบขัดข้อง",
    }

    page = as_user(staff.clerk).post(reverse("register_new"), new, follow=True)

    entry = RegisterEntry.objects.get()
    assert "ลงรับแล้ว เลขรับ ๑" in page.content.decode()
    moment = timezone.localtime(entry.entered_at)
    assert moment.date() == timezone.localdate() - dt.timedelta(days=1)
    assert (moment.hour, moment.minute, entry.time_known) == (9, 30, True)
    book = as_user(staff.clerk).get(reverse("register_book", args=[entry.book_id]))
    assert re.search("ลงย้อนหลังเมื่อ [๐-๙/]+: ระบบขัดข้อง", book.content.decode())


def test_a_letter_on_the_desk_is_registered_late_too(staff, as_user):
    copy = factories.arrived(staff.office, by=staff.clerk)
    given = {"late_day": today_be(-1), "late_reason": "ไฟดับ", "number": "7"}
    client = as_user(staff.clerk)
    address = reverse("task_register", args=[copy.pk])

    refused = client.post(address, given).context["form"].errors
    client.post(address, {**given, "number": ""})

    assert refused == {
        "number": ["เลขถัดไปของทะเบียนนี้คือ ๑ ให้ลงตามลำดับ หรือจองเลข ๑ ถึง ๖ ไว้ก่อน แล้วลงทีละเลข"]
    }
    entry = RegisterEntry.objects.get()
    assert (entry.late_reason, entry.time_known, entry.number) == ("ไฟดับ", False, 1)


def test_a_reply_on_paper_stands_in_the_received_book_and_leads_back(staff, as_user):
    client = as_user(staff.clerk)
    copy = factories.arrived(staff.office, by=staff.clerk)
    client.post(reverse("task_register", args=[copy.pk]))
    received = RegisterEntry.objects.get()
    form = client.get(reverse("register_number"), {"answers": received.pk}).context["form"]

    number(client, staff, answers_number=form["answers_number"].value())

    line = received.answered_by.get()
    book = client.get(reverse("register_book", args=[received.book_id])).content.decode()
    page = client.get(reverse("register_entry", args=[received.pk])).content.decode()
    back = client.get(reverse("register_entry", args=[line.pk])).content.decode()
    assert "ตอบแล้ว ที่ บก ๐๐๒๓/๑ ลว." in book
    assert reverse("register_entry", args=[line.pk]) in page
    assert reverse("register_entry", args=[received.pk]) in back
    story = client.get(reverse("copy_history", args=[copy.pk])).content.decode()
    assert "ออกเลขหนังสือตอบที่ลงนามบนกระดาษ ที่ บก ๐๐๒๓/๑" in story


def test_how_a_letter_went_out_stands_in_the_sent_book(staff, as_user):
    client = as_user(staff.clerk)
    number(client, staff)
    entry = RegisterEntry.objects.get()
    address = reverse("register_entry", args=[entry.pk])

    empty = client.post(address, {"how": "post", "on": ""}).context["form"].errors
    client.post(
        address,
        {
            "how": "registered",
            "on": today_be(),
            "note": "RE 1",
            "receiver": "นาย ก",
            "received_day": today_be(),
            "received_time": "10.15",
        },
    )

    assert empty == {"on": ["โปรดกรอกวันที่ส่ง เช่น 26/10/63"]}
    row = entry.carriages.get()
    assert (row.to_text, row.receiver, row.note) == ("อธิบดีกรมหนึ่ง", "นาย ก", "RE 1")
    book = client.get(reverse("register_book", args=[entry.book_id])).content.decode()
    assert "ไปรษณีย์ลงทะเบียน" in book


def test_a_secret_letter_is_numbered_apart_and_read_by_its_registrar(staff, as_user):
    number(as_user(staff.clerk), staff, secrecy="002", subject="ลับของเรา", to_text="ผู้รับลับ")
    entry = RegisterEntry.objects.get()
    registrar = factories.person()
    factories.post(registrar, staff.office, "supervisor", handles_secret=True)
    addresses = [
        reverse("register_entry", args=[entry.pk]),
        reverse("register_explained", args=[entry.book_id]),
        reverse("register_xlsx", args=[entry.book_id]),
        reverse("register_book", args=[entry.book_id]),
    ]

    others = [as_user(staff.supervisor).get(one).status_code for one in addresses]
    noted = as_user(staff.supervisor).post(addresses[0], {"how": "post", "on": today_be()})

    assert (entry.book.kind, entry.number_printed) == ("secret_out", "บก 0023/ล 1")
    assert (others, noted.status_code) == ([404] * 4, 404)
    assert "ลับของเรา" in as_user(registrar).get(addresses[3]).content.decode()
    assert "ลับของเรา" in as_user(staff.clerk).get(addresses[0]).content.decode()


def test_the_day_ends_with_every_odd_number_explained(staff, as_user):
    client = as_user(staff.clerk)
    number(client, staff)
    entry = RegisterEntry.objects.get()
    plain = client.get(reverse("register_explained", args=[entry.book_id])).content.decode()
    client.post(reverse("register_void", args=[entry.pk]), {"reason": "ผิดเล่ม"})
    reserve(
        staff.office,
        BookKind.SENT,
        count=1,
        reason="รอประธาน",
        use_by=timezone.localdate(),
        by=staff.clerk,
        at=timezone.now(),
    )

    page = client.get(reverse("register_explained", args=[entry.book_id])).content.decode()

    assert "ทุกเลขเป็นรายการปกติ" in plain
    assert "ยกเลิก: ผิดเล่ม" in page
    assert "(จองเลข) รอประธาน" in page


def test_a_book_is_taken_away_as_a_table(staff, as_user):
    client = as_user(staff.clerk)
    number(client, staff, subject="=1+1")
    book = RegisterBook.objects.get()

    answer = client.get(reverse("register_xlsx", args=[book.pk]))

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("เลขทะเบียนส่ง", "ลงวันที่ในทะเบียน", "ที่", "ลงวันที่")
    assert (rows[1][0], rows[1][2], rows[1][6]) == (1, "บก 0023/1", "=1+1")
    assert len(rows) == 2


def test_a_line_of_a_composed_or_received_letter_gives_no_file_here(staff, as_user):
    client = as_user(staff.clerk)
    copy = factories.arrived(staff.office, by=staff.clerk)
    client.post(reverse("task_register", args=[copy.pk]))
    entry = RegisterEntry.objects.get()

    codes = [
        client.get(reverse("register_file", args=[entry.pk, 1])).status_code,
        client.get(reverse("register_number"), {"line": "x", "answers": "9" * 30}).status_code,
    ]

    assert codes == [404, 200]
    assert OfficeCopy.objects.count() == 1


def test_the_pages_of_a_book_ask_few_questions(staff, as_user, django_assert_max_num_queries):
    client = as_user(staff.clerk)
    number(client, staff)
    entry = RegisterEntry.objects.get()
    reserve(
        staff.office,
        BookKind.SENT,
        count=39,
        reason="รอ",
        use_by=timezone.localdate(),
        by=staff.clerk,
        at=timezone.now(),
    )
    addresses = [
        reverse("register_entry", args=[entry.pk]),
        reverse("register_explained", args=[entry.book_id]),
        reverse("register_book", args=[entry.book_id]),
        reverse("register_number"),
        reverse("register_reserve"),
    ]
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(10):
            page = client.get(address)
        assert len(page.content) < 60_000
