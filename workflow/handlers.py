"""What the rows of the outbox ask for. Every handler may be repeated."""

from __future__ import annotations

import datetime as dt

from circulars.domain import dispatching, expecting, reporting
from circulars.domain.freezing import freeze, reach
from circulars.domain.issuing import SIGNED
from circulars.domain.reserving import lapse
from circulars.domain.rounds import copies_of, take_up
from circulars.models import Dispatch, Event, Letter, OfficeCopy, Round, Secrecy, What
from outbox.models import OutboxItem
from outbox.registry import handles, hears
from survey.domain.asking import carry, survey_of
from workflow import account_mails, running
from workflow.arriving import (
    notify_arrived,
    notify_enclosed,
    notify_no_registrar,
    notify_reminder,
    notify_survey_changed,
)
from workflow.letter_mail import mail_letter
from workflow.mailing import mail_notice
from workflow.moving_deadlines import tell_moved
from workflow.notices import (
    is_secret,
    notify_answer_returned,
    secret_words,
    subject_of,
)
from workflow.reminding import tell_reminded


@handles("fan_out", chunked=True)
def fan_out(item: OutboxItem, now: dt.datetime) -> None:
    """Make the child copies, in chunks of their own transactions."""
    dispatching.fan_out(item.payload["dispatch"], at=now)


@handles("delivered")
def delivered(item: OutboxItem, now: dt.datetime) -> None:
    """All copies stand: the ledger, the news to the clerks, the sender's next step."""
    sending = Dispatch.objects.select_related("copy__circular", "copy__office", "letter").get(
        pk=item.payload["dispatch"]
    )
    keep_ledger(sending, at=now)
    if survey_of(sending.copy) is not None or expecting.awaits(sending.copy):
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


@handles("letter_mail")
def letter_mail(item: OutboxItem, now: dt.datetime) -> None:
    """A letter goes by mail to an office beside the system."""
    asked = item.payload
    mail_letter(asked["copy"], by=asked["by"], to=asked["to"], key=str(item.pk), at=now)


def keep_ledger(sending: Dispatch, *, at: dt.datetime) -> None:
    """Who owes what by this letter, and by its survey; and who was reached by it."""
    if sending.asks:
        freeze(sending, what=What(sending.asks), kinds=sending.owed_by, at=at)
    if survey_of(sending.copy) is None:
        reach(sending)
    else:
        carry(sending, at=at)


@handles("reminder_sent")
def reminder_sent(item: OutboxItem, now: dt.datetime) -> None:
    """A reminder lies on the desks that it names: tell the clerks there, and who holds the matter."""
    letter = Letter.objects.select_related("circular").get(pk=item.payload["letter"])
    secret = letter.circular.secrecy != Secrecy.NORMAL
    text = secret_words() if secret else f"{letter.number_printed} {letter.subject}"
    notify_reminder(letter.pk, text=text, at=now, secret=secret)
    pressed = OfficeCopy.objects.filter(reminders__letter=letter).owing()
    tell_reminded(list(pressed), press=f"letter:{letter.pk}", at=now)


@hears(SIGNED)
def draw_signed(letter: Letter) -> None:
    """Draw a letter and keep it in the transaction of the act that signs it."""
    from circulars.letters.composing import compose  # noqa: PLC0415 - WeasyPrint is slow to load

    assert letter.signed_at is not None, "told of signed letters only"
    # A reminder has no draft; what it says was put together when it was signed.
    copy = OfficeCopy.objects.filter(drafts__letter=letter).first()
    compose(letter, at=letter.signed_at, answerable=copy is None or survey_of(copy) is not None)


@handles("render_letter")
def render_letter(item: OutboxItem, _now: dt.datetime) -> None:
    """A letter that was signed before letters were drawn at once."""
    draw_signed(Letter.objects.get(pk=item.payload["letter"]))


@handles("amended")
def amended(item: OutboxItem, now: dt.datetime) -> None:
    """An enclosure was sent after its letter, or taken out: tell who has registered it."""
    event = Event.objects.get(pk=item.payload["event"])
    letter = Letter.objects.get(pk=item.payload["letter"])
    words = f"{event.data['name']} · {letter.number_printed} {letter.subject}"
    notify_enclosed(letter.pk, event=event.pk, text=words, at=now)


@handles("survey_amended")
def survey_amended(item: OutboxItem, now: dt.datetime) -> None:
    """A survey was worded otherwise, or closes on another day: tell who has not answered."""
    event = Event.objects.select_related("copy__circular", "copy__letter").get(
        pk=item.payload["event"]
    )
    assert event.copy is not None, "recorded on the copy of the asker"
    task = event.copy.survey_asked
    secret = is_secret(event.copy)
    text = secret_words() if secret else f"{event.data['reason']} · {task.title}"
    notify_survey_changed(task.pk, event=event.pk, text=text, at=now, secret=secret)


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
def set_password(item: OutboxItem, now: dt.datetime) -> None:
    """Mail a person the link with which he sets his own password."""
    account_mails.mail_password_link(item.payload["user"], at=now)


@handles("mail_changed")
def mail_changed(item: OutboxItem, now: dt.datetime) -> None:
    """The address of an account is another: tell the old one and the new one."""
    told = item.payload
    account_mails.tell_mail_changed(told["user"], told["by"], told["old"], at=now)


@handles("account_proposed")
def account_proposed(item: OutboxItem, now: dt.datetime) -> None:
    """Something waits for a second person: tell those who may confirm it."""
    account_mails.tell_proposed(item.payload["proposal"], item.payload["people"], at=now)


@handles("round_opened", chunked=True)
def round_opened(item: OutboxItem, now: dt.datetime) -> None:
    """A new round is owed: each letter comes back to its desk, one transaction after another."""
    opened = Round.objects.get(pk=item.payload["round"])
    for copy in copies_of(opened):
        take_up(OfficeCopy(pk=copy), at=now)


@handles("deadline_moved")
def deadline_moved(item: OutboxItem, now: dt.datetime) -> None:
    """A deadline has moved: say so to everybody whom it touches."""
    event = Event.objects.get(pk=item.payload["event"])
    tell_moved(event, at=now)


@handles("reservation_lapses")
def reservation_lapses(item: OutboxItem, now: dt.datetime) -> None:
    """The last day of reserved numbers is over: what nobody used is struck out."""
    lapse(item.payload["id"], at=now)


@handles("read_letter", chunked=True)
def read_letter(item: OutboxItem, now: dt.datetime) -> None:
    """Read a file that a clerk dropped, for the form that waits for it."""
    from circulars.domain.piles import take_secret_out  # noqa: PLC0415 - the sandbox starts with it
    from circulars.domain.readings import read_now  # noqa: PLC0415

    read_now(item.payload["reading"], at=now)
    take_secret_out(item.payload["reading"], at=now)


@handles("read_pile", chunked=True)
def read_pile(item: OutboxItem, now: dt.datetime) -> None:
    """Open a pile that was dropped, or read the next pages of it."""
    from circulars.domain.piles import read_on  # noqa: PLC0415 - the sandbox starts with it

    read_on(item.payload["pile"], at=now)
