"""A report that comes again: planned at dispatch, opened once, paid in order."""

import pytest

from circulars.domain import counting, gathering, reporting
from circulars.domain.rounds import (
    check_rounds,
    copies_of,
    label_of,
    open_due,
    open_round,
    rounds_of,
    take_up,
)
from circulars.errors import Invalid
from circulars.models import Draft, Event, Expectation, OfficeCopy, Round, What
from circulars.states import State
from outbox.models import OutboxItem
from tests.circulars.ledger_world import Country
from tests.factories import DAY, MONDAY, at
from tests.keeping import built_once
from workflow import handlers
from workflow.checking import disagreements
from workflow.escalating import send_reminders
from workflow.models import Notice, Step

pytestmark = pytest.mark.django_db

MONTHLY = "ภายในวันที่ 5 ของทุกเดือน จำนวน 3 งวด"
NOV, DEC, JAN = (at(day, "00:00") for day in ("2020-11-06", "2020-12-06", "2021-01-06"))
#: The second round opens when its own month begins.
SECOND = at("2020-12-01", "00:00")


def run(moment):
    """What the beat and the worker do at ``moment``."""
    opened = open_due(at=moment)
    for item in OutboxItem.objects.filter(kind="round_opened", done_at=None).order_by("pk"):
        handlers.round_opened(item, moment)
        OutboxItem.objects.filter(pk=item.pk).update(done_at=moment)
    return opened


@pytest.fixture
@built_once
def country():
    """The first province asks its district and town for three months."""
    country = Country()
    province = country.provinces[0]
    country.send(country.top, due_at=None, asks="none", to={"groups": ["provinces"]})
    country.province = country.copy(province)
    groups = {"groups": ["districts", "towns"]}
    country.send(country.province, asks="reply", to=groups, deadline=MONTHLY)
    country.district = country.copy(country.districts[0])
    return country


def rows(country):
    """Rounds with their lines: who owes, by when, whether it is paid."""
    lines = Expectation.objects.filter(asker=country.province).order_by("round", "office__name")
    return [(one.round, one.office_name, one.due_at, one.standing(NOV - DAY)) for one in lines]


def test_the_rounds_are_planned_when_the_letter_is_sent(country):
    assert [
        (one.label, one.name, one.opens_at, one.due_at, one.opened_at)
        for one in Round.objects.filter(asker=country.province)
    ] == [
        ("งวดที่ 1/3", "เดือนพฤศจิกายน ๒๕๖๓", MONDAY, NOV, MONDAY),
        ("งวดที่ 2/3", "เดือนธันวาคม ๒๕๖๓", SECOND, DEC, None),
        ("งวดที่ 3/3", "เดือนมกราคม ๒๕๖๔", at("2021-01-01", "00:00"), JAN, None),
    ]


def test_a_letter_that_asks_once_has_no_rounds(country):
    assert Round.objects.exclude(asker=country.province).count() == 0
    assert label_of(country.copy(country.provinces[1])) == ""


def test_a_round_opens_at_its_moment_for_the_same_offices(country):
    assert run(SECOND - DAY) == 0
    assert run(SECOND) == 1

    assert rows(country) == [
        (1, "อำเภอในจังหวัดก", NOV, "on_way"),
        (1, "เมืองในจังหวัดก", NOV, "on_way"),
        (2, "อำเภอในจังหวัดก", DEC, "on_way"),
        (2, "เมืองในจังหวัดก", DEC, "on_way"),
    ]


def test_a_round_opens_once_whoever_asks(country):
    second = Round.objects.get(asker=country.province, number=2)

    assert [open_round(second, at=SECOND), open_round(second, at=SECOND), open_due(at=SECOND)] == [
        1,
        0,
        0,
    ]
    assert Event.objects.filter(kind="round_opened", copy=country.province).count() == 1
    assert OutboxItem.objects.filter(kind="round_opened").count() == 1


def test_rounds_that_were_missed_all_open_in_order_with_their_own_days(country):
    assert run(JAN + 30 * DAY) == 2

    assert [(one[0], one[2]) for one in rows(country)] == [
        (1, NOV), (1, NOV), (2, DEC), (2, DEC), (3, JAN), (3, JAN),
    ]  # fmt: skip
    events = Event.objects.filter(kind="round_opened", copy=country.province).order_by("pk")
    assert [event.data["number"] for event in events] == [2, 3]


