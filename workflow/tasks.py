"""Every entry point of Celery. A task takes ids, calls one function, may be repeated."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from outbox.posting import POSTED
from outbox.registry import hears

log = logging.getLogger(__name__)


@shared_task
def run_outbox_item(item_id: int) -> bool:
    from outbox.running import run_item  # noqa: PLC0415 - leaf

    return run_item(item_id)


@hears(POSTED)
def wake(item_id: int) -> None:
    """After commit: tell a worker. A dead broker delays the row until the sweep, no more."""
    try:
        run_outbox_item.delay(item_id)
    except OperationalError:
        log.exception("broker unreachable, outbox %s waits for the sweep", item_id)


@shared_task
def sweep_outbox() -> int:
    """Hand due rows to the workers: those whose news was lost, and those to be tried again."""
    from outbox.running import due_items  # noqa: PLC0415 - leaf
    from workflow.mailing import post_mails  # noqa: PLC0415 - leaf

    now = timezone.now()
    post_mails(at=now)
    waiting = due_items(now)
    for item_id in waiting:
        run_outbox_item.delay(item_id)
    return len(waiting)


@shared_task
def send_due_notices() -> int:
    from workflow.escalating import send_reminders  # noqa: PLC0415 - leaf
    from workflow.unit_reminding import remind_units  # noqa: PLC0415 - leaf

    now = timezone.now()
    # Units first: who is told of his own share today is not told of the whole letter too.
    return remind_units(at=now) + send_reminders(at=now)


@shared_task
def make_access_months() -> list[str]:
    from circulars.domain.access import make_months  # noqa: PLC0415 - leaf

    return make_months(at=timezone.now())


@shared_task
def open_rounds() -> int:
    from circulars.domain.rounds import open_due  # noqa: PLC0415 - leaf

    return open_due(at=timezone.now())


@shared_task
def tell_unread() -> int:
    from workflow.unread import tell_unread as tell  # noqa: PLC0415 - leaf

    return tell(at=timezone.now())


@shared_task
def seal_events() -> int:
    from circulars.domain.sealing import seal_events as seal  # noqa: PLC0415 - leaf
    from workflow.vouching import vouch_for  # noqa: PLC0415 - leaf

    now = timezone.now()
    vouch_for(at=now)
    return seal(at=now)


@shared_task
def verify_record() -> int:
    """Every night: what is not as it was sealed is told to the auditors."""
    from workflow.verifying import tell_auditors  # noqa: PLC0415 - leaf

    return tell_auditors(at=timezone.now())


@shared_task
def sweep_held_files() -> int:
    """Forget uploads whose form was never sent again, and what was read in them."""
    from circulars.domain import piles, readings  # noqa: PLC0415 - leaf
    from papers.held_files import drop_abandoned  # noqa: PLC0415 - leaf

    now = timezone.now()
    readings.drop_abandoned(at=now)
    piles.drop_closed(at=now)
    return drop_abandoned(at=now)


@shared_task
def send_digests() -> int:
    from workflow.mailing import send_digests as send  # noqa: PLC0415 - leaf

    return send(at=timezone.now())
