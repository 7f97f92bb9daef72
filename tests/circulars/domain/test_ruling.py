"""A deadline that is a rule: asked in a draft, frozen at dispatch, resolved by each receiver."""

import datetime as dt

import pytest

from circulars.domain import approving, dispatching, drafting, registering
from circulars.domain.content import content_of
from circulars.domain.extending import extend
from circulars.domain.ruling import (
    check_askable,
    columns_of,
    counted_over,
    counts_from_receipt,
    days_off_since,
    due_by,
    due_of,
    due_on_receipt,
    phrase_of,
    resolved,
)
from circulars.errors import Invalid
from circulars.models import Dispatch
from offices.models import Holiday
from tests.factories import DAY, MONDAY, Staff, at
from tests.keeping import built_once
from tests.screens.work.task_screens import House
from thai.deadline_phrase import parse_deadline
from thai.deadline_rule import Rule

pytestmark = pytest.mark.django_db

TODAY = MONDAY.date()


def rule(phrase: str) -> Rule:
    found = parse_deadline(phrase, on=TODAY).rule
    assert found is not None
    return found


@pytest.fixture
@built_once
def house():
    return House(2)


def asking(house: House, phrase: str):
    """The draft of the house, with this deadline."""
    draft = house.drafting()
    drafting.save_version(
        draft,
        content_of(draft.latest),
        by=house.people.officer,
        at=MONDAY,
        **columns_of(rule(phrase)),
    )
    draft.refresh_from_db()
    return draft


def sent(house: House, phrase: str) -> Dispatch:
    draft, people = asking(house, phrase), house.people
    approving.submit(draft, by=people.officer, at=MONDAY)
    approving.pass_on(draft, by=people.reviewer, at=MONDAY)
    approving.sign(draft, by=people.signer, at=MONDAY)
    sending = dispatching.dispatch(house.copy, by=people.officer, at=MONDAY + DAY)
    dispatching.fan_out(sending.pk, at=MONDAY + DAY)
    return sending


def test_a_plain_day_is_kept_as_a_moment_and_anything_else_as_a_rule():
    assert columns_of(None) == {"due_at": None, "deadline": None}
    assert columns_of(rule("31/10/63")) == {"due_at": at("2020-11-01", "00:00"), "deadline": None}
    assert columns_of(rule("31/10/63 เวลา 16.30 น.")) == {
        "due_at": at("2020-10-31", "16:30"),
        "deadline": None,
    }
    assert columns_of(rule("ภายใน 7 วัน")) == {
        "due_at": None,
        "deadline": {"kind": "within", "count": 7, "unit": "days", "since": "receipt"},
    }


def test_a_count_from_the_receipt_is_counted_from_the_sending_until_each_registers(house):
    sending = sent(house, "ภายใน 3 วัน")
    first, second = house.children()
    people = Staff(first.office)

    registering.register(first, by=people.clerk, at=MONDAY + 4 * DAY)
    first.refresh_from_db()

    last = dt.timedelta(days=1)
    midnight = MONDAY.replace(hour=0, minute=0)
    assert phrase_of(sending) == "ภายใน ๓ วันนับแต่วันที่ได้รับหนังสือ"
    assert sending.due_at == midnight + 4 * DAY + last
    assert second.due_at == sending.due_at
    assert first.due_at == midnight + 7 * DAY + last


def test_more_time_that_was_given_before_the_receipt_stays(house):
    sent(house, "ภายใน 3 วัน")
    first, _second = house.children()
    extend(first, MONDAY + 20 * DAY, by=house.people.signer, at=MONDAY + DAY, reason="น้ำท่วม")
    first.refresh_from_db()

    assert due_on_receipt(first, MONDAY + 4 * DAY) == MONDAY + 20 * DAY


