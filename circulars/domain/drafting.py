"""The outgoing letter, written in advance from the received one, and its versions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.asking import check_owed_by
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock, move, move_draft
from circulars.domain.recipients import Rule, resolve, rule_text, usual_recipients
from circulars.domain.ruling import phrase_of
from circulars.errors import Invalid, Overtaken
from circulars.models import Ask, Draft, DraftVersion, EventKind, Letter, LetterKind, OfficeCopy
from circulars.policies import check_may_draft, need_draft
from circulars.states import DraftState, State
from offices.models import Kind, Office, User
from thai import citation, reference
from thai.deadlines import deadline_text
from thai.names import salutation_for
from thai.urgency import Urgency as UrgencyClass


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a letter, as ``circulars.models.LetterContent`` keeps them."""

    subject: str
    kind: str = LetterKind.EXTERNAL
    urgency: str = "001"
    secrecy: str = "001"
    salutation: str = "เรียน"
    addressee: str = ""
    references: list[str] = field(default_factory=list)
    enclosures: list[dict[str, str]] = field(default_factory=list)
    body: str = ""
    closing: str = "ขอแสดงความนับถือ"
    contact: str = ""
    copies_to: list[str] = field(default_factory=list)
    with_qr: bool = False


#: What a save may change beside the words.
_TERMS = ("recipients", "due_at", "deadline", "as_circular", "asks", "owed_by", "sender")
#: A save that says nothing of the deadline leaves it as it is.
KEEP: Any = object()
#: What a letter written in advance adds to its request where a survey hangs on the circular.
ASKS = " พร้อมรายงานให้ทราบตามแบบสำรวจฯ ผ่านทางระบบหนังสือเวียนหรือคิวอาร์โค้ด (QR Code) ท้ายหนังสือนี้"

_LEAD = re.compile(r"^(ด้วย|ตามที่)\s*\S*?\s*ได้รับแจ้งจาก.*?ว่า\s*", re.DOTALL)


def cite_letter(letter: Letter) -> str:
    """The line that names ``letter`` among the enclosures of the letter that passes it on."""
    urgency = UrgencyClass(letter.urgency).printed
    try:
        number = reference.parse(letter.number_printed)
    except ValueError:
        dated = letter.dated_printed
        return " ".join(f"สำเนาหนังสือ{letter.issuer_name} {urgency} {dated}".split())
    return citation.cite(letter.issuer_name, urgency, number, letter.dated)


def prewrite(
    copy: OfficeCopy,
    *,
    unit: Office,
    due_at: dt.datetime | None,
    addressee: str = "",
    asks_answer: bool = False,
) -> Content:
    """The forwarding letter as the received one suggests it (saraban §1.3); the officer edits it."""
    letter = copy.letter
    kind = LetterKind.MEMO if copy.office.kind == Kind.MINISTRY else LetterKind.EXTERNAL
    memo = kind == LetterKind.MEMO
    content = Content(
        subject=copy.circular.subject,
        kind=kind,
        urgency=copy.circular.urgency,
        secrecy=copy.circular.secrecy,
        addressee=addressee,
        closing=salutation_for(form=kind.value).closing,
        contact=contact_block(unit),
        with_qr=asks_answer,
    )
    if letter is None:
        return content
    return replace(
        content,
        subject=letter.subject,
        urgency=letter.urgency,
        # A memo has no such line: the text itself says what comes with it (saraban §1.4).
        enclosures=[] if memo else [{"text": cite_letter(letter), "amount": "จำนวน ๑ ชุด"}],
        body="\n\n".join(_paragraphs(copy, letter, due_at, asks_answer, memo=memo)),
    )


def _paragraphs(
    copy: OfficeCopy, letter: Letter, due_at: dt.datetime | None, asks_answer: bool, *, memo: bool
) -> list[str]:
    wish = request_of(copy.office) + (ASKS if asks_answer else "")
    if due_at is not None:
        wish += f" {deadline_text(due_at)}"
    return [_cause(copy, letter, memo=memo), wish, "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป"]


