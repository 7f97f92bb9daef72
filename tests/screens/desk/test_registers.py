"""Register books on the screen: what is in them, who reads them, voiding, the first number."""

import pytest
from django.urls import reverse
from django.utils import timezone

from circulars.domain import registering
from circulars.errors import NotAllowed
from circulars.models import BookKind, Event, RegisterBook, RegisterEntry
from offices.models import Kind
from tests import factories
from tests.papers.reading_pdf import copied

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


def registered(staff, moment=factories.MONDAY, **fields):
    copy = factories.arrived(staff.office, by=staff.clerk, moment=moment, **fields)
    return registering.register(copy, by=staff.clerk, at=moment)


def book_page(client, entry, **query):
    return client.get(reverse("register_book", args=[entry.book_id]), query)


def shown(page):
    return [line.entry.number for _day, lines in page.context["days"] for line in lines]


def test_lines_stand_under_their_days_newest_first(staff, as_user):
    registered(staff)
    registered(staff)
    last = registered(staff, factories.MONDAY + factories.DAY)

    page = book_page(as_user(staff.clerk), last)

    days = [(day.isoformat(), len(lines)) for day, lines in page.context["days"]]
    assert days == [("2020-10-27", 1), ("2020-10-26", 2)]
    assert shown(page) == [3, 2, 1]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"day": "๒๗ ต.ค. ๒๕๖๓"}, [2]),
        ({"month": "10"}, [2, 1]),
        ({"month": "11"}, [3]),
        ({"q": "๓๑๙๕"}, [2]),
        ({"q": "3195"}, [2]),
        ({"q": "บัญชีน้ำ"}, [3]),
        ({"q": "1"}, [1]),
    ],
)
def test_a_book_is_filtered_by_day_month_and_words(staff, as_user, query, numbers):
    first = registered(staff, number_printed="กข ๐๐๐๕/๗", issuer_name="กอง")
    registered(
        staff,
        factories.MONDAY + factories.DAY,
        number_printed="มท ๐๘๐๐.๓/ว ๓๑๙๕",
        issuer_name="กอง",
    )
    registered(
        staff,
        factories.MONDAY + 10 * factories.DAY,
        number_printed="กข 0005/8",
        subject="บัญชีน้ํา",
        issuer_name="กอง",
    )

    page = book_page(as_user(staff.clerk), first, **query)

    found = shown(page)
    assert set(numbers) <= set(found) if query == {"q": "1"} else found == numbers


def test_forty_lines_a_page_below_60_kilobytes(staff, as_user):
    client = as_user(staff.clerk)
    entry = registered(staff)
    for _number in range(42):
        registered(staff)

    page = client.get(reverse("register_book", args=[entry.book_id]))

    assert len(shown(page)) == 40
    assert len(page.content) < 60_000


def test_another_office_finds_no_book(staff, as_user):
    entry = registered(staff)
    client = as_user(factories.Staff(factories.office("จังหวัดอื่น")).clerk)

    codes = [
        client.get(reverse(name, args=[pk])).status_code
        for name, pk in (
            ("register_book", entry.book_id),
            ("register_pdf", entry.book_id),
            ("register_void", entry.pk),
        )
    ]

    assert codes == [404, 404, 404]
    assert client.get(reverse("registers")).context["books"] == []


def test_a_secret_letter_has_a_number_and_a_book_apart(staff, as_user):
    registered(staff)
    secret = registered(staff, secrecy="002", subject="เรื่องลับของเรา", issuer_name="หน่วยลับ")

    assert (secret.book.kind, secret.number) == (BookKind.SECRET_IN, 1)
    assert book_page(as_user(staff.supervisor), secret).status_code == 404
    assert book_page(as_user(staff.clerk), secret).status_code == 404
    address = reverse("register_entry", args=[secret.pk])
    assert as_user(staff.supervisor).get(address).status_code == 404
    assert "เรื่องลับของเรา" in as_user(staff.clerk).get(address).content.decode()


