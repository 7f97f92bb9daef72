"""Deadlines move with a reason: of one office, of its branch, of all who are silent."""

import datetime as dt

import pytest

from circulars.domain import extending
from circulars.domain.extending import Scope
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import Event, EventKind, OfficeCopy
from offices.models import Office
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db

WEEK = 7 * DAY


@pytest.fixture
@built_once
def country() -> Country:
    """The first province has passed the letter on, its district too, each a day earlier."""
    country = Country()
    country.ask_all()
    country.send(country.copy(country.provinces[0]), due_at=DUE - DAY)
    country.send(country.copy(country.districts[0]), due_at=DUE - 2 * DAY)
    return country


def dues(country, *names):
    return [country.line(country.local(name)).due_at for name in names]


def by_department(country):
    return {"by": country.of(country.department).officer, "at": MONDAY, "reason": " น้ำท่วม "}


def test_one_office_alone(country):
    copy = country.copy(country.provinces[0])

    extending.extend(copy, DUE + WEEK, **by_department(country))

    copy.refresh_from_db()
    below = country.copy(country.districts[0])
    assert (copy.due_at, country.line(copy.office).due_at) == (DUE + WEEK, DUE + WEEK)
    assert (below.due_at, below.upstream_due_at) == (DUE - DAY, DUE + WEEK)
    assert Event.objects.get(kind=EventKind.EXTENDED).data == {
        "before": DUE.astimezone(dt.UTC).isoformat(),
        "after": (DUE + WEEK).isoformat(),
        "reason": "น้ำท่วม",
        "touched": [copy.pk],
    }


def test_the_branch_keeps_its_distances(country):
    copy = country.copy(country.provinces[0])

    extending.extend(copy, DUE + WEEK, scope=Scope.BRANCH, **by_department(country))

    assert dues(country, "จังหวัดก", "เมืองในจังหวัดก", "อำเภอในจังหวัดก", "อบต.1 ในจังหวัดก") == [
        DUE + WEEK,
        DUE + WEEK - DAY,
        DUE + WEEK - DAY,
        DUE + WEEK - 2 * DAY,
    ]
    assert dues(country, "จังหวัดข", "อบต.1 ในจังหวัดข") == [DUE, DUE]
    event = Event.objects.get(kind=EventKind.EXTENDED)
    branch = OfficeCopy.objects.filter(office__province=copy.office) | OfficeCopy.objects.filter(
        pk=copy.pk
    )
    assert sorted(event.data["touched"]) == sorted(branch.values_list("pk", flat=True))


def test_the_branch_may_get_one_day(country):
    copy = country.copy(country.provinces[0])

    extending.extend(copy, DUE + WEEK, scope=Scope.BRANCH, same_day=True, **by_department(country))

    assert set(dues(country, "เมืองในจังหวัดก", "อบต.1 ในจังหวัดก")) == {DUE + WEEK}


def test_offices_that_no_letter_has_reached_get_it_too(country):
    extending.extend(
        country.copy(country.provinces[1]),
        DUE + WEEK,
        scope=Scope.BRANCH,
        **by_department(country),
    )

    assert dues(country, "อบต.1 ในจังหวัดข", "อำเภอในจังหวัดข") == [DUE + WEEK, DUE + WEEK]


def test_who_has_answered_keeps_his_deadline(country):
    office = country.local("อบต.1 ในจังหวัดก")
    country.report(office, at=DUE)

    extending.extend(
        country.copy(country.provinces[0]),
        DUE + WEEK,
        scope=Scope.BRANCH,
        **by_department(country),
    )

    line = country.line(office)
    assert (line.due_at, line.on_time) == (DUE - 2 * DAY, False)


def test_a_deadline_may_come_earlier(country):
    copy = country.copy(country.provinces[0])

    extending.extend(copy, DUE - 3 * DAY, **by_department(country))

    assert country.line(copy.office).due_at == DUE - 3 * DAY


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"due_at": DUE}, "due_at", "กำหนดใหม่เหมือนกำหนดเดิม โปรดเลือกวันอื่น"),
        ({"due_at": MONDAY}, "due_at", "กำหนดใหม่ผ่านไปแล้ว โปรดเลือกวันที่ยังไม่ถึง"),
        ({"reason": " "}, "reason", "โปรดเขียนเหตุผลที่เปลี่ยนกำหนด ผู้รับจะได้อ่าน"),
    ],
)
def test_what_cannot_be_says_so_at_its_field(country, given, field, said):
    words = {**by_department(country), "due_at": DUE + DAY, **given}

    with pytest.raises(Invalid) as refusal:
        extending.extend(country.copy(country.provinces[0]), **words)

    assert (str(refusal.value), refusal.value.field) == (said, field)


