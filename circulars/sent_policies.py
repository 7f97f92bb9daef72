"""
Who may do what with a letter that was sent: call it back, move its deadline, ask for time,
telephone, remind. As ``circulars.policies``, whose words these checks speak.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from circulars.errors import NotAllowed, WrongState
from circulars.models import OfficeCopy
from circulars.policies import (
    FOLLOWING_ROLES,
    need,
    need_in_house,
    need_state,
    posts_at,
    posts_in_house,
)
from circulars.states import State
from circulars.voices import Speaker
from offices.models import Office, Role
from offices.viewer import Actor

EXTENDING_ROLES = (Role.OFFICER, Role.SIGNER, Role.SUPERVISOR)


def check_may_recall(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Call a sent copy back; ``who`` acts for the office that sent it."""
    _need_sender(who, copy, at)
    need_state(copy, State.ARRIVED, State.REGISTERED, State.ENDORSED, State.DRAFTING)


def check_may_extend(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Give a recipient more time; ``who`` acts for the office that sent the copy."""
    _need_sender(who, copy, at)
    if copy.is_settled:
        raise WrongState(_("หน่วยงานนี้ตอบหรือปิดเรื่องแล้ว จึงไม่ต้องขยายเวลา"))


def check_may_extend_all(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Move the deadline of everybody to whom ``copy`` was sent on."""
    if copy.forwarded_at is None:
        raise WrongState(_("หนังสือฉบับนี้ยังไม่ได้ส่งออก จึงยังไม่มีกำหนดของผู้รับให้เลื่อน"))
    need(who, copy.holder, at, EXTENDING_ROLES)


def check_may_extend_by(who: Actor, house: Office, more: dt.timedelta, at: dt.datetime) -> None:
    """
    A long extension needs a higher post: more days than ``house`` lets its officers give
    (``Office.officer_extends_days``) are given by a signer or a supervisor.
    """
    if more <= dt.timedelta(days=house.officer_extends_days):
        return
    if not posts_in_house(who, house, at, (Role.SIGNER, Role.SUPERVISOR)):
        raise NotAllowed(
            _("ขยายเกิน %(days)s วัน ต้องให้ผู้ลงนามหรือผู้บังคับบัญชาเป็นผู้ขยาย")
            % {"days": house.officer_extends_days}
        )


def check_may_ask_time(who: Speaker, copy: OfficeCopy, at: dt.datetime) -> None:
    """Ask the sender of ``copy`` for more time."""
    if copy.parent_id is None or copy.due_at is None or copy.is_settled:
        raise WrongState(_("หนังสือฉบับนี้ไม่มีกำหนดตอบที่จะขอขยายเวลา"))
    need(who, copy.holder, at, FOLLOWING_ROLES)


def check_may_call(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """
    Note that somebody telephoned about ``copy``: any office through which it came may ask
    why it is silent, not only the one that sent it on last.
    """
    if copy.parent_id is None:
        raise WrongState(_("หนังสือฉบับนี้ไม่มีผู้ส่งในระบบ"))
    if copy.is_settled:
        raise WrongState(_("หน่วยงานนี้ตอบหรือปิดเรื่องแล้ว จึงไม่ต้องโทรตาม"))
    if not any(posts_at(who, unit, at, FOLLOWING_ROLES) for unit in _senders(copy)):
        raise NotAllowed(_("บันทึกการโทรได้เฉพาะผู้ที่ติดตามเรื่องนี้ในหน่วยงานที่ส่งหนังสือลงมา"))


def _senders(copy: OfficeCopy) -> Iterator[Office]:
    """The units that hold the letter above ``copy``, the nearest first."""
    ids = [int(part) for part in copy.above.split(".") if part]
    above = OfficeCopy.objects.select_related("holder__house").filter(pk__in=ids).order_by("-pk")
    return (one.holder for one in above)


def check_may_remind(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Remind the offices to which ``copy`` was sent on."""
    need(who, copy.holder, at, FOLLOWING_ROLES)


def check_may_issue_reminder(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Send a reminder out as a letter: whoever may sign initials its seal (ข้อ 14)."""
    need_in_house(who, copy.office, at, (Role.SIGNER,))


def _need_sender(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    if copy.parent is None:
        raise WrongState(_("หนังสือฉบับนี้ไม่มีผู้ส่งในระบบ"))
    need(who, copy.parent.holder, at, EXTENDING_ROLES)
