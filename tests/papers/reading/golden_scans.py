"""The golden chain as it reached each desk: printed, stamped, scanned badly; and what is on it."""

from functools import cache
from typing import Any

from papers.content import StampContent
from papers.external import draw_external
from papers.memo import draw_memo
from papers.stamp import stamp_pdf
from tests.papers.golden_letters import DEPARTMENT, MINISTRY, PROVINCE
from tests.papers.reading.scanning import Scanner

GROUPS = ("งานบริหารทั่วไป", "กลุ่มงานมาตรฐาน", "กลุ่มงานส่งเสริมฯ", "กลุ่มงานกฎหมาย", "กลุ่มงานการเงิน")

#: letter → how it is drawn, its stamps, and what a careful clerk reads in it.
CHAIN: dict[str, tuple[Any, Any, tuple[StampContent, ...], dict[str, Any]]] = {
    "ministry": (
        draw_memo,
        MINISTRY,
        (
            StampContent("กรมส่งเสริมการปกครองท้องถิ่น", "๕๐๗๓๕", "๓๐ ก.ย. ๒๕๖๓"),
            StampContent("กองยุทธศาสตร์และแผนงาน", "๑๕๗๕", "๓๐ ก.ย. ๒๕๖๓", "๑๕.๔๗ น.", "๓๗๓๔"),
            StampContent("กลุ่มงานยุทธศาสตร์และนโยบาย", "๗๑๕", "๑ ต.ค. ๒๕๖๓", "๐๙.๒๖ น."),
        ),
        {
            "kind": "memo",
            "urgency": "most_urgent",
            "number": "มท ๐๒๑๑.๖/ว ๕๘๓๑",
            "date": "2020-09-29",
            "addressee": MINISTRY.addressee,
            "signer": "นายฉัตรชัย พรหมเลิศ",
            "references": [],
            "deadlines": [],
            "stamps": [
                {"number": "๕๐๗๓๕", "date": "2020-09-30"},
                {"number": "๑๕๗๕ (๓๗๓๔)", "date": "2020-09-30"},
                {"number": "๗๑๕", "date": "2020-10-01"},
            ],
        },
    ),
    "department": (
        draw_external,
        DEPARTMENT,
        (
            StampContent(
                "สถจ.บึงกาฬ", "๖๘๔๘", "๒๒ ต.ค. ๒๕๖๓", choices=GROUPS, chosen="กลุ่มงานส่งเสริมฯ"
            ),
            StampContent("กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น", "๑๖๑๒", "๒๖ ต.ค. ๒๕๖๓"),
        ),
        {
            "kind": "external",
            "urgency": "most_urgent",
            "number": "มท ๐๘๑๐.๓/ว ๓๑๙๕",
            "date": "2020-10-15",
            "issuer": "กรมส่งเสริมการปกครองท้องถิ่น",
            "addressee": DEPARTMENT.addressee,
            "signer": "นายประยูร รัตนเสนีย์",
            "references": [{"number": "มท ๐๒๑๑.๖/ว ๕๘๓๑", "date": "2020-09-29"}],
            "deadlines": [{"phrase": "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓", "date": "2020-10-31"}],
            "links": ["https://oth.me/QetKY"],
            "stamps": [
                {"number": "๖๘๔๘", "date": "2020-10-22"},
                {"number": "๑๖๑๒", "date": "2020-10-26"},
            ],
        },
    ),
    "province": (
        draw_external,
        PROVINCE,
        (),
        {
            "kind": "external",
            "urgency": "most_urgent",
            "number": "บก ๐๐๒๓.๓/ว ๓๑๖๕",
            "date": "2020-10-28",
            "issuer": "ศาลากลางจังหวัดบึงกาฬ",
            "addressee": PROVINCE.addressee,
            "signer": "นายอนุชา โฆษาศิวิไลซ์",
            "references": [{"number": "มท ๐๘๑๐.๓/ว ๓๑๙๕", "date": "2020-10-15"}],
            "deadlines": [{"phrase": "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓", "date": "2020-10-31"}],
            "links": ["https://oth.me/QetKY"],
            "stamps": [],
        },
    ),
}


@cache
def scanned(name: str, *, dpi: int = 200, seed: int = 1) -> bytes:
    """The letter with its stamps as a scan."""
    draw, content, stamps, _printed = CHAIN[name]
    pdf = draw(content).pdf
    return Scanner(dpi=dpi).scan(stamp_pdf(pdf, stamps) if stamps else pdf, seed)


def _squeezed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _squeezed(one) for key, one in value.items()}
    return "".join(value.split()) if isinstance(value, str) else value


def wrong_in(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What was read and is not printed; a field left empty is none of it."""
    wrong = {}
    for field, printed in CHAIN[name][3].items():
        read, many = fields[field], isinstance(printed, list)
        known = [_squeezed(one) for one in (printed if many else [printed])]
        found = [one for one in (read if many else [read]) if one is not None]
        if strange := [one for one in found if _squeezed(one) not in known]:
            wrong[field] = strange
    return wrong
