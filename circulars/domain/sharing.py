"""An order that goes to several units at once: what each unit beside the main one does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock
from circulars.domain.receipt_lines import enter_line, line_in
from circulars.errors import Invalid
from circulars.models import (
    Endorsement,
    EventKind,
    OfficeCopy,
    RegisterEntry,
    Secrecy,
    Share,
    ShareRole,
    ShareState,
)
from circulars.policies import DESK_ROLES, ORDERING_ROLES, posts_at
from circulars.share_policies import (
    answering_roles,
    check_may_answer_share,
    check_may_decline,
    check_may_enter_share,
    check_may_go_on,
    check_may_withdraw,
)
from circulars.states import Order
from offices.models import Office, Post, User


@dataclass(frozen=True, slots=True)
class Beside:
    """
    The units of an order beside the main one. ``waits``: no further order is written before the
    joint ones have; ``due_at`` is their own first late moment, earlier than that of the letter.
    """

    joint: Sequence[Office] = ()
    informed: Sequence[Office] = ()
    waits: bool = False
    due_at: dt.datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.joint or self.informed)

    def units(self) -> Iterator[tuple[ShareRole, Office]]:
        yield from ((ShareRole.JOINT, unit) for unit in self.joint)
        yield from ((ShareRole.INFORMED, unit) for unit in self.informed)


#: An order that goes to nobody beside the main unit.
ALONE = Beside()


def check_beside(copy: OfficeCopy, order: Order, beside: Beside, *, at: dt.datetime) -> None:
    """
    Does ``beside`` go with what the order made of a locked ``copy``, whose holder is the main
    unit? Raises Invalid with the field's name.
    """
    _check_terms(copy, order, beside, at=at)
    busy = set(copy.shares.open().values_list("unit", flat=True))
    if copy.holder_id in busy:
        _refuse(copy.holder, _("%(unit)s มีเรื่องนี้ค้างอยู่แล้ว โปรดรอให้เสร็จหรือถอนก่อน"), "to_unit")
    taken = {copy.holder_id}
    for role, unit in beside.units():
        if unit.house_id != copy.office_id:
            _refuse(unit, _("%(unit)s ไม่ใช่หน่วยภายในของหน่วยงานนี้ โปรดเลือกหน่วยอื่น"), role)
        if unit.pk in busy:
            _refuse(unit, _("%(unit)s มีเรื่องนี้ค้างอยู่แล้ว โปรดรอให้เสร็จหรือถอนก่อน"), role)
        if unit.pk in taken:
            _refuse(unit, _("%(unit)s อยู่ในคำสั่งนี้แล้ว โปรดให้หน่วยละบทบาทเดียว"), role)
        if not _may_act(copy, unit, role, at=at):
            sentence = _("%(unit)s ไม่มีนายทะเบียนข้อมูลข่าวสารลับ จึงให้หนังสือชั้นความลับไม่ได้ โปรดเลือกหน่วยอื่น")
            _refuse(unit, sentence, role)
        taken.add(unit.pk)


def _check_terms(copy: OfficeCopy, order: Order, beside: Beside, *, at: dt.datetime) -> None:
    due = beside.due_at
    if beside.waits and not beside.joint:
        raise Invalid(_("โปรดเลือกหน่วยร่วมที่จะรอความเห็น"), field="joint")
    if beside.waits and order != Order.ASSIGN:
        raise Invalid(_("คำสั่งนี้รอความเห็นหน่วยร่วมไม่ได้ โปรดสั่ง “มอบหมาย” หรือเลือกไม่รอ"), field="waits")
    if due is not None and due <= at:
        raise Invalid(_("กำหนดของหน่วยร่วมผ่านไปแล้ว โปรดเลือกวันหลังจากนี้"), field="words_due")
    if due is not None and copy.due_at is not None and due > copy.due_at:
        raise Invalid(_("กำหนดของหน่วยร่วมต้องมาก่อนหรือตรงกับกำหนดตอบของหนังสือ"), field="words_due")


def _refuse(unit: Office, sentence: str, field: str) -> None:
    raise Invalid(sentence % {"unit": unit.label}, field=str(field))


def _may_act(copy: OfficeCopy, unit: Office, role: ShareRole, *, at: dt.datetime) -> bool:
    """
    A secret letter goes to people, not to a desk: at ``unit`` itself somebody who is named
    must be able to enter it, and somebody to write what the unit is asked for.
    """
    if copy.circular.secrecy == Secrecy.NORMAL:
        return True
    named = Post.objects.held_on(timezone.localdate(at)).filter(handles_secret=True, office=unit)
    roles = set(named.values_list("role", flat=True))
    return not roles.isdisjoint(DESK_ROLES) and not roles.isdisjoint(answering_roles(role))


def share_out(
    copy: OfficeCopy, order: Endorsement, beside: Beside, *, from_unit: Office
) -> list[Share]:
    """Give each unit of ``beside``, which was checked, its share of ``order``."""
    shares = []
    for role, unit in beside.units():
        # A unit that had the letter before has its number in its book already.
        known = line_in(copy, unit)
        share = Share(
            copy=copy,
            order=order,
            unit=unit,
            from_unit=from_unit,
            role=role,
            awaited=beside.waits and role == ShareRole.JOINT,
            state=ShareState.REGISTERED if known else ShareState.GIVEN,
            given_at=order.at,
            due_at=beside.due_at if role == ShareRole.JOINT else None,
            receipt=known,
        )
        share.save()
        shares.append(share)
    return shares


def _held(share: Share) -> Share:
    """Read ``share`` afresh and keep it: its letter first, as every act does."""
    copy = lock(share.copy)
    hold(Share, [share.pk])
    related = ("unit__house", "from_unit__house")
    held: Share = Share.objects.select_related(*related).get(pk=share.pk)
    held.copy = copy
    return held


@transaction.atomic
def enter_share(
    share: Share,
    *,
    by: User,
    at: dt.datetime,
    action: str = "",
    note: str = "",
    second_number: str = "",
    time_known: bool = True,
) -> RegisterEntry:
    """
    Enter the letter in the received book of the unit that has the share (ข้อ 40).

    Raises NotAllowed if ``by`` has no post there, WrongState if it is entered or withdrawn.
    """
    share = _held(share)
    check_may_enter_share(by, share, at)
    entry = line_in(share.copy, share.unit) or enter_line(
        share.copy,
        share.unit,
        by=by,
        at=at,
        action=action,
        note=note,
        second_number=second_number,
        time_known=time_known,
    )
    share.receipt, share.state = entry, ShareState.REGISTERED
    share.save(update_fields=["receipt", "state"])
    record(
        EventKind.REGISTERED,
        by=by,
        at=at,
        copy=share.copy,
        number=entry.number_text,
        unit=share.unit.label,
        time_known=time_known,
    )
    return entry


@transaction.atomic
def answer_share(share: Share, *, by: User, at: dt.datetime, text: str = "") -> Endorsement:
    """
    Write what the unit has to say: the words of a joint unit, or that an informed one knows.

    Raises NotAllowed, WrongState, or Invalid when a joint unit writes nothing.
    """
    share = _held(share)
    check_may_answer_share(by, share, at)
    joint = share.role == ShareRole.JOINT
    words = text.strip()
    if joint and not words:
        raise Invalid(_("โปรดเขียนความเห็นของหน่วยท่าน"), field="text")
    posts = posts_at(by, share.unit, at, ORDERING_ROLES)
    share.answer = Endorsement.objects.create(
        copy=share.copy,
        by=by,
        post=posts[0] if posts else None,
        at=at,
        order=Order.OPINION if joint else Order.NOTED,
        text=words,
    )
    _close(share, ShareState.DONE, by=by, at=at)
    kind = EventKind.JOINED if joint else EventKind.NOTED
    record(kind, by=by, at=at, copy=share.copy, unit=share.unit.label, text=words)
    return share.answer


def _close(share: Share, state: ShareState, *, by: User, at: dt.datetime, reason: str = "") -> None:
    share.state, share.closed_at, share.closed_by, share.reason = state, at, by, reason
    share.save(update_fields=["state", "answer", "closed_at", "closed_by", "reason"])


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ"), field="reason")
    return reason.strip()[:300]


@transaction.atomic
def withdraw_share(share: Share, *, by: User, at: dt.datetime, reason: str) -> Share:
    """
    Take a share back from a unit that has not registered it.

    Raises NotAllowed, WrongState once the unit has its number, Invalid without a reason.
    """
    share = _held(share)
    check_may_withdraw(by, share, at)
    _close(share, ShareState.WITHDRAWN, by=by, at=at, reason=_reason(reason))
    _tell_closed(EventKind.SHARE_WITHDRAWN, share, by=by, at=at)
    return share


@transaction.atomic
def decline_share(share: Share, *, by: User, at: dt.datetime, reason: str) -> Share:
    """
    Not this unit's matter: it gives its share back, without a number of its book.

    Raises NotAllowed, WrongState once it is registered, Invalid without a reason.
    """
    share = _held(share)
    check_may_decline(by, share, at)
    _close(share, ShareState.WITHDRAWN, by=by, at=at, reason=_reason(reason))
    _tell_closed(EventKind.SHARE_DECLINED, share, by=by, at=at)
    return share


def _tell_closed(kind: EventKind, share: Share, *, by: User, at: dt.datetime) -> None:
    record(kind, by=by, at=at, copy=share.copy, unit=share.unit.label, reason=share.reason)


@transaction.atomic
def go_on(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> OfficeCopy:
    """
    Wait no longer: the joint units still write their words, and the letter goes on meanwhile.

    Raises NotAllowed, WrongState when nothing is awaited, Invalid without a reason.
    """
    copy = lock(copy)
    check_may_go_on(by, copy, at)
    words = _reason(reason)
    units = [share.unit.label for share in copy.shares.awaited().select_related("unit")]
    copy.shares.awaited().update(awaited=False)
    record(EventKind.WENT_ON, by=by, at=at, copy=copy, reason=words, units=units)
    return copy


def end_shares(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> None:
    """The letter leaves the house: what the units still had of it goes with it."""
    for share in copy.shares.open():
        _close(share, ShareState.WITHDRAWN, by=by, at=at, reason=reason)


def end_share_of_holder(copy: OfficeCopy, *, by: User, at: dt.datetime) -> None:
    """Who becomes the main unit has nothing beside itself, and waits for no words of its own."""
    for share in copy.shares.open().filter(unit=copy.holder):
        _close(share, ShareState.WITHDRAWN, by=by, at=at, reason=_("เป็นหน่วยหลักของเรื่องนี้แล้ว"))
