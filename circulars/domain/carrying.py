"""Noting how a letter of ours went out of the house, and who took it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.book_policies import check_may_note_carriage
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.errors import Invalid
from circulars.models import Carriage, EventKind, RegisterEntry, SentBy
from offices.models import User


@transaction.atomic
def note_carriage(
    entry: RegisterEntry,
    *,
    how: SentBy,
    on: dt.date,
    by: User,
    at: dt.datetime,
    to_text: str = "",
    receiver: str = "",
    received_at: dt.datetime | None = None,
    note: str = "",
) -> Carriage:
    """
    Add one line of form 16: to whom the letter of ``entry`` was carried, how, on which day.

    ``to_text`` left empty is the addressee of the letter. Lines are only added.
    Raises NotAllowed, WrongState without a numbered letter, Invalid with the field.
    """
    hold(RegisterEntry, [entry.pk])
    joined = RegisterEntry.objects.select_related("book__office__house", "letter__unit__house")
    entry = joined.get(pk=entry.pk)
    check_may_note_carriage(by, entry, at)
    to_text = (to_text.strip() or entry.to_text)[:300]
    if not to_text:
        raise Invalid(_("โปรดกรอกว่าส่งถึงใคร"), field="to_text")
    if on > timezone.localdate(at):
        raise Invalid(_("วันที่ส่งยังมาไม่ถึง โปรดบันทึกเมื่อส่งแล้ว"), field="on")
    if entry.dated is not None and on < entry.dated:
        raise Invalid(_("วันที่ส่งอยู่ก่อนวันที่ในหนังสือ โปรดตรวจวันที่"), field="on")
    row = Carriage.objects.create(
        entry=entry,
        to_text=to_text,
        how=how,
        on=on,
        receiver=receiver.strip(),
        received_at=received_at,
        note=note.strip(),
        by=by,
        at=at,
    )
    record(
        EventKind.CARRIED,
        by=by,
        at=at,
        office=entry.book.office,
        number=entry.number_printed,
        how=how.value,
        on=on.isoformat(),
    )
    return row
