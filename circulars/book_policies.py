"""
Who may do what in a register book by hand: number, reserve, write late, note how a letter went
out. As ``circulars.policies``, whose words these checks speak.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from circulars.errors import NotAllowed, WrongState
from circulars.models import INCOMING, SECRET_BOOKS, RegisterEntry
from circulars.policies import DESK_ROLES, need
from offices.models import Office, Role
from offices.viewer import Actor, Viewer


def check_may_number(who: Actor, unit: Office, at: dt.datetime) -> None:
    """Give a letter of ``unit`` that was signed on paper its number."""
    need(who, unit, at, DESK_ROLES)


def check_may_reserve(who: Actor, office: Office, at: dt.datetime) -> None:
    """Set numbers of a book of ``office`` aside."""
    need(who, office, at, (Role.CLERK,))


def need_registrar(who: Actor, office: Office, kind: str, at: dt.datetime) -> None:
    """Of a book of secret letters: be its registrar, who alone reads it."""
    if kind in SECRET_BOOKS and office.house_id_or_self not in Viewer.of(who, at).secret_houses:
        raise NotAllowed(
            _("จองเลขในทะเบียนลับได้เฉพาะนายทะเบียนข้อมูลข่าวสารลับของ %(office)s")
            % {"office": office.label}
        )


def check_may_enter_late(who: Actor, unit: Office, at: dt.datetime) -> None:
    """Write a line of ``unit`` with a day and time of its own."""
    need(who, unit, at, (Role.CLERK,))


def check_may_note_carriage(who: Actor, entry: RegisterEntry, at: dt.datetime) -> None:
    """Note how the letter of ``entry`` was carried; joined with ``letter__unit`` and the book."""
    letter = entry.letter
    if entry.book.kind in INCOMING or letter is None:
        raise WrongState(_("บันทึกการนำส่งได้เฉพาะหนังสือที่ออกเลขส่งแล้ว"))
    if entry.voided_at is not None:
        raise WrongState(_("เลขนี้ยกเลิกไปแล้ว จึงบันทึกการนำส่งไม่ได้"))
    need(who, letter.unit or entry.book.office, at, DESK_ROLES)
