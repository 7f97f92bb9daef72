"""The table: acts on an office, its books, its people; and letters that begin in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from administration import accounts, offices
from circulars.domain import intake, numbering
from circulars.models import BookKind, EventKind
from circulars.policies import (
    check_may_enter,
    check_may_manage_accounts,
    check_may_set_office,
    check_may_start,
    check_may_waive_four_eyes,
)
from offices.models import Acting, ActingKind, Office, Post, Role, User
from tests import factories
from tests.acts.stage import NOW
from tests.acts.trying import Row, Scope

C, O, R, S, V, A = tuple(Role)  # noqa: E741
EV = EventKind
BOTH = frozenset({"house", "unit"})
TODAY = NOW.date()
LETTER = intake.ReceivedLetter(issuer_name="กรมหนึ่ง", subject="เรื่องใหม่")


def _row(name: str, act: Any, do: Any, check: Any, who: tuple[Role, ...], **more: Any) -> Row:
    more.setdefault("events", (EV.ACCOUNT,))
    return Row(name=name, act=act, do=do, check=check, who=who, where=BOTH, tried=BOTH, **more)


def _check_four_eyes(user: User, office: Office, at: dt.datetime) -> None:
    """Who may set anything here, and decide this."""
    check_may_set_office(user, office, at)
    check_may_waive_four_eyes(user, office, at)


def _by_admin(name: str, act: Any, do: Any, **more: Any) -> Row:
    more.setdefault("check", check_may_manage_accounts)
    return _row(name, act, do, who=(A,), scope=Scope.BRANCH, **more)


def _signer(office: Office) -> Post:
    """A signer of the office who is nobody of the stage."""
    return factories.post(factories.person(email="a@example.org"), office, Role.SIGNER)


def _check_post(user: User, post: Post, at: dt.datetime) -> None:
    check_may_manage_accounts(user, post.office, at)


def _acting(office: Office) -> Acting:
    return factories.acting(_signer(office), "นายอำเภอ")


def _check_acting(user: User, acting: Acting, at: dt.datetime) -> None:
    check_may_manage_accounts(user, acting.post.office, at)


def _check_person(user: User, post: Post, at: dt.datetime) -> None:
    accounts.check_may_change(user, post.user, at)


OFFICE_ROWS = [
    _row(
        "take a letter in",
        intake.receive_letter,
        lambda office, _stage, **who: intake.receive_letter(office, LETTER, **who),
        check_may_enter,
        (C, O),
        events=(EV.RECEIVED,),
    ),
    _row(
        "start a circular",
        intake.start_circular,
        lambda office, _stage, **who: intake.start_circular(office, subject="เรื่องใหม่", **who),
        check_may_start,
        (O, S, V),
        events=(EV.STARTED, EV.DRAFTED),
    ),
    _row(
        "set a first number",
        numbering.set_first_number,
        lambda office, _stage, **who: numbering.set_first_number(
            office, BookKind.SENT, 2021, 50, **who
        ),
        check_may_set_office,
        (C, V, A),
        events=(EV.BOOK_SET,),
    ),
    _row(
        "change settings",
        offices.change_settings,
        lambda office, _stage, **who: offices.change_settings(office, {"phone": "02"}, **who),
        check_may_set_office,
        (C, V, A),
    ),
    _row(
        "let a drafter sign",
        offices.change_settings,
        lambda office, _stage, **who: offices.change_settings(office, {"four_eyes": False}, **who),
        _check_four_eyes,
        (V, A),
    ),
    _row(
        "set the emblem",
        offices.set_emblem,
        lambda office, _stage, **who: offices.set_emblem(office, b"", **who),
        check_may_set_office,
        (C, V, A),
    ),
    _by_admin(
        "change the name",
        offices.change_identity,
        lambda office, _stage, **who: offices.change_identity(
            Office.objects.get(pk=office.pk), {"short_name": "ชื่อย่อ"}, **who
        ),
    ),
    _by_admin(
        "make a unit",
        offices.make_unit,
        lambda office, _stage, **who: offices.make_unit(office, name="กลุ่มงานใหม่", **who),
    ),
    _by_admin(
        "open an account",
        accounts.open_account,
        lambda office, _stage, **who: accounts.open_account(
            office, C, username="somebody.new", starts_on=TODAY, **who
        ),
        events=(EV.ACCOUNT, EV.ACCOUNT),
    ),
    _by_admin(
        "give a post",
        accounts.give_post,
        lambda office, stage, **who: accounts.give_post(
            stage.people["foreign officer"], office, O, starts_on=TODAY, **who
        ),
    ),
    _by_admin(
        "end a post",
        accounts.end_post,
        lambda post, _stage, **who: accounts.end_post(post, ends_on=TODAY, **who),
        check=_check_post,
        prepare=_signer,
    ),
    _by_admin(
        "let somebody sign for another",
        accounts.give_acting,
        lambda post, _stage, **who: accounts.give_acting(
            post, ActingKind.ON_BEHALF, for_position="นายอำเภอ", starts_on=TODAY, **who
        ),
        check=_check_post,
        prepare=_signer,
    ),
    _by_admin(
        "end an acting",
        accounts.end_acting,
        lambda acting, _stage, **who: accounts.end_acting(acting, ends_on=TODAY, **who),
        check=_check_acting,
        prepare=_acting,
    ),
    _by_admin(
        "change an account",
        accounts.change_account,
        lambda post, _stage, **who: accounts.change_account(post.user, {"phone": "02"}, **who),
        check=_check_person,
        prepare=_signer,
    ),
    _by_admin(
        "send a link for the password",
        accounts.send_password_link,
        lambda post, _stage, **who: accounts.send_password_link(post.user, **who),
        check=_check_person,
        prepare=_signer,
    ),
]
