"""What people are told when an act on a draft or a sending is refused: each sentence once, whole."""

import pytest
from django.test import override_settings

from circulars.domain import approving, dispatching, drafting, enclosing, rewriting, unsigning
from circulars.domain.bundling import mark_of
from circulars.errors import NotAllowed, Overtaken
from circulars.states import State
from offices.models import Post, Role
from tests import factories
from tests.acts.draft_rows import PAPER
from tests.acts.readying import all_answered, change, make_secret, nobody_below, remind, write
from tests.acts.saying import Saying, check, denied, invalid, wrong
from tests.acts.stage import DUE
from tests.acts.trying import taken_back
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db

LATE = "กำหนดให้ผู้รับตอบผ่านไปแล้ว โปรดยืนยันว่าจะส่งทั้งที่เลยกำหนด หรือส่งร่างกลับไปแก้กำหนด"


def submit(stage):
    return approving.submit(stage.a_draft("writing"), **stage.now("drafter"))


def sign(stage, by="signer", **words):
    return approving.sign(stage.a_draft("passed"), **words, **stage.now(by))


def order_of_another(stage):
    """To sign for somebody, given to a signer of another office."""
    post = Post.objects.get(user=stage.people["above signer"], role=Role.SIGNER)
    stage.foreign_order = factories.acting(post, "ผู้ว่าราชการจังหวัด")


def new_letterhead(stage):
    stage.seen = mark_of(stage.a_draft("passed"))
    change(stage.house, address="ที่อยู่ที่ผู้ลงนามไม่เคยเห็น")


