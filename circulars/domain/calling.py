"""Telephoning those who are late, and keeping what was said."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.errors import Invalid
from circulars.models import Event, EventKind, OfficeCopy
from circulars.sent_policies import check_may_call
from offices.models import Office, User

LONGEST_NOTE = 300


@transaction.atomic
def note_call(copy: OfficeCopy, *, by: User, at: dt.datetime, note: str, house: Office) -> Event:
    """
    Note that ``by`` has telephoned about ``copy``, for his ``house``, and what was said.

    Changes nothing of the letter. Raises NotAllowed, WrongState, Invalid without a note.
    """
    copy = lock(copy)
    check_may_call(by, copy, at)
    said = note.strip()
    if not said:
        raise Invalid(_("โปรดเขียนว่าคุยกับใคร และได้ความว่าอย่างไร"), field="note")
    return record(EventKind.CALLED, by=by, at=at, copy=copy, office=house, note=said[:LONGEST_NOTE])
