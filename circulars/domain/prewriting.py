"""The outgoing letter as the received one suggests it; the officer edits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Count, Min

from circulars.domain.content import Content
from circulars.domain.earlier import earlier_letter
from circulars.domain.recipients import Rule, resolve
from circulars.models import Circular, Letter, LetterKind, OfficeCopy
from offices.models import Kind, Office, User
from thai import citation, reference
from thai.addressees import polite_words
from thai.digits import to_thai
from thai.sentences import Sentence
from thai.urgency import Urgency as UrgencyClass
from thai.wording.agency import agency_of
from thai.wording.closings import Action, Direction, closing_sentence, direction_of
from thai.wording.doers import STANDING, House, Level, Receiver, level_of
from thai.wording.frames import frame_of
from thai.wording.passing_on import Hop, Passed, pass_on
from thai.wording.told import GAP

#: What the words of an external letter say of lines that a memo has not (saraban §1.4).
_IN_A_MEMO = (
    ("สิ่งที่ส่งมาด้วย", "เอกสารที่ส่งมาพร้อมนี้"),
    ("หนังสือที่ส่งมาด้วย", "หนังสือที่ส่งมาพร้อมนี้"),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """
    What a letter written in advance depends on beside the one it passes on.

    ``deadline`` is the phrase that is printed; ``asks_answer``: a survey goes with it. ``kind`` is
    the form that was chosen, if it is not the usual one of the office.
    """

    unit: Office
    recipients: Rule
    addressee: str = ""
    deadline: str = ""
    asks_answer: bool = False
    officer: User | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Prewritten:
    """A letter written in advance, and what its writer has to be asked, one line each."""

    content: Content
    questions: tuple[Sentence, ...] = ()


def prewrite(copy: OfficeCopy, terms: Terms) -> Prewritten:
    """The forwarding letter as the received one suggests it (saraban §1.3); the officer edits it."""
    letter = copy.letter
    usual = LetterKind.MEMO if copy.office.kind == Kind.MINISTRY else LetterKind.EXTERNAL
    kind = LetterKind(terms.kind or usual)
    polite = polite_words(terms.addressee, kind.value)
    content = Content(
        subject=copy.circular.subject,
        kind=kind,
        urgency=copy.circular.urgency,
        secrecy=copy.circular.secrecy,
        addressee=terms.addressee,
        salutation=polite.opening,
        closing=polite.closing,
        contact=contact_block(terms.unit, terms.officer),
        with_qr=terms.asks_answer,
    )
    if copy.answers is not None and copy.answers.letter is not None:
        return Prewritten(_answering(copy.office, copy.answers.letter, content))
    if letter is None:
        body = frame_of(kind, house=copy.office.name, subject=content.subject)
        return Prewritten(replace(content, body=body))
    content = replace(content, subject=letter.subject, urgency=letter.urgency)
    return _passing_on(copy, letter, content, terms)


def sender_of(copy: OfficeCopy) -> Rule:
    """The rule that means who wrote the letter of ``copy``; nobody, if the directory lacks him."""
    issuer = copy.letter.issuer_id if copy.letter else None
    return {"also": [issuer]} if issuer is not None and issuer != copy.office_id else {}


def _answering(house: Office, letter: Letter, content: Content) -> Content:
    """The letter that answers ``letter``: it is referred to, and its subject repeated (ข้อ 11)."""
    agency = agency_of(letter.issuer_name)
    addressee = content.addressee or letter.issuer_name
    polite = polite_words(addressee, content.kind)
    return replace(
        content,
        addressee=addressee,
        salutation=polite.opening,
        closing=polite.closing,
        references=[named(letter)],
        body="\n\n".join(
            [
                f"ตามหนังสือที่อ้างถึง {agency}แจ้งเรื่อง {letter.subject} นั้น",
                f"{house.name}ขอเรียนว่า {GAP}",
                closing_sentence(Action.KNOW, _toward(house, letter)),
            ]
        ),
    )


def _toward(house: Office, letter: Letter) -> Direction:
    level = Level(letter.issuer.kind) if letter.issuer else level_of(letter.issuer_name)
    me = House(house.name, Level(house.kind))
    return direction_of(me, [level]) if level is not None else Direction.LEVEL


def _passing_on(copy: OfficeCopy, letter: Letter, content: Content, terms: Terms) -> Prewritten:
    readers = resolve(copy.office, terms.recipients)
    earlier = earlier_letter(copy, readers=readers)
    passed = pass_on(letter.body, _hop(copy, letter, terms, readers, earlier))
    if content.kind == LetterKind.MEMO:
        return Prewritten(
            replace(content, body=_of_a_memo(passed, letter, earlier)), tuple(passed.questions)
        )
    content = replace(
        content,
        references=[named(earlier)] if earlier else [],
        enclosures=[{"text": cite_letter(letter), "amount": "จำนวน ๑ ชุด"}],
        body=passed.body,
    )
    return Prewritten(content, tuple(passed.questions))


def _hop(
    copy: OfficeCopy, letter: Letter, terms: Terms, readers: Sequence[int], earlier: Letter | None
) -> Hop:
    me = copy.office
    sender = letter.issuer
    level = Level(sender.kind) if sender is not None else level_of(letter.issuer_name)
    return Hop(
        me=House(me.name, Level(me.kind)),
        sender=House(letter.issuer_name, level),
        receivers=receivers_of(readers),
        deadline=terms.deadline,
        answering=asks_to_answer(copy.circular) if terms.asks_answer else "",
        thread=f"{me.name}ได้แจ้งเรื่อง {earlier.subject}" if earlier else "",
        subject=letter.subject,
    )


def receivers_of(ids: Sequence[int]) -> tuple[Receiver, ...]:
    """The offices that get a letter, level by level, the highest first; a single one by name."""
    offices = Office.objects.filter(pk__in=ids).order_by()
    counted = offices.values_list("kind").annotate(number=Count("pk"), one=Min("name"))
    found = [
        Receiver(Level(kind), one if number == 1 else "")
        for kind, number, one in counted
        if kind != Kind.DIVISION
    ]
    order = list(Level)
    return tuple(sorted(found, key=lambda one: (STANDING[one.level], order.index(one.level))))


def asks_to_answer(circular: Circular) -> str:
    """What a letter adds to its request where a survey goes with it, the address printed."""
    return (
        f" พร้อมรายงานให้ทราบตามแบบสำรวจฯ ผ่านทางเว็บไซต์ {survey_address(circular)} "
        "หรือคิวอาร์โค้ด (QR Code) ท้ายหนังสือนี้"
    )


def survey_address(circular: Circular) -> str:
    """Where the QR code of a letter about ``circular`` leads."""
    return settings.PUBLIC_ADDRESS + settings.PAGES["survey"].format(circular.pk)


def _of_a_memo(passed: Passed, letter: Letter, earlier: Letter | None) -> str:
    """A memo says in its text what it refers to and what comes with it."""
    body = passed.body
    for line, words in _IN_A_MEMO:
        body = body.replace(line, words)
    if earlier is not None:
        body = body.replace("ตามหนังสือที่อ้างถึง", f"ตาม{named(earlier)}")
    first, *more = body.split("\n\n")
    attached = f"{first} รายละเอียดปรากฏตาม{cite_letter(letter)} ที่ส่งมาพร้อมนี้"
    return "\n\n".join([attached, *more])


def cite_letter(letter: Letter) -> str:
    """
    The line that names ``letter`` among the enclosures of the letter that passes it on.

    A number or a date that cannot be right stands as it is printed: so it is found.
    """
    agency, urgency = agency_of(letter.issuer_name), UrgencyClass(letter.urgency).printed
    printed = to_thai(letter.dated_printed.removeprefix("ลงวันที่").strip())
    dated = f" ลงวันที่ {printed}" if printed else ""
    try:
        number = reference.parse(letter.number_printed)
    except ValueError:
        at = f"ที่ {to_thai(letter.number_printed)}" if letter.number_printed else ""
        return " ".join(f"สำเนาหนังสือ{agency} {urgency} {at}{dated}".split())
    cited = citation.cite(agency, urgency, number, letter.dated)
    return cited if letter.dated else f"{cited}{dated}"


def named(letter: Letter) -> str:
    """The line that names ``letter`` under อ้างถึง."""
    return cite_letter(letter).removeprefix("สำเนา")


def contact_block(unit: Office, officer: User | None = None) -> str:
    """
    The owner block at the foot: units from the outside in, telephone, fax, e-mail, and
    ``officer`` as the one to be telephoned, if he has a number.
    """
    house = unit.house or unit
    units = [office.name for office in units_from_outside(unit)]
    last = unit if unit.phone else house
    numbers = []
    if last.phone:
        numbers.append(f"โทร. {last.phone}")
    if last.fax:
        numbers.append(f"โทรสาร {last.fax}")
    lines = [*(units or [house.name]), " / ".join(numbers), last.email and f"อีเมล {last.email}"]
    if officer is not None and officer.phone:
        lines.append(f"ผู้ประสานงาน {officer.full_name} โทร. {officer.phone}")
    return "\n".join(line for line in lines if line)


def units_from_outside(unit: Office) -> list[Office]:
    """``unit`` and the units around it inside its house, the outermost first."""
    house = unit.house or unit
    above = Office.objects.above(unit).filter(kind=Kind.DIVISION)
    return [office for office in above if office.path.startswith(house.path)]
