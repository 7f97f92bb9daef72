"""
Printable letters from our rows: a signed letter, or a draft as it would look.

Stored text has Arabic digits where the system wrote them; letters are printed in Thai
digits, except addresses on the network and e-mail.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

from circulars.capacities import SignerChoice
from circulars.domain.checking_paper import check_address
from circulars.domain.content import Content, content_of
from circulars.domain.numbering import SERIES, number_prefix
from circulars.domain.prewriting import survey_address
from circulars.letters.agency import memo_agency
from circulars.letters.decrees import certificate_of, decree_of, minutes_of
from circulars.letters.places import place_names
from circulars.models import TO_NOBODY, Circular, Draft, Letter, LetterKind
from offices.models import Office
from papers.certificate import draw_certificate
from papers.content import (
    Certificate,
    Decree,
    Enclosure,
    ExternalLetter,
    Memo,
    Minutes,
    SealedLetter,
    Signer,
)
from papers.decree import draw_decree
from papers.emblem import default_emblem
from papers.external import draw_external
from papers.fitting import FittedLetter
from papers.memo import draw_memo
from papers.minutes import draw_minutes
from papers.sealed import draw_sealed
from thai.calendar import MONTHS
from thai.dates import be_year, format_date, local_day
from thai.digits import to_thai
from thai.names import position_lines
from thai.urgency import Secrecy, Urgency

#: Room for a number or a day that is written when the letter is signed.
BLANK = " " * 10
QR_LABEL = "ตอบแบบสำรวจ"
#: A mail address begins where no letter of one stands before: each run is tried once.
_MAIL = r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_-]{1,63}\.[A-Za-z0-9_.-]{1,190}"
_ADDRESS = re.compile(rf"(https?://[^\s<>]+|www\.[^\s<>]+|{_MAIL})")
_PARAGRAPHS = re.compile(r"\n\s*\n")

PrintedLetter = ExternalLetter | Memo | SealedLetter | Decree | Certificate | Minutes
_DECREES = (LetterKind.ORDER, LetterKind.RULE, LetterKind.NOTICE, LetterKind.PRESS)


def draw(letter: PrintedLetter) -> FittedLetter:
    """Draw a letter of any of the forms."""
    match letter:
        case Memo():
            return draw_memo(letter)
        case SealedLetter():
            return draw_sealed(letter)
        case Decree():
            return draw_decree(letter)
        case Certificate():
            return draw_certificate(letter)
        case Minutes():
            return draw_minutes(letter)
    return draw_external(letter)


def draw_letter(letter: Letter, *, answerable: bool = True) -> FittedLetter:
    """A signed letter of ours. ``answerable``: a survey goes with it, so its code leads somewhere."""
    return draw(letter_print(letter, answerable=answerable))


def draw_draft(
    draft: Draft,
    content: Content,
    *,
    signer: Signer | None = None,
) -> FittedLetter:
    """``content`` as the letter of ``draft`` would look: no number, no day, marked ร่าง."""
    return draw(draft_print(draft, content, signer=signer))


def signer_print(choice: SignerChoice) -> Signer:
    """What is printed under the letter when somebody signs in this capacity."""
    user, acting = choice.post.user, choice.acting
    kind, principal = (acting.kind, acting.for_position) if acting else ("", "")
    return Signer(
        name=user.full_name,
        rank=user.rank,
        positions=position_lines(choice.post.position, kind, principal),
    )


def letter_print(letter: Letter, *, answerable: bool = True) -> PrintedLetter:
    """What is printed of a signed letter; the code only where there is something to answer."""
    house = letter.issuer
    if house is None:
        raise ValueError("only a letter of an office on the system can be drawn")
    content = content_of(letter)
    if not answerable:
        content = replace(content, with_qr=False)
    sheet = {
        **_words(content, house, letter.circular),
        "reference": thai_text(letter.number_printed),
        "date": format_date(letter.dated) if letter.dated else letter.dated_printed,
        "check_url": check_address(letter),
    }
    signer = Signer(name=letter.signer_name, rank=letter.signer_rank, positions=letter.signer_lines)
    return form_of(content, sheet, house=house, unit=letter.unit or house, signer=signer)


def draft_print(draft: Draft, content: Content, *, signer: Signer | None = None) -> PrintedLetter:
    """What is printed of a draft; without a ``signer`` it is whoever heads the office."""
    house, unit = draft.copy.office, draft.unit
    sheet = open_sheet(
        content,
        unit,
        draft.copy.circular,
        as_circular=draft.as_circular,
        day=local_day(draft.started_at),
    )
    signer = signer or Signer(name="." * 40, positions=position_lines(house.head_title))
    return form_of(content, {**sheet, "draft": True}, house=house, unit=unit, signer=signer)


def open_sheet(
    content: Content, unit: Office, circular: Circular, *, as_circular: bool, day: dt.date
) -> dict[str, Any]:
    """What is printed of a letter that has no number and no day yet: room for both."""
    letters, code = number_prefix(unit)
    series = "ว" if as_circular else ""
    reference = to_thai(f"{letters} {code}/{series}") + BLANK
    if content.kind in SERIES:
        reference = f"{BLANK}/{to_thai(be_year(day))}"
    return {
        **_words(content, unit.house or unit, circular),
        "reference": reference,
        "date": f"{BLANK}{MONTHS[day.month - 1]} {to_thai(be_year(day))}",
    }


def _words(content: Content, house: Office, circular: Circular) -> dict[str, Any]:
    """What all three forms print."""
    return {
        "urgency": Urgency(content.urgency).printed,
        "secrecy": Secrecy(content.secrecy).printed,
        "addressee": thai_text(content.addressee),
        "paragraphs": paragraphs_of(content.body),
        "emblem": emblem_of(house),
        "places": place_names(house),
        "qr_url": survey_address(circular) if content.with_qr else "",
        "qr_label": QR_LABEL if content.with_qr else "",
    }


def form_of(
    content: Content, sheet: dict[str, Any], *, house: Office, unit: Office, signer: Signer
) -> PrintedLetter:
    """The form that the kind of the letter asks for."""
    contact = tuple(
        thai_text(line.strip()) for line in content.contact.splitlines() if line.strip()
    )
    if content.kind == LetterKind.SEALED:
        return SealedLetter(**sheet, agency=house.name, unit_lines=contact)
    if content.kind in TO_NOBODY:
        return _to_nobody(content, sheet, house=house, signer=signer)
    sheet |= {
        "subject": thai_text(content.subject),
        "salutation": content.salutation,
        "signer": signer,
    }
    if content.kind == LetterKind.MEMO:
        return Memo(**sheet, agency=memo_agency(unit, contact))
    return ExternalLetter(
        **sheet,
        letterhead_name=house.letterhead_name or house.name,
        letterhead_address=_address(house),
        references=tuple(thai_text(line) for line in content.references),
        enclosures=tuple(_enclosure(item) for item in content.enclosures),
        closing=content.closing or "ขอแสดงความนับถือ",
        unit_lines=contact,
        copies_to=tuple(thai_text(line) for line in content.copies_to),
    )


def _to_nobody(
    content: Content, sheet: dict[str, Any], *, house: Office, signer: Signer
) -> PrintedLetter:
    if content.kind in _DECREES:
        return decree_of(content, sheet, house=house, signer=signer)
    if content.kind == LetterKind.MINUTES:
        return minutes_of(content, sheet, signer=signer)
    return certificate_of(content, sheet, house=house, address=_address(house), signer=signer)


def _address(house: Office) -> tuple[str, ...]:
    return tuple(thai_text(line) for line in house.address.splitlines() if line)


def thai_text(text: str) -> str:
    """``text`` in Thai digits, network addresses left as they are typed."""
    parts = _ADDRESS.split(text)
    return "".join(part if number % 2 else to_thai(part) for number, part in enumerate(parts))


def paragraphs_of(body: str) -> tuple[str, ...]:
    """Paragraphs are parted by blank lines; single line ends inside one are white space."""
    return tuple(
        thai_text(" ".join(block.split("\n")).strip())
        for block in _PARAGRAPHS.split(body.replace("\r", ""))
        if block.strip()
    )


def emblem_of(house: Office) -> bytes:
    """The office's own emblem, made ready at upload; else the default one."""
    if not house.emblem:
        return default_emblem()
    with house.emblem.open("rb") as file:
        return bytes(file.read())


def _enclosure(item: dict[str, str]) -> Enclosure:
    amount = item.get("amount", "").strip().removeprefix("จำนวน").strip()
    return Enclosure(text=thai_text(item.get("text", "")), amount=thai_text(amount))