def _cause(copy: OfficeCopy, letter: Letter, *, memo: bool) -> str:
    me, sender = copy.office.name, letter.issuer_name
    cause = _LEAD.sub("", letter.body.split("\n\n")[0].strip())
    cause = re.sub(rf"^ด้วย\s*{re.escape(sender)}\s*", "", cause)
    told = f"ด้วย{me}ได้รับแจ้งจาก{sender}"
    attached = f" รายละเอียดปรากฏตาม{cite_letter(letter)} ที่ส่งมาพร้อมนี้" if memo else ""
    if cause:
        return f"{told}ว่า {cause}{attached}"
    by = "" if memo else f" ตาม{cite_letter(letter).removeprefix('สำเนา')}"
    return f"{told}{by} เรื่อง {letter.subject}{attached}"


def request_of(house: Office) -> str:
    """The sentence with which a letter written in advance asks for what the received one wants."""
    return f"{house.name}พิจารณาแล้ว จึงขอให้ดำเนินการตามหนังสือดังกล่าว"


def contact_block(unit: Office) -> str:
    """The owner block at the foot: units from the outside in, telephone, fax, e-mail."""
    house = unit.house or unit
    units = [office.name for office in units_from_outside(unit)]
    last = unit if unit.phone else house
    numbers = []
    if last.phone:
        numbers.append(f"โทร. {last.phone}")
    if last.fax:
        numbers.append(f"โทรสาร {last.fax}")
    lines = [*(units or [house.name]), " / ".join(numbers), last.email and f"อีเมล {last.email}"]
    return "\n".join(line for line in lines if line)


def units_from_outside(unit: Office) -> list[Office]:
    """``unit`` and the units around it inside its house, the outermost first."""
    house = unit.house or unit
    above = Office.objects.above(unit).filter(kind=Kind.DIVISION)
    return [office for office in above if office.path.startswith(house.path)]


@transaction.atomic
def start_draft(
    copy: OfficeCopy, *, unit: Office, by: User, at: dt.datetime, asks_answer: bool = False
) -> Draft:
    """Begin the outgoing letter of a copy that is DRAFTING, with its first version."""
    rule = usual_recipients(copy.office)
    draft = Draft.objects.create(
        copy=copy,
        unit=unit,
        drafter=by,
        started_at=at,
        recipients=rule,
        due_at=copy.due_at,
        # A survey asks by itself: the letter that carries it asks nothing beside it.
        asks=Ask.NOTHING if asks_answer else Ask.TEXT,
    )
    content = prewrite(
        copy,
        unit=unit,
        due_at=copy.due_at,
        addressee=rule_text(copy.office, rule),
        asks_answer=asks_answer,
    )
    write_version(draft, content, number=1, by=by, at=at)
    return draft


@transaction.atomic
def cancel(draft: Draft, *, by: User, at: dt.datetime, reason: str) -> OfficeCopy:
    """
    Give up the outgoing letter: no number was taken, its versions stay.

    A received letter waits for another order; a matter begun here ends. Raises NotAllowed,
    WrongState once the draft is on its way, Invalid without a reason.
    """
    draft = lock_draft(draft)
    check_may_draft(by, draft.copy, at)
    need_draft(draft, DraftState.WRITING, DraftState.SENT_BACK)
    if not reason.strip():
        raise Invalid(_("โปรดเขียนเหตุผลที่ยกเลิกร่าง"), field="reason")
    move_draft(draft, DraftState.CANCELLED)
    received = draft.copy.letter_id is not None
    move(draft.copy, State.ENDORSED if received else State.FILED, at=at)
    record(EventKind.DRAFT_CANCELLED, by=by, at=at, copy=draft.copy, reason=reason.strip())
    return draft.copy


