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
    DRAFTING_ROLES,
    FOLLOWING_ROLES,
    need,
    need_at,
    need_in_house_of,
    need_state,
    posts_at,
    posts_in_house,
)
from circulars.states import WITHDRAWN, DraftState, State
from circulars.voices import Speaker
from offices.models import Office, Role
from offices.viewer import Actor

EXTENDING_ROLES = (Role.OFFICER, Role.SIGNER, Role.SUPERVISOR)


def check_may_recall(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Call a sent copy back; ``who`` acts for the office that sent it."""
    _need_sender(who, copy, at)
    if copy.recall_asked_at is not None:
        raise WrongState(_("ขอเรียกคืนไปแล้ว รอผู้รับตอบว่าส่งคืนหรือดำเนินการไปแล้ว"))
    if not copy.is_open:
        need_state(copy)


def check_may_give_up(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Give a registered letter back to its sender, who asks for it."""
    _need_asked_back(copy)
    need_state(copy, State.REGISTERED, State.ENDORSED, State.DRAFTING)
    need(who, copy.holder, at, (Role.CLERK, Role.OFFICER, Role.SUPERVISOR))
    draft = copy.drafts.exclude(state__in=[DraftState.SIGNED, DraftState.CANCELLED]).first()
    if draft is not None and draft.state not in (DraftState.WRITING, DraftState.SENT_BACK):
        raise WrongState(_("ร่างหนังสือเสนอไปแล้ว โปรดดึงร่างกลับก่อน จึงจะส่งหนังสือคืนได้"))


def check_may_refuse_recall(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Say that a letter which its sender wants back was acted upon already."""
    _need_asked_back(copy)
    need(who, copy.holder, at, (Role.CLERK, Role.OFFICER, Role.SUPERVISOR))


def check_may_drop_recall(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Not want a letter back any more; ``who`` acts for its sender."""
    _need_sender(who, copy, at)
    _need_asked_back(copy)


def _need_asked_back(copy: OfficeCopy) -> None:
    if copy.recall_asked_at is None:
        raise WrongState(_("ไม่มีคำขอเรียกคืนหนังสือฉบับนี้ หรือตอบไปแล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง"))


def check_may_replace(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Write a corrected letter in the place of the one that went out from ``copy``."""
    need(who, copy.holder, at, DRAFTING_ROLES)
    need_sent(copy)
    need_state(copy, State.REPORTING, State.FILED)


def check_may_amend(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Change what stands under the signature: send an enclosure later, cancel the matter."""
    need_in_house_of(who, copy, at, (Role.SIGNER, Role.SUPERVISOR))
    need_sent(copy)


def check_may_extend(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Give a recipient more time; ``who`` acts for the office that sent the copy."""
    _need_sender(who, copy, at)
    if copy.is_settled:
        raise WrongState(_("หน่วยงานนี้ตอบหรือปิดเรื่องแล้ว จึงไม่ต้องขยายเวลา"))


def check_may_extend_all(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Move the deadline of everybody to whom ``copy`` was sent on."""
    if copy.forwarded_at is None:
        raise WrongState(_("หนังสือฉบับนี้ยังไม่ได้ส่งออก จึงยังไม่มีกำหนดของผู้รับให้เลื่อน"))
    need_at(who, copy, at, EXTENDING_ROLES)


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
    need_at(who, copy, at, FOLLOWING_ROLES)


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


def check_may_add(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """
    Send the letter that went out from ``copy`` to one more office: as long as nothing was
    reported of it, and the matter is not closed for those who had to answer.
    """
    need(who, copy.holder, at, EXTENDING_ROLES)
    need_sent(copy)
    if copy.state == State.REPORTED:
        raise WrongState(_("รายงานผลของเรื่องนี้ไปแล้ว จึงเพิ่มผู้รับไม่ได้ โปรดออกหนังสือฉบับใหม่"))
    if copy.state == State.FILED and copy.expectations_asked.exists():
        raise WrongState(_("เรื่องนี้ปิดแล้ว จึงเพิ่มผู้รับไม่ได้ โปรดออกหนังสือฉบับใหม่"))
    if copy.rounds.filter(number__gt=1, opened_at__isnull=False).exists():
        raise WrongState(_("รายงานเป็นงวดถึงงวดถัดไปแล้ว จึงเพิ่มผู้รับไม่ได้ โปรดออกหนังสือฉบับใหม่"))


def check_may_send_again(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Send a letter that came back again, or elsewhere; ``who`` acts for its sender."""
    if copy.parent is None:
        raise WrongState(_("หนังสือฉบับนี้ไม่มีผู้ส่งในระบบ"))
    check_may_add(who, copy.parent, at)
    if copy.state not in (State.RETURNED, State.RECALLED):
        raise WrongState(_("หนังสือยังอยู่ที่ผู้รับ ส่งใหม่ได้เมื่อผู้รับส่งคืนหรือเรียกคืนแล้ว"))


def check_may_cancel(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Cancel the matter that was sent from ``copy``: once, and before it was reported."""
    check_may_amend(who, copy, at)
    need_state(copy, State.REPORTING, State.FILED)
    if copy.dispatches.filter(letter__withdrawn_at__isnull=False).exists():
        raise WrongState(_("เรื่องนี้ยกเลิกไปแล้ว"))


def need_sent(copy: OfficeCopy) -> None:
    """The letter that went out from ``copy`` has reached all its receivers."""
    if copy.forwarded_at is None or copy.state in (*WITHDRAWN, State.DRAFTING, State.APPROVED):
        raise WrongState(_("หนังสือฉบับนี้ยังไม่ได้ส่งออก หรือถูกถอนไปแล้ว จึงไม่มีอะไรให้แก้หลังส่ง"))
    if copy.dispatches.filter(finished_at=None).exists():
        raise WrongState(_("หนังสือกำลังส่งถึงผู้รับ โปรดรอสักครู่ให้ส่งครบ แล้วลองใหม่"))


def _senders(copy: OfficeCopy) -> Iterator[Office]:
    """The units that hold the letter above ``copy``, the nearest first."""
    ids = [int(part) for part in copy.above.split(".") if part]
    above = OfficeCopy.objects.select_related("holder__house").filter(pk__in=ids).order_by("-pk")
    return (one.holder for one in above)


def check_may_remind(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Remind the offices to which ``copy`` was sent on."""
    need_at(who, copy, at, FOLLOWING_ROLES)


def check_may_issue_reminder(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Send a reminder out as a letter: whoever may sign initials its seal (ข้อ 14)."""
    need_in_house_of(who, copy, at, (Role.SIGNER,))


def _need_sender(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    if copy.parent is None:
        raise WrongState(_("หนังสือฉบับนี้ไม่มีผู้ส่งในระบบ"))
    need(who, copy.parent.holder, at, EXTENDING_ROLES)
