"""Entering letters in the register books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.book_policies import check_may_enter_late
from circulars.domain.comparing import look_over
from circulars.domain.events import record
from circulars.domain.expecting import note_due, settle
from circulars.domain.late_entry import Late
from circulars.domain.locking import hold
from circulars.domain.moving import lock, move
from circulars.domain.receipt_lines import enter_line, line_in
from circulars.domain.ruling import due_on_receipt
from circulars.domain.seeing import need_sight_of_line
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import (
    AnsweredBy,
    EventKind,
    OfficeCopy,
    RegisterBook,
    RegisterEntry,
    ShareState,
    What,
)
from circulars.models.register import GIVEN_BACK_WITHIN
from circulars.policies import check_may_register, check_may_void
from circulars.states import AfterVoid, State
from offices.models import User
from offices.viewer import Actor, Viewer


@transaction.atomic
def register(
    copy: OfficeCopy,
    *,
    by: User,
    at: dt.datetime,
    action: str = "",
    note: str = "",
    second_number: str = "",
    time_known: bool = True,
    accepted: Collection[str] | None = None,
    late: Late | None = None,
    number: int | None = None,
) -> RegisterEntry:
    """
    Enter ``copy`` in the received book of the unit that holds it (ข้อ 38, 40).

    The first unit of the house moves the copy to REGISTERED; a unit further inside
    adds its own receipt. A deadline that is counted from the receipt is counted from here.
    The stamp is drawn from the entry. ``time_known`` False leaves the time in it blank, as
    many desks do. ``accepted`` are the codes of what does not fit and was looked at; None
    where no person looks. ``late`` and ``number``: the number was given by hand, with a day and
    time of its own, while the system could not be reached; deadlines are counted from now.

    Raises NotAllowed if ``by`` has no post there, WrongState if already registered, Clashing.
    """
    copy = lock(copy)
    check_may_register(by, copy, at)
    if late is not None:
        check_may_enter_late(by, copy.holder, at)
    seen = [] if accepted is None else look_over(copy, accepted, viewer=Viewer.of(by, at), at=at)
    known = None if copy.state == State.ARRIVED else line_in(copy, copy.holder)
    _receive(copy, at)
    entry = known or enter_line(
        copy,
        copy.holder,
        by=by,
        at=at,
        action=action,
        note=note,
        second_number=second_number,
        time_known=time_known,
        late=late,
        hand_number=number,
    )
    told: dict[str, Any] = {"accepted": [one.for_log for one in seen]} if seen else {}
    told |= {"unit": copy.holder.label, "time_known": time_known}
    told |= {"late": entry.late_reason} if late else {}
    record(EventKind.REGISTERED, by=by, at=at, copy=copy, number=entry.number_text, **told)
    return entry


def _receive(copy: OfficeCopy, at: dt.datetime) -> None:
    before = copy.due_at
    if copy.state == State.ARRIVED:
        copy.due_at = due_on_receipt(copy, at)
        move(copy, State.REGISTERED, at=at)
    copy.receipted_at = at
    copy.registered_at = copy.registered_at or at
    copy.opened_at = copy.opened_at or at
    copy.save(update_fields=["receipted_at", "registered_at", "opened_at", "due_at"])
    if copy.due_at != before:
        note_due(copy)
    settle(copy, at=at, how=AnsweredBy.REGISTERED, whats=[What.ACKNOWLEDGE])


def check_voidable(entry: RegisterEntry) -> None:
    """
    Does ``entry`` still stand for a letter that lies where it was registered?

    Needs ``with_passed_on`` and ``book__office``, ``copy__holder``, ``letter`` joined: asks no
    query. A number that was given by hand, or waits reserved, has no letter of ours behind it.
    """
    if entry.voided_at is not None:
        raise WrongState(_("เลขนี้ยกเลิกไปแล้ว"))
    if entry.letter is not None and entry.letter.composed_here:
        raise WrongState(_("เลขของหนังสือที่ลงนามแล้วยกเลิกไม่ได้ ให้ออกหนังสือฉบับใหม่แทน"))
    copy, office = entry.copy, entry.book.office
    if copy is None:
        return
    if entry.share_state:
        _check_share_waits(entry)
        return
    if copy.state not in (State.REGISTERED, State.RETURNED):
        raise WrongState(_("หนังสือฉบับนี้ดำเนินการต่อไปแล้ว จึงยกเลิกเลขรับไม่ได้"))
    if copy.holder_id != office.pk:
        words = {"unit": copy.holder.label, "office": office.label}
        raise WrongState(
            _(
                "หนังสือฉบับนี้ส่งต่อให้ %(unit)s แล้ว จึงยกเลิกเลขของ %(office)s ไม่ได้ "
                "ถ้าเป็นฉบับซ้ำหรือลงผิด ให้ %(unit)s เก็บเข้าแฟ้มพร้อมเหตุผล"
            )
            % words
        )
    if entry.passed_on:
        raise WrongState(_("หน่วยอื่นลงรับหนังสือฉบับนี้ต่อจากเลขนี้แล้ว จึงยกเลิกเลขนี้ไม่ได้"))


def _check_share_waits(entry: RegisterEntry) -> None:
    """The number of a unit beside the main one: it has not written its words yet."""
    if entry.share_state != ShareState.REGISTERED:
        raise WrongState(
            _("%(unit)s ดำเนินการกับหนังสือฉบับนี้แล้ว จึงยกเลิกเลขรับไม่ได้")
            % {"unit": entry.book.office.label}
        )


def check_may_void_entry(who: Actor, entry: RegisterEntry, at: dt.datetime) -> None:
    """Strike ``entry`` out; joined as for ``check_voidable``."""
    need_sight_of_line(who, entry, at)
    check_may_void(who, entry.book.office, at)
    check_voidable(entry)


def check_may_undo(who: Actor, entry: RegisterEntry, at: dt.datetime) -> None:
    """Take back a number that ``who`` took a moment ago; joined as for ``check_voidable``."""
    check_may_void_entry(who, entry, at)
    if entry.entered_by_id != Viewer.of(who, at).user.pk:
        raise NotAllowed(_("เลิกทำได้เฉพาะผู้ที่ลงเลขนี้เอง ผู้อื่นให้ยกเลิกเลขพร้อมเหตุผลในทะเบียน"))
    if at - entry.entered_at > GIVEN_BACK_WITHIN:
        raise WrongState(_("เลิกทำไม่ทันแล้ว ถ้าลงผิดให้ยกเลิกเลขนี้พร้อมเหตุผลในทะเบียน"))


def check_may_close(copy: OfficeCopy) -> None:
    """End a letter together with its number: entered twice, or by mistake."""
    if copy.parent_id is not None:
        raise WrongState(_("หนังสือฉบับนี้ส่งมาทางระบบ ถ้าไม่ใช่ของหน่วยงานนี้หรือซ้ำ ให้ส่งคืนผู้ส่งแทน"))


@transaction.atomic
def void_entry(
    entry: RegisterEntry,
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    after: AfterVoid = AfterVoid.AGAIN,
) -> RegisterEntry:
    """
    Strike an entry out: the number stays used and visible, with the reason.

    ``after`` says what becomes of a letter that still lies here: AGAIN, it waits for its
    next number; CLOSE, it ends with the same reason (entered twice, or by mistake).

    Raises Invalid without a reason; WrongState when the number is already void or that of
    a signed letter, when the letter has gone on, or when it may not be closed.
    """
    entry = _held(entry)
    check_may_void_entry(by, entry, at)
    words = reason.strip()
    if not words:
        raise Invalid(_("โปรดเขียนเหตุผลที่ยกเลิกเลขนี้"), field="reason")
    _strike(entry, words, by=by, at=at)
    if entry.share_state:
        after = AfterVoid.AGAIN  # the letter is not its unit's to close
    if entry.copy is not None and (entry.copy.is_open or entry.share_state):
        _after_void(entry, entry.copy, after, at=at)
    _tell_struck(entry, by=by, at=at, after=after.value)
    return entry


@transaction.atomic
def undo_entry(entry: RegisterEntry, *, by: User, at: dt.datetime) -> RegisterEntry:
    """
    Take back a number that ``by`` took a moment ago; its letter waits for its number again.

    The number goes back to the book while it is its last one, and the next letter has it:
    the entry is ``given_back``. Once a later number is taken it is struck out like any other.

    Raises NotAllowed when somebody else took it, WrongState when it is too late or the
    letter has gone on.
    """
    entry = _held(entry)
    check_may_undo(by, entry, at)
    hold(RegisterBook, [entry.book_id])
    entry.book.refresh_from_db(fields=["last_number"])
    entry.given_back = entry.book.last_number == entry.number
    _strike(entry, _("เลิกทำทันทีหลังลงรับ"), by=by, at=at)
    if entry.copy is not None:
        _after_void(entry, entry.copy, AfterVoid.AGAIN, at=at)
    _tell_struck(entry, by=by, at=at, given_back=entry.given_back)
    return entry


def _held(entry: RegisterEntry) -> RegisterEntry:
    """Read ``entry`` afresh, joined as for ``check_voidable``, and keep it and its letter."""
    if entry.copy is not None:
        lock(entry.copy)  # first, as every act does: nobody moves the letter meanwhile
    hold(RegisterEntry, [entry.pk])
    related = ("book__office__house", "copy__holder", "letter")
    return RegisterEntry.objects.with_passed_on().select_related(*related).get(pk=entry.pk)


def _strike(entry: RegisterEntry, words: str, *, by: User, at: dt.datetime) -> None:
    """Write on a held ``entry`` who struck it out, when and why."""
    entry.voided_at, entry.voided_by, entry.void_reason = at, by, words
    entry.save(update_fields=["voided_at", "voided_by", "void_reason", "given_back"])


def _tell_struck(entry: RegisterEntry, *, by: User, at: dt.datetime, **more: Any) -> None:
    record(
        EventKind.VOIDED,
        by=by,
        at=at,
        office=entry.book.office,
        copy=entry.copy,
        number=entry.number_text,
        reason=entry.void_reason,
        **more,
    )


def _after_void(
    entry: RegisterEntry, copy: OfficeCopy, after: AfterVoid, *, at: dt.datetime
) -> None:
    if entry.share_state:
        entry.shares.filter(state=ShareState.REGISTERED).update(
            state=ShareState.GIVEN, receipt=None
        )
        return
    if after == AfterVoid.CLOSE:
        check_may_close(copy)
        move(copy, State.FILED, at=at)
        return
    # The letter itself is still here and is registered again under the next number.
    copy.receipted_at = None
    copy.save(update_fields=["receipted_at"])
