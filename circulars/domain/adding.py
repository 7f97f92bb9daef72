"""A letter that was sent goes to one more office, or again to one from whom it came back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.deadlines import check_time_left
from circulars.domain.events import record
from circulars.domain.moving import lock
from circulars.domain.noting import note_in_book
from circulars.domain.recipients import Rule, resolve, rule_text
from circulars.errors import Invalid
from circulars.models import Dispatch, EventKind, OfficeCopy
from circulars.models.copy import UNANSWERED
from circulars.sent_policies import check_may_add, check_may_send_again
from circulars.states import WITHDRAWN
from offices.models import Office, User
from outbox import posting as outbox


@transaction.atomic
def add_recipients(
    copy: OfficeCopy,
    offices: Sequence[int],
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    late: bool = False,
) -> Dispatch:
    """
    Send the letter that went out from ``copy`` to these offices, too; called back like any other.

    They owe what the others owe, by the day that most of the others have now. Tree, ledger and
    notices follow in the background, as after the first sending; the outgoing book says it.
    ``late``: it is known that this day has passed. Raises NotAllowed, WrongState, Invalid.
    """
    copy = lock(copy)
    check_may_add(by, copy, at)
    return _send(copy, list(offices), by=by, at=at, reason=reason, late=late)


@transaction.atomic
def send_again(
    copy: OfficeCopy,
    *,
    to: Office | None = None,
    by: User,
    at: dt.datetime,
    reason: str,
    late: bool = False,
) -> Dispatch:
    """
    ``copy`` was given back or called back: send the letter once more, ``to`` another office or
    (None) to the same. What the first one owed stays excused, unless it gets the letter again.
    """
    assert copy.parent is not None, "the check asks for its sender"
    parent = lock(copy.parent)
    copy = lock(copy)
    check_may_send_again(by, copy, at)
    wanted = [to.pk if to else copy.office_id]
    return _send(parent, wanted, by=by, at=at, reason=reason, late=late, came_back=copy)


def sent_first(copy: OfficeCopy) -> Dispatch:
    """The sending that went out from ``copy`` last, without what was added to it."""
    sendings = copy.dispatches.select_related("letter__issuer").filter(adds_to=None)
    return sendings.order_by("-pk")[:1].get()


def have_it(sending: Dispatch) -> set[int]:
    """The offices that have the letter of ``sending``, without those that gave it back."""
    there = OfficeCopy.objects.filter(letter=sending.letter_id, reminds=None)
    return set(there.exclude(state__in=WITHDRAWN).values_list("office", flat=True))


def due_now(sending: Dispatch) -> dt.datetime | None:
    """The deadline that most receivers of ``sending`` have now; else the one it was sent with."""
    waiting = OfficeCopy.objects.filter(UNANSWERED, letter=sending.letter_id, reminds=None)
    given = Counter(waiting.values_list("due_at", flat=True))
    return given.most_common(1)[0][0] if given else sending.due_at


def _send(
    copy: OfficeCopy,
    offices: list[int],
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    late: bool,
    came_back: OfficeCopy | None = None,
) -> Dispatch:
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนเหตุผลที่ส่งเพิ่ม"), field="reason")
    first = sent_first(copy)
    rule: Rule = {"also": offices}
    recipients = _checked(first, resolve(copy.office, rule))
    due_at = due_now(first)
    check_time_left(due_at, at, knowingly=late)
    row = Dispatch.objects.create(
        copy=copy,
        letter=first.letter,
        adds_to=first,
        rule=rule,
        rule_text=rule_text(copy.office, rule)[:500],
        recipients=recipients,
        asks=first.asks,
        owed_by=first.owed_by,
        due_at=due_at,
        deadline=first.deadline,
        by=by,
        at=at,
    )
    outbox.post("fan_out", str(row.pk), at=at, payload={"dispatch": row.pk})
    note_in_book(first.letter, _("ส่งเพิ่ม: %(to)s") % {"to": row.rule_text}, at=at)
    record(
        EventKind.ADDED,
        by=by,
        at=at,
        copy=copy,
        to=row.rule_text,
        count=len(recipients),
        recipients=recipients,
        number=first.letter.number_printed,
        reason=words,
        came_back=came_back.pk if came_back else None,
    )
    return row


def _checked(first: Dispatch, recipients: list[int]) -> list[int]:
    if not recipients:
        raise Invalid(_("โปรดเลือกหน่วยงานที่จะส่งเพิ่มอย่างน้อยหนึ่งแห่ง"), field="offices")
    if twice := have_it(first) & set(recipients):
        names = Office.objects.filter(pk__in=twice).values_list("name", flat=True)
        raise Invalid(
            _("%(names)s ได้รับหนังสือฉบับนี้แล้ว โปรดเลือกหน่วยงานอื่น") % {"names": ", ".join(names)},
            field="offices",
        )
    return recipients
