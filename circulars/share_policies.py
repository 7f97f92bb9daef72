"""Who may do what with a share of an order; in the shape of ``circulars.policies``."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from circulars.errors import WrongState
from circulars.models import OfficeCopy, Share, ShareRole, ShareState
from circulars.policies import DESK_ROLES, ORDERING_ROLES, need, need_order_turn, need_sight
from offices.models import Role
from offices.viewer import Actor


def need_share(share: Share, *states: ShareState) -> None:
    if share.state not in states:
        words = {"unit": share.unit.label, "state": share.get_state_display()}
        raise WrongState(
            _("งานของ %(unit)s อยู่ในสถานะ “%(state)s” แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง") % words
        )


def _need_untouched(share: Share) -> None:
    """Nothing was done for it: no number was taken, or its unit had one from before."""
    known = share.receipt is not None and share.receipt.entered_at < share.given_at
    need_share(share, ShareState.GIVEN, *([ShareState.REGISTERED] if known else []))


def check_may_enter_share(who: Actor, share: Share, at: dt.datetime) -> None:
    """Enter the letter in the book of the unit that has the share."""
    need_share(share, ShareState.GIVEN)
    need_sight(who, share.copy, at)
    need(who, share.unit, at, DESK_ROLES)


def check_may_answer_share(who: Actor, share: Share, at: dt.datetime) -> None:
    """Write the words of a joint unit, or acknowledge for one that is informed."""
    if share.state == ShareState.GIVEN:
        raise WrongState(
            _("%(unit)s ยังไม่ได้ลงทะเบียนรับหนังสือฉบับนี้ โปรดลงรับก่อน") % {"unit": share.unit.label}
        )
    need_share(share, ShareState.REGISTERED)
    need_sight(who, share.copy, at)
    need(who, share.unit, at, answering_roles(ShareRole(share.role)))


def answering_roles(role: ShareRole) -> tuple[Role, ...]:
    """Who writes the words of a joint unit; that an informed one knows its clerk says, too."""
    return (*ORDERING_ROLES, Role.CLERK) if role == ShareRole.INFORMED else ORDERING_ROLES


def check_may_decline(who: Actor, share: Share, at: dt.datetime) -> None:
    """Give a share back that is not this unit's; before a number is taken for it."""
    _need_untouched(share)
    need_sight(who, share.copy, at)
    need(who, share.unit, at, (Role.CLERK, Role.OFFICER, Role.SUPERVISOR))


def check_may_withdraw(who: Actor, share: Share, at: dt.datetime) -> None:
    """Take a share back from a unit that has not registered it."""
    _need_untouched(share)
    need_sight(who, share.copy, at)
    need(who, share.from_unit, at, (*ORDERING_ROLES, Role.CLERK))


def check_may_go_on(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Go on without the words that are still awaited."""
    need_order_turn(who, copy, at)
    if not copy.awaits_words:
        raise WrongState(_("หนังสือฉบับนี้ไม่ได้รอความเห็นของหน่วยใด"))
