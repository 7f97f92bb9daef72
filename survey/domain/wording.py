"""An expression of a questionnaire in the words of its questions."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from survey.xlsform.labels import in_english, label_here
from survey.xlsform.questionnaire import Questionnaire

_EQUALS = re.compile(r"\$\{\s*(\w+)\s*\}\s*=\s*'([^']*)'")
_REFERENCE = re.compile(r"\$\{\s*(\w+)\s*\}")


def in_words(expression: str, questionnaire: Questionnaire) -> str:
    """
    “มีโครงการหรือไม่” ตอบ “มี” หรือ …: what ``expression`` asks for, for people.

    Comparisons with a choice, "and" and "or" become words; anything else stays as written.
    """

    def compared(match: re.Match[str]) -> str:
        question = questionnaire.named(match[1])
        if question is None:
            return match[0]
        answer = questionnaire.label_of(question, match[2], english=in_english())
        shown = {"question": label_here(question), "answer": answer}
        return _("“%(question)s” ตอบ “%(answer)s”") % shown

    def named(match: re.Match[str]) -> str:
        question = questionnaire.named(match[1])
        return f"“{label_here(question) if question else match[1]}”"

    words = _REFERENCE.sub(named, _EQUALS.sub(compared, expression))
    either, both = _("หรือ"), _("และ")
    words = re.sub(r"\s+or\s+", f" {either} ", words)
    return re.sub(r"\s+and\s+", f" {both} ", words)
