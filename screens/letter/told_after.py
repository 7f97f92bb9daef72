"""What was done with a letter after it was sent, as sentences of its story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from circulars.models import EventKind
from papers.templatetags.thai import thai_digits

Told = tuple[str, str]

LOOKS: dict[str, tuple[str, str]] = {
    EventKind.UNSIGNED: ("arrow-back-up", "bad"),
    EventKind.ADDED: ("send", "good"),
    EventKind.RECALL_DROPPED: ("check", "neutral"),
    EventKind.RECALL_REFUSED: ("ban", "wait"),
    EventKind.CORRECTING: ("edit", "wait"),
    EventKind.REPLACED: ("replace", "wait"),
    EventKind.ENCLOSED: ("file-plus", "info"),
    EventKind.CANCELLED: ("ban", "bad"),
}


def _unsigned(data: dict[str, Any]) -> Told:
    number = {"number": thai_digits(data["number"])}
    return _("ถอนการลงนาม ยกเลิกเลข %(number)s") % number, data["reason"]


def _added(data: dict[str, Any]) -> Told:
    words = {"to": data["to"], "count": thai_digits(data["count"])}
    return _("ส่งเพิ่มถึง %(to)s (%(count)s แห่ง)") % words, data["reason"]


def _correcting(data: dict[str, Any]) -> Told:
    number = {"number": thai_digits(data["number"])}
    return _("เริ่มทำฉบับแก้ไขของ %(number)s") % number, data["reason"]


def _replaced(data: dict[str, Any]) -> Told:
    number = {"number": thai_digits(data["number"])}
    return _("มีหนังสือฉบับใหม่แทน ที่ %(number)s") % number, ""


def _enclosed(data: dict[str, Any]) -> Told:
    words = _("ถอนไฟล์ %(name)s") if data["taken_out"] else _("ส่งสิ่งที่ส่งมาด้วยเพิ่ม: %(name)s")
    return words % {"name": data["name"]}, data["reason"]


def _cancelled(data: dict[str, Any]) -> Told:
    if "count" not in data:
        return _("ผู้ส่งยกเลิกเรื่อง"), data["reason"]
    return _("ยกเลิกเรื่อง (%(count)s แห่ง)") % {"count": thai_digits(data["count"])}, data["reason"]


def _recalled(data: dict[str, Any]) -> Told:
    if data.get("given"):
        return _("ส่งคืนตามที่ผู้ส่งขอ"), ""
    return str(EventKind.RECALLED.label), data.get("reason", "")


TELLERS: dict[str, Callable[[dict[str, Any]], Told]] = {
    EventKind.UNSIGNED: _unsigned,
    EventKind.ADDED: _added,
    EventKind.CORRECTING: _correcting,
    EventKind.REPLACED: _replaced,
    EventKind.RECALLED: _recalled,
    EventKind.ENCLOSED: _enclosed,
    EventKind.CANCELLED: _cancelled,
}
