"""The survey builder."""

import pytest
from django.urls import reverse

from tests.survey.world import HAS, QuickWorld

pytestmark = pytest.mark.django_db

TYPED = {f"q-{name}": value for name, value in HAS.items()}


def test_the_builder_from_a_ready_questionnaire_to_the_preview(as_user):
    world = QuickWorld(forwarded=False)
    world.task.questions.all().delete()
    client = as_user(world.staff.officer)
    address = reverse("survey_edit", args=[world.top.pk])

    client.post(address, {"act": "head", "title": "แบบใหม่", "kinds": ["SAO"], "closes_at": ""})
    new = reverse("survey_question_new", args=[world.top.pk])
    wrong = client.post(new, {"type": "select_one", "name": "has it", "roll_up": "none"})
    for name in ("first", "second"):
        client.post(
            new,
            {
                "type": "select_one",
                "name": name,
                "label": "มีหรือไม่",
                "choices": "yes | มี\nno | ไม่มี",
                "required": "yes",
                "roll_up": "each",
            },
        )
    second = world.task.questions.get(name="second")
    client.post(reverse("survey_question_move", args=[world.top.pk, second.pk]), {"act": "up"})
    preview = client.get(reverse("survey_preview", args=[world.top.pk])).content.decode()

    world.task.refresh_from_db()
    assert sorted(wrong.context["form"].errors) == ["choices", "label", "name"]
    assert list(world.task.questions.values_list("name", flat=True)) == ["second", "first"]
    assert (world.task.title, world.task.kinds) == ("แบบใหม่", ["SAO"])
    assert preview.index("q-second") < preview.index("q-first")


def test_a_question_that_others_refer_to_stays(as_user):
    world = QuickWorld(forwarded=False)
    question = world.task.questions.get(name="has_community")

    page = as_user(world.staff.officer).post(
        reverse("survey_question_move", args=[world.top.pk, question.pk]),
        {"act": "remove"},
        follow=True,
    )

    assert [str(m) for m in page.context["messages"]] == [
        "ข้อ budget_community: สูตร “${has_community} = 'yes'” อ้างถึงข้อ has_community "
        "ซึ่งไม่มีในแบบ โปรดแก้ชื่อข้อ"
    ]
    assert world.task.questions.count() == 6


def test_after_sending_the_builder_only_shows(as_user, world):
    page = as_user(world.staff.officer).get(reverse("survey_edit", args=[world.top.pk]))

    assert page.context["view"].verdict.reason == "ส่งหนังสือไปแล้ว แบบสำรวจจึงแก้ไขไม่ได้"
