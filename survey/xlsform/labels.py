"""Words of a questionnaire in the language of the screen; official papers stay Thai."""

from __future__ import annotations

from django.utils.translation import get_language

from survey.models import Choice, Question
from survey.xlsform.wordings import in_english as english_of


def in_english() -> bool:
    return (get_language() or "th").startswith("en")


def label_here(row: Question | Choice) -> str:
    """The English label on an English screen, where the questionnaire has one."""
    return (row.label_en if in_english() else "") or row.label or row.name


def hint_here(question: Question) -> str:
    """The hint in the language of the screen, where the questionnaire has it."""
    english = english_of(question.words.get("hint", {})) if in_english() else ""
    return english or question.hint
