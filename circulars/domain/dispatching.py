"""Sending a signed letter down: one act, a frozen list, child copies in bulk."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from circulars.domain.asking import asks_of
from circulars.domain.budgeting import check_lowest
from circulars.domain.deadlines import check_time_left
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock, move
from circulars.domain.recipients import meant_by, outside_of, rule_text
from circulars.domain.replacing import supersede
from circulars.domain.replying import note_answer
from circulars.domain.rounds import plan
from circulars.domain.ruling import due_by
from circulars.errors import Invalid, WrongState
from circulars.models import TO_NOBODY, Channel, Dispatch, Draft, EventKind, Letter, OfficeCopy
from circulars.policies import check_may_dispatch
from circulars.states import DraftState, State
from offices.models import Office, User
from outbox import posting as outbox

#: One chunk is one transaction; a worker that dies loses at most the chunk under way.
CHUNK = 1000

# The rows are made where they live: no office is read into Python and sent back.
_INSERT_COPIES = """
INSERT INTO circulars_officecopy
  (circular_id, letter_id, office_id, parent_id, dispatch_id, above, state, channel,
   holder_id, due_at, upstream_due_at, sent_at, held_since, return_reason)
SELECT %(circular)s, %(letter)s, office.id, %(parent)s, %(dispatch)s, %(above)s, %(state)s,
       CASE WHEN office.on_system THEN %(system)s ELSE %(paper)s END,
       COALESCE(office.reception_id, office.id), %(due)s, %(upstream)s, %(sent)s, %(sent)s, ''
FROM unnest(%(offices)s::bigint[]) WITH ORDINALITY AS wanted (id, place)
JOIN offices_office office ON office.id = wanted.id
ORDER BY wanted.place
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def dispatch(
    copy: OfficeCopy, *, by: User, at: dt.datetime, late: bool = False, reason: str = ""
) -> Dispatch:
    """
    Send the signed letter of ``copy``: freeze the recipients and ask for the fan-out.

    One Event for the whole sending, with its frozen recipients. The child copies are made
    by ``fan_out`` in the background. ``late``: the sender knows that its deadline has passed.
    ``reason``: why the lowest level gets fewer days than the office has set.
    Raises WrongState when it was sent already, Invalid for a deadline that passed unknown, or
    for too few days without a reason.
    """
    copy = lock(copy)
    check_may_dispatch(by, copy, at)
    draft = copy.drafts.select_related("letter", "replaces").filter(state=DraftState.SIGNED).first()
    if draft is None or draft.letter is None:
        raise WrongState(_("ยังไม่มีหนังสือที่ลงนามแล้วให้ส่ง"))
    due_at = due_by(draft, draft.letter, at)
    check_time_left(due_at, at, knowingly=late)
    check_lowest(copy.office, due_at, at, reason=reason)
    row = _frozen(copy, draft, draft.letter, by=by, at=at)
    move(copy, State.DISPATCHED, at=at)
    if draft.replaces is None:
        plan(row)
        copy.forwarded_at = at
        copy.save(update_fields=["forwarded_at"])
    else:
        supersede(row, draft.replaces, by=by, at=at)
    outbox.post("fan_out", str(row.pk), at=at, payload={"dispatch": row.pk})
    note_answer(row, by=by, at=at)
    why: dict[str, Any] = {"reason": reason.strip()} if reason.strip() else {}
    why |= {"outside": [one["name"] for one in row.outside]} if row.outside else {}
    record(
        EventKind.DISPATCHED,
        by=by,
        at=at,
        copy=copy,
        to=row.rule_text,
        count=len(row.recipients),
        recipients=row.recipients,
        number=draft.letter.number_printed,
        asks=row.asks,
        owed_by=row.owed_by,
        **why,
    )
    return row


def recipients_of(draft: Draft) -> list[int]:
    """
    To whom the signed letter of ``draft`` goes: the offices that its signer saw, in printed
    order, without those that were closed since.
    """
    if draft.replaces_id is not None or not draft.signed_recipients:
        return meant_by(draft)
    there = Office.objects.active().filter(pk__in=draft.signed_recipients)
    open_now = set(there.values_list("pk", flat=True))
    return [pk for pk in draft.signed_recipients if pk in open_now]


def _frozen(
    copy: OfficeCopy, draft: Draft, letter: Letter, *, by: User, at: dt.datetime
) -> Dispatch:
    recipients = recipients_of(draft)
    outside = outside_of(copy.office, draft.recipients)
    if not recipients and not outside and letter.kind not in TO_NOBODY:
        raise Invalid(_("ไม่มีผู้รับตามกฎที่เลือก โปรดแก้ไขผู้รับ"), field="recipients")
    asked: dict[str, Any] = {
        "rule": draft.recipients,
        "rule_text": rule_text(copy.office, draft.recipients)[:500],
        "outside": [{"name": one.name, "address": one.address} for one in outside],
        "asks": asks_of(draft) or "",
        "owed_by": draft.owed_by,
    }
    if draft.replaces is not None:
        # The same is asked of the same: whatever was added since is in the recipients.
        before = copy.dispatches.filter(letter=draft.replaces, adds_to=None)[:1].get()
        asked = {name: getattr(before, name) for name in asked}
    return Dispatch.objects.create(
        copy=copy,
        letter=letter,
        recipients=recipients,
        **asked,
        due_at=due_by(draft, letter, at),
        deadline=draft.deadline,
        by=by,
        at=at,
    )


def fan_out(dispatch_id: int, *, at: dt.datetime, chunk: int = CHUNK) -> int:
    """
    Make the child copies of a dispatch that are still missing. Returns how many were made.

    Repeatable at any point: each chunk is its own transaction, and an office that has its
    copy is passed over by the unique constraint. Not itself atomic on purpose.
    """
    sending = Dispatch.objects.select_related("copy").get(pk=dispatch_id)
    if sending.finished_at is not None:
        return 0
    made = 0
    for start in range(0, len(sending.recipients), chunk):
        made += _insert(sending, sending.recipients[start : start + chunk])
    finish(sending, at=at)
    return made


def _insert(sending: Dispatch, offices: list[int]) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            _INSERT_COPIES,
            {
                "circular": sending.copy.circular_id,
                "letter": sending.letter_id,
                "parent": sending.copy_id,
                "dispatch": sending.pk,
                "above": sending.copy.branch,
                "state": State.ARRIVED.value,
                "system": Channel.SYSTEM.value,
                "paper": Channel.PAPER.value,
                "due": sending.due_at,
                "upstream": sending.copy.due_at,
                "sent": sending.at,
                "offices": offices,
            },
        )
        made: int = cursor.rowcount
    return made


@transaction.atomic
def finish(sending: Dispatch, *, at: dt.datetime) -> bool:
    """All copies stand: note it once, and ask for what follows (survey ledger, notices)."""
    hold(Dispatch, [sending.pk])
    locked = Dispatch.objects.select_related("copy").get(pk=sending.pk)
    if locked.finished_at is not None:
        return False
    locked.finished_at = at
    locked.save(update_fields=["finished_at"])
    outbox.post("delivered", str(locked.pk), at=at, payload={"dispatch": locked.pk})
    record(EventKind.DELIVERED, by=None, at=at, copy=locked.copy, count=len(locked.recipients))
    return True


def progress(sending: Dispatch) -> tuple[int, int]:
    """How many child copies stand, of how many."""
    return sending.copies.count(), len(sending.recipients)
