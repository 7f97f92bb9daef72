"""Which orders make sense for a letter where it lies: none may lead to a dead end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from circulars.domain.expecting import holds_up, lines_of
from circulars.domain.recipients import passes_on
from circulars.models import Duty, OfficeCopy
from circulars.models.expectation import ANSWERED_BACK
from circulars.policies import ORDERING_ROLES, posts_at
from circulars.states import Order
from offices.viewer import Actor


@dataclass(frozen=True, slots=True)
class Orders:
    """
    ``owes``: the office itself must answer. ``collects``: others answer through this office.
    Neither can just file the letter.
    """

    given: tuple[Order, ...]
    owes: bool
    collects: bool


def orders_for(copy: OfficeCopy, *, user: Actor, at: dt.datetime) -> Orders:
    """
    The orders ``user`` may write on ``copy``.

    A clerk passes on and files. Forwarding needs somebody to forward to; answering, that
    nobody below must be asked first. What a reminder presses is done at that letter, not at it.
    """
    reaches = passes_on(copy.office)
    duties = set(
        lines_of(copy).open().filter(what__in=ANSWERED_BACK).values_list("duty", flat=True)
    )
    owes = Duty.ANSWER in duties
    collects = reaches and not owes and (Duty.COLLECT in duties or holds_up(copy))
    reminder = copy.reminds_id is not None
    may_order = bool(posts_at(user, copy.holder, at, ORDERING_ROLES))
    sensible = {
        Order.ASSIGN: True,
        Order.FILE: not owes and not collects,
        Order.FORWARD: may_order and reaches and not reminder,
        Order.REPORT: may_order and not collects and not reminder,
    }
    return Orders(tuple(order for order, given in sensible.items() if given), owes, collects)
