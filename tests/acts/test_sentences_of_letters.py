"""What people are told when an act on a letter or a draft is refused: each sentence once, whole."""

from dataclasses import replace

import pytest

from circulars.domain import (
    correcting,
    extending,
    intake,
    moving,
    registering,
    reporting,
    returning,
)
from circulars.domain.received import as_received
from circulars.models import RegisterEntry, Secrecy
from circulars.states import AfterVoid, Order, State
from tests.acts.draft_rows import PAPER
from tests.acts.readying import (
    LETTER,
    at_reception,
    by_newest_clerk,
    change,
    come_back,
    endorse,
    entry,
    make_secret,
    receive,
    second_clerk,
    void,
)
from tests.acts.saying import check, denied, invalid, wrong
from tests.acts.stage import DUE, NOW
from tests.factories import DAY

pytestmark = pytest.mark.django_db

WHY = "โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ"
NO_SUBJECT = "โปรดกรอกเรื่อง ถ้าหนังสือไม่มีเรื่อง ให้เขียนสรุปสั้น ๆ"


INTAKE = [
    invalid("subject", NO_SUBJECT, lambda s: receive(s, subject=" ")),
    invalid(
        "secrecy",
        "หนังสือชั้นลับที่สุดลงในระบบนี้ไม่ได้ ให้ลงทะเบียนลับแยกต่างหาก",
        lambda s: receive(s, secrecy="004"),
    ),
    wrong("แบบนี้เพิ่งลงรับไปเมื่อครู่ โปรดดูเลขรับที่โต๊ะรับ", receive, ready=receive),
    invalid(
        "letter_file",
        "ระบบไม่เก็บไฟล์ของหนังสือชั้นความลับ ให้เก็บตัวจริงกับนายทะเบียน",
        lambda s: intake.receive_letter(
            s.house, replace(LETTER, secrecy=Secrecy.SECRET), files=[PAPER], **s.now("clerk")
        ),
    ),
    invalid(
        "subject",
        "โปรดกรอกเรื่อง",
        lambda s: intake.start_circular(s.house, subject=" ", **s.now("officer")),
    ),
    invalid(
        None,
        "ยังไม่มีอะไรเปลี่ยน แก้ข้อมูลหรือแนบไฟล์ก่อนกดบันทึก",
        lambda s: correcting.correct(
            s.letter("outside"), as_received(s.letter("outside")), **s.now("clerk")
        ),
    ),
    invalid(
        "subject",
        NO_SUBJECT,
        lambda s: correcting.correct(
            s.letter("outside"),
            replace(as_received(s.letter("outside")), subject=" "),
            **s.now("clerk"),
        ),
    ),
    wrong(
        "หนังสือฉบับนี้ส่งมาทางระบบ ผู้ส่งเท่านั้นที่แก้ได้ โปรดส่งคืนพร้อมเหตุผล",
        lambda s: correcting.correct(s.letter("registered"), LETTER, **s.now("clerk")),
    ),
    denied(
        "ต้องมีหน้าที่ สารบรรณ / เจ้าของเรื่อง ที่ อำเภอหนึ่ง จึงจะทำได้",
        lambda s: correcting.correct(s.letter("outside"), LETTER, **s.now("unit clerk")),
    ),
]

