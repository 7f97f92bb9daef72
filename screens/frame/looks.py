"""How states are shown: a word, an icon and a tone. Never a colour alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from circulars.models import ShareState
from circulars.states import Delivery, DraftState, State


@dataclass(frozen=True, slots=True)
class Look:
    """``icon`` is a name of frontend/icons.txt; ``tone``: neutral, info, wait, good, bad."""

    word: str | Promise
    icon: str
    tone: str


_COPY = {
    State.ARRIVED: ("inbox", "wait"),
    State.REGISTERED: ("book-2", "info"),
    State.ENDORSED: ("writing", "info"),
    State.FILED: ("archive", "neutral"),
    State.DRAFTING: ("pencil", "info"),
    State.APPROVED: ("signature", "wait"),
    State.DISPATCHED: ("send", "info"),
    State.REPORTING: ("hourglass", "wait"),
    State.REPORTED: ("circle-check", "good"),
    State.RETURNED: ("arrow-back-up", "bad"),
    State.RECALLED: ("ban", "neutral"),
    State.SUPERSEDED: ("replace", "neutral"),
}
_DRAFT = {
    DraftState.WRITING: ("pencil", "info"),
    DraftState.REVIEW: ("eye", "wait"),
    DraftState.SENT_BACK: ("arrow-back-up", "bad"),
    DraftState.PASSED: ("signature", "wait"),
    DraftState.SIGNED: ("circle-check", "good"),
    DraftState.CANCELLED: ("ban", "neutral"),
}
#: A unit of an order that went to several at once, by its state; what is done says what was done.
SHARE_LOOKS = {
    ShareState.GIVEN: Look(_("รอลงรับ"), "inbox", "wait"),
    ShareState.REGISTERED: Look(_("ลงรับแล้ว ยังไม่เสร็จ"), "book-2", "wait"),
    ShareState.WITHDRAWN: Look(_("ถอนแล้ว"), "ban", "neutral"),
    "main_registered": Look(_("ลงรับแล้ว"), "book-2", "info"),
    "joint_done": Look(_("ให้ความเห็นแล้ว"), "circle-check", "good"),
    "informed_done": Look(_("รับทราบแล้ว"), "circle-check", "good"),
}
_DELIVERY = {
    Delivery.NOT_REACHED: ("mail-off", "wait"),
    Delivery.SENT: ("send", "neutral"),
    Delivery.OPENED: ("mail-opened", "wait"),
    Delivery.REGISTERED: ("book-2", "info"),
    Delivery.FORWARDED: ("mail-forward", "info"),
    Delivery.ANSWERED: ("circle-check", "good"),
    Delivery.RETURNED: ("arrow-back-up", "bad"),
    Delivery.RECALLED: ("ban", "neutral"),
}
_ANSWER = {
    "none": Look(_("ยังไม่ตอบ"), "circle-dashed", "wait"),
    "draft": Look(_("ร่างไว้ ยังไม่ส่ง"), "pencil", "info"),
    "submitted": Look(_("ส่งคำตอบแล้ว"), "check", "good"),
    "returned": Look(_("ส่งกลับให้แก้ไข"), "arrow-back-up", "bad"),
    "certified": Look(_("รับรองแล้ว"), "rosette-discount-check", "good"),
    "exempt": Look(_("ไม่ต้องตอบ"), "ban", "neutral"),
}
#: A line of the ledger, as ``circulars.models.Expectation.standing`` calls it.
_OWED = {
    "not_reached": Look(_("ยังไม่ได้รับหนังสือ"), "mail-off", "wait"),
    "on_way": Look(_("ยังไม่ลงรับ"), "mail", "wait"),
    "reached": Look(_("ลงรับแล้ว ยังไม่ตอบ"), "book-2", "info"),
    "overdue": Look(_("เลยกำหนด"), "clock-exclamation", "bad"),
    "returned": Look(_("ส่งกลับให้แก้ไข"), "arrow-back-up", "bad"),
    "on_time": Look(_("ตอบแล้ว"), "check", "good"),
    "late": Look(_("ตอบแล้ว เลยกำหนด"), "clock-check", "neutral"),
    "certified": Look(_("รับรองแล้ว"), "rosette-discount-check", "good"),
    "excused": Look(_("ไม่ต้องตอบ"), "ban", "neutral"),
}
LOOKS: dict[str, dict[str, Look]] = {
    "copy": {state.value: Look(state.label, *look) for state, look in _COPY.items()},
    "draft": {state.value: Look(state.label, *look) for state, look in _DRAFT.items()},
    "delivery": {state.value: Look(state.label, *look) for state, look in _DELIVERY.items()},
    "answer": _ANSWER,
    "owed": _OWED,
}

_URGENT = {
    "002": Look(_("ด่วน"), "bolt", "urgent"),
    "003": Look(_("ด่วนมาก"), "bolt", "very"),
    "004": Look(_("ด่วนที่สุด"), "bolt", "most"),
}


def look_of(kind: str, state: str) -> Look:
    """The look of ``state``. Raises KeyError for a kind or state nobody described."""
    return LOOKS[kind][str(state or "none")]


def urgency_look(code: str) -> Look | None:
    """The badge of an urgency code (thai.urgency); None for the normal class."""
    return _URGENT.get(code)
