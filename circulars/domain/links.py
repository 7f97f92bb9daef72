"""The link of an office without an account: made, renewed, closed, and opened with its PIN."""

from __future__ import annotations

import datetime as dt
import secrets
from base64 import b32encode

from django.db import transaction
from django.db.models import Count, Q
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.locking import hold, take_turns
from circulars.domain.moving import lock
from circulars.domain.opening import mark_opened
from circulars.errors import WrongState
from circulars.models import Channel, EventKind, Link, LinkVisit, OfficeCopy
from circulars.voices import check_alive, check_may_give_link
from offices.models import Office, User
from thai.digits import to_arabic

_SALT = "circulars.link"
_TURNS = 7101
_SIGNED = 16
PIN_DIGITS = 6
#: Wrong PINs of one office, over all its links, in an hour; and of one PIN altogether.
PER_HOUR, PER_PIN = 5, 20
HOUR = dt.timedelta(hours=1)
#: So long one may act after the PIN.
VISIT = dt.timedelta(hours=2)
#: So long after the deadline, or after it was made if there is none, a link lives.
AFTER_DUE, WITHOUT_DUE = dt.timedelta(days=60), dt.timedelta(days=180)


def token_of(link: Link) -> str:
    """
    What stands in the address: the number of the link and a signature over its office and matter.

    Short enough to be typed from paper, in letters that are not mistaken for digits.
    """
    digest = salted_hmac(_SALT, f"{link.pk}:{link.copy_id}", algorithm="sha256").digest()
    return f"{link.pk}-{b32encode(digest).decode().lower()[:_SIGNED]}"


def _hashed(link: Link, pin: str) -> str:
    """
    Keyed with the secret of this installation: whoever has only the table cannot try the million
    PINs by himself, which a slow hash would merely make long.
    """
    return salted_hmac(
        f"{_SALT}.pin", f"{link.copy_id}:{link.issue}:{pin}", algorithm="sha256"
    ).hexdigest()


def link_of(token: str) -> Link | None:
    """The link that ``token`` was signed for; None when it is not one of ours."""
    number, _dash, _signature = token.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    link = Link.objects.select_related("copy__office", "copy__circular").filter(pk=number).first()
    return link if link and constant_time_compare(token_of(link), token.lower()) else None


@transaction.atomic
def make_link(copy: OfficeCopy, *, by: User, at: dt.datetime) -> tuple[Link, str]:
    """
    Give the office of ``copy`` its link, or a new PIN for the one it has. Gives the PIN, which
    is kept nowhere: who loses it gets another.

    A link that was closed is open again. Raises NotAllowed, WrongState.
    """
    copy = lock(copy)
    check_may_give_link(by, copy, at)
    pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"
    link = Link.objects.select_for_update(no_key=True).filter(copy=copy).first() or Link(
        copy=copy, issue=0
    )
    link.issue += 1
    link.pin = _hashed(link, pin)
    link.made_by, link.made_at = by, at
    link.revoked_at = link.revoked_by = None
    link.expires_at = max(copy.due_at, at) + AFTER_DUE if copy.due_at else at + WITHOUT_DUE
    link.save()
    if copy.channel == Channel.PAPER:
        copy.channel = Channel.LINK
        copy.save(update_fields=["channel"])
    record(EventKind.LINK_MADE, by=by, at=at, copy=copy, issue=link.issue)
    return link, pin


@transaction.atomic
def revoke_link(link: Link, *, by: User, at: dt.datetime) -> Link:
    """Close ``link``; who is in by it is out. Raises NotAllowed, WrongState."""
    copy = lock(link.copy)
    check_may_give_link(by, copy, at)
    hold(Link, [link.pk])
    link = Link.objects.get(pk=link.pk)
    if link.revoked_at is not None:
        raise WrongState(_("ลิงก์นี้ปิดไปแล้ว"))
    link.revoked_at, link.revoked_by = at, by
    link.save(update_fields=["revoked_at", "revoked_by"])
    record(EventKind.LINK_REVOKED, by=by, at=at, copy=copy, issue=link.issue)
    return link


@transaction.atomic
def enter(link: Link, pin: str, *, at: dt.datetime) -> LinkVisit | None:
    """
    Somebody gives a PIN. His visit, or None when it is wrong, which counts against the office.

    Raises WrongState when the link opens nothing any more, or was tried too often; a PIN that
    comes then is not even compared.
    """
    office = link.copy.office
    take_turns(_TURNS, f"link:{office.pk}")
    link = Link.objects.select_related("copy__office").get(pk=link.pk)
    _check_tries(link, office, at=at)
    check_alive(link, at)
    given = to_arabic(pin).replace(" ", "").replace("-", "")
    right = constant_time_compare(_hashed(link, given), link.pin)
    visit = LinkVisit.objects.create(
        link=link, office=office, issue=link.issue, at=at, right=right, ends_at=at + VISIT
    )
    speaker = speaker_of(office) if right else None
    kind = EventKind.LINK_USED if right else EventKind.LINK_REFUSED
    if speaker is not None:
        mark_opened(link.copy, by=speaker, at=at)
    record(kind, by=speaker, at=at, copy=link.copy, visit=visit.pk)
    return visit if right else None


def _check_tries(link: Link, office: Office, *, at: dt.datetime) -> None:
    this, lately = Q(link=link, issue=link.issue), Q(at__gt=at - HOUR)
    wrong = LinkVisit.objects.filter(office=office, right=False).aggregate(
        of_pin=Count("pk", filter=this),
        of_hour=Count("pk", filter=lately & (this | ~Q(link=link))),
    )
    if wrong["of_pin"] >= PER_PIN:
        raise WrongState(_("ใส่ PIN ผิดหลายครั้งเกินไป ลิงก์นี้ถูกระงับ โปรดขอ PIN ใหม่จากหน่วยงานที่ส่งหนังสือ"))
    if wrong["of_hour"] >= PER_HOUR:
        raise WrongState(
            _("ใส่ PIN ผิดหลายครั้งเกินไป โปรดรออีก ๑ ชั่วโมง หรือขอ PIN ใหม่จากหน่วยงานที่ส่งหนังสือ")
        )


def note_fetched(visit: LinkVisit, copy: OfficeCopy, name: str, *, at: dt.datetime) -> None:
    """A file of the letter was taken away by the link."""
    speaker = speaker_of(copy.office)
    record(EventKind.LINK_FETCHED, by=speaker, at=at, copy=copy, file=name, visit=visit.pk)


def speaker_of(office: Office) -> User:
    """The account in whose name is kept what ``office`` says by a link; nobody logs in with it."""
    speaker, new = User.objects.get_or_create(
        speaks_for=office,
        defaults={
            "username": f"link-{office.pk}",
            "first_name": office.name[:140],
            "last_name": "(ทางลิงก์)",
            "is_active": False,
        },
    )
    if new:
        speaker.set_unusable_password()
        speaker.save(update_fields=["password"])
    return speaker
