"""A receiver asks for more time; the sender grants or refuses."""

import pytest

from circulars.domain import asking_time
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import EventKind
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def country() -> Country:
    country = Country()
    country.ask_all()
    country.send(country.copy(country.provinces[0]), due_at=DUE - DAY)
    return country


def asked(country, until=DUE + DAY, reason=" น้ำยังท่วม "):
    copy = country.copy(country.provinces[0])
    by = country.of(copy.office).officer
    return asking_time.ask_for_time(copy, until, by=by, at=MONDAY, reason=reason)


def test_what_is_asked_is_on_record_and_changes_nothing_yet(country):
    request = asked(country)

    assert (request.until, request.reason, request.decided_at) == (DUE + DAY, "น้ำยังท่วม", None)
    assert country.copy(country.provinces[0]).due_at == DUE
    event = request.copy.events.get(kind=EventKind.TIME_ASKED)
    assert event.data == {"until": (DUE + DAY).isoformat(), "reason": "น้ำยังท่วม"}


def test_what_is_granted_reaches_those_below(country):
    request = asked(country)
    by = country.of(country.department).officer

    asking_time.grant(request, by=by, at=MONDAY + DAY)

    request.refresh_from_db()
    assert (request.decided_at, request.decided_by, request.granted_until) == (
        MONDAY + DAY,
        by,
        DUE + DAY,
    )
    assert country.line(country.provinces[0]).due_at == DUE + DAY
    assert country.line(country.districts[0]).due_at == DUE


def test_the_sender_may_give_another_day(country):
    request = asked(country, until=DUE + 9 * DAY)

    asking_time.grant(
        request, by=country.of(country.department).officer, at=MONDAY, until=DUE + 2 * DAY
    )

    assert country.line(country.provinces[0]).due_at == DUE + 2 * DAY


def test_a_refusal_says_why_and_the_next_request_is_free(country):
    request = asked(country)
    by = country.of(country.department).officer
    with pytest.raises(Invalid) as silent:
        asking_time.refuse(request, by=by, at=MONDAY, reason="")

    asking_time.refuse(request, by=by, at=MONDAY, reason="กระทรวงเร่งรัด")

    request.refresh_from_db()
    assert (request.answer, request.granted_until) == ("กระทรวงเร่งรัด", None)
    assert (str(silent.value), silent.value.field) == (
        "โปรดเขียนเหตุผลที่ไม่ขยายเวลา ผู้รับจะได้อ่าน",
        "reason",
    )
    with pytest.raises(WrongState) as twice:
        asking_time.grant(request, by=by, at=MONDAY)
    assert str(twice.value) == "คำขอนี้พิจารณาแล้ว"
    assert asked(country).pk != request.pk


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"until": DUE}, "until", "กำหนดที่ขอต้องช้ากว่ากำหนดเดิมและยังไม่ผ่านไป"),
        ({"reason": " "}, "reason", "โปรดเขียนเหตุผลที่ขอขยายเวลา ผู้ส่งจะได้พิจารณา"),
    ],
)
def test_what_cannot_be_says_so_at_its_field(country, given, field, said):
    with pytest.raises(Invalid) as refusal:
        asked(country, **given)

    assert (str(refusal.value), refusal.value.field) == (said, field)


def test_one_request_at_a_time(country):
    asked(country)

    with pytest.raises(WrongState) as refusal:
        asked(country)

    assert str(refusal.value) == "ขอขยายเวลาไว้แล้ว รอผู้ส่งพิจารณา"


def test_a_stranger_neither_asks_nor_decides(country):
    stranger = country.of(country.provinces[1]).officer
    copy = country.copy(country.provinces[0])

    with pytest.raises(NotAllowed):
        asking_time.ask_for_time(copy, DUE + DAY, by=stranger, at=MONDAY, reason="ขอ")
    request = asked(country)
    with pytest.raises(NotAllowed):
        asking_time.grant(request, by=stranger, at=MONDAY)
    with pytest.raises(NotAllowed):
        asking_time.refuse(request, by=stranger, at=MONDAY, reason="ไม่")


def test_nobody_above_can_be_asked_by_who_began_the_matter(country):
    by = country.of(country.department).officer

    with pytest.raises(WrongState) as refusal:
        asking_time.ask_for_time(country.top, DUE + DAY, by=by, at=MONDAY, reason="ขอ")

    assert str(refusal.value) == "หนังสือฉบับนี้ไม่มีกำหนดตอบที่จะขอขยายเวลา"
