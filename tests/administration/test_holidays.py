"""The calendar of days off: who may set it, what stays on record, which deadlines it touches."""

import datetime as dt

import pytest

from administration.holidays import (
    DayOff,
    Difference,
    Touched,
    add_holiday,
    adopt_proposal,
    change_holiday,
    check_may_set_holidays,
    proposal,
    take_holiday_away,
    touched_by,
)
from circulars.domain import registering
from circulars.domain.deadlines import holidays_between
from circulars.domain.extending import extend
from circulars.domain.ruling import province_of
from circulars.errors import CircularError, Invalid, NotAllowed
from circulars.models import Event, OfficeCopy
from offices.models import Holiday, HolidayKind, Kind, Role
from tests import factories
from tests.circulars.domain.test_ruling import sent
from tests.factories import MONDAY
from tests.screens.work.task_screens import House
from thai.deadlines import last_day

pytestmark = pytest.mark.django_db

ONE_DAY = dt.timedelta(days=1)
DAY = dt.date(2020, 11, 20)
CLOSED = DayOff(DAY, "วันหยุดพิเศษ", HolidayKind.CABINET, "มติ ครม.")


@pytest.fixture
def top():
    return factories.office("กระทรวง", Kind.MINISTRY)


@pytest.fixture
def admin(top):
    return factories.post(factories.person(), top, Role.ADMIN).user


def test_a_day_off_is_added_changed_and_taken_away_on_record(top, admin):
    row = add_holiday(top, CLOSED, by=admin, at=MONDAY)
    renamed = DayOff(DAY, "วันหยุดพิเศษ (ภาคใต้)", HolidayKind.CABINET, "มติ ครม.")
    row = change_holiday(row, renamed, house=top, by=admin, at=MONDAY)
    take_holiday_away(row, house=top, by=admin, at=MONDAY, reason="ครม. ยกเลิก")

    told = [event.data for event in Event.objects.filter(kind="holiday").order_by("pk")]
    before = {
        "day": "2020-11-20",
        "name": "วันหยุดพิเศษ",
        "kind": "cabinet",
        "source": "มติ ครม.",
        "province": "",
    }
    after = {**before, "name": "วันหยุดพิเศษ (ภาคใต้)"}
    assert told == [
        {"act": "added", "after": before},
        {"act": "changed", "before": before, "after": after},
        {"act": "taken_away", "before": after, "reason": "ครม. ยกเลิก"},
    ]
    assert not Holiday.objects.exists()


def test_days_of_the_country_are_set_at_the_top_and_those_of_a_province_in_it(top, admin):
    province = factories.office("จังหวัดหนึ่ง", Kind.PROVINCE, parent=top)
    local = factories.post(factories.person(), province, Role.ADMIN).user

    with pytest.raises(NotAllowed) as refused:
        check_may_set_holidays(local, province, MONDAY)

    assert str(refused.value) == ("วันหยุดทั้งประเทศตั้งโดยผู้ดูแลของหน่วยเหนือ ที่นี่ตั้งได้เฉพาะวันหยุดของจังหวัด")
    check_may_set_holidays(local, province, MONDAY, province=province)
    check_may_set_holidays(admin, top, MONDAY)


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        (DayOff(DAY, " "), "name", "โปรดกรอกชื่อวันหยุด"),
        (
            DayOff(DAY, "วันหยุด", HolidayKind.CABINET),
            "source",
            "โปรดกรอกประกาศหรือมติที่ให้หยุดวันนี้",
        ),
        (
            DayOff(DAY, "วันหยุด", HolidayKind.PROVINCE, "ประกาศ"),
            "province",
            "วันหยุดเฉพาะจังหวัดต้องระบุจังหวัด และวันหยุดอื่นต้องไม่ระบุ",
        ),
    ],
)
def test_a_line_that_is_not_whole_is_refused_at_its_field(top, admin, given, field, sentence):
    with pytest.raises(Invalid) as refused:
        add_holiday(top, given, by=admin, at=MONDAY)

    assert (refused.value.field, str(refused.value)) == (field, sentence)


