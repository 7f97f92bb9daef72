"""What is pointed at beside a draft: its words by themselves, and against what is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from circulars.domain.content import Content
from circulars.domain.prewriting import cite_letter, survey_address
from circulars.domain.recipients import Rule, rule_text
from circulars.models import TO_NOBODY, FileRole, LetterKind, OfficeCopy, Secrecy
from thai.addressees import addressee_kind
from thai.dates import format_date
from thai.digits import to_arabic
from thai.names import salutation_for
from thai.proofreading import KnownLetter, Proof, proofread, unprinted
from thai.sentences import Sentence, gettext_noop
from thai.wording.memo import coordinator_in, write_into
from thai.wording.terms import deadlines_in

_OTHERS_THAN_RULE = gettext_noop("ถึง “%(written)s” ไม่ตรงกับผู้รับที่เลือกไว้ คือ “%(rule)s” โปรดตรวจ")
_NOT_ATTACHED = gettext_noop("“%(text)s” เป็นสิ่งที่ส่งมาด้วย แต่ยังไม่ได้แนบไฟล์ โปรดแนบ หรือส่งเป็นกระดาษ")
_NOT_IN_TEXT = gettext_noop("กำหนดตอบคือ “%(deadline)s” แต่ข้อความไม่ได้บอกไว้ โปรดเติม")
_NOT_SET = gettext_noop(
    "ข้อความบอกว่า “%(deadline)s” แต่ช่องกำหนดให้ผู้รับตอบว่างอยู่ ระบบจะไม่ติดตามให้ โปรดกรอก"
)
_NO_ADDRESS = gettext_noop(
    "เรื่องนี้มีแบบสำรวจ แต่ข้อความไม่ได้พิมพ์ที่อยู่สำหรับตอบ %(address)s โปรดเติมไว้ให้ผู้ที่สแกน QR ไม่ได้"
)
_BY_HAND = gettext_noop(
    "ผู้รับเป็นพระราชวงศ์หรือสมเด็จพระสังฆราช โปรดเขียนคำขึ้นต้นและคำลงท้ายตามภาคผนวก 2 ของระเบียบงานสารบรรณ"
)
_OTHER_WORDS = gettext_noop(
    "ผู้รับ “%(addressee)s” ใช้คำขึ้นต้น “%(opening)s” และคำลงท้าย “%(closing)s” ตามภาคผนวก 2 โปรดตรวจ"
)


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes with the words: to whom, by when, how many files of its own, a survey or none."""

    rule: Rule
    deadline: str = ""
    files: int = 0
    has_survey: bool = False


def remarks(copy: OfficeCopy, content: Content, sending: Sending) -> list[Sentence]:
    """One sentence for each thing that does not fit in the draft of ``copy``; none refuses it."""
    found = [
        *_addressed(copy, content, sending),
        *proofread(replace(_proof(content), known=known_letters(copy))),
        *_attached(copy, content, sending),
        *_by_when(content, sending),
    ]
    if sending.has_survey and survey_address(copy.circular) not in content.body:
        found.append(Sentence(_NO_ADDRESS, address=survey_address(copy.circular)))
    return found


def unprinted_in(content: Content) -> list[str]:
    """What is filled in and would not be printed, since the form has no line for it."""
    return unprinted(_proof(content))


def _proof(content: Content) -> Proof:
    return Proof(
        body=content.body,
        subject=content.subject,
        references=content.references,
        enclosures=[one.get("text", "") for one in content.enclosures],
        copies_to=content.copies_to,
        contact=content.contact,
        form=content.kind,
        has_foot=content.kind not in TO_NOBODY,
    )


def into_text(content: Content) -> Content:
    """A memo that says in its text what it has no line for; the lines are empty then."""
    coordinator = coordinator_in(content.contact)
    lines = [one for one in content.contact.splitlines() if one.strip() != coordinator]
    body = write_into(
        content.body,
        references=content.references,
        enclosures=[(one.get("text", ""), one.get("amount", "")) for one in content.enclosures],
        copies_to=content.copies_to,
        coordinator=coordinator,
    )
    empty: dict[str, Any] = {"references": [], "enclosures": [], "copies_to": []}
    return replace(content, body=body, contact="\n".join(lines), **empty)


def known_letters(copy: OfficeCopy) -> list[KnownLetter]:
    """The letters of the thread above ``copy``, its own first."""
    above = [int(one) for one in copy.above.split(".") if one]
    copies = OfficeCopy.objects.filter(pk__in=[*above, copy.pk], letter__isnull=False)
    letters = [one.letter for one in copies.select_related("letter").order_by("-pk")]
    return [
        KnownLetter(one.number_printed, one.number_key, one.dated_printed or _day(one.dated))
        for one in letters
        if one is not None and one.number_key
    ]


def _day(day: dt.date | None) -> str:
    return format_date(day) if day else ""


def _addressed(copy: OfficeCopy, content: Content, sending: Sending) -> Iterator[Sentence]:
    """To whom, and with which words."""
    if content.kind in TO_NOBODY:
        return
    sealed = content.kind == LetterKind.SEALED
    rule = rule_text(copy.office, sending.rule, to_offices=sealed)[:500]
    if rule and content.addressee != rule:
        yield Sentence(_OTHERS_THAN_RULE, written=content.addressee, rule=rule)
    kind = addressee_kind(content.addressee)
    if kind is None:
        yield Sentence(_BY_HAND)
        return
    if sealed:
        return
    due = salutation_for(kind, form=content.kind)
    if content.salutation != due.opening or (due.closing and content.closing != due.closing):
        words = {"opening": due.opening, "closing": due.closing or "-"}
        yield Sentence(_OTHER_WORDS, addressee=content.addressee, **words)


def _attached(copy: OfficeCopy, content: Content, sending: Sending) -> Iterator[Sentence]:
    """Enclosures that are named and lie nowhere: the received letter goes along by itself."""
    if copy.circular.secrecy != Secrecy.NORMAL:
        return
    carried = copy.letter is not None and copy.letter.files.exclude(role=FileRole.REPLACED).exists()
    own = [one.get("text", "") for one in content.enclosures]
    if copy.letter is not None and carried:
        cited = cite_letter(copy.letter)
        own = [one for one in own if one != cited]
    for text in own[sending.files :]:
        yield Sentence(_NOT_ATTACHED, text=text)


def _by_when(content: Content, sending: Sending) -> Iterator[Sentence]:
    """The deadline that is followed up, and the one that the text names."""
    named = deadlines_in(content.body)
    if sending.deadline and to_arabic(sending.deadline) not in to_arabic(content.body):
        yield Sentence(_NOT_IN_TEXT, deadline=sending.deadline)
    elif named and not sending.deadline:
        yield Sentence(_NOT_SET, deadline=named[0])
