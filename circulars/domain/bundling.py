"""What lies before a signer, part by part: nothing of it changes under his eyes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.domain.content import content_of
from circulars.domain.enclosing import to_enclose
from circulars.domain.numbering import number_prefix
from circulars.domain.recipients import meant_by
from circulars.errors import WrongState
from circulars.models import Draft

_LENGTH = 12
_BETWEEN = "."


def _words(draft: Draft) -> Any:
    return [draft.latest.number, asdict(content_of(draft.latest)), draft.as_circular]


def _recipients(draft: Draft) -> Any:
    return meant_by(draft)


def _terms(draft: Draft) -> Any:
    asked = [draft.asks, sorted(draft.owed_by), draft.sender_id]
    return [draft.due_at and draft.due_at.isoformat(), draft.deadline, asked]


def _files(draft: Draft) -> Any:
    return [[name, one.sha256] for name, one in to_enclose(draft)]


def _head(draft: Draft) -> Any:
    house, unit = draft.copy.office, draft.unit
    shown = [house.name, house.letterhead_name, house.address, house.emblem.name]
    return [*shown, unit.name, *number_prefix(unit)]


#: The parts in their order, each with its word.
_PARTS: tuple[tuple[str | Promise, Callable[[Draft], Any]], ...] = (
    (gettext_lazy("ข้อความ"), _words),
    (gettext_lazy("ผู้รับ"), _recipients),
    (gettext_lazy("กำหนดตอบและสิ่งที่ขอ"), _terms),
    (gettext_lazy("สิ่งที่ส่งมาด้วย"), _files),
    (gettext_lazy("หัวหนังสือและตรา"), _head),
)


def mark_of(draft: Draft) -> str:
    """
    One digest for each part of the letter that ``draft`` would become, in one line.

    A page that shows the draft carries it, and signing compares it. What a survey asks is not
    among them: it is closed from the moment at which the draft is proposed.
    """
    return _BETWEEN.join(_digest(part(draft)) for _word, part in _PARTS)


def check_unchanged(draft: Draft, seen: str | None) -> None:
    """
    Raise WrongState, naming the parts, when a locked ``draft`` is not what was ``seen``.

    None compares nothing: for who has not seen it on a page.
    """
    if seen is None or seen == (now := mark_of(draft)):
        return
    before, after = seen.split(_BETWEEN), now.split(_BETWEEN)
    if len(before) != len(after):
        raise WrongState(_("โปรดเปิดหน้านี้ใหม่ อ่านฉบับล่าสุด แล้วจึงลงนาม"))
    names = [str(word) for (word, _part), a, b in zip(_PARTS, before, after, strict=True) if a != b]
    raise WrongState(
        _("ตั้งแต่ท่านเปิดหน้านี้ มีการแก้%(parts)s โปรดอ่านฉบับล่าสุดที่แสดงอยู่นี้ แล้วจึงลงนาม")
        % {"parts": _(" และ").join(names)}
    )


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
