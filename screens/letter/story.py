"""Events told as a story: one sentence each, for the timeline of a letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.clashes import ClashKind
from circulars.models import Event, EventKind
from offices.dated import label_on
from papers.templatetags.thai import thai_deadline, thai_digits
from screens.letter import told_after, told_moves
from screens.letter.told_beside import LOOKS_BESIDE, succeeded, told
from screens.letter.told_corrections import corrected
from screens.letter.told_orders import OF_ORDERS
from workflow.unread import UNREAD_STAGE


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline, in the words of components/timeline.html."""

    at: dt.datetime
    text: str
    by: str = ""
    office: str = ""
    detail: str = ""
    url: str = ""
    icon: str = "circle-dot"
    tone: str = "info"


_LOOKS: dict[str, tuple[str, str]] = {
    EventKind.STARTED: ("file-plus", "info"),
    EventKind.RECEIVED: ("inbox", "info"),
    EventKind.OPENED: ("mail-opened", "neutral"),
    EventKind.REGISTERED: ("rubber-stamp", "good"),
    EventKind.ENDORSED: ("writing", "info"),
    EventKind.JOINED: ("message", "good"),
    EventKind.NOTED: ("check", "good"),
    EventKind.SHARE_WITHDRAWN: ("corner-up-left", "wait"),
    EventKind.SHARE_DECLINED: ("arrow-back-up", "wait"),
    EventKind.WENT_ON: ("player-play", "wait"),
    EventKind.DRAFTED: ("pencil", "neutral"),
    EventKind.SUBMITTED: ("arrow-right", "info"),
    EventKind.SENT_BACK: ("arrow-back-up", "wait"),
    EventKind.PASSED: ("check", "info"),
    EventKind.DRAFT_TAKEN_BACK: ("arrow-back-up", "wait"),
    EventKind.DRAFT_CANCELLED: ("ban", "wait"),
    EventKind.SIGNED: ("signature", "good"),
    EventKind.DISPATCHED: ("send", "good"),
    EventKind.DELIVERED: ("checks", "good"),
    EventKind.RETURNED: ("arrow-back-up", "bad"),
    EventKind.HANDED_BACK: ("arrow-back-up", "wait"),
    EventKind.HANDED_OVER: ("arrow-right", "info"),
    EventKind.RECALLED: ("ban", "bad"),
    EventKind.RECALL_ASKED: ("ban", "wait"),
    EventKind.EXTENDED: ("calendar-due", "wait"),
    EventKind.TIME_ASKED: ("hourglass", "wait"),
    EventKind.TIME_REFUSED: ("ban", "wait"),
    EventKind.REMINDED: ("bell", "wait"),
    EventKind.CALLED: ("phone", "info"),
    EventKind.ANSWERED: ("forms", "good"),
    EventKind.ANSWER_RETURNED: ("arrow-back-up", "wait"),
    EventKind.CERTIFIED: ("certificate", "good"),
    EventKind.REPORTED: ("circle-check", "good"),
    EventKind.CORRECTED: ("edit", "wait"),
    EventKind.VOIDED: ("circle-x", "bad"),
    EventKind.NUMBERED: ("hash", "good"),
    EventKind.SURVEY_ASKED: ("clipboard-list", "info"),
    EventKind.EXCUSED: ("ban", "neutral"),
    EventKind.ROUND_OPENED: ("calendar-due", "info"),
    EventKind.CLOCK_STOPPED: ("hourglass", "wait"),
    EventKind.CLOCK_STARTED: ("player-play", "info"),
    EventKind.PUT_ASIDE: ("clock", "wait"),
    EventKind.TAKEN_UP: ("player-play", "info"),
    **told_after.LOOKS,
    **LOOKS_BESIDE,
}

Told = tuple[str, str]


def _digits(value: object) -> str:
    return thai_digits(value)


def _registered(data: dict[str, Any]) -> Told:
    words = _("%(unit)s ลงทะเบียนรับ เลขที่ %(number)s")
    told = " · ".join(_accepted(data))
    return words % {"unit": data["unit"], "number": _digits(data["number"])}, told