def test_a_number_whose_letter_was_made_secret_is_there_only_for_who_is_named(staff, as_user):
    registered(staff)
    entry = registered(staff, subject="เรื่องลับของเรา", issuer_name="หน่วยลับ")
    entry.letter.secrecy = "002"
    entry.letter.save()

    other, named = (book_page(as_user(one), entry) for one in (staff.supervisor, staff.clerk))
    books = [
        [book.last_seen for book in as_user(one).get(reverse("registers")).context["books"]]
        for one in (staff.supervisor, staff.clerk)
    ]

    assert (shown(other), shown(named)) == ([1], [2, 1])
    assert "หนังสือชั้นความลับ" not in other.content.decode()
    assert "เรื่องลับของเรา" in named.content.decode()
    assert books == [[1], [2]]


def test_its_number_is_struck_out_by_nobody_who_may_not_see_it(staff, as_user):
    secret = registered(staff, timezone.now(), secrecy="002")
    stranger = factories.person()
    factories.post(stranger, staff.office, "clerk")
    address, words = (
        reverse("register_void", args=[secret.pk]),
        {"reason": "ลองดู", "after": "close"},
    )

    codes = [as_user(stranger).get(address).status_code]
    codes.append(as_user(stranger).post(address, words).status_code)
    with pytest.raises(NotAllowed) as caught:
        registering.void_entry(secret, by=stranger, at=timezone.now(), reason="ลองดู")

    assert codes == [404, 404]
    assert str(caught.value) == "ไม่พบเลขนี้ในทะเบียนที่ท่านเปิดดูได้"
    assert RegisterEntry.objects.get().voided_at is None


def test_a_void_needs_a_reason_and_a_clerk(staff, as_user):
    entry = registered(staff, timezone.now())
    address = reverse("register_void", args=[entry.pk])

    empty = as_user(staff.clerk).post(address, {"reason": ""})
    refused = as_user(staff.officer).post(address, {"reason": "ลงซ้ำ", "after": "again"})
    assert "reason" in empty.context["form"].errors
    assert len(refused.context["form"].non_field_errors()) == 1

    as_user(staff.clerk).post(address, {"reason": "ลงซ้ำ", "after": "again"})

    assert RegisterEntry.objects.get().void_reason == "ลงซ้ำ"


def test_a_book_begins_where_the_paper_book_ended_once(staff, as_user):
    client = as_user(staff.clerk)
    year = timezone.localdate().year
    fields = {
        "office": staff.office.pk,
        "kind": "received",
        "year": year + 543,
        "first_number": 6848,
    }

    client.post(reverse("register_first"), fields)
    entry = registered(staff, timezone.now())
    again = client.post(reverse("register_first"), {**fields, "first_number": 1})

    assert entry.number == 6848
    assert "first_number" in again.context["form"].errors
    assert RegisterBook.objects.get().kind == BookKind.RECEIVED


def test_nobody_sets_the_book_of_another_house(staff, as_user):
    stranger = factories.office("จังหวัดอื่น")
    fields = {"office": stranger.pk, "kind": "received", "year": 2569, "first_number": 9}

    answer = as_user(staff.clerk).post(reverse("register_first"), fields)

    assert "office" in answer.context["form"].errors
    assert RegisterBook.objects.count() == 0


