"""Frames of the forms that pass nothing on: the words that every one of them has."""

from thai.wording.told import GAP

_FRAMES: dict[str, tuple[str, ...]] = {
    "order": (f"ด้วย{GAP}", f"จึง{GAP}", "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"),
    "rule": (
        f"โดยที่เป็นการสมควร{GAP}",
        "ข้อ ๑ {form}นี้เรียกว่า “{form}{house}ว่าด้วย{about}”",
        "ข้อ ๒ {form}นี้ให้ใช้บังคับตั้งแต่วันถัดจากวันประกาศเป็นต้นไป",
        f"ข้อ ๓ {GAP}",
    ),
    "notice": (f"ด้วย{{house}} {GAP}", "จึงประกาศให้ทราบโดยทั่วกัน"),
    "press": (GAP,),
    "certified": (f"หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า {GAP}",),
    "minutes": (
        f"ผู้มาประชุม\n๑. {GAP}",
        f"ผู้ไม่มาประชุม (ถ้ามี)\n๑. {GAP}",
        f"เริ่มประชุมเวลา {GAP}",
        f"ระเบียบวาระที่ ๑ เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ\n{GAP}",
        f"ระเบียบวาระที่ ๒ เรื่องรับรองรายงานการประชุม\n{GAP}",
        f"ระเบียบวาระที่ ๓ เรื่องเพื่อพิจารณา\n{GAP}",
        f"เลิกประชุมเวลา {GAP}",
    ),
}


def frame_of(kind: str, *, house: str, subject: str) -> str:
    """
    The text with which a letter of ``kind`` begins, paragraphs parted by blank lines; "" for a
    kind that has none. What is left open stands as a gap.

    Source: ภาคผนวก แบบที่ 4, 5, 7, 10, 11 of the saraban regulation.
    """
    form = "ข้อบังคับ" if subject.startswith("ข้อบังคับ") else "ระเบียบ"
    about = subject.removeprefix(form).strip().removeprefix("ว่าด้วย")
    paragraphs = _FRAMES.get(kind, ())
    return "\n\n".join(one.format(house=house, form=form, about=about) for one in paragraphs)
