"""What the letter in the making says of a survey that is hung on its circular, or taken off."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db import transaction

from circulars.domain.content import content_of
from circulars.domain.drafting import lock_draft, write_version
from circulars.domain.rewriting import rewritten
from circulars.models import Ask, Draft, DraftVersion, OfficeCopy
from circulars.states import DraftState
from offices.models import User

_WRITABLE = (DraftState.WRITING, DraftState.SENT_BACK)


@transaction.atomic
def mention_survey(copy: OfficeCopy, *, by: User, at: dt.datetime) -> DraftVersion | None:
    """
    Print the code for answering, and ask for the answer where the request is the system's own.

    The act that hangs the survey has asked whether ``by`` may. None: nothing is being
    written, it is on its way already, or it says so.
    """
    _ask_beside(copy, Ask.NOTHING)
    return _rewrite(copy, asks_answer=True, by=by, at=at)


@transaction.atomic
def forget_survey(copy: OfficeCopy, *, by: User, at: dt.datetime) -> DraftVersion | None:
    """The other way round: no code, and the system's own words for it taken out."""
    _ask_beside(copy, Ask.TEXT)
    return _rewrite(copy, asks_answer=False, by=by, at=at)


def _ask_beside(copy: OfficeCopy, ask: Ask) -> None:
    """A survey asks by itself; whatever the writer has said he asks beside it stays."""
    draft = Draft.objects.filter(copy=copy, state__in=_WRITABLE, asks__in=[Ask.TEXT, Ask.NOTHING])
    draft.update(asks=ask)


def _rewrite(
    copy: OfficeCopy, *, asks_answer: bool, by: User, at: dt.datetime
) -> DraftVersion | None:
    draft = Draft.objects.filter(copy=copy, state__in=_WRITABLE).first()
    if draft is None:
        return None
    draft = lock_draft(draft)
    latest = draft.latest
    before = content_of(latest)
    words = rewritten(draft, before, asks_answer=asks_answer, only=("body",))
    after = replace(words.content, with_qr=asks_answer)
    if draft.state not in _WRITABLE or after == before:
        return None
    words.keep(draft)
    return write_version(draft, after, number=latest.number + 1, by=by, at=at)
