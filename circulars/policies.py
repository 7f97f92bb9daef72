"""
Who may do what, and if not, why not. One check per act; views show ``verdict(...).reason``.

Every check takes ``(who, thing, at)`` and raises ``NotAllowed`` (who) or ``WrongState``
(when). Rights come from posts held on the Bangkok day of ``at``, in the house of the copy,
at the unit that holds it or above. An act gives its user, whose posts are then read; a screen
gives its viewer, whose posts are known, and nothing is asked of the database for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from circulars.errors import CircularError, NotAllowed, WrongState
from circulars.models import Event, EventKind, OfficeCopy, Secrecy
from circulars.states import State
from circulars.voices import Speaker, Voice
from offices.models import Office, Post, Role
from offices.viewer import Actor, Viewer, front_of, is_front

DESK_ROLES = (Role.CLERK, Role.OFFICER)
ORDERING_ROLES = (Role.OFFICER, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR)
DRAFTING_ROLES = (Role.OFFICER, Role.REVIEWER, Role.SIGNER)
FOLLOWING_ROLES = (Role.OFFICER, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.CLERK)


@dataclass(frozen=True, slots=True)
class Verdict:
    """May it be done now; and if not, the sentence that says why."""

    allowed: bool
    reason: str = ""


def verdict(check: Callable[..., object], *args: Any) -> Verdict:
    """Ask ``check`` without doing anything."""
    try:
        check(*args)
    except CircularError as refusal:
        return Verdict(False, str(refusal))
    return Verdict(True)


def posts_at(who: Actor, unit: Office, at: dt.datetime, roles: tuple[Role, ...]) -> list[Post]:
    """The posts of ``who`` in ``unit`` or above it inside the same house, of these roles."""
    return Viewer.of(who, at).posts_at(unit, roles)


def posts_in_house(
    who: Actor, house: Office, at: dt.datetime, roles: tuple[Role, ...]
) -> list[Post]:
    """The posts of ``who`` anywhere inside ``house``, of these roles."""
    return Viewer.of(who, at).posts_in_house(house.pk, roles)


def sits_at(who: Actor, unit: Office, at: dt.datetime) -> bool:
    """Whether ``who`` has a desk at ``unit`` itself, or at the desk that takes its letters in."""
    held = Viewer.of(who, at).posts_in_house(unit.house_id_or_self, DESK_ROLES)
    return any(
        post.office_id == unit.pk or (is_front(post) and unit.pk in front_of(post)) for post in held
    )


def need(who: Speaker, unit: Office, at: dt.datetime, roles: tuple[Role, ...]) -> None:
    if isinstance(who, Voice):
        who.check(unit, at)
        return
    if not posts_at(who, unit, at, roles):
        names = " / ".join(str(role.label) for role in roles)
        raise NotAllowed(
            _("ต้องมีหน้าที่ %(roles)s ที่ %(office)s จึงจะทำได้") % {"roles": names, "office": unit.label}
        )


def need_in_house(who: Speaker, house: Office, at: dt.datetime, roles: tuple[Role, ...]) -> None:
    if isinstance(who, Voice):
        who.check(house, at)
        return
    if not posts_in_house(who, house, at, roles):
        names = " / ".join(str(role.label) for role in roles)
        raise NotAllowed(
            _("ต้องมีหน้าที่ %(roles)s ใน %(office)s จึงจะทำได้") % {"roles": names, "office": house.label}
        )


def need_state(copy: OfficeCopy, *states: State) -> None:
    if copy.state not in states:
        raise WrongState(
            _("ทำไม่ได้ เพราะหนังสือฉบับนี้อยู่ในสถานะ “%(state)s” แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง")
            % {"state": copy.get_state_display()}
        )


def _need_receipt(copy: OfficeCopy) -> None:
    if copy.receipted_at is None:
        raise WrongState(
            _("%(unit)s ยังไม่ได้ลงทะเบียนรับหนังสือฉบับนี้ โปรดลงรับก่อน") % {"unit": copy.holder.label}
        )


def need_sight(who: Speaker, copy: OfficeCopy, at: dt.datetime) -> None:
    """
    A secret letter is acted upon by the people it names, whatever roles others hold there.

    Asks the database only of a secret letter; needs its circular joined. A voice speaks of no
    secret letter: it is asked with the role.
    """
    if copy.circular.secrecy == Secrecy.NORMAL or isinstance(who, Voice):
        return
    viewer = Viewer.of(who, at)
    if copy.officer_id == viewer.user.pk or copy.office_id in viewer.secret_houses:
        return
    # Who has taken it in from paper gives it its number; with that he is named.
    taken_in = Event.objects.filter(copy=copy, kind=EventKind.RECEIVED, actor=viewer.user)
    if copy.state == State.ARRIVED and taken_in.exists():
        return
    if not OfficeCopy.objects.of(viewer).filter(pk=copy.pk).exists():
        raise NotAllowed(_("ไม่พบหนังสือฉบับนี้ในหนังสือที่ท่านเปิดดูได้"))


def need_at(who: Speaker, copy: OfficeCopy, at: dt.datetime, roles: tuple[Role, ...]) -> None:
    """See ``copy``, and hold one of ``roles`` at the unit that holds it or above."""
    need_sight(who, copy, at)
    need(who, copy.holder, at, roles)


def need_in_house_of(
    who: Speaker, copy: OfficeCopy, at: dt.datetime, roles: tuple[Role, ...]
) -> None:
    """See ``copy``, and hold one of ``roles`` anywhere in its house."""
    need_sight(who, copy, at)
    need_in_house(who, copy.office, at, roles)


def check_may_enter(who: Actor, office: Office, at: dt.datetime) -> None:
    """Enter a letter that came from outside into the books of ``office``."""
    need(who, office, at, DESK_ROLES)


def check_may_start(who: Actor, office: Office, at: dt.datetime) -> None:
    """Start a circular in the name of ``office``."""
    need(who, office, at, (Role.OFFICER, Role.SIGNER, Role.SUPERVISOR))


def check_may_register(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Enter ``copy`` in the register of the unit that holds it."""
    if copy.receipted_at is not None:
        raise WrongState(_("มีผู้ลงรับหนังสือฉบับนี้แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง"))
    need_state(copy, State.ARRIVED, State.REGISTERED, State.ENDORSED)
    need_at(who, copy, at, DESK_ROLES)