def test_a_rule_from_the_letter_is_one_day_for_all(house):
    sending = sent(house, "ภายใน 15 วันนับแต่วันที่ลงในหนังสือ")
    first, second = house.children()

    registering.register(first, by=Staff(first.office).clerk, at=MONDAY + 4 * DAY)
    first.refresh_from_db()

    assert first.due_at == second.due_at == sending.due_at
    assert sending.due_at == MONDAY.replace(hour=0, minute=0) + 16 * DAY


def test_working_days_are_those_of_the_table_of_holidays():
    Holiday.objects.create(day=TODAY + DAY, name="วันหยุดพิเศษ")

    due_at = resolved(rule("ภายใน 1 วันทำการ"), None, MONDAY)

    assert due_at == MONDAY.replace(hour=0, minute=0) + 3 * DAY
    assert days_off_since(TODAY)(TODAY + DAY)
    assert not days_off_since(TODAY)(TODAY + 2 * DAY)


def test_a_draft_says_what_its_rule_would_mean_now(house):
    draft = asking(house, "ภายใน 3 วัน")

    assert due_of(draft, MONDAY) == MONDAY.replace(hour=0, minute=0) + 4 * DAY
    assert due_by(draft, None, MONDAY + DAY) == MONDAY.replace(hour=0, minute=0) + 5 * DAY


def test_urgency_has_no_day_and_is_not_late(house):
    sending = sent(house, "โดยด่วน")

    assert (phrase_of(sending), sending.due_at) == ("โดยด่วน", None)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        (
            "ภายในวันที่ 5 ของทุกเดือน",
            "“ภายในวันที่ ๕ ของทุกเดือน” ไม่มีงวดสุดท้าย โปรดเขียนต่อว่าถึงเมื่อใดหรือกี่งวด เช่น "
            "ภายในวันที่ 5 ของทุกเดือน จนถึงวันที่ 30 กันยายน 2564 หรือ จำนวน 12 งวด",
        ),
        (
            "ภายในวันที่ 5 ของทุกเดือน จนถึงวันที่ 30 กันยายน 2562",
            "“ภายในวันที่ ๕ ของทุกเดือน จนถึงวันที่ ๓๐ กันยายน ๒๕๖๒” ไม่เหลืองวดใดหลังวันนี้ โปรดตรวจวันสุดท้ายของงวด",
        ),
        (
            "ทุกวัน จำนวน 367 งวด",
            "“ทุกวัน จำนวน ๓๖๗ งวด” มีเกิน 366 งวด โปรดกำหนดวันสุดท้ายให้เร็วขึ้นหรือลดจำนวนงวด",
        ),
    ],
)
def test_rounds_must_end_and_have_one_left(phrase, sentence):
    with pytest.raises(Invalid) as refused:
        check_askable(rule(phrase), MONDAY)

    assert (str(refused.value), refused.value.field) == (sentence, "due_at")


def test_rounds_with_an_end_may_be_asked():
    assert check_askable(rule("ทุกเดือน จนถึงวันที่ 30 กันยายน 2570"), MONDAY) is None
    assert check_askable(rule("31/10/2570"), MONDAY) is None
    assert check_askable(rule("ทุกวัน จำนวน 366 งวด"), MONDAY) is None


def test_a_day_off_inside_a_count_of_working_days_moves_its_end(house):
    sending = sent(house, "ภายใน 5 วันทำการนับแต่วันที่ลงในหนังสือ")
    first, _second = house.children()

    def over(day: dt.date):
        return counted_over(sending, first.office, day, received_on=sending.at)

    stands, later = at("2020-11-03", "00:00"), at("2020-11-04", "00:00")
    assert first.due_at == stands
    assert over(dt.date(2020, 10, 28)) == (stands, later)
    # A Sunday was not counted anyway, and a day after the end is none of it.
    assert over(dt.date(2020, 11, 1)) == (stands, stands)
    assert over(dt.date(2020, 11, 3)) == (stands, stands)
    assert counts_from_receipt(sending) is False
