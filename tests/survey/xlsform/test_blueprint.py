"""A questionnaire as plain data becomes rows."""

from survey.xlsform.blueprint import Blueprint, columns_of, made


def test_rows_stand_in_their_order():
    blueprint = Blueprint(
        "แบบ",
        [],
        [{"type": "text", "name": "a"}, {"type": "text", "name": "b"}],
        {"has": [("yes", "มี", "Yes"), {"name": "no", "label": "ไม่มี", "extra": {"code": "0"}}]},
    )

    questions, choices = made(blueprint)

    assert [(one.order, one.name) for one in questions] == [(1, "a"), (2, "b")]
    assert [(one.order, one.name, one.label, one.extra) for one in choices] == [
        (1, "yes", "มี", {}),
        (2, "no", "ไม่มี", {"code": "0"}),
    ]


def test_a_choice_by_its_columns():
    assert columns_of(("yes", "มี", "Yes")) == {"name": "yes", "label": "มี", "label_en": "Yes"}
