"""Orders written on a letter (เกษียนหนังสือ)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.capacities import actings_of
from circulars.domain import expecting
from circulars.domain.drafting import start_draft
from circulars.domain.events import record
from circulars.domain.moving import lock, move
from circulars.domain.sharing import ALONE, Beside, check_beside, share_out
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import AnsweredBy, Endorsement, EventKind, OfficeCopy, Secrecy, What
from circulars.policies import ORDERING_ROLES, check_may_endorse, posts_at, posts_in_house
from circulars.states import REPLIES, Order, State
from offices.models import Acting, Office, Post, Role, User


@transaction.atomic
def endorse(
    copy: OfficeCopy,
    order: Order,
    *,
    by: User,
    at: dt.datetime,
    text: str = "",
    to_unit: Office | None = None,
    to_officer: User | None = None,
    asks_answer: bool = False,
    beside: Beside = ALONE,
    acting: Acting | None = None,
) -> Endorsement:
    """
    Write an order on ``copy`` and do what it says.

    ASSIGN gives it to a unit of the house, which registers it again, or to an officer,
    which gives it to his unit too; FILE closes it; FORWARD starts the forwarding letter, written
    in advance; REPORT says that the office itself answers. ``asks_answer``: a survey hangs on the circular, so
    the letter asks for it. ``beside`` are the units that have to do with it at the same time;
    who then holds the letter is the main one. ``acting``: for whom he acts. A clerk may only ASSIGN or FILE.

    Raises NotAllowed, WrongState, or Invalid with the field's name.
    """
    assert order not in REPLIES, "a reply is written by answer_share"
    copy = lock(copy)
    check_may_endorse(by, copy, at)
    from_unit = copy.holder
    # A unit is named by assigning; with any other order the note would say what was not done.
    to_unit = to_unit if order == Order.ASSIGN else None
    posts = posts_at(by, copy.holder, at, ORDERING_ROLES)
    _check_given(copy, order, posts)
    endorsement = Endorsement.objects.create(
        copy=copy,
        by=by,
        post=_post_of(acting, posts, copy, by=by, at=at),
        acting=acting,
        at=at,
        order=order,
        text=text.strip(),
        to_unit=to_unit,
        to_officer=to_officer,
    )
    _carry_out(copy, order, by=by, at=at, unit=to_unit, officer=to_officer, alone=not beside)
    check_beside(copy, order, beside, at=at)
    share_out(copy, endorsement, beside, from_unit=from_unit)
    record(
        EventKind.ENDORSED,
        by=by,
        at=at,
        copy=copy,
        order=str(order),
        text=text.strip(),
        unit=to_unit.label if to_unit else "",
        officer=to_officer.full_name if to_officer else "",
        joint=[unit.label for unit in beside.joint],
        informed=[unit.label for unit in beside.informed],
        waits=beside.waits,
    )
    if order == Order.FORWARD:
        start_draft(copy, unit=copy.holder, by=to_officer or by, at=at, asks_answer=asks_answer)
    return endorsement


def _post_of(
    acting: Acting | None, posts: list[Post], copy: OfficeCopy, *, by: User, at: dt.datetime
) -> Post | None:
    """In which post he writes: that by which he acts for another, else his nearest."""
    if acting is None:
        return posts[0] if posts else None
    if acting not in actings_of(by, copy, timezone.localdate(at)):
        raise Invalid(
            _("วันนี้ท่านไม่ได้รับมอบให้ทำการแทน “%(position)s” โปรดเลือกตำแหน่งที่จะลงนามใหม่")
            % {"position": acting.for_position},
            field="acting",
        )
    return acting.post


def _check_given(copy: OfficeCopy, order: Order, posts: list[Post]) -> None:
    """May this order be given on this letter by the holder of these posts?"""
    if order in (Order.ASSIGN, Order.FILE):
        return
    if not posts:
        raise NotAllowed(_("สารบรรณมอบหมายให้หน่วย/เจ้าหน้าที่ หรือเก็บเข้าแฟ้มได้ แต่สั่งการอย่างอื่นไม่ได้"))
    if copy.reminds_id is not None and copy.is_correction:
        raise Invalid(
            _("หนังสือฉบับแก้ไขไม่ใช่เรื่องใหม่ ให้ดำเนินการต่อที่หนังสือฉบับเดิม ฉบับนี้เก็บเข้าแฟ้มได้"),
            field="order",
        )
    if copy.reminds_id is not None:
        raise Invalid(
            _("หนังสือเตือนไม่ต้องตอบและไม่ต้องส่งต่อ ให้ดำเนินการที่หนังสือของเรื่องที่เตือน"), field="order"
        )


def _carry_out(
    copy: OfficeCopy,
    order: Order,
    *,
    by: User,
    at: dt.datetime,
    unit: Office | None,
    officer: User | None,
    alone: bool,
) -> None:
    if order == Order.ASSIGN:
        if alone and unit is None and officer is None:
            raise Invalid(_("โปรดเลือกหน่วยหรือเจ้าหน้าที่ที่จะมอบหมาย"), field="to_officer")
        _assign(copy, unit, officer, at=at)
    elif order == Order.FILE:
        _file(copy, at=at)
    else:
        _own(copy, officer or by, at=at)
        move(copy, State.DRAFTING if order == Order.FORWARD else State.REPORTING, at=at)


def _file(copy: OfficeCopy, *, at: dt.datetime) -> None:
    """Only where nothing has to come back; what was to be done without an answer is done."""
    if expecting.owes(copy) or expecting.holds_up(copy):
        raise WrongState(
            _("หนังสือฉบับนี้ขอให้ตอบ จึงเก็บเข้าแฟ้มไม่ได้ โปรดสั่งให้รายงานผล หรือส่งต่อให้หน่วยงานที่ต้องตอบ")
        )
    expecting.settle(copy, at=at, how=AnsweredBy.CLOSED, whats=[What.ACT])
    move(copy, State.FILED, at=at)


def _assign(
    copy: OfficeCopy, unit: Office | None, officer: User | None, *, at: dt.datetime
) -> None:
    if unit is None and officer is not None:
        unit = _unit_of(officer, copy, at=at)
    if unit is not None and unit.pk != copy.holder_id:
        if unit.house_id != copy.office_id:
            raise Invalid(_("มอบหมายได้เฉพาะหน่วยภายในของหน่วยงานเดียวกัน"), field="to_unit")
        # The unit registers it again (ข้อ 40): a chain of receipts. One that gets it back has
        # its number in its book already.
        known = copy.entries.filter(book__office=unit, voided_at=None).first()
        copy.receipted_at = known.entered_at if known else None
        copy.holder, copy.held_since, copy.officer = unit, at, None
        copy.save(update_fields=["holder", "held_since", "receipted_at", "officer"])
    if officer is None:
        _seen_there(copy, at=at)
    else:
        _own(copy, officer, at=at)
        if copy.receipted_at is not None and copy.state == State.REGISTERED:
            move(copy, State.ENDORSED, at=at)


def _seen_there(copy: OfficeCopy, *, at: dt.datetime) -> None:
    """A secret letter goes to people, not to a desk at which nobody may see it."""
    if copy.circular.secrecy == Secrecy.NORMAL:
        return
    named = Post.objects.held_on(timezone.localdate(at)).filter(handles_secret=True)
    if not named.filter(office__path__startswith=copy.holder.path).exists():
        raise Invalid(
            _("หน่วยนี้ไม่มีนายทะเบียนข้อมูลข่าวสารลับ หนังสือชั้นความลับต้องระบุเจ้าหน้าที่ผู้รับ"), field="to_officer"
        )


_OWNING = (*ORDERING_ROLES, Role.CLERK)


def _unit_of(officer: User, copy: OfficeCopy, *, at: dt.datetime) -> Office | None:
    """Where ``officer`` works on letters of this house, unless it is where the letter lies."""
    if posts_at(officer, copy.holder, at, _OWNING):
        return None
    posts = posts_in_house(officer, copy.office, at, _OWNING)
    return posts[0].office if posts else None


def _own(copy: OfficeCopy, officer: User, *, at: dt.datetime) -> None:
    """
    Make ``officer`` the owner of the matter (เจ้าของเรื่อง).

    He must have a post where the letter lies, or above: elsewhere he would not see it.
    """
    if posts_at(officer, copy.holder, at, _OWNING):
        copy.officer = officer
        copy.save(update_fields=["officer"])
        return
    name = {"name": officer.full_name, "unit": copy.holder.label}
    if posts_in_house(officer, copy.office, at, _OWNING):
        sentence = _("%(name)s ไม่ได้อยู่ที่ %(unit)s โปรดสั่ง “มอบหมาย” ให้หน่วยของผู้นั้นก่อน หรือเลือกผู้อื่น")
    else:
        sentence = _("%(name)s ไม่มีหน้าที่ในหน่วยงานนี้ โปรดเลือกเจ้าหน้าที่คนอื่น")
    raise Invalid(sentence % name, field="to_officer")
