"""What stands below a printed roll-up: as of when, whom it leaves out, who certified what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from django.utils import translation

from circulars.models import Way
from papers.templatetags.thai import thai_moment
from survey.domain.rolling_up import Totals
from survey.models import Certificate
from thai.digits import to_thai
from thai.screen import showing


def footnotes(
    certificate: Certificate | None,
    totals: Callable[[], Totals],
    *,
    as_of: dt.datetime | None,
    not_reached: int,
    ways: Mapping[str, int] | None = None,
) -> list[str]:
    """
    The lines, in Thai and Thai digits whoever prints them.

    ``ways``: how many answers came beside the system, by ``Way``. ``totals`` is asked for the bottom line of the table only when it was certified. A certificate vouches for the figures that it froze. Where the table says others by
    now, the line says so, and which were certified.
    """
    lines = []
    with showing("thai"), translation.override("th"):
        if as_of is not None:
            lines.append(f"ข้อมูลถึง {thai_moment(as_of)}")
        if not_reached:
            lines.append(f"มีหน่วยงานอีก {not_reached} แห่งที่หนังสือยังไปไม่ถึง โดยนับอยู่ในจำนวนที่ต้องตอบด้วย")
        if ways:
            lines.append(_by_way(ways))
        if certificate is not None:
            lines += _certified(certificate, totals())
    return [to_thai(line) for line in lines]


def _by_way(ways: Mapping[str, int]) -> str:
    """How many answers came beside the system, and how."""
    told = ", ".join(f"{Way(way).label} {count} แห่ง" for way, count in sorted(ways.items()))
    return f"คำตอบที่ไม่ได้ส่งในระบบโดยหน่วยงานเอง: {told}"


def _certified(certificate: Certificate, totals: Totals) -> list[str]:
    words = (
        f"รับรองโดย {certificate.by} เมื่อ {thai_moment(certificate.at)} {certificate.text}".strip()
    )
    if certificate.totals != totals.as_json():
        then = f"{certificate.totals['answered']}/{certificate.totals['expected']}"
        words += f" (ขณะรับรองตอบ {then} ตัวเลขในตารางนี้เปลี่ยนไปหลังการรับรอง จึงไม่ใช่ตัวเลขที่รับรอง)"
    lines = [words]
    if certificate.missing:
        names = ", ".join(certificate.missing)
        lines.append(f"ยังไม่ตอบเมื่อรับรอง: {names} เหตุที่รายงานก่อนครบ: {certificate.early_reason}")
    return lines
