"""Invented names for the many who answer."""

_TITLES = ("นาย", "นางสาว", "นาง")
_FIRST = [
    "กิตติ",
    "พรทิพย์",
    "มาลี",
    "ธีรพงษ์",
    "นฤมล",
    "บุษบา",
    "วรวุฒิ",
    "จารุวรรณ",
    "ลำดวน",
    "อภิชาติ",
    "ศิริพร",
    "สมใจ",
    "พงศกร",
    "ดารุณี",
    "บัวลอย",
    "เอกชัย",
    "รุ่งนภา",
    "ทองใบ",
]
_LAST = [
    "ศรีบุญเรือง",
    "แสงจันทร์",
    "พรมโคตร",
    "คำมูล",
    "สิงห์ทอง",
    "บุญประคม",
    "วงษ์ไชยา",
    "ดีประเสริฐ",
    "ไชยศรี",
    "นาคำ",
    "สมบัติหลาย",
    "อ่อนสา",
    "มีชัย",
    "เพียงตา",
    "ทุมมา",
    "โพธิ์ศรี",
    "ราชวงศ์",
    "แก้วกัลยา",
    "คำสิงห์",
]


def invented_name(place: int) -> tuple[str, str, str]:
    """Title, first and last name of the ``place``-th person; always the same ones."""
    return (
        _TITLES[place % len(_TITLES)],
        _FIRST[place % len(_FIRST)],
        _LAST[place % len(_LAST)],
    )
