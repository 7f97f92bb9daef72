"""An office beside the system has passed a letter on: those below it get theirs."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.folding import fold
from circulars.domain.moving import lock, move
from circulars.domain.received import number_key
from circulars.domain.recipients import Rule, resolve, rule_text, usual_recipients
from circulars.domain.telling import attest
from circulars.errors import Invalid
from circulars.models import Dispatch, EventKind, Letter, OfficeCopy, Said
from circulars.policies import check_may_answer, need_state
from circulars.states import State
from circulars.voices import Voice
from outbox import posting as outbox
from thai.printed_date import parse_date

#: Through which a letter goes on paper, though nobody writes it here.
_WAY = (State.DRAFTING, State.APPROVED, State.DISPATCHED)


@transaction.atomic
def pass_on_for(
    copy: OfficeCopy,
    *,
    voice: Voice,
    at: dt.datetime,
    number: str,
    dated: str = "",
    rule: Rule | None = None,
) -> Dispatch:
    """
    The office has sent its own letter, ``number`` of ``dated`` as they are printed, to those below
    it: these get their copies, by the channel of each, with the deadline of the office itself.

    ``rule``: to whom, else to whom an office of its kind writes (``usual_recipients``).
    Raises NotAllowed, WrongState unless it was received and not passed on yet, Invalid without a
    number, or when nobody lies below it.
    """
    copy = lock(copy)
    check_may_answer(voice, copy, at)
    need_state(copy, State.REGISTERED, State.ENDORSED)
    if not number.strip():
        raise Invalid(_("โปรดกรอกที่ของหนังสือที่หน่วยงานนั้นส่งต่อ"), field="number")
    rule = rule or usual_recipients(copy.office)
    recipients = resolve(copy.office, rule)
    if not recipients:
        raise Invalid(_("หน่วยงานนี้ไม่มีหน่วยงานในสังกัดให้ส่งต่อ"), field="number")
    letter = _letter(copy, number, dated)
    sending = Dispatch.objects.create(
        copy=copy,
        letter=letter,
        rule=rule,
        rule_text=rule_text(copy.office, rule)[:500],
        recipients=recipients,
        due_at=copy.due_at,
        by=voice.user,
        at=at,
    )
    for state in _WAY:
        move(copy, state, at=at)
    copy.forwarded_at = copy.receipted_at = at
    copy.save(update_fields=["forwarded_at", "receipted_at"])
    outbox.post("fan_out", str(sending.pk), at=at, payload={"dispatch": sending.pk})
    attest(copy, Said.FORWARDED, voice=voice, at=at, number=number, day=letter.dated)
    record(
        EventKind.DISPATCHED,
        by=voice.user,
        at=at,
        copy=copy,
        to=sending.rule_text,
        count=len(recipients),
        recipients=recipients,
        number=letter.number_printed,
        asks="",
        owed_by=[],
    )
    return sending


def _letter(copy: OfficeCopy, number: str, dated: str) -> Letter:
    came = copy.letter
    key, is_circular = number_key(number)
    read = parse_date(dated) if dated.strip() else None
    letter = Letter(
        circular=copy.circular,
        issuer=copy.office,
        issuer_name=copy.office.name,
        number_printed=number.strip()[:80],
        number_key=key,
        is_circular=is_circular,
        dated=read.day if read else None,
        dated_printed=dated.strip()[:80],
        date_problem=str(read.problem or "")[:200] if read else "",
        subject=came.subject if came else copy.circular.subject,
        urgency=copy.circular.urgency,
        body=came.body if came else "",
    )
    fold(letter)
    letter.save()
    return letter
