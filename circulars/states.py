"""
The life of a copy, as one table.

Nothing moves a copy but ``circulars.domain.moving.move``; the diagram in the README is
drawn from ``TRANSITIONS`` and compared by ``make check``.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where one letter stands in one office."""

    ARRIVED = "arrived", _("รอลงรับ")
    REGISTERED = "registered", _("ลงรับแล้ว")
    ENDORSED = "endorsed", _("มอบหมายแล้ว")
    FILED = "filed", _("เก็บเข้าแฟ้ม")
    DRAFTING = "drafting", _("กำลังร่าง")
    APPROVED = "approved", _("ลงนามแล้ว รอส่ง")
    DISPATCHED = "dispatched", _("ส่งออกแล้ว")
    REPORTING = "reporting", _("รอรวบรวมคำตอบ")
    REPORTED = "reported", _("รายงานแล้ว")
    RETURNED = "returned", _("ส่งคืนผู้ส่ง")
    RECALLED = "recalled", _("ผู้ส่งเรียกคืน")
    SUPERSEDED = "superseded", _("มีฉบับใหม่แทน")


TRANSITIONS: dict[State, frozenset[State]] = {
    State.ARRIVED: frozenset({State.REGISTERED, State.RETURNED, State.RECALLED, State.SUPERSEDED}),
    State.REGISTERED: frozenset(
        {
            State.ENDORSED,
            State.FILED,
            State.DRAFTING,
            State.REPORTING,
            State.RETURNED,
            State.RECALLED,
        }
    ),
    State.ENDORSED: frozenset(
        {State.FILED, State.DRAFTING, State.REPORTING, State.RETURNED, State.RECALLED}
    ),
    State.DRAFTING: frozenset(
        {State.APPROVED, State.ENDORSED, State.FILED, State.REPORTING, State.RECALLED}
    ),
    State.APPROVED: frozenset({State.DISPATCHED, State.DRAFTING}),
    State.DISPATCHED: frozenset({State.REPORTING, State.FILED}),
    State.REPORTING: frozenset({State.REPORTED, State.FILED, State.DRAFTING}),
    State.REPORTED: frozenset({State.REPORTING}),
    State.FILED: frozenset({State.REPORTING, State.DRAFTING}),
    State.RETURNED: frozenset(),
    State.RECALLED: frozenset(),
    State.SUPERSEDED: frozenset(),
}

#: An office that starts a circular has no letter to receive: its copy begins here.
FIRST: frozenset[State] = frozenset({State.ARRIVED, State.DRAFTING})

#: Nothing more is asked of the office.
DONE: frozenset[State] = frozenset(
    {State.FILED, State.REPORTED, State.RETURNED, State.RECALLED, State.SUPERSEDED}
)

#: Taken out of the circular altogether: no answer is expected any more.
WITHDRAWN: frozenset[State] = frozenset({State.RETURNED, State.RECALLED, State.SUPERSEDED})


class Delivery(models.TextChoices):
    """How far a sent letter has come, as its sender sees it (for every channel)."""

    NOT_REACHED = "not_reached", _("ยังไม่ได้รับหนังสือ")
    SENT = "sent", _("ส่งแล้ว")
    OPENED = "opened", _("เปิดอ่านแล้ว")
    REGISTERED = "registered", _("ลงรับแล้ว")
    FORWARDED = "forwarded", _("ส่งต่อแล้ว")
    ANSWERED = "answered", _("ตอบแล้ว")
    RETURNED = "returned", _("ส่งคืน/ผิดหน่วยงาน")
    RECALLED = "recalled", _("เรียกคืนแล้ว")


class Order(models.TextChoices):
    """What an endorsement orders."""

    ASSIGN = "assign", _("มอบหมาย")
    FILE = "file", _("ทราบ เก็บเข้าแฟ้ม")
    FORWARD = "forward", _("แจ้งต่อ (ทำหนังสือส่งต่อ)")
    REPORT = "report", _("ดำเนินการ/ตอบแบบสำรวจ")
    OPINION = "opinion", _("ให้ความเห็น")
    NOTED = "noted", _("รับทราบ")


#: What a unit beside the main one writes on a letter; not given as an order.
REPLIES: frozenset[Order] = frozenset({Order.OPINION, Order.NOTED})


class AfterVoid(models.TextChoices):
    """What becomes of a letter whose receipt number is struck out."""

    AGAIN = "again", _("ลงรับใหม่: หนังสือกลับไปรอลงรับที่โต๊ะ")
    CLOSE = "close", _("ปิดเรื่อง: เป็นฉบับซ้ำหรือลงรับผิด")


class DraftState(models.TextChoices):
    """Where an outgoing letter stands on its way to signature."""

    WRITING = "writing", _("กำลังร่าง")
    REVIEW = "review", _("รอตรวจ")
    SENT_BACK = "sent_back", _("ส่งกลับแก้ไข")
    PASSED = "passed", _("รอลงนาม")
    SIGNED = "signed", _("ลงนามแล้ว")
    CANCELLED = "cancelled", _("ยกเลิกร่าง")


#: What is on its way to signature is given back first, and given up only then.
DRAFT_TRANSITIONS: dict[DraftState, frozenset[DraftState]] = {
    DraftState.WRITING: frozenset({DraftState.REVIEW, DraftState.CANCELLED}),
    DraftState.SENT_BACK: frozenset({DraftState.REVIEW, DraftState.CANCELLED}),
    DraftState.REVIEW: frozenset({DraftState.PASSED, DraftState.SENT_BACK, DraftState.WRITING}),
    DraftState.PASSED: frozenset({DraftState.SIGNED, DraftState.SENT_BACK}),
    DraftState.SIGNED: frozenset(),
    DraftState.CANCELLED: frozenset(),
}
