"""
The circular of 2563, from the ministry's memo to the answers of จังหวัดบึงกาฬ.

Days, numbers and stamps are those of the paper; where it has no time, none is stamped.
"""

from __future__ import annotations

import datetime as dt

from circulars.domain import approving, intake
from circulars.models import BookKind, OfficeCopy, Urgency
from demo import acts, answers, bundle, letters
from demo.acts import moment
from demo.people import holder_of, user
from offices.models import Role
from survey.domain import answering, asking, certifying, checking
from survey.models import ExpectedAnswer
from survey.questionnaires import READY
from thai.deadlines import due_at_on

DUE_AT = due_at_on(dt.date(2020, 10, 31))

#: Districts that passed the letter on, and when they took it up.
PASSED_DOWN = {
    "D3804": "2020-10-28 14:20",
    "D3803": "2020-10-29 10:15",
    "D3807": "2020-10-30 09:05",
    "D3801": "2020-10-30 10:30",
    "D3802": "2020-10-30 11:40",
}
#: They have it in their book and went no further.
ONLY_REGISTERED = {"D3805": "2020-10-30 13:05", "D3806": "2020-10-30 15:40"}
#: They opened the letter from the district; their answer never came.
ONLY_RECEIVED = {"L380356": "2020-10-30 11:10", "L3887": "2020-10-30 15:15"}

TOWN = "L3898"
RETURNED = ("L380351", "sophisai-officer", "2020-10-30 15:00")
CERTIFIED = ("D3804", "seka-officer", "2020-10-30 16:00")


def replay() -> OfficeCopy:
    """Play it all. Returns the province's copy."""
    memo = ministry_writes()
    letter = department_passes_on(acts.copy_at("มท 08", memo))
    province = province_passes_on(acts.copy_at("P38", letter))
    districts_pass_on(province)
    bundle.arrives_on_paper()
    local_governments_answer()
    districts_check(province)
    return province


def ministry_writes() -> OfficeCopy:
    officer, reviewer = user("moi-officer"), user("moi-reviewer")
    acts.first_number("มท", BookKind.CIRCULAR, 5831, at=moment("2020-09-28 08:30"), by="moi-clerk")
    copy = intake.start_circular(
        acts.office("มท 0211.6"),
        by=officer,
        at=moment("2020-09-28 09:30"),
        subject=letters.SUBJECT,
        urgency=Urgency.MOST_URGENT,
    )
    draft = copy.drafts.get()
    acts.write(draft, by=officer, at=moment("2020-09-28 10:40"), body=letters.MINISTRY)
    approving.submit(draft, by=officer, at=moment("2020-09-28 10:45"))
    approving.pass_on(draft, by=reviewer, at=moment("2020-09-28 15:10"))
    acts.sign(draft, by=user("moi-signer"), at=moment("2020-09-29 10:20"))
    return acts.send(copy, officer=officer, at=moment("2020-09-29 14:00"))


def department_passes_on(copy: OfficeCopy) -> OfficeCopy:
    _department_receives(copy)
    officer, reviewer = user("dla-officer"), user("dla-reviewer")
    draft = acts.order_forward(copy, by=officer, at=moment("2020-10-05 09:40"))
    asking.ask(
        copy.circular,
        copy=copy,
        by=officer,
        at=moment("2020-10-08 11:00"),
        blueprint=READY["community_plan"],
    )
    acts.write(
        draft,
        by=officer,
        at=moment("2020-10-09 10:00"),
        due_at=DUE_AT,
        body=letters.FIRST_WORDING,
        with_qr=True,
    )
    approving.submit(draft, by=officer, at=moment("2020-10-09 10:05"))
    approving.send_back(draft, by=reviewer, at=moment("2020-10-09 14:30"), comment=letters.REVIEW)
    acts.write(draft, by=officer, at=moment("2020-10-12 09:50"), body=letters.DEPARTMENT)
    approving.submit(draft, by=officer, at=moment("2020-10-12 09:55"))
    approving.pass_on(draft, by=reviewer, at=moment("2020-10-14 15:20"))
    acts.first_number(
        "มท 08", BookKind.CIRCULAR, 3195, at=moment("2020-10-15 08:30"), by="dla-clerk"
    )
    acts.sign(draft, by=user("dla-signer"), at=moment("2020-10-15 10:10"))
    return acts.send(copy, officer=officer, at=moment("2020-10-15 15:00"))


