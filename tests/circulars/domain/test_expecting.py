"""What an office owes, and the acts that settle it."""

import pytest

from circulars.domain import endorsing, expecting, extending, registering, reporting
from circulars.errors import Invalid, WrongState
from circulars.models import AnsweredBy, OfficeCopy, What
from circulars.states import Order, State
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def country() -> Country:
    return Country()


def paid(line):
    line.refresh_from_db()
    return line.first_answered_at, line.answered_at, line.answered_by, line.note


def test_a_report_in_words_settles_it(country):
    country.send(country.top, asks="reply", to={"groups": ["provinces"]})
    province = country.provinces[0]

    country.report(province, "บ้านเสียหาย ๓ หลัง")

    assert paid(country.line(province)) == (MONDAY, MONDAY, AnsweredBy.WORDS, "บ้านเสียหาย ๓ หลัง")
    assert country.copy(province).state == State.REPORTED


def test_there_being_nothing_is_a_report(country):
    country.send(country.top, asks="reply", to={"groups": ["provinces"]})
    copy = country.copy(country.provinces[0])
    staff = country.of(copy.office)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.REPORT, by=staff.officer, at=MONDAY)

    with pytest.raises(Invalid) as refusal:
        reporting.report_done(copy, by=staff.officer, at=MONDAY, note=" ")
    reporting.report_done(copy, by=staff.officer, at=MONDAY, note="", nil=True)

    assert str(refusal.value) == "โปรดเขียนผลการดำเนินการ ผู้ส่งจะได้ทราบ"
    assert paid(country.line(copy.office)) == (
        MONDAY,
        MONDAY,
        AnsweredBy.NIL,
        "ไม่มีข้อมูลที่จะรายงาน",
    )


def test_an_acknowledgement_is_the_number_in_the_book(country):
    country.send(country.top, asks="ack", to={"groups": ["provinces"]})
    copy = country.copy(country.provinces[0])

    registering.register(copy, by=country.of(copy.office).clerk, at=MONDAY)

    line = country.line(copy.office, What.ACKNOWLEDGE)
    assert paid(line) == (MONDAY, MONDAY, AnsweredBy.REGISTERED, "")
    assert country.top.state == State.REPORTING


def test_what_was_only_to_be_done_is_done_when_the_letter_is_filed(country):
    country.send(country.top, asks="act", to={"groups": ["provinces"]})
    copy, staff = country.copy(country.provinces[0]), country.of(country.provinces[0])
    registering.register(copy, by=staff.clerk, at=MONDAY)

    endorsing.endorse(copy, Order.FILE, by=staff.officer, at=MONDAY)

    assert paid(country.line(copy.office, What.ACT)) == (MONDAY, MONDAY, AnsweredBy.CLOSED, "")


def test_a_letter_that_asks_for_an_answer_cannot_be_filed(country):
    country.send(country.top, asks="reply", to={"groups": ["provinces"]})
    copy, staff = country.copy(country.provinces[0]), country.of(country.provinces[0])
    registering.register(copy, by=staff.clerk, at=MONDAY)

    with pytest.raises(WrongState) as refusal:
        endorsing.endorse(copy, Order.FILE, by=staff.officer, at=MONDAY)

    assert str(refusal.value) == (
        "หนังสือฉบับนี้ขอให้ตอบ จึงเก็บเข้าแฟ้มไม่ได้ โปรดสั่งให้รายงานผล หรือส่งต่อให้หน่วยงานที่ต้องตอบ"
    )


def test_nor_one_for_which_others_wait(country):
    country.send(country.top, asks="act", owed_by=["SAO"], to={"groups": ["provinces"]})
    copy, staff = country.copy(country.provinces[0]), country.of(country.provinces[0])
    registering.register(copy, by=staff.clerk, at=MONDAY)

    with pytest.raises(WrongState):
        endorsing.endorse(copy, Order.FILE, by=staff.officer, at=MONDAY)

    assert expecting.holds_up(copy)


def test_who_answered_late_stays_late(country):
    country.send(country.top, asks="reply", to={"groups": ["provinces"]})
    province = country.provinces[0]
    country.report(province, at=DUE)

    reporting.reopen(
        country.copy(province),
        by=country.of(country.department).officer,
        at=DUE + DAY,
        reason="ขาดตาราง",
    )
    returned = country.line(province)
    reporting.report_done(
        country.copy(province), by=country.of(province).officer, at=DUE + 2 * DAY, note="ครบแล้ว"
    )

    assert (returned.is_returned, returned.answered_at, returned.on_time) == (True, None, False)
    line = country.line(province)
    assert (line.first_answered_at, line.answered_at, line.on_time) == (DUE, DUE + 2 * DAY, False)


def test_a_new_deadline_of_the_letter_is_that_of_what_it_owes(country):
    country.send(country.top, asks="reply", to={"groups": ["provinces"]})
    copy, by = country.copy(country.provinces[0]), country.of(country.department).officer

    extending.extend(copy, DUE + DAY, by=by, at=MONDAY, reason="น้ำยังท่วม")

    assert [country.line(one).due_at for one in country.provinces] == [DUE + DAY, DUE]


def test_a_report_by_a_date_is_not_filed_by_sending_it(country):
    """The finding of the audit: 8,804 offices late, and the board unchanged."""
    country.send(country.top, to={"groups": ["provinces"]})

    late = OfficeCopy.objects.overdue(DUE)
    assert country.top.state == State.REPORTING
    assert {copy.office for copy in late} == {*country.provinces, country.department}


def test_a_letter_for_information_ends_with_its_sending(country):
    country.send(country.top, asks="none", to={"groups": ["provinces"]}, due_at=None)

    assert (country.top.state, expecting.awaits(country.top)) == (State.FILED, False)


STANDINGS = [
    ({}, "not_reached"),
    ({"reached": True}, "on_way"),
    ({"reached": True, "registered_at": MONDAY}, "reached"),
    ({"reached": True, "due_at": MONDAY}, "overdue"),
    ({"first_answered_at": MONDAY}, "returned"),
    ({"first_answered_at": MONDAY, "answered_at": MONDAY}, "on_time"),
    ({"first_answered_at": DUE, "answered_at": DUE}, "late"),
    ({"first_answered_at": MONDAY, "answered_at": MONDAY, "certified_at": MONDAY}, "certified"),
]


@pytest.mark.parametrize(("fields", "word"), STANDINGS)
def test_one_word_for_where_a_line_stands(country, fields, word):
    country.send(country.top, asks="reply", to={"groups": ["provinces"]})
    line = country.line(country.provinces[0])
    if not fields.pop("reached", False):
        line.copy = None
    elif "registered_at" in fields:
        line.copy.registered_at = fields.pop("registered_at")
    for name, value in fields.items():
        setattr(line, name, value)

    assert line.standing(MONDAY) == word
