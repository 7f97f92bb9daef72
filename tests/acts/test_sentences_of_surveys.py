"""What people are told when an act on a survey or an answer is refused: each sentence once, whole."""

from dataclasses import replace

import pytest

from circulars.models import OfficeCopy
from circulars.states import DraftState
from survey.domain import answering, asking, certifying, checking, editing, sending
from survey.domain.answering import AnswerRefused
from survey.models import SurveyTask
from tests.acts.answer_stage import typed_for
from tests.acts.draft_rows import BLUEPRINT, HEAD, hung
from tests.acts.readying import change, write
from tests.acts.saying import Saying, check, denied, invalid, wrong
from tests.acts.stage import MONDAY, NOW

pytestmark = pytest.mark.django_db

NO_KINDS = "โปรดเลือกว่าหน่วยงานประเภทใดต้องตอบ"
EARLY = "ยังขาดอีก 5 รายการ หากจะปิดก่อนครบ โปรดเขียนเหตุผล"


def ask(stage, name, *, by="officer", blueprint=BLUEPRINT, of=None):
    copy = stage.letter(name)
    circular = stage.letter(of or name).circular
    return asking.ask(circular, copy=copy, blueprint=blueprint, **stage.now(by))


def head(stage, **values):
    return editing.save_head(stage.task, {**HEAD, **values}, **stage.now("officer"))


def hang(*names):
    """Surveys on these letters, the first of them the one that is tried."""

    def ready(stage):
        stage.task, *stage.others = [hung(stage.letter(name)) for name in names]

    return ready


def hang_above(stage):
    hung(stage.letter("registered").parent)


def hang_empty(stage):
    hang("registered")(stage)
    stage.task.questions.all().delete()


def hang_on_review(stage):
    stage.task = hung(stage.a_draft("review").copy)


def sign_with_code(stage):
    copy = stage.draft()
    stage.drafts["with code"] = copy.drafts.get()
    write(stage, "with code", words={"with_qr": True})
    stage.judge(copy, last=DraftState.SIGNED)
    stage.task = hung(OfficeCopy.objects.get(pk=copy.pk))


def withdraw(stage):
    return sending.withdraw(stage.task, **stage.now("officer"))


def question_of_another(stage):
    question = stage.others[0].questions.get(name="first")
    return editing.save_question(stage.task, question, {}, **stage.now("officer"))


ASKING = [
    denied(
        "ต้องเป็นเจ้าของเรื่องที่ อำเภอหนึ่ง จึงจะทำแบบสำรวจได้",
        lambda s: ask(s, "registered", by="clerk"),
    ),
    wrong("ส่งหนังสือไปแล้ว แบบสำรวจจึงแก้ไขไม่ได้", lambda s: ask(s, "dispatched")),
    wrong(
        "เรื่องนี้มีแบบสำรวจของ จังหวัดหนึ่ง อยู่แล้ว ระบบส่งต่อให้เองพร้อมหนังสือ",
        lambda s: ask(s, "registered"),
        ready=hang_above,
    ),
    invalid(None, "หนังสือฉบับนี้ไม่ใช่ของเรื่องที่เลือก", lambda s: ask(s, "registered", of="endorsed")),
    invalid(
        "kinds", NO_KINDS, lambda s: ask(s, "registered", blueprint=replace(BLUEPRINT, kinds=[]))
    ),
    invalid("kinds", NO_KINDS, lambda s: head(s, kinds=[]), ready=hang("registered")),
    invalid(
        "closes_at",
        "วันปิดรับคำตอบผ่านไปแล้ว โปรดเลือกวันที่ยังมาไม่ถึง",
        lambda s: head(s, closes_at=NOW),
        ready=hang("registered"),
    ),
    denied("คำถามนี้ไม่ได้อยู่ในแบบสำรวจฉบับนี้", question_of_another, ready=hang("registered", "endorsed")),
    invalid(
        "with_qr",
        "หนังสือพิมพ์ QR สำหรับตอบแบบสำรวจ แต่เรื่องนี้ไม่มีแบบสำรวจ โปรดแนบแบบสำรวจ หรือบันทึกร่างใหม่โดยไม่มี QR",
        lambda s: sending.check_can_go(s.letter("registered"), with_qr=True),
    ),
    invalid(
        None,
        "แบบสำรวจของเรื่องนี้ยังไม่มีคำถามให้ตอบ โปรดเพิ่มคำถาม หรือถอดแบบสำรวจออก ก่อนดำเนินการต่อ",
        lambda s: sending.check_can_go(s.letter("registered"), with_qr=False),
        ready=hang_empty,
    ),
    wrong(
        "ร่างหนังสือเสนอไปแล้ว จึงแก้แบบสำรวจไม่ได้ โปรดดึงร่างกลับ หรือให้ส่งร่างกลับแก้ไขก่อน",
        withdraw,
        ready=hang_on_review,
    ),
    wrong(
        "หนังสือลงนามแล้ว จึงแก้แบบสำรวจไม่ได้ โปรดถอนการลงนาม แก้ไข แล้วเสนอลงนามอีกครั้ง",
        withdraw,
        ready=sign_with_code,
    ),
]