def _department_receives(copy: OfficeCopy) -> None:
    received = BookKind.RECEIVED
    clerk, plan, policy = user("dla-clerk"), user("dla-plan"), user("dla-policy")
    day = moment("2020-09-30 08:30")
    acts.first_number("มท 08", received, 50735, at=day, by="dla-clerk")
    acts.first_number("มท 08-ยผ", received, 1575, at=day, by="dla-clerk")
    acts.first_number("มท 08-ยผ.1", received, 715, at=day, by="dla-clerk")
    acts.register(copy, by=clerk, at=moment("2020-09-30 10:15"), time_known=False)
    acts.assign(copy, "มท 08-ยผ", by=clerk, at=moment("2020-09-30 11:00"), text="มอบ กยผ. พิจารณา")
    acts.register(copy, by=plan, at=moment("2020-09-30 15:47"), second_number="3734")
    acts.assign(
        copy,
        "มท 08-ยผ.1",
        by=plan,
        at=moment("2020-09-30 16:05"),
        text="แจ้งกลุ่มงานยุทธศาสตร์และนโยบาย",
    )
    acts.register(copy, by=policy, at=moment("2020-10-01 09:26"))
    acts.assign(
        copy,
        "มท 0810.3",
        by=policy,
        at=moment("2020-10-01 14:10"),
        text="ตัวชี้วัดแผนชุมชนเป็นงานของ กพส. เห็นควรส่งกลุ่มงานแผนพัฒนาท้องถิ่นดำเนินการ",
    )
    acts.register(copy, by=user("dla-plans"), at=moment("2020-10-02 09:15"))


def province_passes_on(copy: OfficeCopy) -> OfficeCopy:
    clerk, officer = user("bk-clerk"), user("bk-officer")
    day = moment("2020-10-22 08:20")
    acts.first_number("P38-0023", BookKind.RECEIVED, 6848, at=day, by="bk-clerk")
    acts.first_number("P38-0023.3", BookKind.RECEIVED, 1612, at=day, by="bk-clerk")
    acts.first_number("P38-0023", BookKind.CIRCULAR, 3165, at=day, by="bk-clerk")
    acts.register(copy, by=clerk, at=moment("2020-10-22 10:30"), time_known=False)
    acts.assign(
        copy, "P38-0023.3", by=clerk, at=moment("2020-10-22 10:45"), text="มอบกลุ่มงานส่งเสริมฯ"
    )
    acts.register(copy, by=user("bk-group"), at=moment("2020-10-26 09:20"), time_known=False)
    draft = acts.order_forward(
        copy,
        by=user("bk-reviewer"),
        at=moment("2020-10-26 11:00"),
        officer=officer,
        text="แจ้งทุกอำเภอและเทศบาลเมืองบึงกาฬ ครบกำหนด 31 ต.ค. เป็นวันเสาร์ ขอให้เร่งดำเนินการ",
    )
    acts.write(draft, by=officer, at=moment("2020-10-27 10:10"), body=letters.PROVINCE)
    approving.submit(draft, by=officer, at=moment("2020-10-27 10:15"))
    approving.pass_on(draft, by=user("bk-reviewer"), at=moment("2020-10-27 14:40"))
    acts.sign(draft, by=user("bk-signer"), at=moment("2020-10-28 09:30"), acting=True)
    return acts.send(copy, officer=officer, at=moment("2020-10-28 10:20"))


def districts_pass_on(province: OfficeCopy) -> None:
    for code, at in PASSED_DOWN.items():
        acts.pass_down(acts.copy_at(code, province), at=moment(at))
    for code, at in ONLY_REGISTERED.items():
        copy = acts.copy_at(code, province)
        acts.register(copy, by=holder_of(copy.office, Role.CLERK), at=moment(at))


def local_governments_answer() -> None:
    """Each that answers registers first; its letter then waits for the answer."""
    for line in answers.read():
        expected = _expected(line.code)
        at = moment(line.at)
        if expected.own_copy.receipted_at is None:
            acts.take_up(expected.own_copy, at=at - dt.timedelta(minutes=50))
        answering.submit(
            expected,
            line.typed(expected.office),
            by=holder_of(expected.office, Role.OFFICER),
            at=at,
        )
        acts.run_outbox(at)
    for code, text in ONLY_RECEIVED.items():
        expected = _expected(code)
        acts.register(expected.own_copy, by=holder_of(expected.office, Role.CLERK), at=moment(text))


def districts_check(province: OfficeCopy) -> None:
    code, checker, at = RETURNED
    expected = _expected(code)
    assert expected.current is not None
    checking.return_answer(
        expected.current,
        letters.RETURNED,
        copy=acts.copy_at("D3803", province),
        by=user(checker),
        at=moment(at),
    )
    code, officer, at = CERTIFIED
    certifying.certify(
        acts.copy_at(code, province), by=user(officer), at=moment(at), text=letters.CERTIFIED
    )
    acts.run_outbox(moment(at))


def _expected(code: str) -> ExpectedAnswer:
    return ExpectedAnswer.objects.for_lists().get(office__code=code)
