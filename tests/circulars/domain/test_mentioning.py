"""What a letter in the making says of a survey that is hung on its circular, or taken off."""

from dataclasses import replace

import pytest

from circulars.domain import approving, drafting, endorsing, registering
from circulars.domain.content import content_of
from circulars.domain.mentioning import forget_survey, mention_survey
from circulars.domain.prewriting import asks_to_answer
from circulars.states import Order
from offices.models import Kind
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once

pytestmark = pytest.mark.django_db

REQUEST = "จังหวัดทดสอบพิจารณาแล้ว จึง… (ให้ผู้ร่างเติม)"


@pytest.fixture
@built_once
def staff():
    house = factories.office("จังหวัดทดสอบ")
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=house, province=house)
    return factories.Staff(house)


@pytest.fixture
def copy(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    return copy


def request_in(version):
    return version.body.split("\n\n")[1]


def test_the_request_asks_for_the_answer_and_the_code_is_printed(staff, copy):
    version = mention_survey(copy, by=staff.officer, at=MONDAY)

    asked = REQUEST + asks_to_answer(copy.circular)
    assert (version.number, version.with_qr, request_in(version)) == (2, True, asked)
    assert mention_survey(copy, by=staff.officer, at=MONDAY) is None


def test_taken_off_it_reads_as_before(staff, copy):
    first = copy.drafts.get().latest
    mention_survey(copy, by=staff.officer, at=MONDAY)

    version = forget_survey(copy, by=staff.officer, at=MONDAY)

    assert (version.number, version.with_qr, version.body) == (3, False, first.body)
    assert forget_survey(copy, by=staff.officer, at=MONDAY) is None


def test_words_of_a_person_are_left_alone(staff, copy):
    draft = copy.drafts.get()
    own = replace(content_of(draft.latest), body="ขอให้ตอบด้วย")
    drafting.save_version(draft, own, by=staff.officer, at=MONDAY)

    version = mention_survey(copy, by=staff.officer, at=MONDAY)

    assert (version.body, version.with_qr) == ("ขอให้ตอบด้วย", True)


def test_a_draft_on_its_way_says_what_it_said(staff, copy):
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=MONDAY)

    assert mention_survey(copy, by=staff.officer, at=MONDAY) is None
    assert draft.versions.count() == 1
