"""Offices, people and letters for tests, made by the same functions the program uses."""

import datetime as dt
import itertools
from typing import Any

from circulars.domain import intake
from circulars.domain.received import ReceivedLetter
from circulars.models import OfficeCopy
from offices.models import Acting, ActingKind, Kind, Office, Post, Role, User
from offices.placing import place

BANGKOK = dt.timezone(dt.timedelta(hours=7))
MONDAY = dt.datetime(2020, 10, 26, 9, 0, tzinfo=BANGKOK)
DAY = dt.timedelta(days=1)
LONG_AGO = dt.date(2019, 1, 1)

_counter = itertools.count(1)


def at(day: str, time: str = "09:00") -> dt.datetime:
    """ "2020-10-26", "09:30" as a moment in Bangkok."""
    return dt.datetime.fromisoformat(f"{day}T{time}:00").replace(tzinfo=BANGKOK)


def office(name: str, kind: Kind = Kind.PROVINCE, **fields: Any) -> Office:
    """An office in the tree; ``parent=`` puts it under another."""
    fields.setdefault("code", f"T{next(_counter):05}")
    fields.setdefault("head_title", f"หัวหน้า{name}")
    fields.setdefault("number_letters", "ทด")
    fields.setdefault("number_code", "0001")
    return place(Office(name=name, kind=kind, **fields))


def person(name: str = "", **fields: Any) -> User:
    """Somebody without any post."""
    number = next(_counter)
    first, _space, last = (name or f"คนที่{number} ทดสอบ").partition(" ")
    return User.objects.create_user(
        username=f"person{number}", password="เวียน-1234", first_name=first, last_name=last, **fields
    )


def post(
    user: User,
    at_office: Office,
    role: Role,
    *,
    position: str = "",
    starts_on: dt.date = LONG_AGO,
    **fields: Any,
) -> Post:
    """Give ``user`` a post."""
    return Post.objects.create(
        user=user, office=at_office, role=role, position=position, starts_on=starts_on, **fields
    )


def acting(for_post: Post, for_position: str, kind: ActingKind = ActingKind.ON_BEHALF) -> Acting:
    """Let the holder of a post sign for another position."""
    return Acting.objects.create(
        post=for_post, kind=kind, for_position=for_position, starts_on=LONG_AGO
    )


class Staff:
    """One person per role in one office: clerk, officer, reviewer, signer, supervisor."""

    def __init__(self, at_office: Office) -> None:
        self.office = at_office
        self.clerk = self._with(Role.CLERK)
        self.officer = self._with(Role.OFFICER)
        self.reviewer = self._with(Role.REVIEWER)
        self.signer = self._with(Role.SIGNER)
        self.supervisor = self._with(Role.SUPERVISOR)

    def _with(self, role: Role) -> User:
        user = person()
        post(user, self.office, role, position=f"{role.label} {self.office.name}")
        return user


def arrived(
    at_office: Office, *, by: User, moment: dt.datetime = MONDAY, **fields: Any
) -> OfficeCopy:
    """A letter from outside that lies on the desk of ``at_office``."""
    fields.setdefault("issuer_name", "กรมทดสอบ")
    fields.setdefault("subject", "เรื่องทดสอบ")
    fields.setdefault("number_printed", f"มท 0801/ว {next(_counter)}")
    fields.setdefault("dated_printed", "26 ตุลาคม 2563")
    return intake.receive_letter(at_office, ReceivedLetter(**fields), by=by, at=moment)
