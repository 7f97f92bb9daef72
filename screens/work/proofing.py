"""What is pointed at beside a draft, and what is offered where its source has changed."""

from __future__ import annotations

from dataclasses import dataclass

from circulars.domain.content import Content, content_of
from circulars.domain.drafting import ahead
from circulars.domain.recipients import Rule
from circulars.domain.rewriting import Rewritten, is_outdated
from circulars.letters.proofreading import Sending, remarks, unprinted_in
from circulars.models import Draft
from screens.work.carried import survey_hangs
from screens.work.differing import Difference, differences
from thai.sentences import Sentence
from thai.wording.told import GAP


@dataclass(frozen=True, slots=True)
class Beside:
    """
    What stands beside a draft.

    ``questions`` are what the system could not read off the received letter, ``remarks`` what
    does not fit, ``unprinted`` the parts for which a memo has no line.
    """

    questions: list[Sentence]
    remarks: list[Sentence]
    unprinted: list[str]


def beside(draft: Draft, content: Content, *, rule: Rule, deadline: str) -> Beside:
    """What to say of ``content`` of ``draft`` if it goes to ``rule`` with this deadline."""
    has_survey = survey_hangs(draft.copy)
    sending = Sending(rule, deadline, draft.files.count(), has_survey)
    asked = draft.copy.letter is not None and (GAP in content.body or is_as_written(draft, content))
    questions = list(ahead(draft, asks_answer=has_survey).questions) if asked else []
    return Beside(questions, remarks(draft.copy, content, sending), unprinted_in(content))


def is_as_written(draft: Draft, content: Content) -> bool:
    """Whether nobody has touched the text that the system wrote in advance."""
    return bool(content.body) and content.body == draft.written_ahead.get("body")


@dataclass(frozen=True, slots=True)
class Outdated:
    """What taking over the changes would do to a draft, part by part."""

    changes: list[Difference]
    rewritten: Rewritten


def outdated(draft: Draft) -> Outdated | None:
    """What has changed upstream since ``draft`` was written in advance; None when nothing has."""
    found = is_outdated(draft, asks_answer=survey_hangs(draft.copy))
    if found is None:
        return None
    return Outdated(differences(content_of(draft.latest), found.content), found)