def check_may_endorse(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """
    Write an order on ``copy``, unless words of a joint unit are awaited. A clerk may only pass it
    on to a unit (see endorsing).
    """
    need_order_turn(who, copy, at)
    if copy.awaits_words:
        raise WrongState(_("หนังสือฉบับนี้รอความเห็นของหน่วยร่วม โปรดรอให้ครบ หรือเลือก “ไม่รอความเห็น” ก่อน"))


def need_order_turn(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """The letter lies registered at a unit of his, and no order has moved it on."""
    _need_receipt(copy)
    need_state(copy, State.REGISTERED, State.ENDORSED)
    need_at(who, copy, at, (*ORDERING_ROLES, Role.CLERK))


def check_may_draft(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Write the outgoing letter of ``copy``."""
    need_state(copy, State.DRAFTING)
    need_at(who, copy, at, DRAFTING_ROLES)


def check_may_reply(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Answer the letter of ``copy`` with a letter of one's own, to whoever wrote it."""
    if copy.letter_id is None:
        raise WrongState(_("เรื่องนี้เริ่มที่หน่วยงานนี้เอง จึงไม่มีหนังสือให้ตอบ"))
    if copy.state in (State.ARRIVED, State.RETURNED, State.RECALLED, State.SUPERSEDED):
        need_state(copy)
    _need_receipt(copy)
    need(who, copy.holder, at, DRAFTING_ROLES)


def check_may_keep_phrases(who: Actor, house: Office, at: dt.datetime) -> None:
    """Keep and put away the phrases of ``house``: whoever drafts in it."""
    need_in_house(who, house, at, DRAFTING_ROLES)


def check_may_keep_addresses(who: Actor, house: Office, at: dt.datetime) -> None:
    """Keep and put away lines of the address book of ``house``: whoever writes or posts letters."""
    need_in_house(who, house, at, (*DRAFTING_ROLES, Role.CLERK))


def check_may_dispatch(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Send the signed letter to its recipients."""
    need_state(copy, State.APPROVED)
    check_is_sender(who, copy, at)


def check_is_sender(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Be one of those who send the letters of the unit that holds ``copy``."""
    need_at(who, copy, at, (Role.OFFICER, Role.CLERK, Role.SIGNER))


def check_may_return(who: Speaker, copy: OfficeCopy, at: dt.datetime) -> None:
    """Give ``copy`` back to its sender: wrong office."""
    if copy.reminds_id is not None and copy.is_correction:
        raise WrongState(_("หนังสือฉบับแก้ไขส่งคืนไม่ได้ ถ้าไม่ใช่เรื่องของหน่วยงานนี้ ให้ส่งคืนหนังสือฉบับเดิม"))
    if copy.reminds_id is not None:
        raise WrongState(_("หนังสือเตือนส่งคืนไม่ได้ ถ้าเรื่องที่เตือนไม่ใช่ของหน่วยงานนี้ ให้ส่งคืนหนังสือของเรื่องนั้น"))
    if copy.parent_id is None:
        raise WrongState(_("หนังสือฉบับนี้ไม่ได้ส่งมาทางระบบ จึงส่งคืนทางระบบไม่ได้"))
    need_state(copy, State.ARRIVED, State.REGISTERED, State.ENDORSED)
    need_at(who, copy, at, (Role.CLERK, Role.OFFICER, Role.SUPERVISOR))


def check_may_hand_back(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Give a letter that was passed to the wrong unit back inside the house, unregistered."""
    need_state(copy, State.ARRIVED, State.REGISTERED, State.ENDORSED)
    if copy.receipted_at is not None or copy.holder_id == copy.office_id:
        raise WrongState(_("คืนได้เฉพาะหนังสือที่หน่วยนี้ยังไม่ได้ลงรับ"))
    need_at(who, copy, at, (Role.CLERK, Role.OFFICER, Role.SUPERVISOR))


def check_may_hand_over(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Give ``copy`` to another person of the house, at any step, as long as it is open."""
    if not copy.is_open:
        need_state(copy)
    need_at(who, copy, at, (Role.SUPERVISOR, Role.CLERK))


def check_may_answer(who: Speaker, copy: OfficeCopy, at: dt.datetime) -> None:
    """Answer the survey for the office of ``copy``."""
    if not copy.is_open and copy.state != State.REPORTED:
        raise WrongState(_("เรื่องนี้ปิดแล้ว จึงตอบไม่ได้ โปรดติดต่อหน่วยงานผู้ส่ง"))
    need_in_house_of(who, copy, at, (Role.OFFICER, Role.CLERK, Role.SIGNER, Role.SUPERVISOR))


def check_may_certify(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Check and certify the answers below ``copy``."""
    need_at(who, copy, at, (Role.OFFICER, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR))


def check_may_follow(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """See how the circular goes on below ``copy``."""
    need_at(who, copy, at, FOLLOWING_ROLES)


def check_may_correct(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Put right what was typed or attached when a letter came by paper or e-mail."""
    if not copy.is_from_outside:
        raise WrongState(_("หนังสือฉบับนี้ส่งมาทางระบบ ผู้ส่งเท่านั้นที่แก้ได้ โปรดส่งคืนพร้อมเหตุผล"))
    need_state(copy, State.REGISTERED, State.ENDORSED, State.DRAFTING)
    house = copy.office
    # The unit that holds it or stands above it, or the desk at which the letter came in.
    desks = {*copy.holder.lineage(), house.path}
    held = posts_in_house(who, house, at, DESK_ROLES)
    need_sight(who, copy, at)
    if not any(p.office.path in desks or p.office_id == house.reception_id for p in held):
        names = " / ".join(str(role.label) for role in DESK_ROLES)
        raise NotAllowed(
            _("ต้องมีหน้าที่ %(roles)s ที่ %(office)s จึงจะทำได้")
            % {"roles": names, "office": copy.holder.label}
        )


def check_may_void(who: Actor, office: Office, at: dt.datetime) -> None:
    """Void an entry in a book of ``office``."""
    need(who, office, at, (Role.CLERK,))


def check_may_set_office(who: Actor, office: Office, at: dt.datetime) -> None:
    """Change letterhead, stamp, number code and first numbers of ``office``."""
    need(who, office, at, (Role.ADMIN, Role.CLERK, Role.SUPERVISOR))


def check_may_waive_four_eyes(who: Actor, office: Office, at: dt.datetime) -> None:
    """Let a drafter sign his own draft, or forbid it again: not a clerk's to decide."""
    need(who, office, at, (Role.ADMIN, Role.SIGNER, Role.SUPERVISOR))


def check_may_manage_accounts(who: Actor, office: Office, at: dt.datetime) -> None:
    """Make accounts and give posts in ``office``: an administrator of it or above it."""
    held, above = Viewer.of(who, at).posts, office.lineage()
    if not any(post.role == Role.ADMIN and post.office.path in above for post in held):
        raise NotAllowed(_("ต้องเป็นผู้ดูแลบัญชีของ %(office)s จึงจะทำได้") % {"office": office.label})
