"""Two people at one draft: nobody's words are lost without his knowing."""

import pytest
from django.urls import reverse

from circulars.domain import drafting
from circulars.domain.content import content_of
from offices.models import Role
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, draft_fields, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def house():
    return House()


@pytest.fixture
def second(house):
    user = factories.person("สมศรี ใจดี")
    factories.post(user, house.province, Role.OFFICER)
    return user


def bodies(draft) -> list[str]:
    return list(draft.versions.order_by("number").values_list("body", flat=True))


def test_whoever_saves_second_is_told_and_saves_again_on_top(house, second):
    draft = house.drafting()
    first_body = draft.latest.body
    page = draft_fields(draft)
    first, later = logged_in(second), logged_in(house.people.officer)
    first.post(address("task_draft", house.copy), {**page, "body": "ของสมศรี", "do": "save"})

    refused = later.post(address("task_draft", house.copy), {**page, "body": "ของฉัน", "do": "save"})
    before = bodies(draft)
    base = refused.context["view"].base
    later.post(
        address("task_draft", house.copy),
        {**page, "body": "ของฉัน", "base": base, "do": "save"},
    )

    differences = f"{address('draft_versions', house.copy)}?version=2&amp;since=1"
    assert "สมศรี ใจดี บันทึกฉบับที่ ๒ ระหว่างที่ท่านแก้ไข" in refused.text
    assert "๒๖ ต.ค. ๒๕๖๓ เวลา ๐๙.๐๐ น." in refused.text
    assert differences in refused.text
    assert "ของฉัน" in refused.text
    assert before == [first_body, "ของสมศรี"]
    assert bodies(draft) == [first_body, "ของสมศรี", "ของฉัน"]


def test_who_was_told_once_is_told_again_of_the_next_one(house, second):
    draft = house.drafting()
    page = draft_fields(draft)
    first, later = logged_in(second), logged_in(house.people.officer)
    first.post(address("task_draft", house.copy), {**page, "body": "หนึ่ง", "do": "save"})
    told = later.post(address("task_draft", house.copy), {**page, "body": "ของฉัน", "do": "save"})
    base = told.context["view"].base
    first.post(address("task_draft", house.copy), {**page, "base": 2, "body": "สอง", "do": "save"})

    again = later.post(
        address("task_draft", house.copy), {**page, "base": base, "body": "ของฉัน", "do": "save"}
    )

    assert (base, again.context["view"].base) == (2, 3)
    assert bodies(draft)[1:] == ["หนึ่ง", "สอง"]


def test_proposing_what_somebody_else_changed_is_refused_too(house, second):
    draft = house.drafting()
    page = draft_fields(draft)
    logged_in(second).post(address("task_draft", house.copy), {**page, "body": "ก", "do": "save"})

    logged_in(house.people.officer).post(
        address("task_draft", house.copy), {**page, "do": "submit"}
    )

    draft.refresh_from_db()
    assert (draft.state, draft.latest.number) == ("writing", 2)


@pytest.mark.parametrize(
    "changed", [{"left_out": "first district"}, {"due_at": ""}, {"as_circular": ""}]
)
def test_other_recipients_and_another_deadline_are_a_version_of_their_own(house, second, changed):
    if "left_out" in changed:
        changed = {"left_out": [house.districts[0].pk], "addressee": "นายอำเภอ"}
    draft = house.drafting()
    page = draft_fields(draft)
    logged_in(second).post(address("task_draft", house.copy), {**page, **changed, "do": "save"})

    refused = logged_in(house.people.officer).post(
        address("task_draft", house.copy), {**page, "do": "save"}
    )

    draft.refresh_from_db()
    assert refused.context["view"].overtaken.written_by == second
    assert draft.versions.count() == 2


def test_saving_what_stands_makes_no_version(house):
    draft = house.drafting()

    logged_in(house.people.officer).post(
        address("task_draft", house.copy), draft_fields(draft, do="save")
    )

    assert draft.versions.count() == 1


def test_the_differences_name_recipients_and_deadline(house):
    draft = house.drafting()
    content = content_of(draft.latest)
    rule = {**draft.recipients, "except": [house.districts[0].pk]}
    save = {"by": house.people.officer, "at": MONDAY}
    drafting.save_version(draft, content, recipients=rule, **save)
    drafting.save_version(draft, content, due_at=None, **save)

    page = logged_in(house.people.officer).get(
        reverse("draft_versions", args=[house.copy.pk]), {"version": "3", "since": "1"}
    )

    told = {one.label: "".join(piece.text for piece in one.pieces if piece.kind == "added")
            for one in page.context["view"].changed}  # fmt: skip
    assert draft.latest.number == 3
    assert told == {"ส่งถึง": " (ยกเว้นอำเภอที่ 1)", "กำหนดให้ผู้รับตอบ": "ไม่กำหนด"}
