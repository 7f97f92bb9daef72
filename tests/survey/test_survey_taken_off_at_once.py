"""A survey is taken off its circular while another officer of the house still works on it."""

import pytest

from circulars.errors import WrongState
from survey.domain import editing, sending
from survey.models import SurveyTask
from tests.passing import NOW, Passing
from tests.races import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def withdraw(scene):
    return lambda: sending.withdraw(scene.task, by=scene.district.by, at=NOW)


def change_a_question(scene):
    question = scene.task.questions.get(name="evaluated_village")
    return lambda: editing.remove_question(question, by=scene.district.by, at=NOW)


@pytest.mark.parametrize("later", [withdraw, change_a_question])
def test_whoever_comes_later_is_told_that_it_was_taken_off(later):
    scene = Passing("writing")
    act = later(scene)

    with pytest.raises(WrongState) as refusal:
        meanwhile(withdraw(scene), act)

    assert str(refusal.value) == "แบบสำรวจนี้ถูกถอดออกจากเรื่องแล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง"
    assert SurveyTask.objects.count() == 0
