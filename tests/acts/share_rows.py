"""What is done with the share of a unit beside the main one; the house gave the order."""

from circulars.domain import sharing
from circulars.models import EventKind
from circulars.share_policies import (
    check_may_answer_share,
    check_may_decline,
    check_may_enter_share,
    check_may_go_on,
    check_may_withdraw,
)
from offices.models import Role
from tests.acts.letter_rows import C, O, R, S, V
from tests.acts.trying import Row

SHARES = frozenset(
    {"share given", "share entered", "share done", "share withdrawn", "told", "told entered"}
)
TOLD = frozenset({"told", "told entered"})
GIVEN = frozenset({"share given", "told"})
ALL_ROLES: tuple[Role, ...] = (C, O, R, S, V)

SHARE_ROWS = [
    Row(
        name="enter a share",
        act=sharing.enter_share,
        do=lambda share, _stage, **who: sharing.enter_share(share, **who),
        check=check_may_enter_share,
        who=(C, O),
        where=GIVEN,
        tried=SHARES,
        events=(EventKind.REGISTERED,),
    ),
    Row(
        name="write the words of a joint unit",
        act=sharing.answer_share,
        do=lambda share, _stage, **who: sharing.answer_share(share, text="เห็นชอบ", **who),
        check=check_may_answer_share,
        who=(O, R, S, V),
        where=frozenset({"share entered"}),
        tried=SHARES - TOLD,
        events=(EventKind.JOINED,),
    ),
    Row(
        name="acknowledge",
        act=sharing.answer_share,
        do=lambda share, _stage, **who: sharing.answer_share(share, **who),
        check=check_may_answer_share,
        who=ALL_ROLES,
        where=frozenset({"told entered"}),
        tried=TOLD,
        events=(EventKind.NOTED,),
    ),
    Row(
        name="decline a share",
        act=sharing.decline_share,
        do=lambda share, _stage, **who: sharing.decline_share(share, reason="ไม่เกี่ยว", **who),
        check=check_may_decline,
        who=(C, O, V),
        where=GIVEN,
        tried=SHARES,
        events=(EventKind.SHARE_DECLINED,),
    ),
    Row(
        name="withdraw a share",
        act=sharing.withdraw_share,
        do=lambda share, _stage, **who: sharing.withdraw_share(share, reason="ไม่เกี่ยว", **who),
        check=check_may_withdraw,
        of_house=True,
        who=ALL_ROLES,
        where=GIVEN,
        tried=SHARES,
        events=(EventKind.SHARE_WITHDRAWN,),
    ),
    Row(
        name="wait no longer",
        act=sharing.go_on,
        do=lambda copy, _stage, **who: sharing.go_on(copy, reason="เร่ง", **who),
        check=check_may_go_on,
        prepare=lambda share: share.copy,
        of_house=True,
        who=ALL_ROLES,
        where=frozenset({"share given", "share entered"}),
        tried=SHARES,
        who_first=True,
        events=(EventKind.WENT_ON,),
    ),
]
