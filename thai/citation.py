"""How another letter is named in one of ours."""

import datetime as dt

from thai.dates import format_date
from thai.digits import with_digits
from thai.reference import ReferenceNumber


def cite(issuer: str, urgency_text: str, reference: ReferenceNumber, dated: dt.date | None) -> str:
    """
    Name a letter as an enclosure line does; an unknown date is left out.

    สำเนาหนังสือกรม… ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓
    """
    parts = [f"สำเนาหนังสือ{issuer}", urgency_text, f"ที่ {reference}"]
    if dated is not None:
        parts.append(f"ลงวันที่ {format_date(dated)}")
    return with_digits(" ".join(part for part in parts if part), "thai")
