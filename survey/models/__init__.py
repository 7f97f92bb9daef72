"""The nouns of the survey, one file each."""

from survey.models.answer import Answer, AnswerCheck, AnswerFile, AnswerState, CheckVerdict
from survey.models.certificate import Certificate
from survey.models.indicator import Indicator, QuarterTarget
from survey.models.ledger import ExpectedAnswer, ExpectedAnswerQuerySet
from survey.models.question import Choice, Question
from survey.models.question_types import QuestionType, RollUp
from survey.models.task import SurveyTask

__all__ = [
    "Answer",
    "AnswerCheck",
    "AnswerFile",
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
