"""How the timeline tells that a letter waits, comes again, or changes hands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from papers.templatetags.thai import thai_date, thai_deadline, thai_digits


def put_aside(data: dict[str, Any]) -> tuple[str, str]:
    day = thai_date(dt.date.fromisoformat(data["until"]))
    return _("พักเรื่องไว้ถึงวันที่ %(day)s") % {"day": day}, data["reason"]


def round_opened(data: dict[str, Any]) -> tuple[str, str]:
    words = {"number": thai_digits(data["number"]), "of": thai_digits(data["of"])}
    due = thai_deadline(dt.datetime.fromisoformat(data["due"]))
    said = _("ถึงงวดที่ %(number)s/%(of)s กำหนดตอบ%(due)s") % {**words, "due": due}
    return said, thai_digits(data["name"])


def time_asked(data: dict[str, Any]) -> tuple[str, str]:
    due = thai_deadline(dt.datetime.fromisoformat(data["until"]))
    return _("ขอขยายเวลาเป็น%(due)s") % {"due": due}, data["reason"]


def handed_back(data: dict[str, Any]) -> tuple[str, str]:
    return _("%(unit)s คืนให้ %(to)s") % data, data.get("reason", "")


def handed_over(data: dict[str, Any]) -> tuple[str, str]:
    if not data["name"]:
        return _("คืนให้ %(unit)s") % {"unit": data["unit"]}, data["reason"]
    return _("มอบให้ %(name)s") % {"name": data["name"]}, data["reason"]