REGISTER = [
    denied(
        "ต้องมีหน้าที่ สารบรรณ / เจ้าของเรื่อง ที่ อำเภอหนึ่ง จึงจะทำได้",
        lambda s: registering.register(s.letter("arrived"), **s.now("reviewer")),
    ),
    wrong(
        "มีผู้ลงรับหนังสือฉบับนี้แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง",
        lambda s: registering.register(s.letter("registered"), **s.now("clerk")),
    ),
    wrong(
        "ทำไม่ได้ เพราะหนังสือฉบับนี้อยู่ในสถานะ “ผู้ส่งเรียกคืน” แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง",
        lambda s: registering.register(s.letter("recalled"), **s.now("clerk")),
    ),
    wrong(
        "เรื่องนี้เริ่มที่หน่วยงานนี้เอง จึงไม่มีหนังสือให้ลงรับ",
        lambda s: registering.register(s.letter("own"), **s.now("clerk")),
        ready=lambda s: change(s.letters["own"], state=State.REGISTERED, receipted_at=None),
    ),
    wrong("เลขนี้ยกเลิกไปแล้ว", lambda s: void(s, "voided")),
    wrong(
        "เลขของหนังสือที่ลงนามแล้วยกเลิกไม่ได้ ให้ออกหนังสือฉบับใหม่แทน",
        lambda s: registering.void_entry(
            RegisterEntry.objects.get(letter=s.a_draft("signed").letter),
            reason="ผิด",
            **s.now("clerk"),
        ),
    ),
    wrong("หนังสือฉบับนี้ดำเนินการต่อไปแล้ว จึงยกเลิกเลขรับไม่ได้", lambda s: void(s, "endorsed")),
    wrong(
        "หนังสือฉบับนี้ส่งต่อให้ กลุ่มงานหนึ่ง แล้ว จึงยกเลิกเลขของ อำเภอหนึ่ง ไม่ได้ "
        "ถ้าเป็นฉบับซ้ำหรือลงผิด ให้ กลุ่มงานหนึ่ง เก็บเข้าแฟ้มพร้อมเหตุผล",
        lambda s: void(s, "given"),
    ),
    wrong(
        "หน่วยอื่นลงรับหนังสือฉบับนี้ต่อจากเลขนี้แล้ว จึงยกเลิกเลขนี้ไม่ได้",
        lambda s: void(s, "given"),
        ready=come_back,
    ),
    wrong(
        "หนังสือฉบับนี้ส่งมาทางระบบ ถ้าไม่ใช่ของหน่วยงานนี้หรือซ้ำ ให้ส่งคืนผู้ส่งแทน",
        lambda s: void(s, "registered", after=AfterVoid.CLOSE),
    ),
    wrong(
        "เลิกทำไม่ทันแล้ว ถ้าลงผิดให้ยกเลิกเลขนี้พร้อมเหตุผลในทะเบียน",
        lambda s: registering.undo_entry(entry(s, "registered"), **s.now("clerk")),
    ),
    denied(
        "เลิกทำได้เฉพาะผู้ที่ลงเลขนี้เอง ผู้อื่นให้ยกเลิกเลขพร้อมเหตุผลในทะเบียน",
        lambda s: registering.undo_entry(entry(s, "outside"), **by_newest_clerk(s)),
        ready=second_clerk,
    ),
    invalid("reason", "โปรดเขียนเหตุผลที่ยกเลิกเลขนี้", lambda s: void(s, "registered", reason=" ")),
    wrong(
        "ทำไม่ได้ เพราะหนังสือฉบับนี้อยู่ในสถานะ “เก็บเข้าแฟ้ม” อาจมีผู้อื่นดำเนินการไปแล้ว",
        lambda s: moving.move(s.letter("filed"), State.REGISTERED, at=NOW),
    ),
]

