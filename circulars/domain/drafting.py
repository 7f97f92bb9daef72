"""The outgoing letter, written in advance from the received one, and its versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.asking import check_owed_by
from circulars.domain.content import Content, content_of
from circulars.domain.events import record
from circulars.domain.expecting import awaits
from circulars.domain.locking import hold
from circulars.domain.moving import lock, move, move_draft
from circulars.domain.prewriting import Prewritten, Terms, prewrite, sender_of
from circulars.domain.recipients import Rule, resolve, rule_text, usual_recipients
from circulars.domain.ruling import phrase_of
from circulars.draft_policies import need_draft
from circulars.errors import Invalid, Overtaken
from circulars.models import (
    TO_NOBODY,
    Ask,
    Draft,
    DraftVersion,
    EventKind,
    LetterKind,
    OfficeCopy,
)
from circulars.policies import check_may_draft
from circulars.states import DraftState, State
from offices.models import Office, User

#: What of a letter written in advance follows the letter that it passes on.
AHEAD = ("subject", "addressee", "references", "enclosures", "body")
_RULE = ("groups", "also", "except", "outside")
#: What a save may change beside the words.
_TERMS = ("recipients", "due_at", "deadline", "as_circular", "asks", "owed_by", "sender")
#: A save that says nothing of the deadline leaves it as it is.
KEEP: Any = object()


@transaction.atomic
def start_draft(
    copy: OfficeCopy,
    *,
    unit: Office,
    by: User,
    at: dt.datetime,
    asks_answer: bool = False,
    kind: str = "",
) -> Draft:
    """Begin the outgoing letter of a copy that is DRAFTING, with its first version."""
    rule = {} if kind in TO_NOBODY else usual_recipients(copy.office)
    if copy.answers is not None:
        rule = sender_of(copy.answers)
    draft = Draft.objects.create(
        copy=copy,
        unit=unit,
        drafter=by,
        started_at=at,
        recipients=rule,
        due_at=copy.due_at,
        # A survey asks by itself: the letter that carries it asks nothing beside it.
        asks=Ask.NOTHING if asks_answer or copy.answers or kind in TO_NOBODY else Ask.TEXT,
        as_circular=copy.answers is None and kind not in TO_NOBODY,
    )
    written = write_ahead(draft, asks_answer=asks_answer, kind=kind)
    write_version(draft, written.content, number=1, by=by, at=at)
    return draft


def ahead(draft: Draft, *, asks_answer: bool, kind: str = "") -> Prewritten:
    """The letter of ``draft`` as it would be written in advance now."""
    terms = Terms(
        unit=draft.unit,
        recipients=draft.recipients,
        addressee=rule_text(
            draft.copy.office, draft.recipients, to_offices=kind == LetterKind.SEALED
        ),
        deadline=phrase_of(draft),
        asks_answer=asks_answer,
        officer=draft.drafter,
        kind=kind,
    )
    return prewrite(draft.copy, terms)


def write_ahead(draft: Draft, *, asks_answer: bool, kind: str = "") -> Prewritten:
    """The same, kept with ``draft``: what later differs from it is the officer's own."""
    written = ahead(draft, asks_answer=asks_answer, kind=kind)
    draft.written_ahead = {name: getattr(written.content, name) for name in AHEAD}
    draft.save(update_fields=["written_ahead"])
    return written


@transaction.atomic
def cancel(draft: Draft, *, by: User, at: dt.datetime, reason: str) -> OfficeCopy:
    """
    Give up the outgoing letter: no number was taken, its versions stay.

    A received letter waits for another order; a matter begun here ends. Raises NotAllowed,
    WrongState once the draft is on its way, Invalid without a reason.
    """
    draft = lock_draft(draft)
    check_may_draft(by, draft.copy, at)
    need_draft(draft, DraftState.WRITING, DraftState.SENT_BACK)
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุผลที่ยกเลิกร่าง"), field="reason")
    move_draft(draft, DraftState.CANCELLED)
    move(draft.copy, _after_cancelling(draft), at=at)
    record(EventKind.DRAFT_CANCELLED, by=by, at=at, copy=draft.copy, reason=reason.strip())
    return draft.copy


