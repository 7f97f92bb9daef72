"""Whose desk a letter lies on: at every step, whoever leaves; the list and the reminder agree."""

import datetime as dt
from dataclasses import replace

import pytest

from circulars.domain import approving, drafting, endorsing, registering
from circulars.domain.content import content_of
from circulars.models import OfficeCopy
from circulars.states import Order
from offices.models import Kind, Post, Role
from offices.viewer import Viewer
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.desks import LOOKS_AFTER, empty_desks, first_at
from workflow.escalating import send_reminders
from workflow.inbox import desk, inbox
from workflow.models import Notice, NoticeKind
from workflow.reminding import remind_silent

pytestmark = pytest.mark.django_db

DUE = factories.at("2020-11-03", "00:00")


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


@pytest.fixture
def copy(staff):
    """Registered, and there is somebody to whom it could be sent on."""
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=staff.office)
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=DUE)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    return copy


def draft_of(copy, staff, *, by=None):
    endorsing.endorse(copy, Order.FORWARD, by=by or staff.officer, at=MONDAY)
    return copy.drafts.get()


def leave(*people, on=MONDAY):
    Post.objects.filter(user__in=people).update(ends_on=on.date() - dt.timedelta(days=1))


def asked(copy, *, step=None, at=MONDAY):
    return first_at(OfficeCopy.objects.get(pk=copy.pk), at=at, step=step)


def finds(user, copy, at=MONDAY):
    """In his list of work or on his desk."""
    viewer = Viewer.of(user, at)
    lists = [step.copy.pk for step in inbox(viewer)] + [one.pk for one in desk(viewer)]
    return copy.pk in lists


def told(user, copy):
    notices = Notice.objects.of(user).filter(copy=copy).order_by("created_at", "pk")
    wanted = (
        *(NoticeKind.DUE, NoticeKind.OVERDUE, NoticeKind.OVERDUE_HOUSE),
        NoticeKind.REMINDED,
    )
    return [kind for kind in notices.values_list("kind", flat=True) if kind in wanted]


def test_it_goes_from_clerk_to_officer_to_reviewer_to_signer(staff):
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=staff.office)
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=DUE)
    way = [asked(copy)]
    registering.register(copy, by=staff.clerk, at=MONDAY)
    way.append(asked(copy))
    draft = draft_of(copy, staff)
    way.append(asked(copy))
    approving.submit(draft, by=staff.officer, at=MONDAY)
    way.append(asked(copy))
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    way.append(asked(copy))
    approving.sign(draft, by=staff.signer, at=MONDAY)
    way.append(asked(copy))

    names = ("clerk", "officer", "officer", "reviewer", "signer", "officer")
    assert way == [[getattr(staff, name)] for name in names]
    assert asked(copy, step=LOOKS_AFTER) == [staff.officer]


