"""
Who speaks for an office without a seat in it: its own link, or an office above that heard it.

A voice is an actor like a user or a viewer: ``circulars.policies`` asks it where it would ask
for a post. It speaks for the office of one copy, and only for what a recipient says of a letter.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.translation import gettext as _

from circulars.errors import NotAllowed, WrongState
from circulars.models import Link, LinkVisit, OfficeCopy, Secrecy, Way
from circulars.states import WITHDRAWN, State
from offices.models import Office, Role, User
from offices.viewer import Actor, Viewer

#: Who follows a letter may write down what an office below has said of it.
HEARING_ROLES = (Role.OFFICER, Role.REVIEWER, Role.SIGNER, Role.SUPERVISOR, Role.CLERK)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that shows what was said, checked and as it came."""

    name: str
    data: bytes
    sha256: str
    mime: str


@dataclass(frozen=True, slots=True)
class Voice:
    """
    ``user`` writes it down, ``said_by`` is the person who said it. With a ``visit`` it came by
    the link of the office itself; otherwise ``note`` or ``evidence`` shows it.
    """

    user: User
    copy: OfficeCopy
    way: Way
    said_by: str = ""
    note: str = ""
    evidence: Evidence | None = None
    visit: LinkVisit | None = None
    #: For whom it was asked already: one voice is made for one page, or for one act.
    asked: set[tuple[int, dt.datetime]] = field(default_factory=set, compare=False, repr=False)

    def check(self, unit: Office, at: dt.datetime) -> None:
        """May it speak for ``unit`` now? Raises NotAllowed, WrongState."""
        if (unit.pk, at) not in self.asked:
            self._check(unit, at)
            self.asked.add((unit.pk, at))

    def _check(self, unit: Office, at: dt.datetime) -> None:
        copy = OfficeCopy.objects.select_related("office", "circular", "letter", "parent").get(
            pk=self.copy.pk
        )
        if unit.house_id_or_self != copy.office_id:
            raise NotAllowed(_("พูดแทนได้เฉพาะหน่วยงานที่ได้รับหนังสือฉบับนี้"))
        check_is_outside(copy)
        if self.visit is None:
            check_may_hear(self.user, copy, at)
        else:
            check_visit(self.visit, copy, at)


Speaker: TypeAlias = "Actor | Voice"


def check_is_outside(copy: OfficeCopy) -> None:
    """The office of ``copy`` has nobody in the system, and the letter may be spoken of openly."""
    if copy.office.on_system:
        raise WrongState(
            _("%(office)s ใช้ระบบนี้แล้ว ให้หน่วยงานนั้นเข้าสู่ระบบและดำเนินการเอง")
            % {"office": copy.office.label}
        )
    letter = copy.letter
    open_to_all = (None, Secrecy.NORMAL)
    if copy.circular.secrecy != Secrecy.NORMAL or (letter and letter.secrecy not in open_to_all):
        raise WrongState(_("หนังสือชั้นความลับส่งหรือบันทึกทางนี้ไม่ได้ ให้ส่งตามระเบียบว่าด้วยการรักษาความลับ"))


def check_may_hear(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Write down what the office of ``copy`` says: whoever follows a copy through which it came."""
    if copy.parent_id is None:
        raise WrongState(_("หนังสือฉบับนี้ไม่มีผู้ส่งในระบบ"))
    ids = [int(part) for part in copy.above.split(".") if part]
    above = OfficeCopy.objects.select_related("holder__house").filter(pk__in=ids).order_by("-pk")
    viewer = Viewer.of(who, at)
    if not any(viewer.posts_at(one.holder, HEARING_ROLES) for one in above):
        raise NotAllowed(_("บันทึกแทนได้เฉพาะผู้ที่ติดตามเรื่องนี้ในหน่วยงานที่ส่งหนังสือลงมา"))


def check_alive(link: Link, at: dt.datetime) -> None:
    """
    Does ``link`` still open its letter? It ends with the matter: when the letter is taken back, or
    its sender has reported. Raises WrongState with what to do. ``link.copy`` is read afresh.
    """
    copy = OfficeCopy.objects.select_related("office", "circular", "letter", "parent").get(
        pk=link.copy_id
    )
    check_is_outside(copy)
    ended = copy.parent is None or copy.parent.state in (State.REPORTED, *WITHDRAWN)
    if link.revoked_at is not None:
        raise WrongState(_("หน่วยงานผู้ส่งปิดลิงก์นี้แล้ว โปรดขอลิงก์ใหม่จากหน่วยงานที่ส่งหนังสือ"))
    if copy.state in WITHDRAWN or ended or at >= link.expires_at:
        raise WrongState(_("ลิงก์นี้หมดอายุแล้ว เพราะเรื่องนี้ปิดแล้ว โปรดติดต่อหน่วยงานที่ส่งหนังสือ"))


def check_visit(visit: LinkVisit, copy: OfficeCopy, at: dt.datetime) -> None:
    """A right PIN was given for this very letter, not long ago, and has not been replaced."""
    seen = LinkVisit.objects.filter(pk=visit.pk, right=True).select_related("link").first()
    if seen is None or seen.link.copy_id != copy.pk:
        raise NotAllowed(_("ลิงก์นี้ไม่ใช่ของหนังสือฉบับนี้"))
    check_alive(seen.link, at)
    if seen.issue != seen.link.issue or at >= seen.ends_at:
        raise WrongState(_("ใส่ PIN ไว้นานเกินไปแล้ว โปรดใส่ PIN อีกครั้ง"))


def check_may_give_link(who: Actor, copy: OfficeCopy, at: dt.datetime) -> None:
    """Give the office of ``copy`` a link, a new PIN, or take it away: as who may write for it."""
    check_is_outside(copy)
    check_may_hear(who, copy, at)
    if copy.state in WITHDRAWN:
        raise WrongState(
            _("หนังสือฉบับนี้อยู่ในสถานะ “%(state)s” แล้ว จึงออกลิงก์ไม่ได้")
            % {"state": copy.get_state_display()}
        )
