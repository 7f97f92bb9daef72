"""A person's open work as a calendar (iCalendar, RFC 5545), behind a link that can be revoked."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from circulars.models import OfficeCopy, Secrecy
from offices.models import User
from offices.viewer import Viewer
from thai.calendar import local
from thai.deadlines import has_hour, last_day
from workflow.inbox import desk, steps_of
from workflow.steps import STEPS, StepName

#: So many entries at most: what is due first.
MOST = 300
_SIGNER = signing.Signer(salt="workflow.calendar")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of work: of which letter, at which step, due when."""

    copy: OfficeCopy
    step: StepName
    due_at: dt.datetime


def new_link(user: User) -> str:
    """A link of its own; the one before, if there was one, leads nowhere any more."""
    user.calendar_key = secrets.token_urlsafe(16)
    user.save(update_fields=["calendar_key"])
    return token_of(user)


def close_link(user: User) -> None:
    """No link leads to the calendar any more."""
    user.calendar_key = ""
    user.save(update_fields=["calendar_key"])


def token_of(user: User) -> str:
    """What stands in the link: whose it is and his key, signed."""
    return _SIGNER.sign(f"{user.pk}.{user.calendar_key}")


def owner_of(token: str) -> User | None:
    """Whose calendar a link leads to; None for one that was forged or revoked."""
    try:
        number, _dot, key = _SIGNER.unsign(token).partition(".")
    except signing.BadSignature:
        return None
    return (
        User.objects.filter(pk=number, calendar_key=key, is_active=True)
        .exclude(calendar_key="")
        .first()
    )


def calendar_of(user: User, *, at: dt.datetime) -> bytes:
    """Everything that waits for ``user`` and has a day, in his language."""
    with translation.override(user.language):
        calendar = Calendar()
        calendar.add("prodid", "-//Wian//Open letters//TH")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _("งานหนังสือเวียน"))
        for entry in work_of(user, at=at):
            calendar.add_component(_event(entry, at=at))
        body: bytes = calendar.to_ical()
    return body


def work_of(user: User, *, at: dt.datetime) -> list[Entry]:
    """
    The letters on his desk and the steps of his that have a day, soonest first; also what is
    put aside: its deadline stands.
    """
    viewer = Viewer.of(user, at)
    if viewer.desk is None:
        return []
    letters = desk(viewer).filter(due_at__isnull=False).select_related("letter", "circular")
    steps = steps_of(viewer).filter(due__isnull=False)
    found = [
        Entry(copy, StepName.REGISTER, copy.due_at)
        for copy in letters.order_by("due_at", "pk")[:MOST]
        if copy.due_at is not None and not copy.is_settled
    ]
    found += [Entry(step.copy, StepName(step.name), step.due) for step in steps[:MOST]]
    return sorted(found, key=lambda entry: (entry.due_at, entry.copy.pk))[:MOST]


def _event(entry: Entry, *, at: dt.datetime) -> Event:
    """A whole day, or a moment where the deadline has an hour; of a secret letter its class only."""
    event = Event()
    host = settings.PUBLIC_ADDRESS.partition("://")[2]
    event.add("uid", f"{entry.copy.pk}.{entry.step}@{host}")
    event.add("dtstamp", at.astimezone(dt.UTC))
    due_at = entry.due_at
    event.add("dtstart", due_at.astimezone(dt.UTC) if has_hour(due_at) else last_day(due_at))
    if entry.copy.circular.secrecy != Secrecy.NORMAL:
        event.add("summary", _("หนังสือลับ"))
        return event
    words = {"act": STEPS[entry.step].button, "what": what(entry.copy)}
    event.add("summary", _("%(act)s: %(what)s") % words)
    page = settings.PAGES[f"task_{entry.step}"].format(entry.copy.pk)
    event.add("url", settings.PUBLIC_ADDRESS + page)
    if has_hour(due_at):
        event.add("description", _("ภายในเวลา %(time)s น.") % {"time": f"{local(due_at):%H.%M}"})
    return event


def what(copy: OfficeCopy) -> str:
    """Number and subject of its letter, or the subject of the matter."""
    letter = copy.letter
    return f"{letter.number_printed} {letter.subject}".strip() if letter else copy.circular.subject
