"""Giving an open letter to another person of the house, at whatever step it stands."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.domain.sharing import end_share_of_holder
from circulars.errors import Invalid
from circulars.models import EventKind, OfficeCopy, Secrecy
from circulars.policies import (
    DRAFTING_ROLES,
    ORDERING_ROLES,
    check_may_hand_over,
    posts_at,
    posts_in_house,
)
from circulars.states import State
from offices.models import Office, Post, Role, User

_OWNING = (*ORDERING_ROLES, Role.CLERK)
_BEFORE_WORK = (State.ARRIVED, State.REGISTERED, State.ENDORSED)


def roles_for(copy: OfficeCopy) -> tuple[Role, ...]:
    """The roles with which somebody can go on with ``copy`` where it stands."""
    return DRAFTING_ROLES if copy.state == State.DRAFTING else _OWNING


@transaction.atomic
def hand_over(copy: OfficeCopy, *, to: User, by: User, at: dt.datetime, reason: str) -> OfficeCopy:
    """
    Make ``to`` the officer of ``copy``, at any step; with him it goes to his unit.

    Raises NotAllowed, WrongState once the matter is closed, or Invalid with the field's name.
    """
    copy = lock(copy)
    check_may_hand_over(by, copy, at)
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ"), field="reason")
    give_to(copy, to, by=by, at=at, reason=reason.strip()[:300])
    return copy


def give_to(copy: OfficeCopy, to: User | None, *, by: User, at: dt.datetime, reason: str) -> None:
    """
    The same of a locked ``copy`` for an act that has asked its own policy. ``to`` None gives
    it back to the unit that holds it.
    """
    before = copy.officer_id
    if to is not None and to.pk == before:
        raise Invalid(_("หนังสือฉบับนี้อยู่กับ %(name)s อยู่แล้ว") % {"name": to.full_name}, field="to")
    if to is None:
        _somebody_sees(copy, before, at=at)
    else:
        _move_to(copy, _unit_of(to, copy, at=at), at=at)
    copy.officer = to
    copy.save(update_fields=["officer", "holder", "held_since", "receipted_at"])
    end_share_of_holder(copy, by=by, at=at)
    record(
        EventKind.HANDED_OVER,
        by=by,
        at=at,
        copy=copy,
        reason=reason,
        before=before,
        to=to.pk if to else None,
        name=to.full_name if to else "",
        unit=copy.holder.label,
    )


def _unit_of(to: User, copy: OfficeCopy, *, at: dt.datetime) -> Office:
    """Where ``to`` can go on with it: where it lies if he can there, else in his own unit."""
    roles = roles_for(copy)
    if posts_at(to, copy.holder, at, roles):
        return copy.holder
    elsewhere = posts_in_house(to, copy.office, at, roles)
    if not elsewhere:
        names = " / ".join(str(role.label) for role in roles)
        raise Invalid(
            _("%(name)s ไม่มีหน้าที่ %(roles)s ใน %(office)s จึงทำต่อไม่ได้ โปรดเลือกผู้อื่น")
            % {"name": to.full_name, "roles": names, "office": copy.office.label},
            field="to",
        )
    return elsewhere[0].office


def _move_to(copy: OfficeCopy, unit: Office, *, at: dt.datetime) -> None:
    """A unit that has not begun to work on it registers it again (ข้อ 40)."""
    if unit.pk == copy.holder_id:
        return
    copy.holder, copy.held_since = unit, at
    if copy.state in _BEFORE_WORK:
        known = copy.entries.filter(book__office=unit, voided_at=None).first()
        copy.receipted_at = known.entered_at if known else None


def _somebody_sees(copy: OfficeCopy, before: int | None, *, at: dt.datetime) -> None:
    """A secret letter goes to people, not to a desk at which nobody may see it."""
    if copy.circular.secrecy == Secrecy.NORMAL:
        return
    named = Post.objects.held_on(timezone.localdate(at)).reading().filter(handles_secret=True)
    if not named.filter(office__house=copy.office).exclude(user=before).exists():
        raise Invalid(_("หน่วยงานนี้ไม่มีนายทะเบียนข้อมูลข่าวสารลับ หนังสือชั้นความลับต้องระบุผู้รับ"), field="to")


def heirs_of(copy: OfficeCopy, *, at: dt.datetime) -> list[User]:
    """Who of the house could go on with ``copy``; not who has it."""
    posts = Post.objects.held_on(timezone.localdate(at)).filter(
        office__house=copy.office_id, role__in=roles_for(copy)
    )
    people = User.objects.filter(pk__in=posts.values("user"))
    return [user for user in people if user.pk != copy.officer_id]
