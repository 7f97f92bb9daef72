"""What an office orders, makes known, certifies or minutes: the forms without a receiver."""

from __future__ import annotations

import re
from typing import Any

from circulars.domain.content import Content
from circulars.models import LetterKind
from offices.models import Office
from papers.content import Certificate, Decree, Minutes, Signer
from thai.digits import to_thai

#: What begins the line of the day.
_DAYS = {
    LetterKind.ORDER: "สั่ง ณ วันที่",
    LetterKind.RULE: "ประกาศ ณ วันที่",
    LetterKind.NOTICE: "ประกาศ ณ วันที่",
    LetterKind.CERTIFIED: "ให้ไว้ ณ วันที่",
}
#: What a subject may begin with, so that the form is called by it.
_RULES, _NEWS = ("ข้อบังคับ", "ระเบียบ"), ("ข่าว", "แถลงการณ์")
_YEAR = re.compile(r"([๐-๙0-9]{4})\s*$")
_HEADS = re.compile(
    r"(?:ผู้มาประชุม|ผู้ไม่มาประชุม|ผู้เข้าร่วมประชุม|เริ่มประชุม|เลิกประชุม|ระเบียบวาระ|มติที่ประชุม|มติ\b)"
)
_ITEM = re.compile(r"[0-9๐-๙]{1,3}[.)]\s")


def with_era(date: str) -> str:
    """ "๒๖ ตุลาคม ๒๕๖๓" as orders and announcements write it: "๒๖ ตุลาคม พ.ศ. ๒๕๖๓"."""
    return _YEAR.sub(r"พ.ศ. \1", date)


def day_line(kind: LetterKind, date: str) -> str:
    """The line that ends the text; the bare date for news, which say no more."""
    begins = _DAYS.get(kind, "")
    return f"{begins} {with_era(date)}".strip() if begins else date


def _called(subject: str, names: tuple[str, str]) -> tuple[str, str]:
    """Which of two forms a subject names at its beginning, the second if none; and the rest."""
    for name in names:
        if subject.startswith(name):
            return name, subject.removeprefix(name).strip()
    return names[1], subject


def decree_of(content: Content, sheet: dict[str, Any], *, house: Office, signer: Signer) -> Decree:
    """An order, a rule, an announcement, a statement or news (แบบที่ 4-9)."""
    kind = LetterKind(content.kind)
    name = house.name
    subject = to_thai(content.subject)
    title: list[str]
    if kind == LetterKind.ORDER:
        title = [f"คำสั่ง{name}", f"ที่ {sheet['reference']}", f"เรื่อง {subject}"]
    elif kind == LetterKind.RULE:
        form, rest = _called(subject, _RULES)
        about = rest if rest.startswith("ว่าด้วย") else f"ว่าด้วย{rest}"
        year = _YEAR.search(sheet["date"])
        title = [f"{form}{name}", about, f"พ.ศ. {year[1]}" if year else ""]
    elif kind == LetterKind.PRESS:
        form, rest = _called(subject, _NEWS)
        title = [f"{form}{name}", f"เรื่อง {rest}"]
    else:
        title = [f"ประกาศ{name}", f"เรื่อง {subject}"]
    news = kind == LetterKind.PRESS
    return Decree(
        **_sheet(sheet),
        title=tuple(line for line in title if line),
        day=day_line(kind, sheet["date"]),
        signer=Signer() if news else signer,
        agency=name if news else "",
    )


def certificate_of(
    content: Content,
    sheet: dict[str, Any],
    *,
    house: Office,
    address: tuple[str, ...],
    signer: Signer,
) -> Certificate:
    """
    A certificate (แบบที่ 10). Whom it certifies stands in the addressee; with one, there is room for
    his photograph and signature.
    """
    return Certificate(
        **_sheet(sheet),
        reference=sheet["reference"],
        letterhead_name=house.letterhead_name or house.name,
        letterhead_address=address,
        day=day_line(LetterKind.CERTIFIED, sheet["date"]),
        signer=signer,
        photo=bool(content.addressee),
        certified=to_thai(content.addressee),
    )


def minutes_of(content: Content, sheet: dict[str, Any], *, signer: Signer) -> Minutes:
    """
    Minutes (แบบที่ 11). The subject names the meeting and which it was, the lines under อ้างถึง say
    when and where; lines that begin with a number are a list.
    """
    title = [f"รายงานการประชุม{to_thai(content.subject)}", *map(to_thai, content.references)]
    positions = ("ผู้จดรายงานการประชุม",)
    return Minutes(
        **_sheet(sheet) | {"emblem": b""},
        title=tuple(title),
        blocks=tuple(_blocks(content.body)),
        signer=Signer(name=signer.name, rank=signer.rank, positions=positions),
    )


def _blocks(body: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for block in re.split(r"\n\s*\n", body.replace("\r", "")):
        running: list[str] = []
        for line in filter(None, map(str.strip, block.split("\n"))):
            kind = "head" if _HEADS.match(line) else "item" if _ITEM.match(line) else ""
            if not kind:
                running.append(line)
                continue
            if running:
                found.append((to_thai(" ".join(running)), "text"))
                running = []
            found.append((to_thai(line), kind))
        if running:
            found.append((to_thai(" ".join(running)), "text"))
    return found


def _sheet(sheet: dict[str, Any]) -> dict[str, Any]:
    """What every form prints of it."""
    names = ("urgency", "secrecy", "paragraphs", "emblem", "draft", "places")
    return {name: sheet[name] for name in names if name in sheet}
