"""What changes upstream comes into the draft; what an officer wrote himself stays."""

from dataclasses import replace

import pytest

from circulars.domain import correcting, drafting
from circulars.domain.content import content_of
from circulars.domain.received import as_received
from circulars.domain.rewriting import is_outdated, settle_rewriting
from circulars.errors import WrongState
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db
LATER = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    return House(2)


def write(house, draft, **words):
    content = replace(content_of(draft.latest), **words)
    return drafting.save_version(draft, content, by=house.people.officer, at=LATER)


def put_right(house, **words):
    """The desk corrects what it had typed of the received letter."""
    letter = replace(as_received(house.copy), **words)
    correcting.correct(house.copy, letter, by=house.people.clerk, at=LATER)


def settle(house, draft, *, take):
    draft.refresh_from_db()
    officer = house.people.officer
    return settle_rewriting(draft, take=take, asks_answer=False, by=officer, at=LATER)


def test_nothing_changed_and_nothing_is_asked(house):
    assert is_outdated(house.drafting(), asks_answer=False) is None


def test_a_corrected_sender_comes_into_every_part_and_own_sentences_stay(house):
    draft = house.drafting()
    own = content_of(draft.latest).body.replace("… (ให้ผู้ร่างเติม)", "ให้อำเภอรายงาน")
    write(house, draft, body=own)
    put_right(house, issuer_name="กรมใหม่")

    version = settle(house, draft, take=True)

    assert (version.number, version.body) == (3, own.replace("กรมทดสอบ", "กรมใหม่"))
    assert version.enclosures[0]["text"].startswith("สำเนาหนังสือกรมใหม่ ")
    assert is_outdated(draft, asks_answer=False) is None


def test_words_that_both_changed_are_the_officers_and_he_is_told(house):
    draft = house.drafting()
    first, *rest = content_of(draft.latest).body.split("\n\n")
    own = first.replace("กรมทดสอบ", "กรมเก่า")
    write(house, draft, body="\n\n".join([own, *rest]))
    put_right(house, issuer_name="กรมใหม่")
    draft.refresh_from_db()

    found = is_outdated(draft, asks_answer=False)

    assert found.content.body.split("\n\n")[0] == own
    assert found.refused == (
        (
            "ด้วยจังหวัดทดสอบได้รับแจ้งจากกรมทดสอบว่า",
            "ด้วยจังหวัดทดสอบได้รับแจ้งจากกรมใหม่ว่า",
        ),
    )


def test_who_leaves_it_as_it_is_is_not_asked_again(house):
    draft = house.drafting()
    before = content_of(draft.latest)
    put_right(house, subject="เรื่องใหม่")

    kept = settle(house, draft, take=False)

    draft.refresh_from_db()
    assert (kept.number, content_of(kept)) == (1, before)
    assert is_outdated(draft, asks_answer=False) is None
    with pytest.raises(WrongState) as caught:
        settle(house, draft, take=True)
    assert str(caught.value) == "ต้นเรื่องไม่มีอะไรเปลี่ยนหลังเขียนร่างนี้แล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"


def test_other_receivers_are_spoken_to_otherwise(house):
    draft = house.drafting()
    content = content_of(draft.latest)
    rule = {"groups": [], "also": [house.districts[0].pk]}
    officer = house.people.officer
    drafting.save_version(draft, content, recipients=rule, by=officer, at=LATER)

    version = settle(house, draft, take=True)

    assert version.addressee == "หัวหน้าอำเภอที่ 1"