SAYINGS = [
    wrong(
        "ร่างนี้อยู่ในสถานะ “รอตรวจ” แล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง",
        lambda s: write(s, "review"),
    ),
    wrong(
        "ต้นเรื่องไม่มีอะไรเปลี่ยนหลังเขียนร่างนี้แล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง",
        lambda s: rewriting.settle_rewriting(
            s.a_draft("writing"), take=True, asks_answer=False, **s.now("drafter")
        ),
    ),
    invalid("subject", "โปรดกรอกเรื่อง", lambda s: write(s, words={"subject": " "})),
    invalid(
        "recipients",
        "กลุ่มผู้รับไม่ถูกต้อง: departments, provinces",
        lambda s: write(s, recipients={"groups": ["provinces", "departments", "saos"]}),
    ),
    invalid(
        "files",
        "ไฟล์ของหนังสือชั้นความลับไม่เก็บในระบบ โปรดส่งสิ่งที่ส่งมาด้วยเป็นกระดาษ",
        lambda s: enclosing.attach(s.a_draft("writing"), PAPER, **s.now("drafter")),
        ready=lambda s: make_secret(s, "drafting"),
    ),
    invalid(
        "reason",
        "โปรดเขียนเหตุผลที่ยกเลิกร่าง",
        lambda s: drafting.cancel(s.a_draft("writing"), reason=" ", **s.now("drafter")),
    ),
    invalid(
        "recipients",
        "ยังไม่ได้เลือกผู้รับ โปรดเลือกกลุ่มผู้รับ หรือเพิ่มหน่วยงานอย่างน้อยหนึ่งแห่ง",
        submit,
        ready=lambda s: write(s, recipients={}),
    ),
    invalid(
        "due_at",
        "กำหนดให้ผู้รับตอบผ่านไปแล้ว โปรดเลือกวันที่ยังมาไม่ถึง หรือเว้นว่างไว้ถ้าไม่กำหนด",
        submit,
        ready=lambda s: write(s, due_at=MONDAY),
    ),
    invalid(
        "body",
        "หนังสือยังไม่มีข้อความ โปรดเขียนข้อความก่อนเสนอ",
        submit,
        ready=lambda s: write(s, words={"body": " "}),
    ),
    invalid(
        "comment",
        "โปรดเขียนว่าต้องแก้ไขอะไร ผู้ร่างจะได้แก้ถูก",
        lambda s: approving.send_back(s.a_draft("review"), comment=" ", **s.now("reviewer")),
    ),
    denied(
        "ต้องมีหน้าที่ ผู้ลงนาม ใน อำเภอหนึ่ง จึงจะทำได้",
        lambda s: sign(s, by="supervisor"),
    ),
    denied(
        "ผู้ร่างตรวจหรือลงนามร่างของตนเองไม่ได้ โปรดให้ผู้อื่นดำเนินการ",
        lambda s: sign(s, by="drafter"),
    ),
    denied(
        "คำสั่งให้ลงนามแทนไม่มีผลในวันนี้ โปรดเลือกฐานะผู้ลงนามใหม่",
        lambda s: sign(s, acting=s.foreign_order),
        ready=order_of_another,
    ),
    wrong(
        "ยังไม่มีหนังสือที่ลงนามแล้ว จึงไม่มีลายมือชื่อให้ถอน",
        lambda s: unsigning.unsign(s.letter("drafting"), reason="แก้", **s.now("officer")),
        ready=lambda s: change(s.letters["drafting"], state=State.APPROVED),
    ),
    invalid(
        "reason",
        "โปรดเขียนว่าต้องแก้อะไร ผู้ลงนามจะได้ทราบ",
        lambda s: unsigning.unsign(s.letter("approved"), reason=" ", **s.now("officer")),
    ),
    wrong(
        "โปรดเปิดหน้านี้ใหม่ อ่านฉบับล่าสุด แล้วจึงลงนาม",
        lambda s: sign(s, seen="?"),
    ),
    wrong(
        "ตั้งแต่ท่านเปิดหน้านี้ มีการแก้หัวหนังสือและตรา โปรดอ่านฉบับล่าสุดที่แสดงอยู่นี้ แล้วจึงลงนาม",
        lambda s: sign(s, seen=s.seen),
        ready=new_letterhead,
    ),
    Saying(
        NotAllowed,
        "โปรดพิมพ์รหัสผ่าน หรือรหัสจากแอปยืนยันตัวตน เพื่อยืนยันว่าท่านเป็นผู้ลงนาม",
        override_settings(SIGN_CONFIRMATION=True)(sign),
        "proof",
    ),
    invalid("late", LATE, sign, ready=lambda s: change(s.drafts["passed"], due_at=MONDAY)),
    invalid(
        "late",
        LATE,
        lambda s: dispatching.dispatch(s.letter("approved"), by=s.people["officer"], at=DUE),
    ),
    wrong(
        "ยังไม่มีหนังสือที่ลงนามแล้วให้ส่ง",
        lambda s: dispatching.dispatch(s.letter("drafting"), **s.now("officer")),
        ready=lambda s: change(s.letters["drafting"], state=State.APPROVED),
    ),
    invalid(
        "recipients",
        "ไม่มีผู้รับตามกฎที่เลือก โปรดแก้ไขผู้รับ",
        lambda s: dispatching.dispatch(s.letter("approved"), **s.now("officer")),
        ready=nobody_below,
    ),
    wrong(
        "ยังไม่ได้ส่งหนังสือฉบับนี้ถึงใคร จึงไม่มีใครต้องเตือน",
        lambda s: remind(s, "approved"),
    ),
    wrong("ไม่มีผู้รับที่เลยกำหนดแล้วยังไม่ตอบ จึงไม่มีใครต้องเตือน", remind, ready=all_answered),
]


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda one: one.sentence[:40])
def test_a_refused_act_on_a_draft_says_why(stage, saying):
    check(saying, stage)


def test_a_second_reminder_of_one_day_names_the_first(stage):
    with taken_back():
        first = remind(stage)
        sentence = f"วันนี้ออกหนังสือเตือนเรื่องนี้แล้ว ที่ {first.number_printed}"

        check(wrong(sentence, remind), stage)


def test_who_was_overtaken_hears_by_whom_and_which_version_stands(stage):
    name = stage.people["drafter"].full_name
    number = stage.a_draft("writing").latest.number

    with pytest.raises(Overtaken) as caught:
        write(stage, by="officer", base=number - 1, words={"body": "ของผม"})

    assert caught.value.number == number
    assert str(caught.value) == (
        f"{name} บันทึกฉบับที่ {number} ระหว่างที่ท่านแก้ไข สิ่งที่ท่านพิมพ์ยังอยู่ในหน้านี้ "
        "โปรดดูความแตกต่างก่อน ถ้าจะใช้ของท่านแทน ให้กดอีกครั้ง"
    )
    assert stage.a_draft("writing").latest.number == number