def _accepted(data: dict[str, Any]) -> list[str]:
    """What did not fit and was accepted, each with what stood against it."""
    told = []
    for one in data.get("accepted", []):
        sides = " / ".join(filter(None, (one.get("typed"), one.get("held"))))
        told.append(f"{ClashKind(one['kind']).label}: {_digits(sides)}")
    return told


def _received(data: dict[str, Any]) -> Told:
    told = _accepted(data)
    if why := data.get("different"):
        told.append(_("เป็นหนังสืออีกฉบับหนึ่ง เพราะ %(reason)s") % {"reason": why})
    return str(EventKind.RECEIVED.label), " · ".join(told)


def _signed(data: dict[str, Any]) -> Told:
    number = {"number": _digits(data["number"])}
    return _("ลงนามและออกเลข %(number)s") % number, data.get("position", "")


def _numbered(data: dict[str, Any]) -> Told:
    words = _("ออกเลขหนังสือตอบที่ลงนามบนกระดาษ ที่ %(number)s")
    return words % {"number": _digits(data["number"])}, data.get("subject", "")


def _dispatched(data: dict[str, Any]) -> Told:
    outside = len(data.get("outside", []))
    if not data["count"] + outside:
        return _("ออกหนังสือแล้ว ไม่มีผู้รับที่ต้องส่งถึง"), ""
    words = {"to": data["to"], "count": _digits(data["count"] + outside)}
    return _("ส่งออกถึง %(to)s (%(count)s แห่ง)") % words, ""


def _delivered(data: dict[str, Any]) -> Told:
    return _("ส่งถึงผู้รับครบ %(count)s แห่ง") % {"count": _digits(data["count"])}, ""


def _extended(data: dict[str, Any]) -> Told:
    after = dt.datetime.fromisoformat(data["after"])
    words = {"due": thai_deadline(after), "count": _digits(len(data.get("touched", [0])))}
    earlier = data["before"] and after < dt.datetime.fromisoformat(data["before"])
    text = _("เลื่อนกำหนดเร็วขึ้นเป็น%(due)s") if earlier else _("ขยายเวลาเป็น%(due)s")
    if len(data.get("touched", [])) > 1:
        text += _(" (%(count)s แห่ง)")
    return text % words, data.get("reason", "")


def _clock_started(data: dict[str, Any]) -> Told:
    return _("นับเวลาต่อ หยุดไป %(days)s วันทำการ") % {"days": _digits(data["days"])}, ""


def _reminded(data: dict[str, Any]) -> Told:
    if "number" in data:
        return _("ออกหนังสือเตือน %(number)s") % {"number": _digits(data["number"])}, ""
    if data.get("stage") == UNREAD_STAGE:
        return _("ยังไม่มีผู้เปิดอ่าน %(count)s แห่ง") % {"count": _digits(data["count"])}, ""
    return _("เตือน %(count)s แห่ง") % {"count": _digits(data["count"])}, ""


def _voided(data: dict[str, Any]) -> Told:
    number = {"number": _digits(data["number"])}
    if data.get("given_back"):
        return _("คืนเลขทะเบียน %(number)s") % number, data.get("reason", "")
    return _("ยกเลิกเลขทะเบียน %(number)s") % number, data.get("reason", "")


def _answered(data: dict[str, Any]) -> Told:
    """An office's own answer, or one from below that makes it certify again."""
    if "by_letter" in data:
        words = {"office": data["office_name"], "number": _digits(data["by_letter"])}
        return _("%(office)s ตอบด้วยหนังสือ %(number)s") % words, ""
    late = data.get("reason", "")
    return (_("ต้องรับรองผลอีกครั้ง") if late else str(EventKind.ANSWERED.label)), late


def _excused(data: dict[str, Any]) -> Told:
    words = {"office": data["office_name"]}
    return _("ยกเว้นให้%(office)sไม่ต้องตอบ") % words, data["reason"]


