"""The circular of 2563, walked by its people through the screens of all five levels."""

from __future__ import annotations

from circulars.models import OfficeCopy
from demo import letters
from demo.people import holder_of
from offices.models import Role
from survey.models import ExpectedAnswer
from tests.stories import golden_answers
from tests.story import Person, clock

SAVE, SUBMIT, YES = ("do", "save"), ("do", "submit"), ("do", "yes")
BACK = ("do", "send_back")

#: When each district passes the letter on.
DISTRICTS = {
    "D3804": "2020-10-28 14",
    "D3803": "2020-10-28 15",
    "D3807": "2020-10-29 09",
    "D3801": "2020-10-29 10",
    "D3802": "2020-10-29 11",
    "D3805": "2020-10-29 13",
    "D3806": "2020-10-29 14",
    "D3808": "2020-10-29 15",
}


def copy_at(code: str) -> OfficeCopy:
    return OfficeCopy.objects.get(office__code=code)


def set_first(username: str, office: str, kind: str, number: int) -> None:
    """A book begins where the paper book ended."""
    from offices.models import Office

    chosen = Office.objects.get(code=office).pk
    Person(username).do("register_first", office=chosen, kind=kind, year=2563, first_number=number)


def approve(copy: OfficeCopy, officer: str, reviewer: str, signer: str, times: list[str]) -> None:
    """Propose, pass, sign, send: each at its moment."""
    with clock(times[0]):
        Person(officer).do("task_draft", copy.pk, press=SUBMIT)
    with clock(times[1]):
        Person(reviewer).do("task_review", copy.pk, press=YES)
    with clock(times[2]):
        Person(signer).do("task_sign", copy.pk, press=YES)
    with clock(times[3]):
        Person(officer).do("task_dispatch", copy.pk)


def ministry_writes() -> None:
    with clock("2020-09-28 08:30"):
        set_first("moi-clerk", "มท", "circular", 5831)
    with clock("2020-09-28 09:30"):
        Person("moi-officer").do("circular_new", subject=letters.SUBJECT, urgency="004")
    copy = copy_at("มท")
    with clock("2020-09-28 10:40"):
        Person("moi-officer").do("task_draft", copy.pk, press=SAVE, body=letters.MINISTRY)
    approve(
        copy,
        "moi-officer",
        "moi-reviewer",
        "moi-signer",
        ["2020-09-28 10:45", "2020-09-28 15:10", "2020-09-29 10:20", "2020-09-29 14:00"],
    )


def _pass_to_unit(username: str, copy: OfficeCopy, unit: str) -> None:
    from offices.models import Office

    chosen = Office.objects.get(code=unit).pk
    Person(username).do("task_endorse", copy.pk, order="assign", to_unit=chosen, text="มอบดำเนินการ")


def department_receives() -> None:
    copy = copy_at("มท 08")
    with clock("2020-09-30 08:30"):
        for office, number in (("มท 08", 50735), ("มท 08-ยผ", 1575), ("มท 08-ยผ.1", 715)):
            set_first("dla-clerk", office, "received", number)
    with clock("2020-09-30 10:15"):
        Person("dla-clerk").do("task_register", copy.pk, without_time=True)
        _pass_to_unit("dla-clerk", copy, "มท 08-ยผ")
    with clock("2020-09-30 15:47"):
        Person("dla-plan").do("task_register", copy.pk, second_number="3734")
        _pass_to_unit("dla-plan", copy, "มท 08-ยผ.1")
    with clock("2020-10-01 09:26"):
        Person("dla-policy").do("task_register", copy.pk)
        _pass_to_unit("dla-policy", copy, "มท 0810.3")
    with clock("2020-10-02 09:15"):
        Person("dla-plans").do("task_register", copy.pk)


def department_passes_on() -> None:
    copy, officer = copy_at("มท 08"), "dla-officer"
    with clock("2020-10-05 09:40"):
        Person(officer).do("task_endorse", copy.pk, order="forward")
    with clock("2020-10-08 11:00"):
        Person(officer).do("survey_edit", copy.pk, press=("act", "ready"), key="community_plan")
    with clock("2020-10-09 10:00"):
        Person(officer).do(
            "task_draft",
            copy.pk,
            press=SUBMIT,
            body=letters.FIRST_WORDING,
            due_at="31/10/63",
            with_qr=True,
        )
    with clock("2020-10-09 14:30"):
        Person("dla-reviewer").do("task_review", copy.pk, press=BACK, comment=letters.REVIEW)
    with clock("2020-10-12 09:50"):
        Person(officer).do("task_draft", copy.pk, press=SAVE, body=letters.DEPARTMENT)
    with clock("2020-10-15 08:30"):
        set_first("dla-clerk", "มท 08", "circular", 3195)
    approve(
        copy,
        officer,
        "dla-reviewer",
        "dla-signer",
        ["2020-10-15 08:40", "2020-10-15 09:20", "2020-10-15 10:10", "2020-10-15 15:00"],
    )


