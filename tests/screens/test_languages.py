"""Screens speak English to who reads English; official tables are Thai."""

import pytest
from django.utils import translation

from survey.domain.rolling_up import roll_up
from survey.domain.wording import in_words
from survey.models import Question, RollUp
from survey.xlsform.questionnaire import Questionnaire
from tests.survey.world import HAS, submit

pytestmark = pytest.mark.django_db


def test_the_numerator_in_english_words(world):
    numerator = "${has_community} = 'yes'"

    with translation.override("en"):
        words = in_words(numerator, Questionnaire.of(world.task))

    assert words == "“Does the ordinance contain projects from the plan?” is “Yes”"


def test_official_tables_stay_thai_whoever_reads_them(world):
    Question.objects.filter(name="has_village").update(roll_up=RollUp.LIST)
    submit(world, "อบต. อำเภอก 1", HAS)

    with translation.override("en"):
        table = roll_up(world.task, world.at_province)

    assert table.rows[2].cells[2] == "มี"
