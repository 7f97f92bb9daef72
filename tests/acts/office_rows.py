"""The table: acts on an office, its books, its people; and letters that begin in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from administration import (
    absence,
    accounts,
    confirming,
    holidays,
    offices,
    posts,
    proposing,
    reminders,
)
from circulars.domain import intake, numbering, readings
from circulars.domain.received import ReceivedLetter
from circulars.models import BookKind, EventKind, Urgency
from circulars.policies import (
    check_may_enter,
    check_may_manage_accounts,
    check_may_set_office,
    check_may_start,
    check_may_waive_four_eyes,
)
from offices.models import (
    Absence,
    Acting,
    ActingKind,
    Asked,
    Holiday,
    Kind,
    Office,
    Post,
    Proposal,
    Role,
    User,
)
from papers.held_files import HeldFile
from tests import factories
from tests.acts.stage import NOW
from tests.acts.trying import Row, Scope
from workflow.rungs import Rungs

C, O, R, S, V, A, _AUDITOR = tuple(Role)  # noqa: E741
EV = EventKind
BOTH = frozenset({"house", "unit"})
TODAY = NOW.date()
CLOSED = holidays.DayOff(dt.date(2020, 11, 19), "วันหยุดพิเศษ")
FILE = HeldFile("", "ก.pdf", "held/0/none")
LETTER = ReceivedLetter(issuer_name="กรมหนึ่ง", subject="เรื่องใหม่")


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


def _known_signer(office: Office) -> Post:
    """Another whose address is known to be his."""
    known = factories.person(email="b@example.org", mail_confirmed_at=NOW)
    return factories.post(known, office, Role.SIGNER)


def _check_post(user: User, post: Post, at: dt.datetime) -> None:
    check_may_manage_accounts(user, post.office, at)


def _acting(office: Office) -> Acting:
    return factories.acting(_signer(office), "นายอำเภอ")


def _check_acting(user: User, acting: Acting, at: dt.datetime) -> None:
    check_may_manage_accounts(user, acting.post.office, at)


def _check_person(user: User, post: Post, at: dt.datetime) -> None:
    accounts.check_may_change(user, post.user, at)


def _by_the_top(name: str, act: Any, do: Any, **more: Any) -> Row:
    """Days off of the country: by the administrator at the top of the tree, no other."""
    return _row(name, act, do, who=(A,), scope=Scope.SENDER, events=(EV.HOLIDAY,), **more)


def _holiday(_office: Office) -> Holiday:
    return Holiday.objects.create(day=dt.date(2020, 11, 20), name="วันหยุดพิเศษ")


def _check_holiday(user: User, _thing: Holiday | Office, at: dt.datetime) -> None:
    top = Office.objects.get(kind=Kind.PROVINCE, parent=None)
    holidays.check_may_set_holidays(user, top, at)


class AwayRow(Row):
    """Also a supervisor of the desk, beside administrators of the branch."""

    def allowed(self, place: str) -> set[str]:
        bosses = {"supervisor", "unit supervisor"} if place == "unit" else {"supervisor"}
        return super().allowed(place) | bosses


def _away(office: Office) -> Absence:
    clerk = factories.post(factories.person(), office, Role.CLERK).user
    days = {"starts_on": TODAY, "ends_on": TODAY}
    return Absence.objects.create(user=_signer(office).user, substitute=clerk, **days)


def _check_away(user: User, away: Post | Absence, at: dt.datetime) -> None:
    absence.check_may_set_absence(user, away.user, at)


def _proposal(office: Office) -> Proposal:
    """Somebody who is nobody of the stage asked that another may sign."""
    wanted = {"role": "signer", "position": "", "starts_on": str(TODAY), "ends_on": None}
    return Proposal.objects.create(
        user=factories.person(),
        office=office,
        asked=Asked.POST,
        values={**wanted, "handles_secret": False, "email": ""},
        asked_by=factories.person(),
        asked_at=NOW,
    )


def _deciding(name: str, act: Any, check: Any, *events: EventKind) -> Row:
    return AwayRow(
        name=name,
        act=act,
        do=lambda proposal, _stage, **who: act(proposal, **who),
        check=check,
        who=(A,),
        where=BOTH,
        tried=BOTH,
        scope=Scope.BRANCH,
        events=events,
        prepare=_proposal,
    )


def _away_row(name: str, act: Any, do: Any, prepare: Any) -> Row:
    places = {"where": BOTH, "tried": BOTH, "scope": Scope.BRANCH, "events": (EV.ACCOUNT,)}
    return AwayRow(
        name=name, act=act, do=do, check=_check_away, who=(A,), prepare=prepare, **places
    )


OFFICE_ROWS = [
    _deciding(
        "confirm what another asked",
        confirming.confirm_proposal,
        proposing.check_may_confirm,
        EV.ACCOUNT,
        EV.ACCOUNT,
    ),
    _deciding(
        "refuse what another asked",
        proposing.refuse_proposal,
        proposing.check_may_decide,
        EV.ACCOUNT,
    ),
    _away_row(
        "set days away",
        absence.set_absence,
        lambda post, stage, **who: absence.set_absence(
            post.user,
            substitute=stage.people["clerk"],
            starts_on=TODAY,
            ends_on=TODAY,
            **who,
        ),
        _signer,
    ),
    _away_row(
        "take days away back",
        absence.withdraw_absence,
        lambda away, _stage, **who: absence.withdraw_absence(away, **who),
        _away,
    ),
    _row(
        "take a letter in",
        intake.receive_letter,
        lambda office, _stage, **who: intake.receive_letter(office, LETTER, **who),
        check_may_enter,
        (C, O),
        events=(EV.RECEIVED,),
    ),
    _row(
        "have a file read",
        readings.ask_reading,
        lambda office, _stage, **who: readings.ask_reading(office, FILE, **who),
        check_may_enter,
        (C, O),
        events=(),
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
    Row(
        name="set the reminders",
        act=reminders.set_reminders,
        do=lambda office, _stage, **who: reminders.set_reminders(
            office, {Urgency.NORMAL: Rungs((), (2,))}, **who
        ),
        check=check_may_set_office,
        who=(C, V, A),
        where=frozenset({"house"}),
        tried=frozenset({"house"}),
        events=(EV.ACCOUNT,),
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
        posts.give_post,
        lambda office, stage, **who: posts.give_post(
            stage.people["foreign officer"], office, O, starts_on=TODAY, **who
        ),
    ),
    _by_admin(
        "end a post",
        posts.end_post,
        lambda post, _stage, **who: posts.end_post(post, ends_on=TODAY, **who),
        check=_check_post,
        prepare=_signer,
    ),
    _by_admin(
        "let somebody sign for another",
        posts.give_acting,
        lambda post, _stage, **who: posts.give_acting(
            post, ActingKind.ON_BEHALF, for_position="นายอำเภอ", starts_on=TODAY, **who
        ),
        check=_check_post,
        prepare=_signer,
    ),
    _by_admin(
        "end an acting",
        posts.end_acting,
        lambda acting, _stage, **who: posts.end_acting(acting, ends_on=TODAY, **who),
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
        prepare=_known_signer,
    ),
    _by_the_top(
        "add a holiday",
        holidays.add_holiday,
        lambda _office, stage, **who: holidays.add_holiday(stage.province, CLOSED, **who),
        check=_check_holiday,
    ),
    _by_the_top(
        "adopt a proposed holiday",
        holidays.adopt_proposal,
        lambda _office, stage, **who: holidays.adopt_proposal(
            stage.province, 2020, [dt.date(2020, 12, 10)], **who
        ),
        check=_check_holiday,
    ),
    _by_the_top(
        "change a holiday",
        holidays.change_holiday,
        lambda row, stage, **who: holidays.change_holiday(row, CLOSED, house=stage.province, **who),
        check=_check_holiday,
        prepare=_holiday,
    ),
    _by_the_top(
        "take a holiday away",
        holidays.take_holiday_away,
        lambda row, stage, **who: holidays.take_holiday_away(
            row, house=stage.province, reason="ครม. ยกเลิก", **who
        ),
        check=_check_holiday,
        prepare=_holiday,
    ),
]
