"""Finding by number: every spelling, on top of every page and in a register book alike."""

import pytest
from django.db import connection
from django.urls import reverse

from circulars.domain import registering
from circulars.models import Letter
from offices.models import Kind
from screens.frame.finding import written
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def entered(staff, number, **fields):
    fields.setdefault("issuer_name", "กอง")
    copy = factories.arrived(staff.office, by=staff.clerk, number_printed=number, **fields)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    return copy


SPELLINGS = [
    ("มท ๐๘๑๐.๓/ว ๓๑๙๕", "มท0810.3/ว3195"),
    ("มท ๐๘๑๐.๓/ว ๓๑๙๕", "0810.3/ว3195"),
    ("มท ๐๘๑๐.๓/ว ๓๑๙๕", "๐๘๑๐.๓/ว.๓๑๙๕"),
    ("มท ๐๘๑๐.๓/ว ๓๑๙๕", "ว3195"),
    ("มท ๐๘๑๐.๓/ว ๓๑๙๕", "ว ๓๑๙๕"),
    ("มท ๐๘๑๐.๓/ว ๓๑๙๕", "มท ว3195"),
    ("บก ๖๖๐๑๐๑/ว ๑๒๓", "660101/ว123"),
    ("บก ๖๖๐๑๐๑/ว ๑๒๓", "ว123"),
    ("บก 0023.3/77", "บก.0023.3/๗๗"),
]


@pytest.mark.parametrize(("printed", "typed"), SPELLINGS)
def test_the_search_and_the_book_find_a_number_in_every_spelling(staff, as_user, printed, typed):
    for number in ("มท 0810.3/ว 31950", "ทด 0810.3/8", "บก 660101/ว 1230", "นร 0505/ว 7"):
        entered(staff, number)
    wanted = entered(staff, printed)
    client = as_user(staff.clerk)
    entry = wanted.entries.get()

    top = client.get(reverse("search"), {"q": typed})
    book = client.get(reverse("register_book", args=[entry.book_id]), {"q": typed})

    lines = [line.entry for _day, lines in book.context["days"] for line in lines]
    assert (top.context["rows"][0], top.context["near"]) == (wanted, False)
    assert lines[0] == entry


def test_without_letters_the_same_number_of_every_ministry_is_found(staff, as_user):
    ours = [entered(staff, number) for number in ("มท 0810.3/ว 123", "กค 0402/ว 123")]
    entered(staff, "มท 0810.3/ว 1234")
    entered(staff, "มท 0810.3/123")

    page = as_user(staff.clerk).get(reverse("search"), {"q": "ว123"})

    assert page.context["rows"] == ours[::-1]


def test_people_of_a_unit_find_by_number_what_lies_there(staff, as_user):
    group = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=staff.office)
    inside = factories.Staff(group)
    entered(staff, "มท 0810.3/ว 123")
    mine = factories.arrived(group, by=inside.clerk, number_printed="กค 0402/ว 123")

    page = as_user(inside.officer).get(reverse("search"), {"q": "ว123"})

    assert page.context["rows"] == [mine]


def test_the_letter_with_just_this_receipt_number_comes_first(staff, as_user):
    copies = [entered(staff, f"มท 0888/ว {80 + place}") for place in range(9)]
    numbered = entered(staff, "มท 0202/8")
    client = as_user(staff.clerk)
    book = copies[0].entries.get().book_id

    top = client.get(reverse("search"), {"q": "๘"}).context["rows"]
    page = client.get(reverse("register_book", args=[book]), {"q": "8"})

    lines = [line.entry.number for _day, lines in page.context["days"] for line in lines]
    assert top[:2] == [copies[7], numbered]
    assert lines[:2] == [8, 10]
    assert len(top) == len(lines) == 10


@pytest.mark.parametrize(
    "typed",
    [
        "ผู้ว่าราชการจังหวัดบึงกาฬ",
        "แบบฟอร์ม พิเศษ",
        "มอบงานการเงินเร่งด่วน",
        "25 ต.ค. 2563",
        "ซักซ้อม กรมส่งเสริม",
        "สถ.",
        "พรบ ภาษีที่ดิน ฯ",
        "1250000",
    ],
)
def test_a_letter_is_found_by_all_that_is_known_of_it(staff, as_user, typed):
    entered(staff, "มท 0810.3/ว 9", subject="สถานที่ประชุม", enclosures=[])
    wanted = factories.arrived(
        staff.office,
        by=staff.clerk,
        number_printed="มท 0810.3/ว 8",
        dated_printed="25 ตุลาคม 2563",
        subject="ซักซ้อมพ.ร.บ.ภาษีที่ดินฯ 1,250,000 บาท",
        issuer_name="กรมส่งเสริมการปกครองท้องถิ่น",
        addressee="ผู้ว่าราชการจังหวัดบึงกาฬ",
        enclosures=[{"text": "แบบฟอร์มพิเศษ", "amount": "1 ชุด"}],
    )
    registering.register(wanted, by=staff.clerk, at=MONDAY, action="มอบงานการเงินเร่งด่วน")

    page = as_user(staff.clerk).get(reverse("search"), {"q": typed})

    assert (page.context["rows"], page.context["near"]) == ([wanted], False)


def test_an_office_finds_a_letter_by_the_number_it_went_out_under_and_no_other_does(as_user):
    house = House(1)
    house.dispatched()
    own = Letter.objects.get(dispatches__copy=house.copy)
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))

    mine = as_user(house.people.clerk).get(reverse("search"), {"q": own.number_printed})
    theirs = as_user(stranger.clerk).get(reverse("search"), {"q": own.number_printed})

    assert mine.context["rows"] == [house.copy]
    assert theirs.context["rows"] == []


@pytest.mark.parametrize("typed", ["ว3195", "0810.3/ว3195", "มท0810.3/ว3195", "น้ำประปา", "อปท. น้ำ"])
def test_no_search_walks_through_all_letters(typed):
    found = Letter.objects.filter(written(typed)).order_by().values("pk")
    statement, values = found.query.sql_with_params()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "letter_folded_trgm" in plan
    assert "Seq Scan" not in plan
