"""A number of the outgoing book for a letter that was signed on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.book_policies import check_may_enter_late, check_may_number
from circulars.domain.events import record
from circulars.domain.issuing import enter_outgoing
from circulars.domain.keeping_files import keep_file
from circulars.domain.late_entry import Late
from circulars.domain.received import IncomingFile
from circulars.errors import Invalid
from circulars.models import (
    INCOMING,
    Circular,
    EventKind,
    Letter,
    LetterKind,
    RegisterEntry,
    Secrecy,
    Urgency,
)
from offices.models import Office, User
from thai.text import normalize


@dataclass(frozen=True, slots=True)
class PaperLetter:
    """
    What a clerk reads off a letter of his own office that was signed on paper.

    ``answers`` is the line of the received book that it answers.
    """

    subject: str
    to_text: str
    dated: dt.date
    kind: str = LetterKind.EXTERNAL
    as_circular: bool = False
    signer_name: str = ""
    urgency: str = Urgency.NORMAL
    secrecy: str = Secrecy.NORMAL
    note: str = ""
    answers: RegisterEntry | None = None


@transaction.atomic
def number_by_hand(
    unit: Office,
    paper: PaperLetter,
    *,
    by: User,
    at: dt.datetime,
    number: int | None = None,
    late: Late | None = None,
    files: Sequence[IncomingFile] = (),
) -> RegisterEntry:
    """
    Enter ``paper`` in the outgoing book of ``unit``: the next number, or one reserved before.

    ``late``: the number was given by hand, at another day and time than now; a letter of an
    earlier day is always late unless its number was reserved. Raises NotAllowed, or Invalid with
    the field.
    """
    check_may_number(by, unit, at)
    if late is not None:
        check_may_enter_late(by, unit, at)
    _check(paper, late, number, today=timezone.localdate(at))
    _check_answers(paper.answers, unit)
    letter = _letter(unit, paper, by=by, at=at)
    entry = enter_outgoing(
        letter,
        unit,
        by=by,
        at=at,
        late=late,
        number=number,
        note=paper.note.strip(),
        answers=paper.answers,
    )
    for one in files:
        keep_file(letter, one, by=by, at=at, role=one.role)
    record(
        EventKind.NUMBERED,
        by=by,
        at=at,
        office=entry.book.office,
        copy=paper.answers.copy if paper.answers else None,
        number=letter.number_printed,
        subject="" if letter.secrecy != Secrecy.NORMAL else letter.subject,
        late=entry.late_reason,
        reserved=entry.reservation_id is not None,
    )
    return entry


def _check(paper: PaperLetter, late: Late | None, number: int | None, *, today: dt.date) -> None:
    if not paper.subject.strip():
        raise Invalid(_("โปรดกรอกเรื่อง ถ้าหนังสือไม่มีเรื่อง ให้เขียนสรุปสั้น ๆ"), field="subject")
    if not paper.to_text.strip() and paper.kind in (LetterKind.EXTERNAL, LetterKind.MEMO):
        raise Invalid(_("โปรดกรอกว่าถึงใคร เช่น ผู้ว่าราชการจังหวัดบึงกาฬ"), field="to_text")
    if paper.secrecy not in Secrecy.values:
        raise Invalid(_("หนังสือชั้นลับที่สุดลงในระบบนี้ไม่ได้ ให้ลงทะเบียนลับแยกต่างหาก"), field="secrecy")
    if paper.dated > today:
        raise Invalid(_("วันที่ในหนังสือยังมาไม่ถึง ถ้าต้องใช้เลขล่วงหน้าให้จองเลขไว้"), field="dated")
    if paper.dated < today and late is None and number is None:
        raise Invalid(_("หนังสือลงวันที่ก่อนวันนี้ ให้ลงย้อนหลังพร้อมเหตุผล หรือใช้เลขที่จองไว้"), field="dated")
    if late is not None and timezone.localdate(late.happened_at) < paper.dated:
        raise Invalid(_("เลขให้ก่อนวันที่ในหนังสือไม่ได้ โปรดตรวจวันที่ทั้งสองช่อง"), field="late_day")


def _check_answers(answers: RegisterEntry | None, unit: Office) -> None:
    """The line that is answered is one that stands in a received book of the same house."""
    if answers is None:
        return
    same = answers.book.office.house_id_or_self == unit.house_id_or_self
    if answers.book.kind not in INCOMING or answers.voided_at is not None or not same:
        raise Invalid(_("เลขรับที่ตอบไม่อยู่ในทะเบียนรับ หรือยกเลิกไปแล้ว"), field="answers")


def _letter(unit: Office, paper: PaperLetter, *, by: User, at: dt.datetime) -> Letter:
    """The letter, unsaved: it has no number yet. It belongs to the matter that it answers."""
    house = unit.house or unit
    answered = paper.answers.copy if paper.answers else None
    circular = answered.circular if answered else _new_matter(house, paper, by=by, at=at)
    return Letter(
        circular=circular,
        kind=paper.kind,
        urgency=paper.urgency,
        secrecy=paper.secrecy,
        subject=paper.subject.strip(),
        addressee=paper.to_text.strip(),
        issuer=house,
        issuer_name=house.name,
        unit=unit,
        is_circular=paper.as_circular,
        dated=paper.dated,
        signer_name=paper.signer_name.strip(),
    )


def _new_matter(house: Office, paper: PaperLetter, *, by: User, at: dt.datetime) -> Circular:
    return Circular.objects.create(
        subject=paper.subject.strip(),
        subject_folded=normalize(paper.subject)[:500],
        owner=house,
        origin_name=house.name,
        urgency=paper.urgency,
        secrecy=paper.secrecy,
        started_at=at,
        started_by=by,
    )
