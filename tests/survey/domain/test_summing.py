"""Two readers of one column, the table and the sums by district, agree about every answer."""

from decimal import Decimal

import pytest
from django.urls import reverse

from offices.models import Kind
from survey.domain.columns import columns_of
from survey.domain.rolling_up import roll_up
from survey.domain.summing import add_up, sum_by_district
from survey.models import Answer, Certificate, ExpectedAnswer, Question
from survey.xlsform.questionnaire import Questionnaire
from tests.survey.world import HAS, TOWN_HAS, answer_district, submit
from tests.tampering import tampering

pytestmark = pytest.mark.django_db


EVERY_FORM = ["rollup", "rollup_pdf", "rollup_xlsx"]


def answer_with(name, **values):
    """Put ``values`` into the answer of the office called ``name``."""
    answer = Answer.objects.get(current_of__office__name=name)
    answer.values = {**answer.values, **values}
    with tampering():
        answer.save()


WORDS = [
    "ประมาณ ๕๐๐ บาท",
    "500 บาท",
    "NaN",
    "Infinity",
    "1e5",
    "1,250",
    "๕๐๐",
    "",
    "9" * 40,
    ["1", "2"],
]


@pytest.mark.parametrize("words", WORDS)
def test_what_is_no_number_adds_nothing_to_a_sum(as_user, world, words):
    """As in surveys that were sent out when a question of text could still be summed."""
    answer_district(world, "อำเภอก")
    Question.objects.filter(name="budget_village").update(type="text")
    answer_with("อบต. อำเภอก 1", budget_village=words)
    submit(world, "อบต. อำเภอข 1", {**HAS, "budget_village": "70.25"})
    client = as_user(world.province_staff.officer)

    table = roll_up(world.task, world.at_province)
    whole = add_up(
        sum_by_district(world.task, world.at_province, columns_of(Questionnaire.of(world.task)))
    )
    pages = [
        client.get(reverse(name, args=[world.at_province.pk])).status_code for name in EVERY_FORM
    ]

    assert table.totals.values[3] == whole.values[3] == Decimal("70.25")
    assert table.rows[2].cells[3] is None
    assert pages == [200, 200, 200]


def test_a_district_with_such_an_answer_can_be_certified(as_user, world):
    answer_district(world, "อำเภอก")
    Question.objects.filter(name="budget_village").update(type="text")
    answer_with("อบต. อำเภอก 1", budget_village="ประมาณ ๕๐๐ บาท")
    copy = world.at_districts[0]

    as_user(world.district_staff[0].officer).post(
        reverse("certify", args=[copy.pk]), {"text": "ถูกต้อง"}
    )

    certificate = Certificate.objects.get(copy=copy)
    totals = {column["key"]: column["total"] for column in certificate.totals["columns"]}
    assert totals["budget_village"] == "0"


@pytest.mark.parametrize(("text", "amount"), [("-12.5", "-12.5"), ("1E-07", "1E-7"), ("0", "0")])
def test_both_readers_know_the_same_numbers(world, text, amount):
    submit(world, "อบต. อำเภอก 1", HAS)
    answer_with("อบต. อำเภอก 1", budget_village=text)

    table = roll_up(world.task, world.at_province)
    whole = add_up(
        sum_by_district(world.task, world.at_province, columns_of(Questionnaire.of(world.task)))
    )

    assert table.totals.values[3] == whole.values[3] == Decimal(amount)


def test_a_name_with_two_underscores_is_a_name(world):
    for name, new in (("has_village", "has__village"), ("evaluated_village", "evaluated__isnull")):
        Question.objects.filter(name=name).update(name=new)
    submit(world, "เทศบาลตำบลอำเภอก", TOWN_HAS)
    ExpectedAnswer.objects.filter(office__kind=Kind.SAO).update(
        current=None, first_submitted_at=None
    )
    Question.objects.filter(name="budget_village").update(name="a__b", relevant="")
    for line, typed in ((1, "yes"), (2, "no")):
        submit(
            world,
            f"อบต. อำเภอก {line}",
            {"has__village": typed, "a__b": f"{line}00", "evaluated__isnull": typed},
        )

    table = roll_up(world.task, world.at_province)
    whole = add_up(
        sum_by_district(world.task, world.at_province, columns_of(Questionnaire.of(world.task)))
    )

    assert whole.values == table.totals.values
    assert whole.values == [1, Decimal("500000.50"), 1, 300, 1, 2]
