"""Before a letter goes out, what was proposed is taken back and what was signed is unsigned."""

import pytest

from circulars.states import DraftState, State
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def house():
    return House(districts=1)


def test_a_draft_that_nobody_has_judged_is_taken_back(house):
    draft = house.in_review()
    client = logged_in(house.people.officer)

    offered = client.get(address("copy", house.copy))
    done = client.post(address("draft_back", house.copy))

    draft.refresh_from_db()
    assert address("draft_back", house.copy) in offered.text
    assert (done.url, draft.state) == (address("task_draft", house.copy), DraftState.WRITING)


def test_once_it_was_judged_it_is_not(house):
    draft = house.passed()

    page = logged_in(house.people.officer).post(address("draft_back", house.copy))

    draft.refresh_from_db()
    assert page.context["form"].non_field_errors() == [
        "ร่างนี้อยู่ในสถานะ “รอลงนาม” แล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"
    ]
    assert draft.state == DraftState.PASSED


def test_a_signature_is_taken_off_before_the_sending(house):
    house.signed()
    client = logged_in(house.people.officer)

    offered = client.get(address("copy", house.copy))
    empty = client.post(address("copy_unsign", house.copy), {"reason": " "})
    done = client.post(address("copy_unsign", house.copy), {"reason": "ผิดวัน"})

    house.copy.refresh_from_db()
    assert address("copy_unsign", house.copy) in offered.text
    assert "reason" in empty.context["form"].errors
    assert (done.url, house.copy.state) == (address("task_draft", house.copy), State.DRAFTING)
