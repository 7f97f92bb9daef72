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


def question(**fields):
    """What the form of one question posts."""
    return {"type": "text", "name": "n", "label": "เท่าไร", "roll_up": "none", **fields}


NOT_SUMMED = "ข้อ n: รวมยอดได้เฉพาะข้อที่ตอบเป็นตัวเลขหรือข้อคำนวณ โปรดเลือกแบบอื่นในตารางรวม"


@pytest.mark.parametrize(
    ("fields", "refusals"),
    [
        ({"type": "text", "roll_up": "sum"}, [NOT_SUMMED]),
        ({"type": "date", "roll_up": "sum"}, [NOT_SUMMED]),
        ({"type": "select_one", "roll_up": "sum", "choices": "a | ก"}, [NOT_SUMMED]),
        ({"type": "integer", "roll_up": "sum"}, []),
        ({"type": "decimal", "roll_up": "sum"}, []),
        ({"type": "calculate", "roll_up": "sum", "calculation": "1 + 1"}, []),
    ],
)
def test_only_numbers_are_summed(as_user, fields, refusals):
    world = QuickWorld(forwarded=False)
    address = reverse("survey_question_new", args=[world.top.pk])

    page = as_user(world.staff.officer).post(address, question(**fields))

    said = page.context["form"].non_field_errors() if page.status_code == 200 else []
    assert list(said) == refusals
    assert world.task.questions.filter(name="n").exists() is not bool(refusals)


@pytest.mark.parametrize(
    "constraint", ["regex(., '(')", "pulldata('f', 'a', 'b', .)", "(" * 90 + "1" + ")" * 90]
)
def test_a_formula_that_cannot_be_used_is_refused_on_the_screen(as_user, constraint):
    world = QuickWorld(forwarded=False)
    address = reverse("survey_question_new", args=[world.top.pk])

    page = as_user(world.staff.officer).post(address, question(constraint=constraint))

    assert len(page.context["form"].non_field_errors()) == 1
    assert world.task.questions.filter(name="n").exists() is False


def test_changing_a_question_keeps_the_english_words_of_its_choices(as_user):
    world = QuickWorld(forwarded=False)
    changed = world.task.questions.get(name="has_community")
    fields = {
        "type": "select_one",
        "name": "has_community",
        "label": "มีโครงการหรือไม่",
        "choices": "yes | มี\nno | ไม่มีเลย",
        "roll_up": "tick",
        "tick_value": "yes",
    }

    as_user(world.staff.officer).post(
        reverse("survey_question", args=[world.top.pk, changed.pk]), fields
    )

    rows = world.task.choices.filter(list_name="has").values_list("name", "label", "label_en")
    assert list(rows) == [("yes", "มี", "Yes"), ("no", "ไม่มีเลย", "")]


def test_the_words_of_a_question_are_asked_for_from_the_start(as_user):
    world = QuickWorld(forwarded=False)
    client = as_user(world.staff.officer)
    new = reverse("survey_question_new", args=[world.top.pk])

    page = client.get(new)
    refused = client.post(new, {"type": "text", "name": "remark", "roll_up": "none"})
    computed = {"type": "calculate", "name": "twice", "calculation": "1 + 1", "roll_up": "none"}
    taken = client.post(new, computed)

    label = '<label class="form-label" for="id_label">คำถาม</label>'
    assert label in page.text
    assert refused.context["form"].errors == {"label": ["โปรดเขียนคำถาม"]}
    assert taken.status_code == 302
