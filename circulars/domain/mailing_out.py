"""A letter goes to an office beside the system by mail, with its link; the PIN goes another way."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.links import make_link
from circulars.domain.moving import lock
from circulars.errors import Invalid
from circulars.models import Channel, Link, OfficeCopy
from circulars.voices import check_may_give_link
from offices.models import User
from outbox import posting as outbox


@transaction.atomic
def mail_letter(copy: OfficeCopy, *, by: User, at: dt.datetime) -> tuple[Link, str]:
    """
    Ask for a mail to the address of the office of ``copy``: the letter, its enclosures and the link.

    Gives the link and its new PIN, which must not go by the same mail. That it was sent, or came back,
    is written down when the server has said so. Raises NotAllowed, WrongState, Invalid without an
    address.
    """
    copy = lock(copy)
    check_may_give_link(by, copy, at)
    if not copy.office.email:
        raise Invalid(
            _("%(office)s ไม่มีที่อยู่อีเมลในทำเนียบ โปรดเพิ่มก่อน หรือส่งทางกระดาษ")
            % {"office": copy.office.label}
        )
    made = make_link(copy, by=by, at=at)
    OfficeCopy.objects.filter(pk=copy.pk).update(channel=Channel.EMAIL)
    payload = {"copy": copy.pk, "by": by.pk, "to": copy.office.email}
    outbox.post("letter_mail", f"{copy.pk}:{at.isoformat()}", at=at, payload=payload)
    return made
