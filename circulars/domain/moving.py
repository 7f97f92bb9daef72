"""The only place where a copy changes its state."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from circulars.errors import WrongState
from circulars.models import OfficeCopy
from circulars.states import DONE, TRANSITIONS, State


def lock(copy: OfficeCopy) -> OfficeCopy:
    """Read ``copy`` afresh and keep its row until the transaction ends."""
    return (
        OfficeCopy.objects.select_for_update(of=("self",))
        .select_related("office", "holder__house", "letter", "circular", "parent__holder__house")
        .get(pk=copy.pk)
    )


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
