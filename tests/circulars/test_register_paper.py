"""Forms 13 and 14 as printed, and what they say was done with each letter."""

import pytest
from django.urls import reverse

from circulars.domain import approving, dispatching, endorsing, registering
from circulars.states import Order
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.papers.reading_pdf import copied, picture, squeezed, word
from tests.screens.desk.test_desk import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE, on_system=True)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


@pytest.fixture
def group(province):
    return factories.office(
        "กลุ่มงานหนึ่ง", Kind.DIVISION, parent=province, number_code="0001.1", issues_numbers=False
    )


def registered(staff, moment=MONDAY, *, action="", **fields):
    copy = factories.arrived(staff.office, by=staff.clerk, moment=moment, **fields)
    return registering.register(copy, by=staff.clerk, at=moment, action=action)


def passed_down(copy, staff, *, to):
    """``copy`` goes to a unit, whose officer sends a letter of his own on to ``to``."""
    inside = factories.Staff(to)
    endorsing.endorse(copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_unit=to)
    own = registering.register(copy, by=inside.clerk, at=MONDAY + DAY)
    endorsing.endorse(copy, Order.FORWARD, by=inside.officer, at=MONDAY + DAY)
    draft = copy.drafts.get()
    approving.submit(draft, by=inside.officer, at=MONDAY + DAY)
    approving.pass_on(draft, by=inside.reviewer, at=MONDAY + DAY)
    approving.sign(draft, by=staff.signer, at=MONDAY + 2 * DAY)
    dispatching.dispatch(copy, by=inside.officer, at=MONDAY + 3 * DAY)
    return own


def actions(client, entry):
    page = client.get(reverse("register_book", args=[entry.book_id]))
    return [line.action for _day, lines in page.context["days"] for line in lines]


def paper(client, entry, **query):
    return client.get(reverse("register_pdf", args=[entry.book_id]), query).content


def test_what_was_done_is_read_off_the_endorsement_and_the_letter_sent_on(
    staff, province, group, as_user
):
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=province)
    entry = registered(staff, action="ด่วน", body="ด้วยมีเรื่องทดสอบ")
    own = passed_down(entry.copy, staff, to=group)
    client = as_user(staff.clerk)

    house, unit = actions(client, entry), actions(client, own)

    sent = "ส่งต่อ ที่ ทด ๐๐๐๑.๑/ว ๑ ลว. ๒๘/๑๐/๖๓"
    assert house == [f"ด่วน · ส่ง กลุ่มงานหนึ่ง ๒๖/๑๐/๖๓ · {sent}"]
    assert unit == [sent]
    assert squeezed(f"ด่วน·ส่งกลุ่มงานหนึ่ง๒๖/๑๐/๖๓·{sent}") in copied(paper(client, entry))


def test_a_letter_back_to_who_wrote_is_an_answer(staff, province, group, as_user):
    district = factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=province)
    entry = registered(staff, issuer_name="อำเภอหนึ่ง", body="ด้วยมีเรื่องทดสอบ")
    passed_down(entry.copy, staff, to=group)
    dispatching.fan_out(entry.copy.dispatches.get().pk, at=MONDAY + 3 * DAY)

    assert entry.copy.letter.issuer == district
    assert actions(as_user(staff.clerk), entry) == [
        "ส่ง กลุ่มงานหนึ่ง ๒๖/๑๐/๖๓ · ตอบแล้ว ที่ ทด ๐๐๐๑.๑/ว ๑ ลว. ๒๘/๑๐/๖๓"
    ]


def test_an_officer_is_named_and_a_void_line_says_only_what_was_written(staff, as_user):
    entry = registered(staff, action="ลงผิด")
    registering.void_entry(entry, by=staff.clerk, at=MONDAY, reason="ลงผิดเล่ม")
    registering.register(entry.copy, by=staff.clerk, at=MONDAY)
    officer = staff.officer
    endorsing.endorse(entry.copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_officer=officer)

    assert actions(as_user(staff.clerk), entry) == [f"มอบ {officer.full_name} ๒๖/๑๐/๖๓", "ลงผิด"]


def made_secret(entry):
    """A letter that had its number before it was known to be secret."""
    entry.letter.secrecy = "002"
    entry.letter.save()
    return entry


def test_what_was_done_with_a_secret_letter_is_not_told(staff, group, as_user):
    secret = made_secret(registered(staff))
    officer = factories.Staff(group).officer
    endorsing.endorse(secret.copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_officer=officer)

    assert actions(as_user(staff.supervisor), secret) == []
    assert len(actions(as_user(staff.clerk), secret)[0]) > 0


def test_what_was_done_costs_no_question_a_line(staff, group, as_user):
    client = as_user(staff.clerk)
    entry = registered(staff)
    address = reverse("register_book", args=[entry.book_id])
    endorsing.endorse(entry.copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_unit=group)
    client.get(address)
    few = count_queries(client, address)
    for _number in range(20):
        more = registered(staff)
        endorsing.endorse(more.copy, Order.ASSIGN, by=staff.clerk, at=MONDAY, to_unit=group)

    assert count_queries(client, address) == few


def test_each_day_of_a_printed_month_stands_above_its_rows(staff, as_user):
    entry = registered(staff, subject="เรื่องแรก")
    registered(staff, subject="เรื่องสอง")
    registered(staff, MONDAY + DAY, subject="เรื่องสาม")
    client = as_user(staff.clerk)

    month = copied(paper(client, entry, month="10"))
    day = copied(paper(client, entry, day="26/10/63"))

    first, second = "วันที่๒๖เดือนตุลาคมพ.ศ.๒๕๖๓", "วันที่๒๗เดือนตุลาคมพ.ศ.๒๕๖๓"
    assert [month.count(text) for text in (first, second)] == [1, 1]
    places = [month.index(text) for text in (first, "เรื่องแรก", "เรื่องสอง", second, "เรื่องสาม")]
    assert places == sorted(places)
    assert day.count(first) == 1  # the heading of the form has it already


def test_paper_is_thai_on_an_english_screen(staff, as_user):
    staff.supervisor.language = "en"
    staff.supervisor.screen_digits = "arabic"
    staff.supervisor.save()
    entry = registered(staff)
    registering.void_entry(entry, by=staff.clerk, at=MONDAY, reason="ลงซ้ำกับเลข 1")
    made_secret(registered(staff))

    text = copied(paper(as_user(staff.supervisor), entry))

    assert text.startswith("ทะเบียนหนังสือรับพ.ศ.๒๕๖๓จังหวัดทดสอบ")
    assert "ยกเลิก:ลงซ้ำกับเลข๑" in text
    assert "หนังสือชั้นความลับ" not in text
    assert not any(letter.isascii() and letter.isalpha() for letter in text)
    assert not any(one in "0123456789" for one in text)


def test_why_a_number_is_void_is_printed_black_and_not_struck_through(staff, as_user):
    entry = registered(staff)
    registering.void_entry(entry, by=staff.clerk, at=MONDAY, reason="ลงซ้ำ")
    pdf = paper(as_user(staff.clerk), entry)

    note = word(pdf, "ยกเลิก")
    box = [round(edge * 8) for edge in (note.left, note.top, note.right, note.bottom)]
    ink = picture(pdf).crop(box).convert("L")

    rows = [[ink.getpixel((x, y)) < 128 for x in range(ink.width)] for y in range(ink.height)]
    assert ink.getextrema()[0] < 30
    assert max(sum(row) / len(row) for row in rows) < 0.8
