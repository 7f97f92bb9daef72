"""What a letter asks: said by its writer, or read off it."""

import pytest

from circulars.domain.asking import asked_by, check_owed_by
from circulars.domain.content import content_of
from circulars.errors import Invalid
from circulars.models import Ask, What
from offices.models import Kind
from tests.circulars.ledger_world import DUE, Country
from tests.factories import MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


def read(copy, said="", *, body="", due_at=None):
    return asked_by(copy, said, subject="วาตภัย", body=body, has_deadline=due_at is not None)


@pytest.fixture
@built_once
def country() -> Country:
    return Country()


@pytest.mark.parametrize(
    ("said", "what"),
    [("reply", What.REPLY), ("ack", What.ACKNOWLEDGE), ("act", What.ACT), ("none", None)],
)
def test_what_the_writer_says_goes_before_the_text(country, said, what):
    assert read(country.top, said, body="ขอให้รายงาน", due_at=DUE) == what


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("ขอให้รายงานผล", What.REPLY),
        ("ขอให้ตอบรับทราบ", What.ACKNOWLEDGE),
        ("เพื่อถือปฏิบัติ", What.ACT),
        ("เพื่อทราบ", None),
    ],
)
def test_of_what_he_says_nothing_the_text_is_read(country, body, what):
    assert read(country.top, body=body) == what


def test_a_deadline_says_that_something_is_awaited(country):
    assert read(country.top, body="เพื่อทราบ", due_at=DUE) == What.REPLY


def test_what_is_asked_above_goes_on_with_the_letter_and_is_not_asked_twice(country):
    country.ask_all()
    copy = country.copy(country.provinces[0])

    assert read(copy, body="ขอให้รายงานผล", due_at=DUE) is None
    assert read(copy, "reply", due_at=DUE) == What.REPLY


def test_who_owes_it_lies_below_the_office_that_asks():
    check_owed_by(Kind.PROVINCE, ["SAO", "DISTRICT"])
    check_owed_by(Kind.SAO, [])

    with pytest.raises(Invalid) as refusal:
        check_owed_by(Kind.PROVINCE, ["SAO", "PROVINCE"])
    assert (str(refusal.value), refusal.value.field) == (
        "เลือกได้เฉพาะประเภทหน่วยงานที่อยู่ใต้หน่วยงานของท่าน",
        "owed_by",
    )


def test_a_change_of_what_is_asked_is_a_version_of_its_own(country):
    sending = country.ask_all()
    draft = sending.letter.draft

    assert (draft.asks, sorted(draft.owed_by), draft.latest.number) == (
        Ask.REPLY,
        ["SAO", "SUBDISTRICT_MUNICIPALITY", "TOWN"],
        2,
    )
    assert (sending.asks, sending.owed_by, sending.at) == (What.REPLY, draft.owed_by, MONDAY)
    assert content_of(draft.latest).subject == "วาตภัย"