def test_a_reminder_goes_to_who_has_it_and_when_overdue_to_the_supervisor_too(staff, copy):
    draft = draft_of(copy, staff)
    approving.submit(draft, by=staff.officer, at=MONDAY)
    send_reminders(at=DUE - DAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    send_reminders(at=DUE)

    everybody = ("clerk", "officer", "reviewer", "signer", "supervisor")
    assert {name: told(getattr(staff, name), copy) for name in everybody} == {
        "clerk": [],
        "officer": [],
        "reviewer": ["due"],
        "signer": ["overdue"],
        "supervisor": ["overdue_house"],
    }


def test_the_supervisor_nearest_above_the_unit_is_told(staff):
    units = [factories.office(f"กลุ่ม{n}", Kind.DIVISION, parent=staff.office) for n in "กข"]
    here = factories.Staff(units[0])
    alone = factories.person()
    factories.post(alone, units[1], Role.CLERK)
    mine = factories.arrived(units[0], by=here.clerk, due_at=DUE)
    theirs = factories.arrived(units[1], by=alone, due_at=DUE)

    send_reminders(at=DUE)

    assert (told(here.supervisor, mine), told(staff.supervisor, mine)) == (["overdue_house"], [])
    assert told(staff.supervisor, theirs) == ["overdue_house"]


def test_nobody_hears_of_one_letter_twice_a_day(staff, copy, settings):
    settings.REMIND_BEFORE_DAYS = [1]
    late = DUE + DAY * 2 / 3  # due in the afternoon: its stages begin in the afternoon
    OfficeCopy.objects.filter(pk=copy.pk).update(due_at=late)

    # The beat stood still and comes back in the last hours of a stage, then goes on.
    send_reminders(at=late - DAY * 17 / 16)
    send_reminders(at=late - DAY * 15 / 16)
    send_reminders(at=late - DAY / 2)

    notices = Notice.objects.of(staff.officer).filter(copy=copy, kind="due")
    days = [one.created_at.astimezone(factories.BANGKOK).date() for one in notices]
    assert sorted(days) == [dt.date(2020, 11, 2), dt.date(2020, 11, 3)]


def test_beats_again_and_a_clock_that_jumps_tell_each_stage_once(staff, copy):
    moments = [DUE, DUE, DUE + DAY, DUE - DAY / 2, DUE + DAY / 4, DUE + DAY]

    for moment in moments:
        send_reminders(at=moment)

    assert sorted(told(staff.officer, copy)) == ["due", "overdue"]


def test_who_presses_is_heard_whatever_the_clock_said_that_day(staff, copy):
    district = factories.Staff(copy.office.units.get())
    child = OfficeCopy.objects.create(
        circular=copy.circular,
        letter=copy.letter,
        office=district.office,
        holder=district.office,
        parent=copy,
        above=copy.branch,
        due_at=DUE,
        sent_at=MONDAY,
        held_since=MONDAY,
    )

    send_reminders(at=DUE)
    remind_silent(copy, by=staff.supervisor, at=DUE)

    assert told(district.clerk, child) == ["overdue", "reminded"]


@pytest.mark.parametrize(
    ("gone", "heir"),
    [
        (["officer"], "supervisor"),
        (["officer", "supervisor"], "clerk"),
        (["officer", "supervisor", "clerk"], "reviewer"),
    ],
)
def test_a_draft_whose_officer_left_climbs(staff, copy, gone, heir):
    draft_of(copy, staff)
    if heir == "reviewer":
        leave(staff.signer)

    leave(*(getattr(staff, name) for name in gone))

    person = getattr(staff, heir)
    assert asked(copy) == [person]
    assert finds(person, copy)
    assert not finds(staff.officer, copy)


def test_another_officer_of_the_unit_comes_before_the_supervisor(staff, copy):
    colleague = factories.person()
    factories.post(colleague, staff.office, Role.OFFICER)
    draft_of(copy, staff)

    leave(staff.officer)

    assert asked(copy) == [colleague]
    assert (finds(colleague, copy), finds(staff.supervisor, copy)) == (True, False)


def test_a_person_whose_account_is_closed_has_nothing(staff, copy):
    draft_of(copy, staff)

    staff.officer.is_active = False
    staff.officer.save()

    assert asked(copy) == [staff.supervisor]


def test_who_wrote_the_last_wording_is_not_asked_to_review_it(staff, copy):
    leave(staff.signer, staff.supervisor)
    draft = draft_of(copy, staff)
    words = replace(content_of(draft.latest), subject="เรื่องที่แก้แล้ว")
    drafting.save_version(draft, words, by=staff.reviewer, at=MONDAY)

    approving.submit(draft, by=staff.officer, at=MONDAY)

    assert asked(copy) == [staff.clerk]


def test_where_one_person_does_everything_his_own_draft_stays_with_him():
    office = factories.office("อบต. เล็ก", Kind.DISTRICT)
    factories.office("อบต. ล่าง", Kind.SAO, parent=office)
    alone = factories.person()
    for role in (Role.CLERK, Role.OFFICER, Role.SIGNER):
        factories.post(alone, office, role)
    copy = factories.arrived(office, by=alone)
    registering.register(copy, by=alone, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=alone, at=MONDAY)

    approving.submit(copy.drafts.get(), by=alone, at=MONDAY)

    assert asked(copy) == [alone]


def test_where_nobody_sits_at_the_front_the_people_of_the_units_see_it():
    house = factories.office("อำเภอหนึ่ง", Kind.DISTRICT)
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=house)
    other = factories.office("กลุ่มอื่น", Kind.DIVISION, parent=house)
    left, inside = factories.person(), factories.person()
    factories.post(left, house, Role.CLERK)
    factories.post(inside, unit, Role.OFFICER)
    copies = [factories.arrived(house, by=left)]
    copies.append(factories.arrived(house, by=left))
    OfficeCopy.objects.filter(pk=copies[1].pk).update(holder=other)
    seen = [OfficeCopy.objects.of(Viewer.of(inside, MONDAY)).count()]

    leave(left)

    seen.append(OfficeCopy.objects.of(Viewer.of(inside, MONDAY)).count())
    assert seen == [0, 2]
    assert [asked(one) for one in copies] == [[inside], [inside]]


def test_of_a_secret_letter_only_the_named_are_asked(staff):
    registrar = factories.person()
    factories.post(registrar, staff.office, Role.CLERK, handles_secret=True)
    secret = factories.arrived(staff.office, by=staff.clerk, secrecy="002")
    registering.register(secret, by=registrar, at=MONDAY)

    assert asked(secret) == [registrar]


def test_a_desk_with_nobody_is_named(staff, copy):
    before = list(empty_desks(at=MONDAY))

    leave(*(post.user for post in Post.objects.all()))

    empty = [(one.copy_id, one.office, one.step, one.letter) for one in empty_desks(at=MONDAY)]
    assert before == []
    number = copy.letter.number_printed
    assert empty == [(copy.pk, "จังหวัดทดสอบ", "เกษียน/สั่งการ", number)]
