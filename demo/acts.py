"""The acts of people in a row, as one line each: what the replay is told in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils import timezone

from circulars.capacities import acting_choices
from circulars.domain import (
    approving,
    dispatching,
    drafting,
    endorsing,
    opening,
    registering,
)
from circulars.domain.content import content_of
from circulars.domain.drafting import KEEP
from circulars.domain.numbering import set_first_number
from circulars.models import BookKind, Draft, OfficeCopy
from circulars.states import Order
from demo.people import holder_of, user
from offices.models import Office, Role, User
from outbox.models import OutboxItem
from outbox.running import due_items, run_item
from survey.domain.asking import must_answer, survey_of
from thai.calendar import BANGKOK


def moment(text: str) -> dt.datetime:
    """ "2020-10-22 09:26" in Bangkok."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def office(code: str) -> Office:
    return Office.objects.select_related("house").get(code=code)


def house_of(code: str) -> Office:
    """The house of an office or unit."""
    unit = office(code)
    return unit.house or unit


def copy_at(code: str, sent: OfficeCopy) -> OfficeCopy:
    """The copy that the office ``code`` got out of ``sent``."""
    return OfficeCopy.objects.get(parent=sent, office__code=code)


def run_outbox(at: dt.datetime) -> None:
    """Do the background work of that moment here and now. Raises when a piece fails."""
    while waiting := due_items(at):
        for item_id in waiting:
            if not run_item(item_id, now=at):
                item = OutboxItem.objects.get(pk=item_id)
                raise RuntimeError(f"outbox {item.kind} {item.key}: {item.last_error}")


def first_number(code: str, book: BookKind, number: int, *, at: dt.datetime, by: str) -> None:
    """The book of the year begins at ``number``, as the paper of that year shows."""
    year = timezone.localdate(at).year
    set_first_number(office(code), book, year, number, by=user(by), at=at)


def register(
    copy: OfficeCopy,
    *,
    by: User,
    at: dt.datetime,
    time_known: bool = True,
    second_number: str = "",
    note: str = "",
) -> None:
    opening.mark_opened(copy, by=by, at=at)
    registering.register(
        copy, by=by, at=at, time_known=time_known, second_number=second_number, note=note
    )


def assign(copy: OfficeCopy, unit: str, *, by: User, at: dt.datetime, text: str) -> None:
    endorsing.endorse(copy, Order.ASSIGN, by=by, at=at, text=text, to_unit=office(unit))


def order_forward(
    copy: OfficeCopy, *, by: User, at: dt.datetime, officer: User | None = None, text: str = ""
) -> Draft:
    """Somebody orders that the letter be passed on; the draft is begun for the officer."""
    asks = survey_of(copy) is not None
    endorsing.endorse(
        copy, Order.FORWARD, by=by, at=at, text=text, to_officer=officer, asks_answer=asks
    )
    return copy.drafts.get()


def write(
    draft: Draft,
    *,
    by: User,
    at: dt.datetime,
    due_at: dt.datetime | None = None,
    **words: Any,
) -> None:
    """Save a wording of the draft with these words changed."""
    content = replace(content_of(draft.latest), **words)
    drafting.save_version(draft, content, by=by, at=at, due_at=due_at or KEEP)


def send(copy: OfficeCopy, *, officer: User, at: dt.datetime) -> OfficeCopy:
    """Dispatch what is signed, and let the copies of the recipients come into being."""
    dispatching.dispatch(copy, by=officer, at=at)
    run_outbox(at)
    copy.refresh_from_db()
    return copy


def sign(draft: Draft, *, by: User, at: dt.datetime, acting: bool = False) -> None:
    """Sign; ``acting``: for the position that the signer acts for, not for his own."""
    choices = acting_choices(by, draft.copy, timezone.localdate(at))
    form = next(choice.acting for choice in choices if bool(choice.acting) == acting)
    approving.sign(draft, by=by, at=at, acting=form, confirmed="replay")
    run_outbox(at)


def pass_down(copy: OfficeCopy, *, at: dt.datetime) -> OfficeCopy:
    """A district in one go: its officer registers, drafts and sends; its head signs."""
    hour = dt.timedelta(hours=1)
    clerk = holder_of(copy.office, Role.CLERK, Role.OFFICER)
    officer = holder_of(copy.office, Role.OFFICER)
    signer = holder_of(copy.office, Role.SIGNER)
    register(copy, by=clerk, at=at)
    draft = order_forward(copy, by=officer, at=at + hour / 2, text="แจ้ง อปท. ในพื้นที่ดำเนินการ")
    approving.submit(draft, by=officer, at=at + hour)
    approving.pass_on(draft, by=signer, at=at + 1.5 * hour)
    sign(draft, by=signer, at=at + 1.5 * hour)
    return send(copy, officer=officer, at=at + 2 * hour)


def take_up(copy: OfficeCopy, *, at: dt.datetime) -> None:
    """A local government registers the letter and says that it answers itself."""
    by = holder_of(copy.office, Role.OFFICER)
    register(copy, by=by, at=at)
    assert must_answer(copy), copy.office
    endorsing.endorse(
        copy, Order.REPORT, by=by, at=at + dt.timedelta(minutes=20), text="ดำเนินการตอบแบบสำรวจ"
    )
