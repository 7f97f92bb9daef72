"""The table: answering by a letter, and the address book of those whom nobody has in a directory."""

from __future__ import annotations

import datetime as dt
from typing import Any

from circulars.domain import address_book, replying
from circulars.models import Correspondent, CorrespondentKind, EventKind
from circulars.policies import check_may_keep_addresses, check_may_reply
from offices.models import Office, Role, User
from tests import factories
from tests.acts.letter_rows import ALL
from tests.acts.stage import NOW
from tests.acts.trying import Row, Scope

C, O, R, S, V, A, _AUDITOR = tuple(Role)  # noqa: E741
EV = EventKind
BOTH = frozenset({"house", "unit"})
ANSWERED = frozenset(
    {
        "registered", "endorsed", "filed", "drafting", "approved", "dispatched", "collecting",
        "reporting", "reported", "in unit", "outside",
    }
)  # fmt: skip


def _house(unit: Office) -> Office:
    return unit.house or unit


def _kept(unit: Office) -> Correspondent:
    made = {"added_by": factories.person(), "added_at": NOW}
    return Correspondent.objects.create(
        house=_house(unit), name="มูลนิธิ ข", kind="foundation", **made
    )


def _check(user: User, thing: Office | Correspondent, at: dt.datetime) -> None:
    check_may_keep_addresses(user, getattr(thing, "house", None) or thing, at)


def _address_row(name: str, do: Any, act: Any, prepare: Any) -> Row:
    places = {"where": BOTH, "tried": BOTH, "scope": Scope.HOUSE}
    return Row(name=name, act=act, do=do, check=_check, who=(C, O, R, S), prepare=prepare, **places)


#: What is tried on a letter; the others are tried on an office.
REPLY_ROWS = [
    Row(
        name="begin the letter that answers",
        act=replying.start_reply,
        do=lambda copy, _stage, **who: replying.start_reply(copy, **who),
        check=check_may_reply,
        who=(O, R, S),
        where=ANSWERED,
        tried=ALL,
        events=(EV.STARTED, EV.DRAFTED),
    ),
]
ADDRESS_ROWS = [
    _address_row(
        "keep an address",
        lambda house, _stage, **who: address_book.keep_address(
            house, name="บริษัท ก จำกัด", kind=CorrespondentKind.COMPANY, **who
        ),
        address_book.keep_address,
        _house,
    ),
    _address_row(
        "put an address away",
        lambda row, _stage, **who: address_book.retire_address(row, **who),
        address_book.retire_address,
        _kept,
    ),
]