def province_passes_on() -> None:
    copy, officer = copy_at("P38"), Person("bk-officer").user
    with clock("2020-10-22 08:20"):
        set_first("bk-clerk", "P38-0023", "received", 6848)
        set_first("bk-clerk", "P38-0023.3", "received", 1612)
        set_first("bk-clerk", "P38-0023", "circular", 3165)
    with clock("2020-10-22 10:30"):
        Person("bk-clerk").do("task_register", copy.pk, without_time=True)
        _pass_to_unit("bk-clerk", copy, "P38-0023.3")
    with clock("2020-10-26 09:20"):
        Person("bk-group").do("task_register", copy.pk, without_time=True)
    with clock("2020-10-26 11:00"):
        Person("bk-reviewer").do(
            "task_endorse", copy.pk, order="forward", to_officer=officer.pk, text="แจ้งทุกอำเภอ"
        )
    with clock("2020-10-27 10:10"):
        Person("bk-officer").do("task_draft", copy.pk, press=SAVE, body=letters.PROVINCE)
    approve(
        copy,
        "bk-officer",
        "bk-reviewer",
        "bk-signer",
        ["2020-10-27 10:15", "2020-10-27 14:40", "2020-10-28 09:30", "2020-10-28 10:20"],
    )


def districts_pass_on() -> None:
    for code, hour in DISTRICTS.items():
        copy = copy_at(code)
        clerk = holder_of(copy.office, Role.CLERK).username
        officer = holder_of(copy.office, Role.OFFICER).username
        signer = holder_of(copy.office, Role.SIGNER).username
        with clock(f"{hour}:05"):
            Person(clerk).do("task_register", copy.pk)
            Person(officer).do("task_endorse", copy.pk, order="forward")
        times = [f"{hour}:{minute}" for minute in (10, 15, 20, 25)]
        approve(copy, officer, signer, signer, times)


def local_governments_answer() -> None:
    """Each registers, says that it answers, and answers; in the order of the answers."""
    for code, at, typed in golden_answers.first_answers():
        line = ExpectedAnswer.objects.select_related("office", "copy").get(office__code=code)
        person = holder_of(line.office, Role.OFFICER).username
        with clock(at):
            Person(person).do("task_register", line.copy.pk)
            Person(person).do("task_endorse", line.copy.pk, order="report")
            answer(person, line, typed)


def answer(person: str, line: ExpectedAnswer, typed: dict[str, str]) -> str:
    fields = {f"q-{name}": value for name, value in typed.items()}
    return Person(person).do("answer_form", line.pk, press=("act", "submit"), **fields)


def one_answer_comes_back() -> None:
    """The district sends an answer back with a note; the office mends and sends it again."""
    line = ExpectedAnswer.objects.select_related("copy").get(office__code="L380351")
    district = copy_at("D3803")
    with clock("2020-10-30 17:00"):
        Person("sophisai-officer").do(
            "collect_answer",
            district.pk,
            line.pk,
            press=("act", "return"),
            note=letters.RETURNED,
        )
    with clock("2020-10-30 17:30"):
        answer("so-answer", line, golden_answers.MENDED)


def everybody_certifies() -> None:
    """Districts, then the province; who misses an answer says why it closes early."""
    with clock("2020-11-02 09:30"):
        for code in DISTRICTS:
            copy = copy_at(code)
            officer = holder_of(copy.office, Role.OFFICER).username
            reason = {"early_reason": "เตือนแล้วยังไม่ตอบ"} if _silent(copy) else {}
            Person(officer).do("certify", copy.pk, **reason)
    with clock("2020-11-02 13:30"):
        Person("bk-officer").do(
            "certify", copy_at("P38").pk, early_reason="อปท. สองแห่งไม่ตอบภายในกำหนด"
        )


def _silent(copy: OfficeCopy) -> bool:
    return ExpectedAnswer.objects.below(copy).missing().exists()
