"""Who below is reminded, at any depth: by hand, and by letters that lie on their desks."""

import pytest

from circulars.domain import endorsing, registering, returning
from circulars.domain.direct import direct
from circulars.domain.history import history_of
from circulars.domain.reminding import bundles
from circulars.errors import Invalid, WrongState
from circulars.models import Dispatch, Event, Letter, OfficeCopy, RegisterEntry
from circulars.states import Order, State
from demo.acts import run_outbox
from offices.models import Kind
from offices.viewer import Viewer
from survey.domain.progress import progress_below
from tests import factories
from tests.circulars.ledger_world import Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once, kept
from tests.survey.world import QuickWorld
from workflow.checking import disagreements
from workflow.inbox import desk
from workflow.models import Notice
from workflow.reminding import (
    late_further_down,
    remind_chosen,
    remind_silent,
    sent_from,
    silent_below,
)

pytestmark = pytest.mark.django_db

LATE = MONDAY + 30 * DAY
LOCAL = ["อบต. อำเภอก 1", "อบต. อำเภอก 2", "อบต. อำเภอข 1", "อบต. อำเภอข 2"]


@pytest.fixture
@built_once
def world():
    return kept(QuickWorld)


def late_of(world) -> list[OfficeCopy]:
    """The late อปท. of the whole tree, as the department may choose them."""
    return list(late_further_down(sent_from(world.top), at=LATE))


def by_letter(world, chosen) -> list[Letter]:
    ids = [copy.pk for copy in chosen]
    return remind_chosen(world.top, ids, by=world.staff.signer, at=LATE)


def test_whoever_holds_the_letter_further_down_is_late_and_nobody_above(world):
    names = [copy.office.name for copy in late_of(world)]

    assert sorted(names) == sorted(
        [*LOCAL, "เทศบาลตำบลอำเภอก", "เทศบาลตำบลอำเภอข", "เทศบาลเมืองหนึ่ง"]
    )


def test_further_down_each_district_has_a_letter_of_its_own_and_all_are_numbered_at_once(world):
    letters = by_letter(world, late_of(world))

    assert [letter.number_printed for letter in letters] == ["ทด 0001/ว 1", "ทด 0001/ว 2"]
    assert [letter.copies.count() for letter in letters] == [4, 3]
    assert letters[1].addressee == "เทศบาลตำบลอำเภอข อบต. อำเภอข 1 และอบต. อำเภอข 2"
    numbers = RegisterEntry.objects.filter(letter__in=letters).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2]


def test_a_reminder_lies_on_each_desk_it_names_and_is_registered_like_any_letter(world):
    first = late_of(world)[0]
    people = factories.Staff(first.office)

    (letter,) = by_letter(world, [first])

    copy = OfficeCopy.objects.get(letter=letter)
    assert (copy.office, copy.reminds, copy.parent, copy.due_at) == (
        first.office,
        first,
        None,
        None,
    )
    on_desk = desk(Viewer.of(people.clerk, LATE))
    assert copy in on_desk
    registering.register(copy, by=people.clerk, at=LATE + DAY)
    copy.refresh_from_db()
    assert copy.state == State.REGISTERED
    assert list(disagreements(OfficeCopy.objects.filter(pk=copy.pk))) == []


def test_a_reminder_enters_no_figure_of_its_matter(world):
    before = (
        direct([world.at_province.pk], at=LATE),
        progress_below(world.task, world.top, at=LATE),
        silent_below(world.at_province).count(),
        len(late_of(world)),
    )

    by_letter(world, late_of(world))

    assert before == (
        direct([world.at_province.pk], at=LATE),
        progress_below(world.task, world.top, at=LATE),
        silent_below(world.at_province).count(),
        len(late_of(world)),
    )


def test_the_letter_keeps_the_urgency_and_says_by_which_letter_it_had_come(world):
    Letter.objects.filter(pk=sent_from(world.top).letter_id).update(urgency="004")

    letters = by_letter(world, late_of(world))

    assert [letter.urgency for letter in letters] == ["004", "004"]
    assert letters[1].body.split("\n\n")[0] == (
        "ตามหนังสือกรมหนึ่ง ด่วนที่สุด เรื่อง  ซึ่งอำเภอขแจ้งต่อตามหนังสืออำเภอข "
        "ขอให้ดำเนินการและรายงานภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๐ น. นั้น"
    )


def test_the_clerk_who_gets_it_and_who_holds_the_matter_are_told_once(world):
    first = late_of(world)[0]
    people = factories.Staff(first.office)

    (letter,) = by_letter(world, [first])
    run_outbox(LATE)
    run_outbox(LATE)

    reminder = letter.copies.get()
    told = Notice.objects.filter(user=people.clerk).values_list("kind", "copy")
    assert sorted(told) == [("arrived", first.pk), ("arrived", reminder.pk), ("reminded", first.pk)]


def test_who_has_answered_meanwhile_is_left_out(world):
    first, second, *_others = late_of(world)
    OfficeCopy.objects.filter(pk=first.pk).update(answered_at=LATE)

    (letter,) = by_letter(world, [first, second])

    assert [copy.office for copy in letter.copies.all()] == [second.office]


def test_one_office_gets_one_letter_a_day_and_another_still_may(world):
    first, second, *_others = late_of(world)
    (letter,) = by_letter(world, [first])

    with pytest.raises(WrongState) as refused:
        by_letter(world, [first, second])

    assert str(refused.value) == f"วันนี้ออกหนังสือเตือนเรื่องนี้แล้ว ที่ {letter.number_printed}"
    assert len(by_letter(world, [second])) == 1


