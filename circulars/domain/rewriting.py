"""The letter in the making, when what it was written from has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.content import Content, content_of
from circulars.domain.drafting import AHEAD, ahead, lock_draft, write_version
from circulars.draft_policies import need_draft
from circulars.errors import WrongState
from circulars.models import Draft, DraftVersion
from circulars.policies import check_may_draft
from circulars.states import DraftState
from offices.models import User
from thai.wording.merging import merge


@dataclass(frozen=True, slots=True)
class Rewritten:
    """
    A draft with what changed upstream taken over, where the officer had not written himself.

    ``refused`` are the pairs (words before, words wanted now) that his own words stand
    against; ``ahead`` what the system would write now.
    """

    content: Content
    refused: tuple[tuple[str, str], ...]
    ahead: dict[str, Any]

    def keep(self, draft: Draft) -> None:
        """Remember what the system has written; nothing else of ``draft`` is saved."""
        draft.written_ahead = self.ahead
        draft.save(update_fields=["written_ahead"])


def rewritten(
    draft: Draft, content: Content, *, asks_answer: bool, only: Sequence[str] = AHEAD
) -> Rewritten:
    """``content`` of ``draft`` as it would be had it been written from what is known now."""
    new = ahead(draft, asks_answer=asks_answer).content
    old = draft.written_ahead
    changed: dict[str, Any] = {}
    refused: list[tuple[str, str]] = []
    for name in only:
        was, wanted, mine = old.get(name), getattr(new, name), getattr(content, name)
        if was is None or was == wanted:
            continue
        if name == "body":
            merged = merge(was, mine, wanted)
            changed[name] = merged.text
            refused += merged.refused
        elif mine == was:
            changed[name] = wanted
    kept = {name: getattr(new, name) if name in only else old.get(name) for name in AHEAD}
    return Rewritten(replace(content, **changed), tuple(refused), kept)


def is_outdated(draft: Draft, *, asks_answer: bool) -> Rewritten | None:
    """What would change in ``draft`` if it were written anew; None when nothing would."""
    if not draft.written_ahead or draft.copy.letter is None:
        return None
    found = rewritten(draft, content_of(draft.latest), asks_answer=asks_answer)
    if found.content == content_of(draft.latest) and not found.refused:
        return None
    return None if found.ahead == draft.written_ahead else found


@transaction.atomic
def settle_rewriting(
    draft: Draft, *, take: bool, asks_answer: bool, by: User, at: dt.datetime
) -> DraftVersion:
    """
    Take over what changed upstream, or let the letter stay as it is; it is asked once.

    The officer's own sentences stay either way. Raises NotAllowed; WrongState when the draft
    is on its way, or when nothing has changed any more.
    """
    draft = lock_draft(draft)
    check_may_draft(by, draft.copy, at)
    need_draft(draft, DraftState.WRITING, DraftState.SENT_BACK)
    found = is_outdated(draft, asks_answer=asks_answer)
    if found is None:
        raise WrongState(_("ต้นเรื่องไม่มีอะไรเปลี่ยนหลังเขียนร่างนี้แล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"))
    found.keep(draft)
    latest = draft.latest
    if not take or found.content == content_of(latest):
        return latest
    return write_version(draft, found.content, number=latest.number + 1, by=by, at=at)
