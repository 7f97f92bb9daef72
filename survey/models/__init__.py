"""The nouns of the survey, one file each."""

from survey.models.answer import Answer, AnswerCheck, AnswerState, CheckVerdict
from survey.models.certificate import Certificate
from survey.models.indicator import Indicator, QuarterTarget
from survey.models.ledger import ExpectedAnswer, ExpectedAnswerQuerySet
from survey.models.question import Choice, Question, QuestionType, RollUp
from survey.models.task import SurveyTask

__all__ = [
    "Answer",
    "AnswerCheck",
    "AnswerState",
    "Certificate",
    "CheckVerdict",
    "Choice",
    "ExpectedAnswer",
    "ExpectedAnswerQuerySet",
    "Indicator",
    "QuarterTarget",
    "Question",
    "QuestionType",
    "RollUp",
    "SurveyTask",
]
