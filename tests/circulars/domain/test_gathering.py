"""Replies are taken in, sent back, excused; and the matter is closed."""

import pytest

from circulars.domain import gathering, registering
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import AnsweredBy, Event, EventKind
from circulars.states import State
from tests import factories
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def country() -> Country:
    country = Country()
    country.ask_all()
    return country


def by_department(country):
    return {"copy": country.top, "by": country.of(country.department).officer, "at": MONDAY}


def reply_letter(country, number="กข 0023/55"):
    """A letter on paper that the department has registered."""
    staff = country.of(country.department)
    copy = factories.arrived(country.department, by=staff.clerk, number_printed=number)
    return registering.register(copy, by=staff.clerk, at=MONDAY)


@pytest.mark.parametrize("written", ["กข ๐๐๒๓/๕๕", "กข 0023/55", "receipt"])
def test_a_letter_that_came_by_paper_answers_for_an_office(country, written):
    entry = reply_letter(country)
    line = country.line(country.local("อบต.1 ในจังหวัดข"))
    number = entry.number_text if written == "receipt" else written

    gathering.take_reply(line, number=number, note="ไม่เสียหาย", **by_department(country))

    line.refresh_from_db()
    assert (line.answered_at, line.answered_by, line.reply, line.note) == (
        MONDAY,
        AnsweredBy.LETTER,
        entry.letter,
        "ไม่เสียหาย",
    )
    event = Event.objects.get(kind=EventKind.ANSWERED)
    assert (event.copy, event.data) == (
        country.top,
        {
            "by_letter": "กข 0023/55",
            "receipt": entry.number_text,
            "office_name": "อบต.1 ในจังหวัดข",
        },
    )


def test_the_copy_of_an_office_that_answered_by_letter_owes_nothing_more(country):
    country.send(country.copy(country.provinces[0]))
    entry = reply_letter(country)
    town = country.local("เมืองในจังหวัดก")

    gathering.take_reply(country.line(town), number=entry.number_text, **by_department(country))

    copy = country.copy(town)
    assert (copy.state, copy.answered_at) == (State.ARRIVED, MONDAY)


@pytest.mark.parametrize("number", ["", "กข 0023/99", "99", "๙๙๙๙๙๙๙๙๙๙๙"])
def test_a_letter_that_is_in_no_book_answers_nothing(country, number):
    reply_letter(country)
    line = country.line(country.local("อบต.1 ในจังหวัดข"))

    with pytest.raises(Invalid) as refusal:
        gathering.take_reply(line, number=number, **by_department(country))

    said = (
        f"ไม่พบหนังสือเลข {number} ในทะเบียนรับของหน่วยงานนี้ โปรดลงทะเบียนรับหนังสือตอบก่อน"
        if number
        else "โปรดเขียนเลขรับ หรือที่ของหนังสือตอบ"
    )
    assert (str(refusal.value), refusal.value.field) == (said, "number")


def test_the_books_of_another_house_are_not_looked_in(country):
    entry = reply_letter(country)
    province = country.provinces[0]
    line = country.line(country.local("อบต.1 ในจังหวัดก"))
    who = {"copy": country.copy(province), "by": country.of(province).officer, "at": MONDAY}

    with pytest.raises(Invalid):
        gathering.take_reply(line, number=entry.letter.number_printed, **who)


def test_another_branch_is_nobody_elses_business(country):
    first, second = country.provinces
    line = country.line(country.local("อบต.1 ในจังหวัดข"))
    who = {"copy": country.copy(first), "by": country.of(first).officer, "at": MONDAY}

    with pytest.raises(NotAllowed) as refusal:
        gathering.excuse(line, reason="ไม่เกี่ยว", **who)

    assert str(refusal.value) == "หน่วยงานนี้ไม่ได้รับหนังสือผ่านหน่วยงานของท่าน"
    who |= {"copy": country.copy(second)}
    with pytest.raises(NotAllowed):
        gathering.excuse(line, reason="ไม่เกี่ยว", **who)


def test_a_reply_that_is_sent_back_is_owed_once_more(country):
    country.send(country.copy(country.provinces[0]))
    town = country.local("เมืองในจังหวัดก")
    country.report(town)

    line = gathering.send_back(country.line(town), note="ขาดตาราง", **by_department(country))

    assert (line.is_returned, country.copy(town).state) == (True, State.REPORTING)
    event = Event.objects.get(kind=EventKind.ANSWER_RETURNED)
    assert (event.copy, event.data) == (country.copy(town), {"reason": "ขาดตาราง"})


