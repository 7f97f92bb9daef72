"""Nobody gets a letter that is late before he can open it, unless its sender knows."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from circulars.errors import Invalid
from circulars.states import DraftState, State
from offices.models import Holiday
from screens.follow.node import _allowed
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import DUE, House, address, draft_fields, logged_in

pytestmark = pytest.mark.django_db
LATE = DUE + DAY


@pytest.fixture
@built_once
def house():
    return House()


def test_a_draft_whose_deadline_has_passed_is_not_proposed(house):
    draft = house.drafting()
    with time_machine.travel(DUE, tick=False):
        refused = logged_in(house.people.officer).post(
            address("task_draft", house.copy), draft_fields(draft, do="submit")
        )

    draft.refresh_from_db()
    assert list(refused.context["form"].errors) == ["due_at"]
    assert draft.state == DraftState.WRITING


def test_the_last_moment_before_the_deadline_is_in_time(house):
    draft = house.drafting()
    with time_machine.travel(DUE - dt.timedelta(seconds=1), tick=False):
        logged_in(house.people.officer).post(
            address("task_draft", house.copy), draft_fields(draft, do="submit")
        )

    draft.refresh_from_db()
    assert draft.state == DraftState.REVIEW


def test_what_became_late_is_signed_and_sent_only_knowingly(house):
    draft = house.passed()
    post = house.people.signer.posts.get()
    yes = {"do": "yes", "capacity": f"{post.pk}:"}
    with time_machine.travel(LATE, tick=False):
        signer, officer = logged_in(house.people.signer), logged_in(house.people.officer)
        unknown = signer.post(address("task_sign", house.copy), yes)
        signer.post(address("task_sign", house.copy), {**yes, "late": "on"})
        draft.refresh_from_db()
        page = officer.get(address("task_dispatch", house.copy))
        unsent = officer.post(address("task_dispatch", house.copy))
        house.copy.refresh_from_db()
        before = house.copy.state
        officer.post(address("task_dispatch", house.copy), {"late": "on"})

    house.copy.refresh_from_db()
    assert list(unknown.context["form"].errors) == ["late"]
    assert draft.state == DraftState.SIGNED
    assert 'name="late"' in page.text
    assert list(unsent.context["form"].errors) == ["late"]
    assert (before, house.copy.state) == (State.APPROVED, State.DISPATCHED)


def test_what_became_late_goes_back_without_further_questions(house):
    draft = house.passed()
    with time_machine.travel(LATE, tick=False):
        logged_in(house.people.signer).post(
            address("task_sign", house.copy), {"do": "send_back", "comment": "เลยกำหนดแล้ว"}
        )

    draft.refresh_from_db()
    assert draft.state == DraftState.SENT_BACK


def test_in_time_nobody_is_asked(house):
    house.signed()
    with time_machine.travel(MONDAY, tick=False):
        page = logged_in(house.people.officer).get(address("task_dispatch", house.copy))

    assert 'name="late"' not in page.text


def test_the_domain_refuses_as_well(house):
    from circulars.domain import approving, dispatching

    draft = house.passed()
    with pytest.raises(Invalid) as unsigned:
        approving.sign(draft, by=house.people.signer, at=LATE)
    approving.sign(draft, by=house.people.signer, at=LATE, late=True)
    with pytest.raises(Invalid) as unsent:
        dispatching.dispatch(house.copy, by=house.people.officer, at=LATE)

    assert (unsigned.value.field, unsent.value.field) == ("late", "late")


def test_the_days_given_are_never_less_than_none(house):
    house.dispatched()
    child = house.children()[0]
    child.due_at = MONDAY - 5 * DAY

    assert _allowed([child]) == {child.pk: 0}


def test_extending_onto_a_day_off_is_said_while_typing_and_afterwards(house):
    Holiday.objects.create(day=dt.date(2020, 11, 20), name="วันหยุดทดสอบ", source="ทดสอบ")
    house.dispatched()
    child = house.children()[0]
    client = logged_in(house.people.supervisor)
    with time_machine.travel(MONDAY, tick=False):
        page = client.get(address("copy_extend", child))
        note = client.get(reverse("copy_extend_due", args=[child.pk]), {"due_at": "20/11/63"})
        unreadable = client.get(reverse("copy_extend_due", args=[child.pk]), {"due_at": "20/"})
        done = client.post(
            address("copy_extend", child),
            {"due_at": "20/11/63", "scope": "office", "reason": "น้ำท่วม"},
            follow=True,
        )

    child.refresh_from_db()
    told = [str(one) for one in done.context["messages"]]
    warning = "วันหยุดทดสอบ"
    assert reverse("copy_extend_due", args=[child.pk]) in page.text
    assert note.context["due"].weekday == "วันศุกร์"
    assert [warning in one for one in note.context["due"].warnings] == [True, False]
    assert unreadable.context["due"] is None
    assert [warning in one for one in told] == [False, True, False]
    assert child.due_at == dt.datetime.fromisoformat("2020-11-21T00:00+07:00")