def _after_cancelling(draft: Draft) -> State:
    """Where the copy stands when nothing comes of its draft; a correction leaves all as it was."""
    copy = draft.copy
    if draft.replaces_id is not None:
        return State.REPORTING if copy.expectations_asked.exists() or awaits(copy) else State.FILED
    return State.FILED if copy.letter_id is None else State.ENDORSED


def lock_draft(draft: Draft) -> Draft:
    """Read ``draft`` afresh, its copy locked first so that locks are taken in one order."""
    copy = lock(draft.copy)
    hold(Draft, [draft.pk])
    locked = Draft.objects.select_related("unit", "drafter", "sender").get(pk=draft.pk)
    locked.copy = copy
    return locked


@transaction.atomic
def save_version(
    draft: Draft,
    content: Content,
    *,
    by: User,
    at: dt.datetime,
    recipients: Rule | None = None,
    due_at: Any = KEEP,
    deadline: dict[str, Any] | None = None,
    as_circular: bool | None = None,
    asks: str | None = None,
    owed_by: list[str] | None = None,
    send_at_once: bool | None = None,
    base: int | None = None,
) -> DraftVersion:
    """
    Keep what was written; a new version only when something changed. Returns the latest one.

    ``deadline`` is the rule that takes the place of ``due_at``. ``send_at_once``: sent by ``by``
    as soon as it is signed. ``base`` is the version that the writer had before him; None compares
    nothing. Raises NotAllowed, WrongState when the draft is on its way, Overtaken when
    somebody else saved after ``base``, Invalid with the field.
    """
    draft = lock_draft(draft)
    check_may_draft(by, draft.copy, at)
    need_draft(draft, DraftState.WRITING, DraftState.SENT_BACK)
    latest = draft.latest
    _need_base(latest, base)
    if not content.subject.strip():
        raise Invalid(_("โปรดกรอกเรื่อง"), field="subject")
    before = _terms(draft)
    if draft.replaces_id is not None:
        # A corrected letter goes to those who have the old one, and asks of them what that asked.
        recipients, asks, owed_by = None, None, None
    if recipients is not None:
        resolve(draft.copy.office, recipients)
        draft.recipients = recipients
    if due_at is not KEEP:
        draft.due_at, draft.deadline = due_at, deadline
    draft.as_circular = draft.as_circular if as_circular is None else as_circular
    draft.asks = draft.asks if asks is None else asks
    if owed_by is not None:
        check_owed_by(draft.copy.office.kind, owed_by)
        draft.owed_by = owed_by
    if send_at_once is not None:
        draft.sender = (draft.sender or by) if send_at_once else None
    if _terms(draft) == before and content_of(latest) == content:
        return latest
    draft.save(update_fields=_TERMS)
    return write_version(draft, content, number=latest.number + 1, by=by, at=at)


def _need_base(latest: DraftVersion, base: int | None) -> None:
    if base is None or base == latest.number:
        return
    sentence = _(
        "%(name)s บันทึกฉบับที่ %(number)s ระหว่างที่ท่านแก้ไข สิ่งที่ท่านพิมพ์ยังอยู่ในหน้านี้ "
        "โปรดดูความแตกต่างก่อน ถ้าจะใช้ของท่านแทน ให้กดอีกครั้ง"
    )
    words = {"name": latest.written_by.full_name, "number": latest.number}
    raise Overtaken(sentence % words, number=latest.number)


def _terms(draft: Draft) -> tuple[object, ...]:
    """What a save may change beside the words."""
    rule = {key: set(draft.recipients.get(key, [])) for key in _RULE}
    asked = draft.asks, sorted(draft.owed_by)
    return rule, draft.due_at, draft.deadline, draft.as_circular, asked, draft.sender_id


def write_version(
    draft: Draft, content: Content, *, number: int, by: User, at: dt.datetime
) -> DraftVersion:
    """Write down one version of a locked draft; its event keeps to whom and until when."""
    version = DraftVersion.objects.create(
        draft=draft, number=number, written_by=by, written_at=at, **asdict(content)
    )
    rule: dict[str, Any] = {"deadline": phrase_of(draft)} if draft.deadline else {}
    record(
        EventKind.DRAFTED,
        by=by,
        at=at,
        copy=draft.copy,
        version=number,
        recipients=rule_text(draft.copy.office, draft.recipients)[:500],
        due_at=draft.due_at.isoformat() if draft.due_at else "",
        **rule,
    )
    return version
