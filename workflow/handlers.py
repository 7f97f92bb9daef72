"""What the rows of the outbox ask for. Every handler may be repeated."""

from __future__ import annotations

import datetime as dt

from circulars.domain import dispatching, reporting
from circulars.models import Dispatch, Letter, OfficeCopy
from outbox.models import OutboxItem
from outbox.registry import handles
from survey.domain.asking import carry, survey_of
from workflow import running
from workflow.mailing import mail_notice, mail_password_link
from workflow.notices import (
    is_secret,
    notify_answer_returned,
    notify_arrived,
    notify_no_registrar,
    subject_of,
)


@handles("fan_out", chunked=True)
def fan_out(item: OutboxItem, now: dt.datetime) -> None:
    """Make the child copies, in chunks of their own transactions."""
    dispatching.fan_out(item.payload["dispatch"], at=now)


@handles("delivered")
def delivered(item: OutboxItem, now: dt.datetime) -> None:
    """All copies stand: the ledger of answers, the news to the clerks, the sender's next step."""
    sending = Dispatch.objects.select_related("copy__circular", "letter").get(
        pk=item.payload["dispatch"]
    )
    if survey_of(sending.copy) is not None:
        carry(sending, at=now)
        reporting.start_collecting(sending.copy, at=now)
    else:
        reporting.close_sent(sending.copy, at=now)
    letter = sending.letter
    words = f"{letter.number_printed} {letter.subject}"
    secret = is_secret(sending.copy)
    text = subject_of(sending.copy) if secret else words
    notify_arrived(sending.pk, text=text, at=now, secret=secret)
    if secret:
        notify_no_registrar(sending.pk, at=now)
    running.follow(sending.copy, by=None, at=now)


@handles("render_letter")
def render_letter(item: OutboxItem, now: dt.datetime) -> None:
    """Draw the signed letter once and keep it."""
    from circulars.letters.composing import compose  # noqa: PLC0415 - WeasyPrint is slow to load

    letter = Letter.objects.get(pk=item.payload["letter"])
    # A reminder has no draft; what it says was put together when it was signed.
    copy = OfficeCopy.objects.filter(drafts__letter=letter).first()
    compose(letter, at=now, answerable=copy is None or survey_of(copy) is not None)


@handles("child_reported")
def child_reported(item: OutboxItem, now: dt.datetime) -> None:
    """An office has reported: its own process ends, and the last one wakes the parent."""
    running.follow(OfficeCopy.objects.get(pk=item.payload["copy"]), by=None, at=now)
    running.wake_parent_if_all_reported(item.payload["copy"], at=now)


@handles("answer_returned")
def answer_returned(item: OutboxItem, now: dt.datetime) -> None:
    """An office above sent an answer back: say so, with its note, to who answers."""
    copy = OfficeCopy.objects.select_related("holder__house", "officer", "letter", "circular").get(
        pk=item.payload["copy"]
    )
    running.follow(copy, by=None, at=now)
    notify_answer_returned(copy, item.payload["note"], key=item.key, at=now)


@handles("mail")
def mail(item: OutboxItem, now: dt.datetime) -> None:
    """Send one notice to who wants each at once."""
    mail_notice(item.payload["notice"], at=now)


@handles("set_password")
def set_password(item: OutboxItem, now: dt.datetime) -> None:  # noqa: ARG001 - a Handler
    """Mail a person the link with which he sets his own password."""
    mail_password_link(item.payload["user"])