def test_no_round_opens_before_the_ledger_of_the_first_stands(country):
    Round.objects.filter(asker=country.province).update(opened_at=None)

    assert open_due(at=SECOND) == 0


def test_what_was_reported_comes_back_with_the_next_round(country):
    country.report(country.districts[0])
    country.district.refresh_from_db()
    assert (country.district.state, label_of(country.district)) == (State.REPORTED, "งวดที่ 1/3")

    run(SECOND)

    country.district.refresh_from_db()
    copy = country.district
    assert (copy.state, copy.answered_at, copy.due_at) == (State.REPORTING, None, DEC)
    assert label_of(copy) == "งวดที่ 2/3"
    step = Step.objects.open().get(process__copy=copy)
    assert (step.name, step.due) == ("answer", DEC)
    assert list(disagreements()) == []
    assert take_up(copy, at=SECOND) is False


def test_an_answer_pays_the_oldest_round_and_the_next_one_waits(country):
    run(SECOND)
    country.report(country.districts[0], at=SECOND + DAY)

    lines = Expectation.objects.filter(copy=country.district).order_by("round")
    assert [(one.answered_at, one.on_time) for one in lines] == [
        (SECOND + DAY, False),
        (None, None),
    ]
    country.district.refresh_from_db()
    assert (country.district.state, country.district.due_at) == (State.REPORTING, DEC)
    step = Step.objects.open().get(process__copy=country.district)
    assert (step.name, step.due) == ("answer", DEC)

    officer = country.of(country.districts[0]).officer
    reporting.report_done(country.district, by=officer, at=SECOND + 2 * DAY, note="", nil=True)

    assert [one.answered_at for one in lines.all()] == [SECOND + DAY, SECOND + 2 * DAY]
    assert lines.get(round=2).answered_by == "nil"
    country.district.refresh_from_db()
    assert country.district.state == State.REPORTED
    assert list(disagreements()) == []


def test_the_figures_are_those_of_the_newest_round_or_of_the_chosen_one(country):
    country.report(country.districts[0])
    run(SECOND)

    newest = counting.branch(country.province, at=SECOND)
    first, second = rounds_of(country.province)
    earlier = counting.tally(counting.branch_lines(country.province, chosen=first), at=SECOND)

    assert (newest.expected, newest.answered, newest.overdue) == (2, 0, 0)
    assert (earlier.expected, earlier.answered, earlier.overdue) == (2, 1, 1)
    assert rounds_of(country.district) == [first, second]


def test_who_is_excused_owes_nothing_in_that_round_alone(country):
    by = country.of(country.provinces[0]).officer
    town, district = Expectation.objects.filter(asker=country.province).order_by("-office__kind")
    words = {"copy": country.province, "by": by, "at": MONDAY}
    gathering.excuse(town, reason="น้ำท่วม", **words)
    gathering.excuse(district, reason="ยุบรวม", for_all=True, **words)

    run(SECOND)

    lines = Expectation.objects.filter(asker=country.province, round=2)
    assert lines.get(office=town.office).excused_at is None
    kept = lines.get(office=district.office)
    assert (kept.excused_at, kept.excused_by, kept.excuse) == (MONDAY, by, "ยุบรวม")


def test_a_letter_that_was_excused_in_one_round_is_due_in_the_next(country):
    by = country.of(country.provinces[0]).officer
    line = Expectation.objects.get(copy=country.district)
    gathering.excuse(line, copy=country.province, reason="น้ำท่วม", by=by, at=MONDAY)
    country.district.refresh_from_db()
    assert country.district.due_at is None

    run(SECOND)

    country.district.refresh_from_db()
    assert (country.district.state, country.district.due_at) == (State.ARRIVED, DEC)


def test_what_is_sent_back_is_owed_again_in_its_round_alone(country):
    country.report(country.districts[0])
    run(SECOND)
    officer = country.of(country.districts[0]).officer
    reporting.report_done(country.district, by=officer, at=SECOND + DAY, note="ครบ")
    first = Expectation.objects.get(copy=country.district, round=1)

    by = country.of(country.provinces[0]).officer
    gathering.send_back(first, copy=country.province, by=by, at=SECOND + 2 * DAY, note="แก้")

    lines = Expectation.objects.filter(copy=country.district).order_by("round")
    assert [one.is_returned for one in lines] == [True, False]
    country.district.refresh_from_db()
    assert (country.district.state, country.district.due_at) == (State.REPORTING, NOV)