def test_the_time_is_counted_for_whom_it_names(world):
    first, second, *_others = late_of(world)
    by_letter(world, [first])

    again = remind_chosen(
        world.top, [first.pk], by=world.staff.signer, at=LATE + DAY
    ) + remind_chosen(world.top, [second.pk], by=world.staff.signer, at=LATE + DAY)

    assert ["(ครั้งที่ ๒)" in again[0].body, "(ครั้งที่ ๑)" in again[1].body] == [True, True]


def test_a_reminder_is_filed_or_given_to_somebody_and_nothing_else(world):
    first = late_of(world)[0]
    people = factories.Staff(first.office)
    (letter,) = by_letter(world, [first])
    copy = letter.copies.get()
    registering.register(copy, by=people.clerk, at=LATE)

    with pytest.raises(Invalid) as refused:
        endorsing.endorse(copy, Order.REPORT, by=people.officer, at=LATE)
    with pytest.raises(WrongState) as kept:
        returning.return_to_sender(copy, by=people.clerk, at=LATE, reason="ผิด")

    assert str(refused.value) == "หนังสือเตือนไม่ต้องตอบและไม่ต้องส่งต่อ ให้ดำเนินการที่หนังสือของเรื่องที่เตือน"
    assert str(kept.value) == ("หนังสือเตือนส่งคืนไม่ได้ ถ้าเรื่องที่เตือนไม่ใช่ของหน่วยงานนี้ ให้ส่งคืนหนังสือของเรื่องนั้น")
    endorsing.endorse(copy, Order.FILE, by=people.officer, at=LATE)


def test_the_sender_reads_in_the_history_that_a_reminder_was_registered(world):
    first = late_of(world)[0]
    people = factories.Staff(first.office)
    (letter,) = by_letter(world, [first])
    registering.register(letter.copies.get(), by=people.clerk, at=LATE)

    newest = history_of(world.top)[:2]

    assert [(event.kind, event.copy) for event in newest] == [
        ("registered", letter.copies.get()),
        ("reminded", world.top),
    ]


def test_by_hand_any_depth_is_reached_and_nobody_twice_within_the_hour(world):
    first, second, *_others = late_of(world)
    people = factories.Staff(first.office)

    reached = remind_silent(
        world.top, by=world.staff.supervisor, at=LATE, chosen=[first.pk, second.pk]
    )
    with pytest.raises(WrongState) as refused:
        remind_silent(
            world.at_province,
            by=world.province_staff.supervisor,
            at=LATE + DAY / 48,
            chosen=[first.pk],
        )

    assert reached == 2
    assert str(refused.value) == (
        "เตือนไปแล้วเมื่อ 25 พ.ย. 2563 เวลา 09.00 น. เตือนอีกครั้งได้ตั้งแต่ 10.00 น."
    )
    assert Notice.objects.filter(user=people.clerk, kind="reminded").count() == 1
    assert Event.objects.get(kind="reminded").data["offices"] == [first.office_id, second.office_id]


def test_nobody_outside_the_branch_is_reminded(world):
    chosen = [world.top.pk, world.at_province.pk]

    reached = remind_silent(
        world.at_province, by=world.province_staff.officer, at=LATE, chosen=chosen
    )

    assert (reached, Event.objects.filter(kind="reminded").count()) == (0, 0)


def test_receivers_stand_in_one_letter_whatever_their_area(world):
    sending = sent_from(world.at_province)
    receivers = list(OfficeCopy.objects.filter(dispatch=sending).select_related("office"))

    assert bundles(sending, receivers) == [receivers]


def test_after_a_second_sending_only_its_branch_is_reminded_of(world):
    other = factories.arrived(world.department, by=world.staff.clerk)
    again = Dispatch.objects.create(
        copy=world.top, letter=other.letter, recipients=[], by=world.staff.officer, at=MONDAY
    )
    above = new_copy(world.top, "จังหวัดสอง", Kind.PROVINCE, letter=other.letter, dispatch=again)
    below = new_copy(above, "อำเภอสอง", Kind.DISTRICT, letter=other.letter)

    assert late_of(world) == [below]


def new_copy(parent, name, kind, **fields) -> OfficeCopy:
    office = factories.office(name, kind, parent=parent.office)
    moments = {"due_at": MONDAY + DAY, "sent_at": MONDAY, "held_since": MONDAY}
    return OfficeCopy.objects.create(
        circular=parent.circular, office=office, holder=office, parent=parent,
        above=parent.branch, **moments, **fields,
    )  # fmt: skip


def test_who_passed_it_on_to_some_alone_is_reminded_of_the_others():
    country = Country()
    country.ask_all()
    country.send(country.copy(country.provinces[0]))
    at_district = country.copy(country.districts[0])
    town = country.local("ทต.ในจังหวัดก")
    country.send(at_district, to={"also": [town.pk]})

    late = late_further_down(sent_from(country.top), at=LATE)

    names = [copy.office.name for copy in late]
    assert names == ["เมืองในจังหวัดก", "ทต.ในจังหวัดก", "อำเภอในจังหวัดก"]


def test_so_many_letters_at_once_are_refused(world, monkeypatch):
    monkeypatch.setattr("workflow.reminding.MOST", 2)

    with pytest.raises(Invalid) as refusal:
        by_letter(world, late_of(world))

    assert str(refusal.value) == "ออกหนังสือเตือนได้ครั้งละไม่เกิน 2 แห่ง โปรดเลือกทีละพื้นที่"