def _survey_asked(data: dict[str, Any]) -> Told:
    """The questionnaire itself, or one office of those that must answer it."""
    if "excused" in data:
        return _("ยกเว้นให้ไม่ต้องตอบแบบสำรวจ"), data["excused"]
    if "expected_again" in data:
        words = _("ส่งหนังสือใหม่ ต้องตอบแบบสำรวจอีก %(count)s แห่ง")
        return words % {"count": _digits(len(data["expected_again"]))}, ""
    title = _digits(data.get("title", ""))
    if "amended" in data:
        return _("แก้แบบสำรวจหลังส่ง"), data["reason"]
    if data.get("withdrawn"):
        return _("ถอดแบบสำรวจออก"), title
    return str(EventKind.SURVEY_ASKED.label), title


_TELLERS: dict[str, Callable[[dict[str, Any]], Told]] = {
    EventKind.RECEIVED: _received,
    EventKind.REGISTERED: _registered,
    **OF_ORDERS,
    **told_after.TELLERS,
    EventKind.SIGNED: _signed,
    EventKind.DISPATCHED: _dispatched,
    EventKind.DELIVERED: _delivered,
    EventKind.EXTENDED: _extended,
    EventKind.ROUND_OPENED: told_moves.round_opened,
    EventKind.PUT_ASIDE: told_moves.put_aside,
    EventKind.CLOCK_STARTED: _clock_started,
    EventKind.TIME_ASKED: told_moves.time_asked,
    EventKind.HANDED_BACK: told_moves.handed_back,
    EventKind.HANDED_OVER: told_moves.handed_over,
    EventKind.REMINDED: _reminded,
    EventKind.CORRECTED: corrected,
    EventKind.VOIDED: _voided,
    EventKind.NUMBERED: _numbered,
    EventKind.ANSWERED: _answered,
    EventKind.EXCUSED: _excused,
    EventKind.SURVEY_ASKED: _survey_asked,
    EventKind.TOLD: told,
    EventKind.SUCCEEDED: succeeded,
}


def tell(event: Event) -> Line:
    """The event as a sentence, with what a reader needs of its data."""
    kind = EventKind(event.kind)
    teller = _TELLERS.get(kind)
    data = event.data
    spoken = data.get("reason") or data.get("comment") or data.get("note") or ""
    text, detail = teller(data) if teller else (str(kind.label), str(spoken))
    icon, tone = _LOOKS.get(kind, ("circle-dot", "info"))
    return Line(
        at=event.at,
        text=text,
        detail=detail,
        by=event.actor.full_name if event.actor else _("ระบบ"),
        office=label_on(event.office, timezone.localdate(event.at)) if event.office else "",
        icon=icon,
        tone=tone,
    )


#: Words that were written to the office above: why it came back, why it was closed early.
_WRITTEN_UPWARD = frozenset({EventKind.RETURNED, EventKind.RECALLED, EventKind.CERTIFIED})


def glimpse(event: Event) -> Line:
    """An act in an office below: that it happened, but not who did it nor what he wrote."""
    if event.kind == EventKind.CALLED:
        return tell(event)  # done by an office above, and written for those who follow
    line = replace(tell(event), by="")
    if event.kind == EventKind.DISPATCHED:
        words = {"number": _digits(event.data["number"]), "count": _digits(event.data["count"])}
        text = _("ส่งต่อด้วยหนังสือ %(number)s ถึง %(count)s แห่ง") % words
        return replace(line, text=text, detail="")
    return line if event.kind in _WRITTEN_UPWARD else replace(line, detail="")


def sent_down(event: Event) -> Line:
    """A sending above, as the letter that came by it says: its number and moment, no more."""
    text = _("มีหนังสือ %(number)s แจ้งลงมา") % {"number": _digits(event.data["number"])}
    return replace(tell(event), text=text, detail="", by="")


def story(
    events: Iterable[Event], teller: Callable[[Event], Line | None] = lambda _event: None
) -> list[Line]:
    """
    The timeline, oldest first; in the words of ``teller`` where it has any.

    Saving one draft again and again is told once: only the last saving in a row is kept.
    """
    lines: list[Line] = []
    before: Event | None = None
    for event in events:
        again = (
            before is not None
            and before.kind == event.kind == EventKind.DRAFTED
            and before.copy_id == event.copy_id
            and before.actor_id == event.actor_id
        )
        if again:
            lines.pop()
        lines.append(teller(event) or tell(event))
        before = event
    return lines
