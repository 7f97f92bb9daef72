"""Register books as PDF in the columns of form 13 (received) and form 14 (sent)."""

from papers.content import RegisterPage
from papers.pdf import render_pdf

TITLES = {True: "ทะเบียนหนังสือรับ", False: "ทะเบียนหนังสือส่ง"}
_NUMBERS = {True: "เลขทะเบียนรับ", False: "เลขทะเบียนส่ง"}
#: Above this a book is printed by month or day: one row takes some 8 ms.
MOST_ROWS = 1000


def columns(*, received: bool) -> tuple[str, ...]:
    """The eight column heads of form 13 or 14, left to right."""
    return (
        _NUMBERS[received],
        "ที่",
        "ลงวันที่",
        "จาก",
        "ถึง",
        "เรื่อง",
        "การปฏิบัติ",
        "หมายเหตุ",
    )


def draw_register(page: RegisterPage) -> bytes:
    """Landscape A4; head repeated on every page. Raises ValueError above MOST_ROWS rows."""
    if len(page.rows) > MOST_ROWS:
        raise ValueError(f"{len(page.rows)} rows; print at most {MOST_ROWS} at once")
    context = {
        "page": page,
        "title": page.title or TITLES[page.received],
        "columns": columns(received=page.received),
    }
    return render_pdf("letters/register_book.html", context, landscape=True)
