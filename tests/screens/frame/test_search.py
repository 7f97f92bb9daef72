"""The search with its filters, its order, what a person keeps of it, and its table."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook

from circulars.domain import registering
from circulars.domain.saved_views import save_view, views_of
from circulars.models import OfficeCopy, RegisterBook, Secrecy, Urgency
from offices.models import Kind, Role
from offices.viewer import Viewer
from screens.frame import found, found_file
from screens.frame.found import look_for
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def entered(staff, subject, *, days=0, registered=True, **fields):
    fields.setdefault("issuer_name", "กรมหนึ่ง")
    moment = MONDAY + dt.timedelta(days=days)
    copy = factories.arrived(staff.office, by=staff.clerk, subject=subject, moment=moment, **fields)
    if registered:
        registering.register(copy, by=staff.clerk, at=moment)
    return copy


def rows(client, **asked):
    return list(client.get(reverse("search"), asked).context["rows"])


def numbered(copies):
    return [copy.pk for copy in copies]


def test_words_are_found_wherever_they_stand_in_any_order(staff, as_user):
    entered(staff, "ภัยแล้ง", body="ขอให้ช่วยเหลือ", number_printed="มท 0810.3/ว 8")
    wanted = entered(staff, "ภัยแล้ง", body="ขอให้ ช่วยเหลือผู้เดือดร้อน", number_printed="มท 0810.3/ว 9")
    client = as_user(staff.clerk)

    for typed in ("เดือดร้อน ภัยแล้ง", "ว 9 ช่วยเหลือ", "ช่วยเหลือ มท 0810.3/ว9"):
        assert numbered(rows(client, q=typed)) == [wanted.pk]


def test_a_letter_that_waits_for_its_number_is_found_too(staff, as_user):
    wanted = entered(staff, "ภัยแล้ง", body="ผู้เดือดร้อน", registered=False)

    assert numbered(rows(as_user(staff.clerk), q="เดือดร้อน ภัยแล้ง")) == [wanted.pk]


def test_the_short_name_of_the_directory_finds_its_office_and_the_other_way(staff, as_user):
    long = "สำนักงานส่งเสริมการเรียนรู้ประจำจังหวัด"
    factories.office(long, Kind.DIVISION, parent=staff.office, short_name="สกร.จ.")
    first = entered(staff, "เรื่องหนึ่ง", issuer_name=long)
    second = entered(staff, "แจ้ง สกร.จ. ทราบ", days=1)
    client = as_user(staff.clerk)

    assert numbered(rows(client, q="สกร.จ.")) == [second.pk, first.pk]
    assert numbered(rows(client, q=long)) == [second.pk, first.pk]


@pytest.fixture
def three(staff):
    """Three letters, each told from the others by everything."""
    return [
        entered(staff, "แผนหนึ่ง", issuer_name="สำนักงาน", urgency=Urgency.NORMAL),
        entered(staff, "แผนสอง", days=1, issuer_name="เทศบาล", urgency=Urgency.URGENT, kind="memo"),
        entered(staff, "แผนสาม", days=2, issuer_name="กรมหนึ่ง", registered=False),
    ]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({}, [2, 1, 0]),
        ({"since": "27 ต.ค. 2563"}, [2, 1]),
        ({"until": "๒๖/๑๐/๖๓"}, [0]),
        ({"since": "27/10/63", "until": "27/10/63"}, [1]),
        ({"sender": "เทศบาล"}, [1]),
        ({"kind": "memo"}, [1]),
        ({"urgency": "002"}, [1]),
        ({"state": "arrived"}, [2]),
        ({"state": "open"}, [2, 1, 0]),
        ({"order": "old"}, [0, 1, 2]),
        ({"order": "subject"}, [1, 2, 0]),
        ({"order": "sender"}, [2, 1, 0]),
        ({"order": "due"}, [2, 1, 0]),
        ({"order": "dated"}, [2, 1, 0]),
    ],
)
def test_filters_and_order(three, staff, as_user, asked, places):
    """With the words and without: what is asked beside them is asked in the same way."""
    client = as_user(staff.clerk)
    wanted = [three[place].pk for place in places]

    assert numbered(rows(client, q="แผน", **asked)) == wanted
    if asked:
        assert numbered(rows(client, **asked)) == wanted


def test_a_book_holds_what_has_its_number_from_it(three, staff, as_user):
    book = RegisterBook.objects.get(office=staff.office)

    assert numbered(rows(as_user(staff.clerk), book=book.pk)) == [three[1].pk, three[0].pk]


def test_a_book_of_another_house_is_no_choice(three, staff, as_user):
    other = factories.Staff(factories.office("จังหวัดอื่น"))
    entered(other, "แผนอื่น")
    book = RegisterBook.objects.get(office=other.office)

    page = as_user(staff.clerk).get(reverse("search"), {"q": "แผน", "book": book.pk})

    assert list(page.context["rows"]) == []
    assert list(page.context["form"].errors) == ["book"]


@pytest.mark.parametrize(
    ("asked", "field", "says"),
    [
        (
            {"since": "2 พ.ย. 2563", "until": "1 พ.ย. 2563"},
            "until",
            "วันสุดท้ายอยู่ก่อนวันแรก โปรดสลับวันกัน หรือเว้นว่างไว้ช่องหนึ่ง",
        ),
    ],
)
def test_what_is_not_understood_is_said_at_its_field_and_stays(staff, as_user, asked, field, says):
    page = as_user(staff.clerk).get(reverse("search"), {"q": "แผน", **asked})

    assert page.context["form"].errors == {field: [says]}
    assert all(f'value="{escape(value)}"' in page.content.decode() for value in asked.values())


def test_a_secret_letter_is_not_counted_for_who_may_not_see_it(staff, as_user):
    keeper = factories.person()
    factories.post(keeper, staff.office, Role.CLERK, handles_secret=True)
    seen = entered(staff, "แผนเปิด")
    hidden = factories.arrived(
        staff.office, by=keeper, subject="แผนลับ", secrecy=Secrecy.SECRET, issuer_name="กรมลับ"
    )
    registering.register(hidden, by=keeper, at=MONDAY)

    page = as_user(staff.officer).get(reverse("search"), {"q": "แผน"})
    theirs = as_user(keeper).get(reverse("search"), {"q": "แผน"})

    assert (page.context["page"].paginator.count, numbered(page.context["rows"])) == (1, [seen.pk])
    assert page.context["whole"]
    assert sorted(numbered(theirs.context["rows"])) == sorted([seen.pk, hidden.pk])
    assert hidden not in rows(as_user(staff.officer), q="แผนลับ")


def test_a_secret_letter_does_not_make_a_search_too_large(staff, monkeypatch):
    monkeypatch.setattr(found, "MOST", 1)
    monkeypatch.setattr(found, "LOOKED_THROUGH", 1)
    monkeypatch.setattr(found, "COMMON", 2)
    keeper = factories.person()
    factories.post(keeper, staff.office, Role.CLERK, handles_secret=True)
    entered(staff, "แผนเปิด")
    for number in range(3):
        hidden = factories.arrived(
            staff.office, by=keeper, subject=f"แผนลับ {number}", secrecy=Secrecy.SECRET
        )
        registering.register(hidden, by=keeper, at=MONDAY)

    viewers = [Viewer.of(person, MONDAY) for person in (staff.officer, keeper)]
    results = [look_for(OfficeCopy.objects.of(one), "แผน", one) for one in viewers]

    assert [(one.number, one.whole) for one in results] == [(1, True), (1, False)]


def test_with_words_too_common_the_newest_are_shown_and_it_is_said(staff, as_user, monkeypatch):
    monkeypatch.setattr(found, "MOST", 2)
    monkeypatch.setattr(found, "LOOKED_THROUGH", 3)
    monkeypatch.setattr(found, "SAMPLE", 1)
    copies = [entered(staff, f"แผน {number}", days=number) for number in range(8)]

    page = as_user(staff.clerk).get(reverse("search"), {"q": "แผน"})

    assert numbered(page.context["rows"]) == numbered(copies[:-3:-1])
    assert (
        "คำนี้มีในหนังสือมาก แสดงเพียงบางส่วน เรียงฉบับใหม่ก่อน โปรดเพิ่มคำค้น หรือเลือกช่วงวัน"
        in page.content.decode()
    )


def test_what_is_shown_of_too_many_has_no_hole(staff, monkeypatch):
    monkeypatch.setattr(found, "MOST", 2)
    monkeypatch.setattr(found, "LOOKED_THROUGH", 3)
    monkeypatch.setattr(found, "COMMON", 2)
    plans = [entered(staff, f"แผน {number}", days=number) for number in range(5)]
    for number in range(3):
        entered(staff, "อื่น", days=5 + number)
    viewer = Viewer.of(staff.clerk, MONDAY)

    result = look_for(OfficeCopy.objects.of(viewer), "แผน", viewer)

    assert (numbered(result.copies), result.whole) == ([plans[-1].pk], False)


def test_a_short_word_is_looked_for_in_the_newest(staff, monkeypatch):
    monkeypatch.setattr(found, "LOOKED_THROUGH", 2)
    copies = [entered(staff, "สถ", days=number) for number in range(4)]
    viewer = Viewer.of(staff.clerk, MONDAY)

    result = look_for(OfficeCopy.objects.of(viewer), "สถ", viewer)

    assert (sorted(numbered(result.copies)), result.whole) == (numbered(copies[1:]), False)


def test_a_search_is_kept_asked_again_and_put_away(three, staff, as_user):
    client = as_user(staff.clerk)
    query = "?q=%E0%B9%81%E0%B8%9C%E0%B8%99&order=old"

    kept = client.post(reverse("saved_views"), {"name": "แผนเก่า", "query": query}, follow=True)
    (view,) = kept.context["views"]
    again = client.get(view.url)
    gone = client.post(reverse("saved_views"), {"retire": view.pk, "query": ""}, follow=True)

    assert (view.name, numbered(again.context["rows"])) == ("แผนเก่า", numbered(three))
    assert [str(one) for one in kept.context["messages"]] == ["บันทึกมุมมอง “แผนเก่า” แล้ว"]
    assert [str(one) for one in gone.context["messages"]] == ["เอามุมมอง “แผนเก่า” ออกแล้ว"]
    assert list(views_of(staff.clerk)) == []


def test_a_search_that_cannot_be_kept_says_why_and_stays(staff, as_user):
    client = as_user(staff.clerk)
    name = "ก" * 61

    page = client.post(reverse("saved_views"), {"name": name, "query": "?q=x"}, follow=True)

    said = [str(one) for one in page.context["messages"]]
    assert said == ["ชื่อมุมมองยาวเกินไป โปรดใช้ไม่เกิน ๖๐ ตัวอักษร"]
    assert (page.context["text"], page.context["view_name"]) == ("x", name)


def test_nobody_sees_or_puts_away_the_searches_of_another(staff, as_user):
    view = save_view("ของฉัน", asked={"q": "แผน"}, by=staff.clerk, at=MONDAY)

    page = as_user(staff.officer).post(
        reverse("saved_views"), {"retire": view.pk, "query": ""}, follow=True
    )

    assert page.context["views"] == []
    assert list(views_of(staff.clerk)) == [view]


def table(client, **asked):
    answer = client.get(reverse("search_xlsx"), asked)
    assert answer["Content-Type"] == found_file.XLSX
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active


def test_the_table_has_thai_headings_real_days_and_the_rows_of_the_search(staff, as_user):
    entered(staff, "เรื่องอื่น")
    wanted = entered(
        staff,
        "=แผน",
        number_printed="มท ๐๘๑๐.๓/ว ๙",
        dated_printed="20 ตุลาคม 2563",
        addressee="ผู้ว่าราชการจังหวัด",
        due_at=factories.at("2020-11-01", "00:00"),
    )

    sheet = table(as_user(staff.clerk), q="แผน")

    head, row = sheet.iter_rows(values_only=True)
    assert head == (
        *("เรื่อง", "ที่", "ลงวันที่", "จาก", "ถึง", "ชั้นความเร็ว", "ชนิดหนังสือ", "เข้ามาเมื่อ"),
        *("เลขรับ", "สถานะ", "อยู่ที่", "เจ้าของเรื่อง", "กำหนดตอบ"),
    )
    assert row == (
        *("=แผน", "มท ๐๘๑๐.๓/ว ๙", dt.datetime(2020, 10, 20), "กรมหนึ่ง", "ผู้ว่าราชการจังหวัด"),
        *("ปกติ", "หนังสือภายนอก", dt.datetime(2020, 10, 26), wanted.entries.get().number),
        *("ลงรับแล้ว", "จังหวัดทดสอบ", None, dt.datetime(2020, 10, 31)),
    )
    assert (sheet["A2"].data_type, sheet["C2"].is_date, sheet.freeze_panes) == ("s", True, "A2")


def test_the_table_ends_after_so_many_rows_and_says_so(staff, as_user, monkeypatch):
    monkeypatch.setattr(found_file, "MOST_ROWS", 2)
    for number in range(4):
        entered(staff, f"แผน {number}", days=number)

    lines = list(table(as_user(staff.clerk), q="แผน").iter_rows(values_only=True))

    assert [line[0] for line in lines] == [
        "เรื่อง",
        "แผน 3",
        "แผน 2",
        "มีมากกว่านี้ แสดงเพียง ๑๐,๐๐๐ ฉบับแรก โปรดใช้ตัวกรองให้แคบลง",
    ]


def test_the_table_holds_nothing_of_another_house(staff, as_user):
    entered(staff, "แผน")
    other = factories.Staff(factories.office("จังหวัดอื่น"))

    assert table(as_user(other.clerk), q="แผน").max_row == 1
