"""A corrected letter takes the place of one that was sent."""

import pytest

from circulars.domain import approving, dispatching, drafting, endorsing, registering, replacing
from circulars.domain.content import content_of
from circulars.domain.enclosing import newest
from circulars.models import Dispatch, Event, EventKind, Expectation, OfficeCopy, RegisterEntry
from circulars.states import Order, State
from outbox.models import OutboxItem
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import DUE, House
from workflow import handlers
from workflow.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + DAY


class Sent(House):
    """Two districts have the letter; one has registered it."""

    def __init__(self) -> None:
        super().__init__(districts=2)
        self.first = self.delivered()
        self.waiting, self.registered_one = self.children()
        self.district = factories.Staff(self.registered_one.office)
        registering.register(self.registered_one, by=self.district.clerk, at=MONDAY)

    def begin(self):
        return replacing.begin_correction(
            self.copy, by=self.people.officer, at=TUESDAY, reason="วันที่ผิด"
        )

    def send(self, **terms) -> Dispatch:
        draft, people = self.begin(), self.people
        if terms:
            words = content_of(draft.latest)
            drafting.save_version(draft, words, by=people.officer, at=TUESDAY, **terms)
        approving.submit(draft, by=people.officer, at=TUESDAY)
        approving.pass_on(draft, by=people.reviewer, at=TUESDAY)
        approving.sign(draft, by=people.signer, at=TUESDAY)
        sending = dispatching.dispatch(self.copy, by=people.officer, at=TUESDAY)
        dispatching.fan_out(sending.pk, at=TUESDAY)
        handlers.delivered(OutboxItem(payload={"dispatch": sending.pk}), TUESDAY)
        return sending


@pytest.fixture
@built_once
def house():
    return Sent()


def test_the_letter_is_a_draft_again_that_says_what_it_replaces(house):
    draft = house.begin()

    house.copy.refresh_from_db()
    old = house.first.letter
    assert (house.copy.state, draft.replaces, draft.due_at) == (State.DRAFTING, old, DUE)
    assert draft.latest.body.split("\n\n")[-2] == (
        "อนึ่ง ขอยกเลิกหนังสือจังหวัดทดสอบ ที่ ทด ๐๐๐๑/ว ๑ ลงวันที่ ๒๖ ตุลาคม ๒๕๖๓ และขอให้ใช้หนังสือฉบับนี้แทน"
    )


def test_given_up_all_is_as_it_was(house):
    draft = house.begin()

    drafting.cancel(draft, by=house.people.officer, at=TUESDAY, reason="ไม่ผิด")

    house.copy.refresh_from_db()
    assert house.copy.state == State.REPORTING
    assert newest(house.first.letter) == house.first.letter


def test_who_has_not_registered_it_finds_the_new_one_in_its_place(house):
    sending = house.send()

    house.waiting.refresh_from_db()
    fresh = OfficeCopy.objects.get(letter=sending.letter, office=house.waiting.office)
    row = Expectation.objects.get(office=fresh.office)
    assert (house.waiting.state, fresh.state) == (State.SUPERSEDED, State.ARRIVED)
    assert (fresh.parent, fresh.reminds, fresh.due_at) == (house.copy, None, DUE)
    assert (row.copy, row.is_open, row.above) == (fresh, True, house.copy.branch)


def test_who_has_registered_it_keeps_it_and_gets_the_new_one_beside(house):
    sending = house.send()

    house.registered_one.refresh_from_db()
    beside = OfficeCopy.objects.get(letter=sending.letter, office=house.registered_one.office)
    row = Expectation.objects.get(office=beside.office)
    assert house.registered_one.state == State.REGISTERED
    assert (beside.reminds, beside.parent, beside.due_at) == (house.registered_one, None, None)
    assert (row.copy, row.is_open) == (house.registered_one, True)
    told = Notice.objects.filter(copy=house.registered_one, kind=NoticeKind.REPLACED)
    assert {one.user for one in told} == {house.district.officer, house.district.clerk}
    assert Event.objects.filter(kind=EventKind.REPLACED).count() == 2


def test_letter_books_and_sending_say_what_stands_now(house):
    sending = house.send()

    old = house.first.letter
    lines = RegisterEntry.objects.filter(letter__in=[old, sending.letter], copy=None)
    notes = lines.order_by("number")
    house.copy.refresh_from_db()
    assert newest(old) == sending.letter
    assert [one.note for one in notes] == [
        "มีฉบับใหม่แทน ที่ ทด 0001/ว 2 (27 ต.ค. 2563)",
        "แทนที่ ทด 0001/ว 1 (27 ต.ค. 2563)",
    ]
    assert house.copy.state == State.REPORTING
    assert (sending.asks, sending.rule_text) == (house.first.asks, house.first.rule_text)
    assert Expectation.objects.filter(asker=house.copy).count() == 2


def test_a_corrected_deadline_is_that_of_all(house):
    house.send(due_at=DUE + 2 * DAY)

    house.registered_one.refresh_from_db()
    rows = Expectation.objects.filter(asker=house.copy).values_list("due_at", flat=True)
    assert house.registered_one.due_at == DUE + 2 * DAY
    assert set(rows) == {DUE + 2 * DAY}


def test_a_letter_that_was_passed_on_is_flagged(house):
    endorsing.endorse(house.registered_one, Order.FORWARD, by=house.district.officer, at=MONDAY)
    OfficeCopy.objects.filter(pk=house.registered_one.pk).update(forwarded_at=MONDAY)

    house.send()

    notice = Notice.objects.get(copy=house.registered_one, kind=NoticeKind.REPLACED)
    assert notice.text.endswith("หนังสือที่ท่านส่งต่อไปแล้วต้องออกฉบับแก้ไขด้วย")


def test_its_receivers_are_those_of_the_old_one(house):
    other = factories.office("อำเภอที่เพิ่งตั้ง", "district", parent=house.province)
    draft = house.begin()

    drafting.save_version(
        draft,
        content_of(draft.latest),
        by=house.people.officer,
        at=TUESDAY,
        recipients={"also": [other.pk]},
    )

    assert dispatching.recipients_of(draft) == [one.pk for one in house.districts]