def test_a_holiday_twice_is_refused_at_the_day(top, admin):
    add_holiday(top, CLOSED, by=admin, at=MONDAY)

    with pytest.raises(Invalid) as refused:
        add_holiday(top, CLOSED, by=admin, at=MONDAY)

    assert (refused.value.field, str(refused.value)) == (
        "day",
        "วันที่ 20 พฤศจิกายน 2563 เป็นวันหยุดอยู่แล้ว (วันหยุดพิเศษ)",
    )


def test_a_holiday_goes_only_with_a_reason(top, admin):
    row = add_holiday(top, CLOSED, by=admin, at=MONDAY)

    with pytest.raises(CircularError) as refused:
        take_holiday_away(row, house=top, by=admin, at=MONDAY, reason=" ")

    assert str(refused.value) == "โปรดเขียนเหตุผลที่เอาวันหยุดนี้ออก"


def test_the_proposal_shows_what_differs_and_our_own_day_wins(top, admin):
    for one in proposal(2020):
        Holiday.objects.create(day=one.day, name=one.theirs)
    Holiday.objects.filter(day=dt.date(2020, 12, 10)).delete()
    Holiday.objects.filter(day=dt.date(2020, 10, 13)).update(name="วันนวมินทรมหาราช")
    theirs = "วันคล้ายวันสวรรคตพระบาทสมเด็จพระบรมชนกาธิเบศร มหาภูมิพลอดุลยเดชมหาราช บรมนาถบพิตร"

    found = proposal(2020)
    both = [dt.date(2020, 12, 10), dt.date(2020, 10, 13)]
    added = adopt_proposal(top, 2020, both, by=admin, at=MONDAY)

    assert [(one.day, one.ours) for one in found] == [
        (dt.date(2020, 10, 13), "วันนวมินทรมหาราช"),
        (dt.date(2020, 12, 10), ""),
    ]
    assert found[1] == Difference(dt.date(2020, 12, 10), "", "วันรัฐธรรมนูญ")
    assert theirs == found[0].theirs
    assert added == 1
    assert Holiday.objects.get(day=dt.date(2020, 10, 13)).name == "วันนวมินทรมหาราช"


def test_a_day_of_one_province_is_off_there_alone(top, admin):
    province = factories.office("จังหวัดหนึ่ง", Kind.PROVINCE, parent=top)
    district = factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=province, province=province)
    given = DayOff(DAY, "วันของจังหวัด", HolidayKind.PROVINCE, "ประกาศ", province)
    add_holiday(top, given, by=admin, at=MONDAY)

    assert holidays_between(DAY, DAY) == {}
    assert holidays_between(DAY, DAY, province=province.pk) == {DAY: "วันของจังหวัด"}
    assert province_of(province) == province_of(district) == province.pk


def test_open_deadlines_on_the_day_are_shown_with_the_next_working_day_and_stay():
    house = House(2)
    house.dispatched()
    due_at = house.children()[0].due_at
    day = (due_at - dt.timedelta(seconds=1)).date()

    touched = touched_by(day)

    assert touched[-1] == Touched("จังหวัดทดสอบ", 2, dt.date(2020, 11, 2))
    assert house.children()[0].due_at == due_at


def test_deadlines_counted_over_the_day_are_shown_with_the_day_the_count_gives():
    house = House(3)
    sent(house, "ภายใน 5 วันทำการ")
    first, second, third = house.children()
    registering.register(first, by=factories.Staff(first.office).clerk, at=MONDAY + 2 * ONE_DAY)
    signer = house.people.signer
    extend(third, MONDAY + 20 * ONE_DAY, by=signer, at=MONDAY + ONE_DAY, reason="น้ำท่วม")

    touched = touched_by(dt.date(2020, 10, 29))

    ends = [last_day(OfficeCopy.objects.get(pk=copy.pk).due_at) for copy in (first, second)]
    assert ends == [dt.date(2020, 11, 4), dt.date(2020, 11, 3)]
    assert touched == [
        Touched("จังหวัดทดสอบ", 1, dt.date(2020, 11, 4)),
        Touched("จังหวัดทดสอบ", 1, dt.date(2020, 11, 5)),
    ]
    assert touched_by(dt.date(2020, 11, 1)) == []
