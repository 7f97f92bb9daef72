"""A letter that was signed and has not gone out: changed, it goes to its signer again."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.content import content_of
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock, move
from circulars.draft_policies import check_may_unsign
from circulars.errors import Invalid, WrongState
from circulars.models import (
    Approval,
    ApprovalAct,
    Draft,
    DraftFile,
    DraftVersion,
    EventKind,
    Letter,
    OfficeCopy,
    RegisterEntry,
)
from circulars.states import DraftState, State
from offices.models import User

#: What the next draft has of the one that was signed.
_KEPT = (
    *("unit", "drafter", "recipients", "due_at", "deadline", "asks", "owed_by"),
    *("as_circular", "sender", "written_ahead", "replaces"),
)


@transaction.atomic
def unsign(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> Draft:
    """
    Take the signature off the letter of ``copy``: its number is void and stays in the book,
    and its words are a draft once more, which goes the whole way to signature again.

    Raises NotAllowed, WrongState once it was sent, Invalid without a reason.
    """
    copy = lock(copy)
    check_may_unsign(by, copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนว่าต้องแก้อะไร ผู้ลงนามจะได้ทราบ"), field="reason")
    signed = copy.drafts.select_related("letter").filter(state=DraftState.SIGNED).first()
    if signed is None or signed.letter is None:
        raise WrongState(_("ยังไม่มีหนังสือที่ลงนามแล้ว จึงไม่มีลายมือชื่อให้ถอน"))
    letter = signed.letter
    _strike(letter, words, by=by, at=at)
    move(copy, State.DRAFTING, at=at)
    draft = _begin_again(copy, signed, words, by=by, at=at)
    record(
        EventKind.UNSIGNED,
        by=by,
        at=at,
        copy=copy,
        number=letter.number_printed,
        letter=letter.pk,
        reason=words,
    )
    return draft


def _strike(letter: Letter, words: str, *, by: User, at: dt.datetime) -> None:
    """Its number stays used, struck out in the book with the reason."""
    valid = RegisterEntry.objects.filter(letter=letter, voided_at=None)
    hold(RegisterEntry, valid.values_list("pk", flat=True))
    valid.update(voided_at=at, voided_by=by, void_reason=words)


def _begin_again(
    copy: OfficeCopy, signed: Draft, words: str, *, by: User, at: dt.datetime
) -> Draft:
    kept = {name: getattr(signed, name) for name in _KEPT}
    draft = Draft.objects.create(copy=copy, started_at=at, state=DraftState.SENT_BACK, **kept)
    latest = signed.latest
    # Whoever wrote the words stays their writer: he does not judge them.
    version = DraftVersion.objects.create(
        draft=draft,
        number=1,
        written_by=latest.written_by,
        written_at=at,
        **asdict(content_of(latest)),
    )
    for one in signed.files.all():
        one.pk, one.draft = None, draft
        one._state.adding = True  # noqa: SLF001 - the same bytes, for another draft
        DraftFile.save(one, force_insert=True)
    Approval.objects.create(
        draft=draft, version=version, act=ApprovalAct.SENT_BACK, by=by, at=at, comment=words
    )
    return draft
