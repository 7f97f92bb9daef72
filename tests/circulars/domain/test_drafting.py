"""The outgoing letter: written in advance, kept in versions, given up."""

from dataclasses import replace

import pytest

from circulars.domain import approving, drafting, intake, prewriting
from circulars.domain.content import content_of
from circulars.errors import Invalid, Overtaken, WrongState
from circulars.models import DraftVersion, Event, EventKind
from circulars.states import DraftState, State
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import DUE, House

pytestmark = pytest.mark.django_db

LATER = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    return House(2)


def save(house, draft, content, **more):
    return drafting.save_version(draft, content, by=house.people.officer, at=LATER, **more)


def refused(act, kind=Invalid):
    with pytest.raises(kind) as caught:
        act()
    return str(caught.value), caught.value.field


def test_a_letter_is_written_in_advance_from_the_one_it_passes_on(house):
    draft = house.drafting()

    version = draft.latest
    cite = prewriting.cite_letter(house.copy.letter)
    assert (version.subject, version.addressee, version.closing) == (
        "เรื่องทดสอบ",
        "นายอำเภอ ทุกอำเภอ",
        "ขอแสดงความนับถือ",
    )
    assert version.enclosures == [{"text": cite, "amount": "จำนวน ๑ ชุด"}]
    assert version.body.split("\n\n") == [
        "ด้วยจังหวัดทดสอบได้รับแจ้งจากกรมทดสอบว่า มีเรื่องทดสอบ",
        "จังหวัดทดสอบพิจารณาแล้ว จึง… (ให้ผู้ร่างเติม) ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๐ น.",
        "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป",
    ]
    assert (draft.recipients, draft.due_at) == ({"groups": ["districts"]}, DUE)


def test_what_was_written_ahead_is_kept_with_the_draft(house):
    draft = house.drafting()

    words = content_of(draft.latest)
    assert draft.written_ahead == {name: getattr(words, name) for name in drafting.AHEAD}


def test_a_version_is_written_only_when_something_changed(house):
    draft = house.drafting()
    same = content_of(draft.latest)

    kept = save(house, draft, same)
    changed = save(house, draft, replace(same, body="ใหม่"))

    event = Event.objects.filter(kind=EventKind.DRAFTED).latest("pk")
    assert (kept.number, changed.number, DraftVersion.objects.count()) == (1, 2, 2)
    assert (changed.body, changed.written_by, changed.written_at) == (
        "ใหม่",
        house.people.officer,
        LATER,
    )
    assert event.data == {
        "version": 2,
        "recipients": "นายอำเภอ ทุกอำเภอ",
        "due_at": DUE.astimezone(event.at.tzinfo).isoformat(),
    }


@pytest.mark.parametrize(
    ("terms", "kept"),
    [
        ({"due_at": None}, ({"groups": ["districts"]}, None, True)),
        ({"due_at": DUE + DAY}, ({"groups": ["districts"]}, DUE + DAY, True)),
        ({"as_circular": False}, ({"groups": ["districts"]}, DUE, False)),
        ({"recipients": {"groups": []}}, ({"groups": []}, DUE, True)),
    ],
)
def test_whoever_changes_to_whom_or_until_when_makes_a_version(house, terms, kept):
    draft = house.drafting()

    version = save(house, draft, content_of(draft.latest), **terms)

    draft.refresh_from_db()
    assert version.number == 2
    assert (draft.recipients, draft.due_at, draft.as_circular) == kept


def test_who_saves_over_a_newer_version_is_told_of_it(house):
    draft = house.drafting()
    first = content_of(draft.latest)
    save(house, draft, replace(first, body="หนึ่ง"), base=1)

    with pytest.raises(Overtaken) as caught:
        save(house, draft, replace(first, body="สอง"), base=1)

    assert (caught.value.number, DraftVersion.objects.count()) == (2, 2)
    assert save(house, draft, replace(first, body="สอง"), base=2).number == 3


def test_a_letter_has_a_subject(house):
    draft = house.drafting()

    assert refused(lambda: save(house, draft, replace(content_of(draft.latest), subject=" "))) == (
        "โปรดกรอกเรื่อง",
        "subject",
    )


def test_what_is_on_its_way_is_neither_changed_nor_given_up(house):
    draft = house.drafting()
    content = content_of(draft.latest)
    approving.submit(draft, by=house.people.officer, at=MONDAY)

    for act in (
        lambda: save(house, draft, replace(content, body="ใหม่")),
        lambda: drafting.cancel(draft, by=house.people.officer, at=LATER, reason="ไม่ใช้"),
    ):
        assert refused(act, WrongState) == (
            "ร่างนี้อยู่ในสถานะ “รอตรวจ” แล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง",
            None,
        )


def test_a_received_letter_waits_for_another_order_when_its_draft_is_given_up(house):
    draft = house.drafting()

    words = refused(lambda: drafting.cancel(draft, by=house.people.officer, at=LATER, reason=" "))
    drafting.cancel(draft, by=house.people.officer, at=LATER, reason=" ไม่ใช้ ")

    draft.refresh_from_db()
    house.copy.refresh_from_db()
    assert words == ("โปรดเขียนเหตุผลที่ยกเลิกร่าง", "reason")
    assert (draft.state, house.copy.state) == (DraftState.CANCELLED, State.ENDORSED)
    assert Event.objects.get(kind=EventKind.DRAFT_CANCELLED).data == {"reason": "ไม่ใช้"}


def test_a_matter_begun_here_ends_with_its_draft(house):
    people = house.people
    copy = intake.start_circular(house.province, by=people.officer, at=MONDAY, subject="เรื่องเรา")

    drafting.cancel(copy.drafts.get(), by=people.officer, at=LATER, reason="ไม่ใช้")

    copy.refresh_from_db()
    assert (copy.state, copy.closed_at) == (State.FILED, LATER)