def test_the_book_is_printed_in_the_columns_of_form_13(staff, as_user):
    entry = registered(staff, subject="สำรวจน้ำ")

    answer = as_user(staff.clerk).get(reverse("register_pdf", args=[entry.book_id]))

    text = copied(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert "สำรวจน้ำ" in text
    assert "ลงวันที่" in text


def test_a_secret_registrar_reads_the_lines_of_his_house(staff, as_user):
    secret = registered(staff, secrecy="002", subject="เรื่องลับของเรา", issuer_name="หน่วยลับ")
    registrar = factories.person()
    factories.post(registrar, staff.office, "supervisor", handles_secret=True)

    page = book_page(as_user(registrar), secret).content.decode()

    assert "เรื่องลับของเรา" in page


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"year": "๒๕๖๙", "first_number": "๖๘๔๘"}, {}),
        ({"year": "2569", "first_number": "6,848"}, {}),
        ({"year": "2026"}, {"year": ["โปรดเขียนปีเป็น พ.ศ. คือ ๒๕๖๙"]}),
        ({"year": "69"}, {"year": ["โปรดกรอกปี พ.ศ. สี่หลัก เช่น 2569"]}),
        ({"year": ""}, {"year": ["โปรดกรอกปี พ.ศ. สี่หลัก เช่น 2569"]}),
        ({"first_number": "หก"}, {"first_number": ["โปรดกรอกเป็นตัวเลข เช่น 6848"]}),
        ({"first_number": "๐"}, {"first_number": ["เลขแรกต้องเป็นจำนวนเต็มตั้งแต่ ๑ ขึ้นไป"]}),
        ({"first_number": "6848000"}, {"first_number": ["เลขแรกต้องไม่เกินหกหลัก เช่น 6848"]}),
    ],
)
def test_the_first_number_is_typed_in_thai_or_arabic_digits(staff, as_user, typed, errors):
    client = as_user(staff.clerk)
    fields = {"office": staff.office.pk, "kind": "received", "year": "2569", "first_number": "6848"}

    shown = client.get(reverse("register_first")).content.decode()
    answer = client.post(reverse("register_first"), {**fields, **typed})

    assert 'type="number"' not in shown
    assert shown.count('inputmode="numeric"') == 2
    assert (answer.context["form"].errors if answer.context else {}) == errors
    books = RegisterBook.objects.values_list("year", "first_number")
    assert list(books) == ([] if errors else [(2026, 6848)])


def test_the_first_number_is_corrected_until_it_is_used_and_each_time_is_kept(staff, as_user):
    client = as_user(staff.clerk)
    year = timezone.localdate().year
    fields = {"office": staff.office.pk, "kind": "received", "year": year + 543}

    for number in (501, 601):
        answer = client.post(
            reverse("register_first"), {**fields, "first_number": number}, follow=True
        )
    entry = registered(staff, timezone.now())
    late = client.post(reverse("register_first"), {**fields, "first_number": 701})

    assert "ตั้งเลขแรกเป็น ๖๐๑ แล้ว" in answer.content.decode()
    assert "แก้ได้จนกว่าจะใช้เลขแรก" in late.content.decode()
    assert entry.number == 601
    assert list(late.context["form"].errors) == ["first_number"]
    kept = Event.objects.filter(kind="book_set").order_by("pk")
    assert [(one.data["before"], one.data["first"]) for one in kept] == [(1, 501), (501, 601)]


@pytest.mark.parametrize(("digits", "number"), [("thai", "๑"), ("arabic", "1")])
def test_numbers_in_messages_have_the_digits_of_the_person(staff, as_user, digits, number):
    staff.clerk.screen_digits = digits
    staff.clerk.save()
    client = as_user(staff.clerk)
    first = factories.arrived(staff.office, by=staff.clerk)
    new = {
        "kind": "external",
        "issuer_name": "กรมทดสอบ",
        "subject": "เรื่องใหม่",
        "number_printed": "มท 0801/ว 99",
        "dated_printed": "26/10/63",
        "urgency": "001",
        "secrecy": "001",
        "channel": "paper",
    }

    registering = client.post(reverse("task_register", args=[first.pk]), follow=True)
    entry = RegisterEntry.objects.get()
    voiding = client.post(
        reverse("register_void", args=[entry.pk]), {"reason": "ลงซ้ำ", "after": "close"}, follow=True
    )
    entering = client.post(reverse("register_new"), new, follow=True)

    second = "๒" if digits == "thai" else "2"
    assert f"ลงรับแล้ว เลขรับ {number}" in registering.content.decode()
    assert f"ยกเลิกเลข {number} แล้ว" in voiding.content.decode()
    assert f"ลงรับแล้ว เลขรับ {second}" in entering.content.decode()
