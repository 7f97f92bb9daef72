"""The digital signatures of a letter's file, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from circulars.models import FileRole, LetterFile


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """One signature as the page of the letter says it."""

    by: str
    at: dt.datetime | None
    state: str
    issuer: str
    icon: str
    is_bad: bool = False


def signatures_in(files: Iterable[LetterFile]) -> list[SignatureWords]:
    """Those of the original that people read now."""
    originals = [one for one in files if one.role == FileRole.ORIGINAL]
    return [_words(one) for one in (originals[-1].signatures if originals else [])]


def _words(found: dict[str, Any]) -> SignatureWords:
    states = {
        "unchanged": _("ไฟล์ไม่ถูกแก้ไขหลังลงนาม"),
        "added": _("มีส่วนที่เพิ่มเข้ามาหลังลงนาม ส่วนที่ลงนามไว้ไม่เปลี่ยน"),
        "changed": _("ไฟล์ถูกแก้ไขหลังลงนาม โปรดสอบถามผู้ส่งก่อนใช้"),
    }
    state = found["state"]
    known = _("รู้จักผู้ออกใบรับรอง") if found["issuer_known"] else _("ไม่รู้จักผู้ออกใบรับรอง")
    by = found["name"] or _("ไม่ทราบชื่อผู้ลงนาม")
    return SignatureWords(
        by=f"{by} ({found['organisation']})" if found["organisation"] else by,
        at=dt.datetime.fromisoformat(found["at"]) if found["at"] else None,
        state=states.get(state, _("ตรวจลายมือชื่อไม่ได้ โปรดเปิดต้นฉบับตรวจเอง")),
        issuer=known,
        icon="alert-triangle" if state not in ("unchanged", "added") else "check",
        is_bad=state == "changed",
    )
