"""Changing a questionnaire question by question, before it is sent."""

import pytest

from circulars.domain import endorsing, registering
from circulars.errors import Invalid
from circulars.models import Event
from circulars.states import Order
from offices.models import Kind
from survey.domain import asking, editing
from survey.xlsform.blueprint import Blueprint
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.survey.world import QuickWorld

pytestmark = pytest.mark.django_db

HEAD = {"title": "ชื่อ", "subtitle": "", "note": "", "kinds": [Kind.SAO.value], "closes_at": None}


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def task(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    copy.refresh_from_db()
    questions = [
        {"type": "begin_group", "name": "g"},
        {"type": "integer", "name": "a", "label": "ก"},
        {"type": "end_group", "name": "g"},
        {"type": "text", "name": "b", "label": "ข"},
    ]
    blueprint = Blueprint(title="แบบ", kinds=[Kind.SAO.value], questions=questions)
    return asking.ask(copy.circular, copy=copy, by=staff.officer, at=MONDAY, blueprint=blueprint)


def names(task):
    return [f"{one.type} {one.name}" for one in task.questions.order_by("order")]


def test_a_survey_closes_after_the_moment_at_which_it_is_saved(staff, task):
    def save(closes_at):
        head = {**HEAD, "closes_at": closes_at}
        return editing.save_head(task, head, by=staff.officer, at=MONDAY)

    with pytest.raises(Invalid) as caught:
        save(MONDAY)

    assert caught.value.field == "closes_at"
    assert save(MONDAY + DAY).closes_at == MONDAY + DAY


def test_each_change_is_a_version_of_its_own_in_the_log(staff, task):
    editing.save_head(task, HEAD, by=staff.officer, at=MONDAY)

    told = Event.objects.filter(kind="survey_asked").order_by("pk")
    assert [one.data for one in told] == [
        {"title": "แบบ", "version": 1},
        {"title": "ชื่อ", "version": 2},
    ]


def test_a_new_group_brings_its_end(staff, task):
    fields = {"type": "begin_group", "name": "h"}

    editing.save_question(task, None, fields, by=staff.officer, at=MONDAY)

    assert names(task)[-2:] == ["begin_group h", "end_group h"]


def test_a_group_taken_out_keeps_what_was_in_it(staff, task):
    end = task.questions.get(type="end_group")

    editing.remove_question(end, by=staff.officer, at=MONDAY)

    assert names(task) == ["integer a", "text b"]


def test_a_question_changes_places_with_its_neighbour_and_stays_at_the_end(staff, task):
    editing.remove_question(task.questions.get(type="begin_group"), by=staff.officer, at=MONDAY)
    last = task.questions.get(name="b")

    editing.move_question(last, up=True, by=staff.officer, at=MONDAY)
    last.refresh_from_db()
    editing.move_question(last, up=True, by=staff.officer, at=MONDAY)

    assert names(task) == ["text b", "integer a"]


def test_other_languages_and_further_columns_stay_when_a_question_is_changed():
    world = QuickWorld(forwarded=False)
    by, at = world.staff.officer, MONDAY
    question = world.task.questions.get(name="has_village")
    question.words = {"label": {"Thai": question.label, "French": "Projet?"}}
    question.save()
    world.task.choices.filter(name="no").update(extra={"code": "0"})

    editing.save_question(
        *(world.task, question, {"label": "มีหรือไม่"}),
        choices=[("yes", "มี"), ("no", "ไม่มีเลย")],
        by=by,
        at=at,
    )

    question.refresh_from_db()
    assert question.words == {"label": {"Thai": "มีหรือไม่", "French": "Projet?"}}
    assert list(world.task.choices.order_by("order").values_list("label", "label_en", "extra")) == [
        ("มี", "Yes", {}),
        ("ไม่มีเลย", "", {"code": "0"}),
    ]


def test_a_new_repeat_brings_its_own_end():
    world = QuickWorld(forwarded=False)

    fields = {"type": "begin_repeat", "name": "villages", "label": "หมู่บ้าน"}
    editing.save_question(world.task, None, fields, by=world.staff.officer, at=MONDAY)

    ends = world.task.questions.filter(name="villages").order_by("order")
    assert [row.type for row in ends] == ["begin_repeat", "end_repeat"]
