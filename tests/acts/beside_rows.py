"""The table: links of offices beside the system, and offices that change or end."""

from __future__ import annotations

from administration import closing, reorganising
from circulars.domain import links, mailing_out
from circulars.models import EventKind, Link, OfficeCopy
from circulars.policies import check_may_manage_accounts
from circulars.voices import check_may_give_link
from offices.models import Kind, Office, Post, Role
from tests import factories
from tests.acts.letter_rows import ALL, NO_SENDER
from tests.acts.office_rows import TODAY, _by_admin
from tests.acts.stage import NOW
from tests.acts.trying import Row, Scope

C, O, R, S, V, A, _AUDITOR = tuple(Role)  # noqa: E741
EV = EventKind
GONE = frozenset({"returned", "recalled", "superseded"})
HEARING = (C, O, R, S, V)
ACT = "ประกาศ"


def outside(copy: OfficeCopy) -> OfficeCopy:
    """The house has nobody in the system any more."""
    Office.objects.filter(pk=copy.office_id).update(on_system=False)
    return OfficeCopy.objects.get(pk=copy.pk)


def mailed(copy: OfficeCopy) -> OfficeCopy:
    """The same, and it reads mail."""
    Office.objects.filter(pk=copy.office_id).update(email="sao@example.org")
    return outside(copy)


def linked(copy: OfficeCopy) -> Link:
    """The office above has given it a link."""
    copy = outside(copy)
    officer = Post.objects.filter(office=copy.parent.holder, role=O).order_by("pk")[0].user
    return links.make_link(copy, by=officer, at=NOW)[0]


def _empty(office: Office) -> Office:
    """An อบต. below the house with nothing in it."""
    return factories.office("อบต. ค", Kind.SAO, parent=office)


BESIDE_ROWS = [
    Row(
        name="give a link",
        act=links.make_link,
        do=lambda copy, _stage, **who: links.make_link(copy, **who),
        check=check_may_give_link,
        prepare=outside,
        who=HEARING,
        scope=Scope.SENDER,
        where=ALL - GONE - NO_SENDER,
        tried=ALL,
        who_first=True,
        state_first=NO_SENDER,
        events=(EV.LINK_MADE,),
    ),
    Row(
        name="mail a letter",
        act=mailing_out.mail_letter,
        do=lambda copy, _stage, **who: mailing_out.mail_letter(copy, **who),
        check=check_may_give_link,
        prepare=mailed,
        who=HEARING,
        scope=Scope.SENDER,
        where=ALL - GONE - NO_SENDER,
        tried=ALL,
        who_first=True,
        state_first=NO_SENDER,
        events=(EV.LINK_MADE,),
    ),
    Row(
        name="close a link",
        act=links.revoke_link,
        do=lambda link, _stage, **who: links.revoke_link(link, **who),
        check=lambda who, link, at: check_may_give_link(who, link.copy, at),
        prepare=linked,
        who=HEARING,
        scope=Scope.SENDER,
        where=ALL - GONE - NO_SENDER,
        tried=ALL - GONE - NO_SENDER,
        events=(EV.LINK_REVOKED,),
    ),
]
REORGANISING_ROWS = [
    _by_admin(
        "rename an office",
        reorganising.reorganise,
        lambda office, _stage, **who: reorganising.reorganise(
            office, {"name": "ชื่อใหม่"}, on=TODAY, act=ACT, **who
        ),
        events=(EV.REORGANISED,),
    ),
    Row(
        name="close an office",
        act=closing.close_office,
        do=lambda office, _stage, **who: closing.close_office(office, on=TODAY, act=ACT, **who),
        check=check_may_manage_accounts,
        prepare=_empty,
        who=(A,),
        scope=Scope.BRANCH,
        where=frozenset({"house"}),
        tried=frozenset({"house"}),
        events=(EV.REORGANISED,),
    ),
]
