"""Who is late with what was sent, and the letter that reminds them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.moving import lock
from circulars.domain.reminding import issue_reminder, late_ones
from circulars.errors import WrongState
from circulars.models import Dispatch, Letter, OfficeCopy
from offices.models import User
from workflow.escalating import silent_below


def sent_from(copy: OfficeCopy) -> Dispatch | None:
    """The last sending of ``copy``: what its receivers are reminded of."""
    sendings = copy.dispatches.select_related(
        "letter__unit__house", "copy__office", "copy__circular"
    )
    return sendings.order_by("-pk").first()


def late_below(sending: Dispatch, *, at: dt.datetime) -> list[OfficeCopy]:
    """The silent receivers of ``sending`` whose own deadline is over, with their offices."""
    silent = silent_below(sending.copy).filter(dispatch=sending).select_related("office")
    return late_ones(list(silent), at=at)


@transaction.atomic
def remind_by_letter(copy: OfficeCopy, *, by: User, at: dt.datetime) -> Letter:
    """Remind by an official letter exactly those who are late. Raises NotAllowed, WrongState."""
    sending = sent_from(lock(copy))
    if sending is None:
        raise WrongState(_("ยังไม่ได้ส่งหนังสือฉบับนี้ถึงใคร จึงไม่มีใครต้องเตือน"))
    return issue_reminder(sending, late_below(sending, at=at), by=by, at=at)