def submit(stage, name, typed=None):
    line = stage.line(name)
    answer = typed_for(line) if typed is None else typed
    return answering.submit(line, answer, **stage.now("officer"))


def send_back(stage, name, *, note="แก้ยอด", district=None):
    line = stage.line(name)
    copy = stage.district(district) if district else stage.above(line)
    return checking.return_answer(line.current, note, copy=copy, **stage.now("above officer"))


def accept(stage, name, *, district):
    answer = stage.line(name).current
    return checking.accept(answer, copy=stage.district(district), **stage.now("above officer"))


def excuse(stage, name, *, reason="ยุบ", district="collecting"):
    copy, by = stage.district(district), stage.now("above officer")
    return checking.excuse(stage.line(name), reason, copy=copy, **by)


def certify(stage, name):
    return certifying.certify(stage.district(name), early_reason=" ", **stage.now("above officer"))


def certified_by_province(stage):
    by = stage.province_staff.officer
    certifying.certify(stage.at_province, early_reason="ครบเวลา", by=by, at=NOW)


ANSWERING = [
    wrong(
        "หน้านี้ไม่ตรงกับคำตอบที่มีอยู่ โปรดตรวจดู แล้วกดอีกครั้ง",
        lambda s: answering.save_draft(s.line("waiting"), {}, over=1, **s.now("officer")),
    ),
    wrong("หน่วยงานของท่านได้รับยกเว้น จึงไม่ต้องตอบแบบสำรวจนี้", lambda s: submit(s, "excused")),
    wrong(
        "ปิดรับคำตอบแล้ว โปรดติดต่อหน่วยงานที่ส่งหนังสือมา",
        lambda s: submit(s, "waiting"),
        ready=lambda s: change(s.task, closes_at=NOW),
    ),
    wrong(
        "คำตอบนี้ได้รับการรับรองแล้ว จึงแก้ไขไม่ได้ หากต้องแก้ไข โปรดขอให้หน่วยงานที่รับรองส่งกลับก่อน",
        lambda s: submit(s, "certified"),
    ),
    Saying(
        AnswerRefused,
        "ยังส่งไม่ได้ มี 2 ข้อที่ต้องแก้ไข โปรดดูข้อความที่ข้อนั้น",
        lambda s: submit(s, "waiting", typed={}),
    ),
    wrong("หนังสือฉบับนี้ไม่ได้อยู่ในขั้นรวบรวมคำตอบ หรือรับรองผลไปแล้ว", lambda s: certify(s, "reported")),
    invalid("early_reason", EARLY, lambda s: certify(s, "collecting")),
    invalid(
        "note",
        "โปรดเขียนว่าต้องแก้ไขอะไร ผู้ตอบจะเห็นข้อความนี้",
        lambda s: send_back(s, "submitted", note=" "),
    ),
    denied(
        "คำตอบนี้ไม่ได้มาจากหน่วยงานที่ท่านส่งหนังสือไป",
        lambda s: send_back(s, "submitted", district="reported"),
    ),
    denied(
        "คำตอบนี้ไม่ได้มาจากหน่วยงานที่ท่านส่งหนังสือไป",
        lambda s: accept(s, "submitted", district="reported"),
    ),
    wrong(
        "คำตอบฉบับนี้ถูกส่งกลับหรือมีฉบับใหม่แล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง",
        lambda s: send_back(s, "returned"),
    ),
    wrong(
        "จังหวัดหนึ่ง รับรองผลแล้ว โปรดขอให้ จังหวัดหนึ่ง เป็นผู้ส่งคำตอบกลับ",
        lambda s: send_back(s, "certified"),
        ready=certified_by_province,
    ),
    invalid(
        "reason",
        "โปรดเขียนเหตุที่หน่วยงานนี้ไม่ต้องตอบ",
        lambda s: excuse(s, "waiting", reason=" \n"),
    ),
    denied(
        "หน่วยงานนี้ไม่ได้รับหนังสือผ่านหน่วยงานของท่าน",
        lambda s: excuse(s, "waiting", district="reported"),
    ),
    wrong("หน่วยงานนี้ตอบแล้วหรือได้รับยกเว้นแล้ว", lambda s: excuse(s, "submitted")),
    wrong("หน่วยงานนี้ตอบแล้วหรือได้รับยกเว้นแล้ว", lambda s: excuse(s, "excused")),
]


@pytest.mark.parametrize("saying", ASKING, ids=lambda one: one.sentence[:40])
def test_a_refused_act_on_a_survey_says_why(stage, saying):
    check(saying, stage)


@pytest.mark.parametrize("saying", ANSWERING, ids=lambda one: one.sentence[:40])
def test_a_refused_act_on_an_answer_says_why(answers, saying):
    check(saying, answers)


def test_a_survey_may_close_right_after_it_is_saved(stage):
    """The edge of the sentence above: the next moment is not over yet."""
    assert SurveyTask(closes_at=NOW).is_closed(NOW) is True
    assert SurveyTask(closes_at=NOW).is_closed(MONDAY) is False