def test_one_that_came_only_as_a_letter_is_owed_once_more(country):
    entry = reply_letter(country)
    line = country.line(country.local("อบต.1 ในจังหวัดข"))
    gathering.take_reply(line, number=entry.number_text, **by_department(country))

    line = gathering.send_back(line, note="ขาดตาราง", **by_department(country))

    assert line.is_returned


def test_nothing_is_sent_back_before_it_came_or_without_a_word(country):
    line = country.line(country.local("อบต.1 ในจังหวัดข"))

    with pytest.raises(WrongState) as early:
        gathering.send_back(line, note="ขาดตาราง", **by_department(country))
    with pytest.raises(Invalid) as silent:
        gathering.send_back(line, note=" ", **by_department(country))

    assert str(early.value) == "หน่วยงานนี้ยังไม่ได้ตอบ จึงไม่มีอะไรให้ส่งกลับ"
    assert str(silent.value) == "โปรดเขียนว่าต้องแก้ไขอะไร ผู้ตอบจะเห็นข้อความนี้"


def test_an_excused_office_is_out_of_every_rate_and_its_letter_waits_for_nothing(country):
    country.send(country.copy(country.provinces[0]))
    town = country.local("เมืองในจังหวัดก")

    line = gathering.excuse(country.line(town), reason="ไม่มีพื้นที่", **by_department(country))

    assert (line.excused_at, line.excuse, country.copy(town).due_at) == (MONDAY, "ไม่มีพื้นที่", None)
    with pytest.raises(WrongState) as twice:
        gathering.excuse(line, reason="ไม่มีพื้นที่", **by_department(country))
    with pytest.raises(Invalid) as silent:
        gathering.excuse(line, reason="", **by_department(country))
    assert str(twice.value) == "หน่วยงานนี้ตอบแล้วหรือได้รับยกเว้นแล้ว"
    assert str(silent.value) == "โปรดเขียนเหตุที่หน่วยงานนี้ไม่ต้องตอบ"


def test_closing_names_who_is_missing_and_who_holds_the_letter(country):
    country.send(country.copy(country.provinces[0]))
    country.send(country.copy(country.districts[0]))
    for name in ("เมืองใน", "ทต.ใน", "อบต.1 ใน"):
        country.report(country.local(f"{name}จังหวัดก"))

    assert gathering.missing_below(country.top) == [
        "อบต.2 ในจังหวัดก",
        "จังหวัดข (ยังไม่ส่งต่อหนังสือ)",
    ]
    with pytest.raises(Invalid) as refusal:
        gathering.close(note="", **by_department(country))
    assert (str(refusal.value), refusal.value.field) == (
        "ยังขาดอีก 2 รายการ หากจะปิดก่อนครบ โปรดเขียนเหตุผล",
        "early_reason",
    )
    closed = gathering.close(note="", early_reason="ผู้ว่าฯ เร่งรัด", **by_department(country))
    event = Event.objects.get(kind=EventKind.CERTIFIED)
    assert (closed.state, event.data) == (
        State.REPORTED,
        {
            "missing": ["อบต.2 ในจังหวัดก", "จังหวัดข (ยังไม่ส่งต่อหนังสือ)"],
            "reason": "ผู้ว่าฯ เร่งรัด",
        },
    )


def test_a_level_that_has_everything_vouches_for_it_and_reports_up(country):
    district = country.districts[0]
    country.send(country.copy(country.provinces[0]))
    country.send(country.copy(district))
    for name in ("ทต.ใน", "อบต.1 ใน", "อบต.2 ใน"):
        country.report(country.local(f"{name}จังหวัดก"))
    who = {"by": country.of(district).officer, "at": DUE - DAY}

    gathering.close(country.copy(district), note="ครบ ๓ แห่ง", **who)

    collect = country.line(district)
    assert (collect.answered_at, collect.answered_by, collect.note) == (
        DUE - DAY,
        AnsweredBy.CERTIFIED,
        "ครบ ๓ แห่ง",
    )
    assert country.line(country.local("อบต.1 ในจังหวัดก")).certified_at == DUE - DAY
    with pytest.raises(WrongState) as twice:
        gathering.close(country.copy(district), note="", **who)
    assert str(twice.value) == "หนังสือฉบับนี้ไม่ได้อยู่ในขั้นรวบรวมคำตอบ หรือรายงานไปแล้ว"