def test_closing_ends_the_round_and_the_next_one_opens_the_matter_again(country):
    by = country.of(country.provinces[0]).officer
    gathering.close(country.province, by=by, at=NOV - DAY, note="", early_reason="เร่ง")
    country.province.refresh_from_db()
    assert country.province.state == State.REPORTED

    run(SECOND)

    country.province.refresh_from_db()
    assert country.province.state == State.REPORTING
    assert Step.objects.open().get(process__copy=country.province).name == "report"


def test_closing_for_the_last_time_gives_the_coming_rounds_up(country):
    by = country.of(country.provinces[0]).officer
    gathering.close(country.province, by=by, at=MONDAY, note="", early_reason="พอแล้ว", last=True)

    assert run(JAN) == 0
    assert Event.objects.get(kind="certified", copy=country.province).data["rounds_stopped"] == 2


def test_who_gathers_for_a_level_above_closes_the_oldest_round_first():
    country = Country()
    country.ask_all(deadline=MONTHLY)
    province = country.copy(country.provinces[0])
    country.send(province, due_at=NOV - DAY, asks="", to={"groups": ["towns"]})
    run(SECOND)
    by = country.of(country.provinces[0]).officer

    closing = gathering.round_to_close(province)
    gathering.close(province, by=by, at=SECOND + DAY, note="", early_reason="เร่ง")

    assert closing == Round.objects.get(asker=country.top, number=1)
    lines = Expectation.objects.filter(copy=province).order_by("round")
    assert [one.answered_at for one in lines] == [SECOND + DAY, None]
    town = Expectation.objects.filter(office__name="เมืองในจังหวัดก").order_by("round")
    assert [one.due_at for one in town] == [NOV - DAY, DEC - DAY]


def test_a_letter_that_comes_late_is_owed_in_every_round_that_stands_open():
    country = Country()
    country.ask_all(deadline=MONTHLY)
    run(SECOND)
    province = country.copy(country.provinces[0])

    country.send(province, due_at=DEC - DAY, to={"groups": ["towns"]}, at=SECOND)

    town = Expectation.objects.filter(office__name="เมืองในจังหวัดก").order_by("round")
    copy = OfficeCopy.objects.get(office__name="เมืองในจังหวัดก")
    assert [(one.copy, one.due_at) for one in town] == [(copy, NOV - DAY), (copy, DEC - DAY)]
    assert copies_of(Round.objects.get(asker=country.top, number=2)) == sorted(
        Expectation.objects.filter(round=2).exclude(copy=None).values_list("copy", flat=True)
    )


@pytest.mark.parametrize("asks", [What.ACKNOWLEDGE, What.ACT])
def test_only_a_report_comes_again(asks):
    draft = Draft(deadline={"kind": "every", "period": "month", "times": 2})
    draft.deadline["place"] = {"nth": 5, "working": False, "month": None}

    with pytest.raises(Invalid) as refused:
        check_rounds(draft, asks)

    assert (str(refused.value), refused.value.field) == (
        "กำหนดเป็นงวดใช้กับการรายงานผลเท่านั้น โปรดเลือกให้รายงานผล หรือกำหนดวันเดียว",
        "asks",
    )
    assert check_rounds(draft, What.REPLY) is None


def test_reminders_come_in_every_round_also_to_who_owes_an_older_one(country):
    officer = country.of(country.districts[0]).clerk
    of_district = Notice.objects.filter(copy=country.district, user=officer, kind="due")
    last_days = [moment - DAY / 2 for moment in (NOV, DEC, JAN)]

    counts = []
    for moment in last_days:
        run(moment - 3 * DAY)
        send_reminders(at=moment)
        send_reminders(at=moment)
        counts.append(of_district.count())

    assert counts == [1, 2, 3]
    events = Event.objects.filter(kind="reminded", copy=country.province, data__stage="today")
    assert [len(event.data["due"]) for event in events] == [1, 1, 1]
    assert [next(iter(event.data["due"])) for event in events.order_by("pk")] == [
        "2020-11-05T17:00:00+00:00",
        "2020-12-05T17:00:00+00:00",
        "2021-01-05T17:00:00+00:00",
    ]
