"""Ready questionnaires, as data: each module here has a ``BLUEPRINT``."""

from survey.questionnaires import community_plan
from survey.xlsform.blueprint import Blueprint

#: key → questionnaire; the key is what the screen posts.
READY: dict[str, Blueprint] = {"community_plan": community_plan.BLUEPRINT}

__all__ = ["READY"]
