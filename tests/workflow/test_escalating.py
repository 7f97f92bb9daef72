"""Reminders: each stage once, to those who owe, and one word to their sender."""

import pytest

from circulars.domain import extending, registering, returning
from circulars.errors import NotAllowed, WrongState
from circulars.models import Event, OfficeCopy
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.escalating import send_reminders
from workflow.models import Notice
from workflow.reminding import remind_silent

pytestmark = pytest.mark.django_db

#: The end of the last day, a week later.
DUE = factories.at("2020-11-03", "00:00")


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


def at_district(copy, name, *, due_at=DUE):
    """A child copy at a new district where nobody sits yet."""
    district = factories.office(name, Kind.DISTRICT, parent=copy.office)
    return OfficeCopy.objects.create(
        circular=copy.circular,
        letter=copy.letter,
        office=district,
        holder=district,
        parent=copy,
        above=copy.branch,
        due_at=due_at,
        sent_at=MONDAY,
        held_since=MONDAY,
    )


def below(copy, name, **fields):
    """The same, with its people."""
    child = at_district(copy, name, **fields)
    return child, factories.Staff(child.office)


def summaries(user):
    """What the sender was told of those who are late, in order."""
    told = Notice.objects.of(user).filter(kind="overdue_below").order_by("created_at", "pk")
    return list(told.values_list("text", flat=True))


def kinds(user):
    return list(Notice.objects.of(user).order_by("created_at", "pk").values_list("kind", flat=True))


def test_each_stage_is_told_once(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=DUE)

    sent = [send_reminders(at=MONDAY + hours * DAY / 4) for hours in range(4 * 16)]

    stages = Event.objects.filter(kind="reminded", copy=copy).order_by("at")
    assert [event.data["stage"] for event in stages] == [
        "before3",
        "before1",
        "today",
        "after1",
        "after3",
        "after7",
    ]
    assert sum(sent) == 9
    assert kinds(staff.clerk) == ["due", "due", "due", "overdue", "overdue", "overdue"]
    assert kinds(staff.supervisor) == ["overdue_house", "overdue_house", "overdue_house"]
    assert kinds(staff.officer) == kinds(staff.signer) == []


def test_on_the_last_day_and_on_the_first_late_day(staff):
    factories.arrived(staff.office, by=staff.clerk, due_at=DUE)

    send_reminders(at=factories.at("2020-11-02", "08:00"))
    send_reminders(at=factories.at("2020-11-03", "08:00"))

    assert kinds(staff.clerk) == ["due", "overdue"]
    assert Event.objects.filter(kind="reminded").count() == 2


def test_a_letter_that_came_late_is_not_told_of_stages_long_past(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=DUE, moment=MONDAY + 6 * DAY)

    send_reminders(at=MONDAY + 6 * DAY)

    assert Event.objects.filter(kind="reminded", copy=copy).count() == 0


def test_who_has_closed_the_matter_is_left_alone(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    child, people = below(copy, "อำเภอหนึ่ง")
    returning.return_to_sender(child, by=people.clerk, at=MONDAY, reason="ผิดหน่วยงาน")

    assert send_reminders(at=DUE + DAY / 2) == 0


def test_only_the_officer_is_told_once_there_is_one(staff):
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=DUE)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    Notice.objects.all().delete()
    OfficeCopy.objects.filter(pk=copy.pk).update(officer=staff.officer)

    send_reminders(at=DUE)

    assert (kinds(staff.officer), kinds(staff.clerk)) == (["overdue"], [])


def test_the_sender_gets_one_summary_not_one_per_recipient(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    for number in range(1, 6):
        below(copy, f"อำเภอ{number}")

    send_reminders(at=DUE)
    send_reminders(at=DUE + DAY / 10)

    told = Notice.objects.of(staff.officer).get()
    assert (told.kind, told.copy) == ("overdue_below", copy)
    assert told.text == "อำเภอ1, อำเภอ2, อำเภอ3 และอีก 2 แห่งยังไม่ดำเนินการ"
    event = Event.objects.get(kind="reminded")
    assert (event.copy, event.data["count"]) == (copy, 5)


def test_the_sender_hears_of_an_office_where_nobody_sits(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    at_district(copy, "อำเภอกระดาษ")

    for hours in range(-12, 12):
        send_reminders(at=DUE + hours * DAY / 24)

    assert summaries(staff.officer) == ["อำเภอกระดาษ ยังไม่ดำเนินการ"]
    event = Event.objects.get(kind="reminded")
    assert (event.copy, event.data["stage"], event.data["count"]) == (copy, "after1", 1)


def test_the_sender_hears_of_each_deadline_that_passes_on_one_day(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    below(copy, "อำเภอเที่ยงคืน")
    below(copy, "อำเภอบ่าย", due_at=factories.at("2020-11-03", "16:30"))

    for hour in ("00:10", "08:00", "16:40", "23:50"):
        send_reminders(at=factories.at("2020-11-03", hour))

    assert summaries(staff.officer) == ["อำเภอเที่ยงคืน ยังไม่ดำเนินการ", "อำเภอบ่าย ยังไม่ดำเนินการ"]


def test_a_new_officer_is_told_but_the_sender_only_once(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    child, people = below(copy, "อำเภอหนึ่ง")
    registering.register(child, by=people.clerk, at=MONDAY)
    Notice.objects.all().delete()
    send_reminders(at=DUE)

    OfficeCopy.objects.filter(pk=child.pk).update(officer=people.reviewer)
    send_reminders(at=DUE + DAY)

    assert kinds(people.reviewer) == ["overdue"]
    assert summaries(staff.officer) == ["อำเภอหนึ่ง ยังไม่ดำเนินการ"]
    assert Event.objects.filter(kind="reminded").count() == 1


def test_more_time_starts_the_stages_anew(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    child, people = below(copy, "อำเภอหนึ่ง")
    send_reminders(at=DUE)

    extending.extend(child, DUE + 7 * DAY, by=staff.officer, at=DUE, reason="น้ำท่วม")
    send_reminders(at=DUE + DAY)
    send_reminders(at=DUE + 7 * DAY)

    assert kinds(people.clerk) == ["overdue", "overdue"]


def test_by_hand_exactly_the_silent_are_reminded_once_an_hour(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    _silent, silent_people = below(copy, "อำเภอเงียบ")
    answered, answered_people = below(copy, "อำเภอตอบแล้ว")
    OfficeCopy.objects.filter(pk=answered.pk).update(answered_at=MONDAY)

    count = remind_silent(copy, by=staff.supervisor, at=MONDAY)
    with pytest.raises(WrongState):
        remind_silent(copy, by=staff.supervisor, at=MONDAY)

    assert count == 1
    assert (kinds(silent_people.clerk), kinds(answered_people.clerk)) == (["reminded"], [])


def test_a_stranger_reminds_nobody(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    below(copy, "อำเภอหนึ่ง")

    with pytest.raises(NotAllowed):
        remind_silent(copy, by=factories.person(), at=MONDAY)

    assert Notice.objects.count() == 0
