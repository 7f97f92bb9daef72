"""A correction told in words: which fields, from what to what, and which files."""

from __future__ import annotations

import datetime as dt
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.models import Channel, LetterKind, Urgency
from papers.templatetags.thai import thai_deadline, thai_digits

_LABELS = {
    "number_printed": gettext_lazy("ที่"),
    "dated_printed": gettext_lazy("ลงวันที่"),
    "issuer_name": gettext_lazy("จาก"),
    "addressee": gettext_lazy("ถึง"),
    "subject": gettext_lazy("เรื่อง"),
    "kind": gettext_lazy("ชนิดหนังสือ"),
    "urgency": gettext_lazy("ชั้นความเร็ว"),
    "due_at": gettext_lazy("กำหนดตอบ"),
    "references": gettext_lazy("อ้างถึง"),
    "enclosures": gettext_lazy("สิ่งที่ส่งมาด้วย"),
    "body": gettext_lazy("ข้อความ"),
    "channel": gettext_lazy("ได้รับทาง"),
    "action": gettext_lazy("การปฏิบัติ"),
    "note": gettext_lazy("หมายเหตุ"),
}
#: A text is told by its beginning; the event holds all of it.
_MOST_OF_TEXT = 120
_CHOICES = {"kind": LetterKind, "urgency": Urgency, "channel": Channel}


def corrected(data: dict[str, Any]) -> tuple[str, str]:
    """The sentence that names what was changed, and the old and new values."""
    changes: dict[str, list[Any]] = data["changes"]
    # In the order of the form: the database keeps the names in an order of its own.
    names = [name for name in _LABELS if name in changes]
    fields = [str(_LABELS[name]) for name in names]
    if data["added"] or data["replaced"]:
        fields.append(_("ไฟล์"))
    told = [
        f"{_LABELS[name]}: {_shown(name, changes[name][0])} → {_shown(name, changes[name][1])}"
        for name in names
    ]
    told += [_("แนบ “%(name)s”") % {"name": one["name"]} for one in data["added"]]
    told += [_("นำออก “%(name)s”") % {"name": one["name"]} for one in data["replaced"]]
    return _("แก้ข้อมูลหนังสือ: %(fields)s") % {"fields": ", ".join(fields)}, " · ".join(told)


def _shown(name: str, value: Any) -> str:
    if not value:
        return _("(ว่าง)")
    if name in _CHOICES:
        return str(_CHOICES[name](value).label)
    if name == "due_at":
        return thai_deadline(dt.datetime.fromisoformat(value))
    if name == "body":
        return thai_digits(shorten(value, _MOST_OF_TEXT, placeholder=" …"))
    if name == "enclosures":
        return thai_digits(", ".join(f"{one['text']} {one['amount']}".strip() for one in value))
    return thai_digits(", ".join(value) if isinstance(value, list) else value)