ORDERS = [
    wrong(
        "กลุ่มงานหนึ่ง ยังไม่ได้ลงทะเบียนรับหนังสือฉบับนี้ โปรดลงรับก่อน",
        lambda s: endorse(s, "given", Order.FILE, by="unit officer"),
    ),
    denied(
        "สารบรรณมอบหมายให้หน่วย/เจ้าหน้าที่ หรือเก็บเข้าแฟ้มได้ แต่สั่งการอย่างอื่นไม่ได้",
        lambda s: endorse(s, "registered", Order.REPORT, by="clerk"),
    ),
    invalid(
        "to_officer",
        "โปรดเลือกหน่วยหรือเจ้าหน้าที่ที่จะมอบหมาย",
        lambda s: endorse(s, "registered", Order.ASSIGN),
    ),
    invalid(
        "to_unit",
        "มอบหมายได้เฉพาะหน่วยภายในของหน่วยงานเดียวกัน",
        lambda s: endorse(s, "registered", Order.ASSIGN, to_unit=s.other),
    ),
    invalid(
        "to_officer",
        "หน่วยนี้ไม่มีนายทะเบียนข้อมูลข่าวสารลับ หนังสือชั้นความลับต้องระบุเจ้าหน้าที่ผู้รับ",
        lambda s: endorse(s, "registered", Order.ASSIGN, to_unit=s.unit),
        ready=lambda s: make_secret(s, "registered"),
    ),
    wrong(
        "หนังสือฉบับนี้ไม่ได้ส่งมาทางระบบ จึงส่งคืนทางระบบไม่ได้",
        lambda s: returning.return_to_sender(s.letter("outside"), reason="ผิด", **s.now("clerk")),
    ),
    wrong(
        "คืนได้เฉพาะหนังสือที่หน่วยนี้ยังไม่ได้ลงรับ",
        lambda s: returning.hand_back(s.letter("in unit"), reason="ผิด", **s.now("unit clerk")),
    ),
    wrong(
        "หนังสือฉบับนี้ยังไม่มีหน่วยใดลงรับ จึงไม่มีหน่วยให้คืน",
        lambda s: returning.hand_back(s.letter("at reception"), reason="ผิด", **s.now("unit clerk")),
        ready=at_reception,
    ),
    wrong(
        "หนังสือฉบับนี้ไม่มีผู้ส่งในระบบ",
        lambda s: returning.recall(s.letter("own"), reason="ผิด", **s.now("above officer")),
    ),
    invalid(
        "reason",
        WHY,
        lambda s: returning.return_to_sender(s.letter("registered"), reason=" ", **s.now("clerk")),
    ),
    invalid(
        "reason",
        WHY,
        lambda s: returning.hand_back(s.letter("given"), reason="\n", **s.now("unit clerk")),
    ),
    invalid(
        "reason",
        WHY,
        lambda s: returning.recall(s.letter("arrived"), reason="", **s.now("above officer")),
    ),
    invalid(
        "reason",
        "โปรดเขียนเหตุผลที่เปลี่ยนกำหนด ผู้รับจะได้อ่าน",
        lambda s: extending.extend(
            s.letter("arrived"), DUE + DAY, reason=" ", **s.now("above officer")
        ),
    ),
    invalid(
        "due_at",
        "กำหนดใหม่เหมือนกำหนดเดิม โปรดเลือกวันอื่น",
        lambda s: extending.extend(s.letter("arrived"), DUE, reason="ช้า", **s.now("above officer")),
    ),
    wrong(
        "หน่วยงานนี้ตอบหรือปิดเรื่องแล้ว จึงไม่ต้องขยายเวลา",
        lambda s: extending.extend(
            s.letter("reported"), DUE + DAY, reason="ช้า", **s.now("above officer")
        ),
    ),
    wrong(
        "เรื่องนี้ปิดแล้ว จึงตอบไม่ได้ โปรดติดต่อหน่วยงานผู้ส่ง",
        lambda s: reporting.report_done(s.letter("filed"), note="ทำแล้ว", **s.now("officer")),
    ),
    invalid(
        "note",
        "โปรดเขียนผลการดำเนินการ ผู้ส่งจะได้ทราบ",
        lambda s: reporting.report_done(s.letter("reporting"), note=" ", **s.now("officer")),
    ),
    invalid(
        "reason",
        "โปรดเขียนเหตุผลที่ส่งกลับ",
        lambda s: reporting.reopen(s.letter("reported"), reason=" ", **s.now("above officer")),
    ),
]


@pytest.mark.parametrize("saying", [*INTAKE, *REGISTER, *ORDERS], ids=lambda one: one.sentence[:40])
def test_a_refused_act_on_a_letter_says_why(stage, saying):
    check(saying, stage)


@pytest.mark.parametrize("officer", ["unit officer", "foreign officer"])
def test_an_owner_of_the_matter_sits_where_it_lies(stage, officer):
    name = stage.people[officer].full_name
    sentence = {
        "unit officer": f"{name} ไม่ได้อยู่ที่ อำเภอหนึ่ง โปรดสั่ง “มอบหมาย” ให้หน่วยของผู้นั้นก่อน หรือเลือกผู้อื่น",
        "foreign officer": f"{name} ไม่มีหน้าที่ในหน่วยงานนี้ โปรดเลือกเจ้าหน้าที่คนอื่น",
    }[officer]

    def order(s):
        return endorse(s, "registered", Order.REPORT, to_officer=s.people[officer])

    check(invalid("to_officer", sentence, order), stage)
