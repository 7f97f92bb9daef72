"""Orders, and what units beside the main one did with them, as sentences of the timeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from circulars.models import EventKind
from circulars.states import Order

Told = tuple[str, str]


def _endorsed(data: dict[str, Any]) -> Told:
    order = Order(data["order"])
    to = " / ".join(filter(None, (data.get("unit"), data.get("officer"))))
    for words, units in (
        (_("ร่วม %(units)s"), data.get("joint")),
        (_("เพื่อทราบ %(units)s"), data.get("informed")),
    ):
        to = " · ".join(filter(None, [to, words % {"units": ", ".join(units)} if units else ""]))
    text = _("สั่งการ: %(order)s") % {"order": order.label}
    return (f"{text} → {to}" if to else text), data.get("text", "")


def _joined(data: dict[str, Any]) -> Told:
    return _("%(unit)s ให้ความเห็นร่วม") % {"unit": data["unit"]}, data["text"]


def _noted(data: dict[str, Any]) -> Told:
    return _("%(unit)s รับทราบ") % {"unit": data["unit"]}, data["text"]


def _share_withdrawn(data: dict[str, Any]) -> Told:
    return _("ถอนเรื่องจาก %(unit)s") % {"unit": data["unit"]}, data["reason"]


def _share_declined(data: dict[str, Any]) -> Told:
    return _("%(unit)s ไม่รับเรื่อง") % {"unit": data["unit"]}, data["reason"]


def _went_on(data: dict[str, Any]) -> Told:
    return _("ไม่รอความเห็นของ %(units)s") % {"units": ", ".join(data["units"])}, data["reason"]


OF_ORDERS: dict[str, Callable[[dict[str, Any]], Told]] = {
    EventKind.ENDORSED: _endorsed,
    EventKind.JOINED: _joined,
    EventKind.NOTED: _noted,
    EventKind.SHARE_WITHDRAWN: _share_withdrawn,
    EventKind.SHARE_DECLINED: _share_declined,
    EventKind.WENT_ON: _went_on,
}
