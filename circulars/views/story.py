"""Events told as a story: one sentence each, for the timeline of a letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from circulars.models import Event, EventKind
from circulars.states import Order
from circulars.templatetags.thai import thai_deadline, thai_digits


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
    EventKind.DRAFTED: ("pencil", "neutral"),
    EventKind.SUBMITTED: ("arrow-right", "info"),
    EventKind.SENT_BACK: ("arrow-back-up", "wait"),
    EventKind.PASSED: ("check", "info"),
    EventKind.DRAFT_CANCELLED: ("ban", "wait"),
    EventKind.SIGNED: ("signature", "good"),
    EventKind.DISPATCHED: ("send", "good"),
    EventKind.DELIVERED: ("checks", "good"),
    EventKind.RETURNED: ("arrow-back-up", "bad"),
    EventKind.RECALLED: ("ban", "bad"),
    EventKind.RECALL_ASKED: ("ban", "wait"),
    EventKind.EXTENDED: ("calendar-due", "wait"),
    EventKind.REMINDED: ("bell", "wait"),
    EventKind.ANSWERED: ("forms", "good"),
    EventKind.ANSWER_RETURNED: ("arrow-back-up", "wait"),
    EventKind.CERTIFIED: ("certificate", "good"),
    EventKind.REPORTED: ("circle-check", "good"),
    EventKind.VOIDED: ("circle-x", "bad"),
    EventKind.SURVEY_ASKED: ("clipboard-list", "info"),
}

Told = tuple[str, str]


def _digits(value: object) -> str:
    return thai_digits(value)


def _registered(data: dict[str, Any]) -> Told:
    words = _("%(unit)s ลงทะเบียนรับ เลขที่ %(number)s")
    return words % {"unit": data["unit"], "number": _digits(data["number"])}, ""


def _endorsed(data: dict[str, Any]) -> Told:
    order = Order(data["order"])
    to = " / ".join(filter(None, (data.get("unit"), data.get("officer"))))
    text = _("สั่งการ: %(order)s") % {"order": order.label}
    return (f"{text} → {to}" if to else text), data.get("text", "")


def _signed(data: dict[str, Any]) -> Told:
    number = {"number": _digits(data["number"])}
    return _("ลงนามและออกเลข %(number)s") % number, data.get("position", "")


def _dispatched(data: dict[str, Any]) -> Told:
    words = {"to": data["to"], "count": _digits(data["count"])}
    return _("ส่งออกถึง %(to)s (%(count)s แห่ง)") % words, ""


def _delivered(data: dict[str, Any]) -> Told:
    return _("ส่งถึงผู้รับครบ %(count)s แห่ง") % {"count": _digits(data["count"])}, ""


def _extended(data: dict[str, Any]) -> Told:
    due = thai_deadline(dt.datetime.fromisoformat(data["after"]))
    return _("ขยายเวลาเป็น%(due)s") % {"due": due}, data.get("reason", "")


def _reminded(data: dict[str, Any]) -> Told:
    if "number" not in data:
        return str(EventKind.REMINDED.label), ""
    return _("ออกหนังสือเตือน %(number)s") % {"number": _digits(data["number"])}, ""


def _voided(data: dict[str, Any]) -> Told:
    number = {"number": _digits(data["number"])}
    return _("ยกเลิกเลขทะเบียน %(number)s") % number, data.get("reason", "")


_TELLERS: dict[str, Callable[[dict[str, Any]], Told]] = {
    EventKind.REGISTERED: _registered,
    EventKind.ENDORSED: _endorsed,
    EventKind.SIGNED: _signed,
    EventKind.DISPATCHED: _dispatched,
    EventKind.DELIVERED: _delivered,
    EventKind.EXTENDED: _extended,
    EventKind.REMINDED: _reminded,
    EventKind.VOIDED: _voided,
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
        office=event.office.label if event.office else "",
        icon=icon,
        tone=tone,
    )


def story(events: Iterable[Event]) -> list[Line]:
    """
    The timeline, oldest first.

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
        lines.append(tell(event))
        before = event
    return lines