@pytest.mark.parametrize("days", [15, 16])
def test_a_long_extension_needs_a_higher_post(country, days):
    copy, staff = country.copy(country.provinces[0]), country.of(country.department)
    moment = DUE + days * DAY
    if days == 15:
        extending.extend(copy, moment, by=staff.officer, at=MONDAY, reason="น้ำท่วม")
        return

    with pytest.raises(NotAllowed) as refusal:
        extending.extend(copy, moment, by=staff.officer, at=MONDAY, reason="น้ำท่วม")
    extending.extend(copy, moment, by=staff.supervisor, at=MONDAY, reason="น้ำท่วม")

    assert str(refusal.value) == "ขยายเกิน 15 วัน ต้องให้ผู้ลงนามหรือผู้บังคับบัญชาเป็นผู้ขยาย"


def test_how_long_an_officer_may_give_is_the_house_s_setting(country):
    Office.objects.filter(pk=country.department.pk).update(officer_extends_days=0)
    copy, staff = country.copy(country.provinces[0]), country.of(country.department)

    with pytest.raises(NotAllowed):
        extending.extend(copy, DUE + DAY, by=staff.officer, at=MONDAY, reason="น้ำท่วม")


def test_all_at_once_on_one_day(country):
    count = extending.extend_all(country.top, DUE + WEEK, **by_department(country))

    silent = OfficeCopy.objects.below(country.top)
    assert count == silent.count() == 7
    assert set(silent.values_list("due_at", flat=True)) == {DUE + WEEK}
    assert dues(country, "อบต.1 ในจังหวัดข") == [DUE + WEEK]
    assert country.copy(country.department).due_at == DUE


def test_all_at_once_by_the_same_days(country):
    country.report(country.local("อบต.1 ในจังหวัดก"))

    count = extending.extend_all(country.top, DUE + WEEK, same_day=False, **by_department(country))

    assert count == 6
    assert dues(country, "จังหวัดก", "อบต.1 ในจังหวัดก", "อบต.2 ในจังหวัดก") == [
        DUE + WEEK,
        DUE - 2 * DAY,
        DUE + WEEK - 2 * DAY,
    ]


def test_where_everybody_has_answered_there_is_nothing_to_move():
    country = Country()
    country.send(country.top, asks="reply", to={"groups": ["provinces"]})
    for province in country.provinces:
        country.report(province)

    with pytest.raises(Invalid) as refusal:
        extending.extend_all(country.top, DUE + DAY, **by_department(country))

    assert str(refusal.value) == "ทุกแห่งตอบหรือปิดเรื่องแล้ว จึงไม่มีกำหนดให้เลื่อน"


def test_before_it_is_sent_there_is_no_deadline_to_move():
    country = Country()

    with pytest.raises(WrongState) as refusal:
        extending.extend_all(country.top, DUE + DAY, **by_department(country))

    assert str(refusal.value) == "หนังสือฉบับนี้ยังไม่ได้ส่งออก จึงยังไม่มีกำหนดของผู้รับให้เลื่อน"


def test_the_event_names_whom_it_touched(country):
    copy = country.copy(country.provinces[0])
    extending.extend(copy, DUE + DAY, scope=Scope.BRANCH, **by_department(country))
    event = Event.objects.get(kind=EventKind.EXTENDED)

    assert extending.touched_by(event) == event.data["touched"]
    event.data = {}
    assert extending.touched_by(event) == [copy.pk]


def test_without_a_deadline_there_is_nothing_to_move_by_days(country):
    OfficeCopy.objects.below(country.top).update(due_at=None)

    with pytest.raises(Invalid) as refusal:
        extending.extend_all(country.top, DUE + DAY, same_day=False, **by_department(country))

    assert (str(refusal.value), refusal.value.field) == (
        "ผู้รับไม่มีกำหนดเดิมให้เลื่อน โปรดเลือกใช้วันเดียวกันทุกแห่ง",
        "same_day",
    )