def lock_draft(draft: Draft) -> Draft:
    """Read ``draft`` afresh, its copy locked first so that locks are taken in one order."""
    copy = lock(draft.copy)
    hold(Draft, [draft.pk])
    locked = Draft.objects.select_related("unit", "drafter", "sender").get(pk=draft.pk)
    locked.copy = copy
    return locked


def content_of(version: DraftVersion | Letter) -> Content:
    """The words of a version or a letter."""
    return Content(**{name: getattr(version, name) for name in Content.__dataclass_fields__})


@transaction.atomic
def save_version(
    draft: Draft,
    content: Content,
    *,
    by: User,
    at: dt.datetime,
    recipients: Rule | None = None,
    due_at: Any = KEEP,
    deadline: dict[str, Any] | None = None,
    as_circular: bool | None = None,
    asks: str | None = None,
    owed_by: list[str] | None = None,
    send_at_once: bool | None = None,
    base: int | None = None,
) -> DraftVersion:
    """
    Keep what was written; a new version only when something changed. Returns the latest one.

    ``deadline`` is the rule that takes the place of ``due_at``. ``send_at_once``: sent by ``by``
    as soon as it is signed. ``base`` is the version that the writer had before him; None compares
    nothing. Raises NotAllowed, WrongState when the draft is on its way, Overtaken when
    somebody else saved after ``base``, Invalid with the field.
    """
    draft = lock_draft(draft)
    check_may_draft(by, draft.copy, at)
    need_draft(draft, DraftState.WRITING, DraftState.SENT_BACK)
    latest = draft.latest
    _need_base(latest, base)
    if not content.subject.strip():
        raise Invalid(_("โปรดกรอกเรื่อง"), field="subject")
    before = _terms(draft)
    if recipients is not None:
        resolve(draft.copy.office, recipients)
        draft.recipients = recipients
    if due_at is not KEEP:
        draft.due_at, draft.deadline = due_at, deadline
    draft.as_circular = draft.as_circular if as_circular is None else as_circular
    draft.asks = draft.asks if asks is None else asks
    if owed_by is not None:
        check_owed_by(draft.copy.office.kind, owed_by)
        draft.owed_by = owed_by
    if send_at_once is not None:
        draft.sender = (draft.sender or by) if send_at_once else None
    if _terms(draft) == before and content_of(latest) == content:
        return latest
    draft.save(update_fields=_TERMS)
    return write_version(draft, content, number=latest.number + 1, by=by, at=at)


def _need_base(latest: DraftVersion, base: int | None) -> None:
    if base is None or base == latest.number:
        return
    sentence = _(
        "%(name)s บันทึกฉบับที่ %(number)s ระหว่างที่ท่านแก้ไข สิ่งที่ท่านพิมพ์ยังอยู่ในหน้านี้ "
        "โปรดดูความแตกต่างก่อน ถ้าจะใช้ของท่านแทน ให้กดอีกครั้ง"
    )
    words = {"name": latest.written_by.full_name, "number": latest.number}
    raise Overtaken(sentence % words, number=latest.number)


def _terms(draft: Draft) -> tuple[object, ...]:
    """What a save may change beside the words."""
    rule = {key: set(draft.recipients.get(key, [])) for key in ("groups", "also", "except")}
    asked = draft.asks, sorted(draft.owed_by)
    return rule, draft.due_at, draft.deadline, draft.as_circular, asked, draft.sender_id


def write_version(
    draft: Draft, content: Content, *, number: int, by: User, at: dt.datetime
) -> DraftVersion:
    """Write down one version of a locked draft; its event keeps to whom and until when."""
    version = DraftVersion.objects.create(
        draft=draft, number=number, written_by=by, written_at=at, **asdict(content)
    )
    rule: dict[str, Any] = {"deadline": phrase_of(draft)} if draft.deadline else {}
    record(
        EventKind.DRAFTED,
        by=by,
        at=at,
        copy=draft.copy,
        version=number,
        recipients=rule_text(draft.copy.office, draft.recipients)[:500],
        due_at=draft.due_at.isoformat() if draft.due_at else "",
        **rule,
    )
    return version
