"""Which orders make sense for a letter where it lies: none may lead to a dead end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from circulars.domain.recipients import choices_for
from circulars.models import OfficeCopy
from circulars.policies import ORDERING_ROLES, posts_at
from circulars.states import Order
from offices.viewer import Actor
from survey.domain.asking import must_answer, survey_of


@dataclass(frozen=True, slots=True)
class Orders:
    """
    ``owes``: the office itself must answer, so it cannot just file the letter.
    ``collects``: others answer through this office; filing breaks the way, with a reason only.
    """

    given: tuple[Order, ...]
    owes: bool
    collects: bool


def orders_for(copy: OfficeCopy, *, user: Actor, at: dt.datetime) -> Orders:
    """
    The orders ``user`` may write on ``copy``.

    A clerk passes on and files. Forwarding needs somebody to forward to; answering, that
    nobody below must be asked first.
    """
    owes = must_answer(copy)
    reaches = choices_for(copy.office).exists()
    collects = reaches and not owes and survey_of(copy) is not None
    may_order = bool(posts_at(user, copy.holder, at, ORDERING_ROLES))
    sensible = {
        Order.ASSIGN: True,
        Order.FILE: not owes and (may_order or not collects),
        Order.FORWARD: may_order and reaches,
        Order.REPORT: may_order and not collects,
    }
    return Orders(tuple(order for order in Order if sensible[order]), owes, collects)
