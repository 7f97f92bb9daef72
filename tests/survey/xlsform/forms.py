"""Small questionnaires, and expressions over plain values."""

import datetime as dt

from survey.models import Choice, Question
from survey.xlsform.questionnaire import Questionnaire

TODAY = dt.date(2020, 11, 15)
VALUES = {
    "a": 5,
    "b": 3,
    "t": "abc",
    "m": ["one", "two", "three"],
    "d": "2020-10-31",
    "s": "yes",
    "z": 0,
    "thai": "กขคงจฉ",
    "neg": -2,
    "big": "123456789012345.67",
    "dec": "12.50",
}
HAS = (("has", "yes", "มี"), ("has", "no", "ไม่มี"))


def made(*rows, choices=HAS, extra=None):
    questions = [Question(order=n, **{"type": "text", **row}) for n, row in enumerate(rows, 1)]
    listed = [
        Choice(list_name=one, name=name, label=label, extra=(extra or {}).get(name, {}))
        for one, name, label in choices
    ]
    return Questionnaire(questions, listed)


def filled(**values):
    """The values, with a question for each and ``e``, which nobody answered."""
    rows = [{"name": name} for name in (*values, "e") if name != "s2"]
    rows.append({"name": "s2", "type": "select_one", "list_name": "has"})
    return made(*rows).sheet(values, today=TODAY)


def said(expression, of="e", **values):
    """What an expression gives as text, seen from the question ``of``."""
    sheet = filled(**(values or VALUES))
    return sheet.text(expression, sheet.places[of])


def holds(expression, of="e", **values):
    sheet = filled(**(values or VALUES))
    return sheet.truth(expression, sheet.places[of or "e"])
