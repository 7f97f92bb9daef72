"""The only place where a copy, or a draft, changes its state."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from circulars.domain.locking import hold
from circulars.draft_policies import need_draft
from circulars.errors import WrongState
from circulars.models import Draft, OfficeCopy
from circulars.states import DONE, DRAFT_TRANSITIONS, TRANSITIONS, DraftState, State
from offices.models import Office


def lock(copy: OfficeCopy) -> OfficeCopy:
    """Read ``copy`` afresh and keep its row until the transaction ends."""
    return _kept([copy.pk])[0]


def lock_way(copy: OfficeCopy) -> list[OfficeCopy]:
    """
    The same for ``copy`` and every copy above it, nearest first.

    Whoever locks more than one row takes them from the top down (a parent has the lower
    id), then what hangs on them: so two acts in one branch wait, and never for each other.
    """
    return _kept([int(part) for part in reversed(copy.branch.split(".")) if part])


def _kept(ids: list[int]) -> list[OfficeCopy]:
    """
    The copies with these ids, in this order: kept, then read with what belongs to them.

    The offices by a question of their own: one that joins each of them four times over takes
    Django longer to write than all three take to answer.
    """
    hold(OfficeCopy, ids)
    related = OfficeCopy.objects.select_related("letter", "circular", "parent")
    rows = related.order_by().in_bulk(ids)
    copies = [*rows.values(), *(row.parent for row in rows.values() if row.parent)]
    wanted = {pk for copy in copies for pk in (copy.office_id, copy.holder_id)}
    offices = Office.objects.select_related("house").order_by().in_bulk(wanted)
    for copy in copies:
        copy.office, copy.holder = offices[copy.office_id], offices[copy.holder_id]
    return [rows[pk] for pk in ids]


def move(copy: OfficeCopy, to: State, *, at: dt.datetime) -> None:
    """
    Move a locked ``copy`` along the table of states.

    Raises WrongState when the table has no such move: somebody was faster.
    """
    if to not in TRANSITIONS[State(copy.state)]:
        raise WrongState(
            _("ทำไม่ได้ เพราะหนังสือฉบับนี้อยู่ในสถานะ “%(state)s” อาจมีผู้อื่นดำเนินการไปแล้ว")
            % {"state": copy.get_state_display()}
        )
    copy.state = to
    copy.closed_at = at if to in DONE else None
    copy.save(update_fields=["state", "closed_at"])


def move_draft(draft: Draft, to: DraftState) -> None:
    """Move a locked ``draft`` along its own table. Raises WrongState when it has no such move."""
    need_draft(draft, *[here for here, ways in DRAFT_TRANSITIONS.items() if to in ways])
    draft.state = to
    draft.save(update_fields=["letter", "signed_recipients", "state"])
