"""What people are told when an act on a letter that was sent is refused: each sentence once, whole."""

import pytest

from circulars.domain import (
    adding,
    cancelling,
    enclosing_later,
    endorsing,
    recalling,
    replacing,
    returning,
)
from circulars.models import Letter, OfficeCopy, Round
from circulars.states import Order, State
from tests.acts.draft_rows import PAPER
from tests.acts.readying import change, make_secret
from tests.acts.saying import check, denied, invalid, wrong
from tests.acts.stage import NOW
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


def add(stage, place="collecting", offices=(), reason="ตกหล่น"):
    return adding.add_recipients(
        stage.letter(place), list(offices), reason=reason, late=True, **stage.now("officer")
    )


def enclose(stage, reason="ลืม"):
    return enclosing_later.enclose_later(
        stage.letter("collecting"), PAPER, reason=reason, **stage.now("signer")
    )


def take_out(stage, reason="ผิด"):
    return enclosing_later.take_out_later(
        stage.letter("collecting"), stage.kept, reason=reason, **stage.now("signer")
    )


def enclosed(stage):
    stage.kept = enclose(stage)


def wanted(place):
    return lambda s: change(s.letters[place], recall_asked_at=MONDAY)


def corrected(place):
    """The letter in this place is a corrected one, beside that which it corrects."""

    def ready(stage):
        copy = stage.letter(place)
        letter = Letter.objects.create(
            circular=copy.circular, issuer_name="จังหวัดหนึ่ง", replaces=copy.letter
        )
        other = stage.letter("reported")
        OfficeCopy.objects.filter(pk=copy.pk).update(letter=letter, reminds=other, parent=None)

    return ready


def next_round(stage):
    days = {"opens_at": MONDAY, "due_at": NOW + DAY, "opened_at": MONDAY}
    Round.objects.create(asker=stage.letter("collecting"), number=2, of=2, name="ก", **days)


def proposed(stage):
    stage.letters["in review"] = OfficeCopy.objects.get(pk=stage.a_draft("review").copy_id)
    wanted("in review")(stage)


SAYINGS = [
    wrong(
        "รายงานผลของเรื่องนี้ไปแล้ว จึงเพิ่มผู้รับไม่ได้ โปรดออกหนังสือฉบับใหม่",
        add,
        ready=lambda s: change(s.letters["collecting"], state=State.REPORTED, closed_at=MONDAY),
    ),
    wrong(
        "รายงานเป็นงวดถึงงวดถัดไปแล้ว จึงเพิ่มผู้รับไม่ได้ โปรดออกหนังสือฉบับใหม่",
        add,
        ready=next_round,
    ),
    wrong(
        "หนังสือฉบับนี้ยังไม่ได้ส่งออก หรือถูกถอนไปแล้ว จึงไม่มีอะไรให้แก้หลังส่ง",
        lambda s: add(s, "approved"),
    ),
    wrong(
        "หนังสือกำลังส่งถึงผู้รับ โปรดรอสักครู่ให้ส่งครบ แล้วลองใหม่",
        add,
        ready=lambda s: s.letter("collecting").dispatches.update(finished_at=None),
    ),
    invalid("reason", "โปรดเขียนเหตุผลที่ส่งเพิ่ม", lambda s: add(s, reason=" ")),
    wrong(
        "หนังสือยังอยู่ที่ผู้รับ ส่งใหม่ได้เมื่อผู้รับส่งคืนหรือเรียกคืนแล้ว",
        lambda s: adding.send_again(
            s.letter("registered"), reason="ส่งใหม่", **s.now("above officer")
        ),
    ),
    wrong(
        "ไม่มีคำขอเรียกคืนหนังสือฉบับนี้ หรือตอบไปแล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง",
        lambda s: recalling.give_up(s.letter("registered"), **s.now("clerk")),
    ),
    wrong(
        "ร่างหนังสือเสนอไปแล้ว โปรดดึงร่างกลับก่อน จึงจะส่งหนังสือคืนได้",
        lambda s: recalling.give_up(s.letter("in review"), **s.now("clerk")),
        ready=proposed,
    ),
    invalid(
        "reason",
        "โปรดเขียนว่าดำเนินการอะไรไปแล้ว ผู้ส่งจะได้ทราบ",
        lambda s: recalling.refuse_recall(s.letter("registered"), reason=" ", **s.now("clerk")),
        ready=wanted("registered"),
    ),
    invalid(
        "reason",
        "โปรดเขียนว่าแก้ไขอะไร ผู้ลงนามและผู้รับจะได้ทราบ",
        lambda s: replacing.begin_correction(
            s.letter("collecting"), reason=" ", **s.now("officer")
        ),
    ),
    invalid(
        "reason",
        "โปรดเขียนว่าส่งไฟล์นี้เพิ่มเพราะอะไร ผู้รับจะได้เข้าใจ",
        lambda s: enclose(s, reason=" "),
    ),
    invalid(
        "file",
        "ไฟล์ของหนังสือชั้นความลับไม่เก็บในระบบ โปรดส่งสิ่งที่ส่งมาด้วยเป็นกระดาษ",
        enclose,
        ready=lambda s: make_secret(s, "collecting"),
    ),
    invalid("reason", "โปรดเขียนเหตุผลที่ถอนไฟล์นี้", lambda s: take_out(s, " "), ready=enclosed),
    invalid(
        "reason",
        "โปรดเขียนเหตุผลที่ยกเลิกเรื่อง ผู้รับทุกแห่งจะได้อ่าน",
        lambda s: cancelling.cancel_matter(s.letter("collecting"), reason=" ", **s.now("signer")),
    ),
    denied(
        "ต้องมีหน้าที่ ผู้ลงนาม / ผู้บังคับบัญชา/ผู้ติดตาม ใน อำเภอหนึ่ง จึงจะทำได้",
        lambda s: cancelling.cancel_matter(
            s.letter("collecting"), reason="ยกเลิก", **s.now("officer")
        ),
    ),
    wrong(
        "หนังสือฉบับแก้ไขส่งคืนไม่ได้ ถ้าไม่ใช่เรื่องของหน่วยงานนี้ ให้ส่งคืนหนังสือฉบับเดิม",
        lambda s: returning.return_to_sender(s.letter("registered"), reason="ผิด", **s.now("clerk")),
        ready=corrected("registered"),
    ),
    invalid(
        "order",
        "หนังสือฉบับแก้ไขไม่ใช่เรื่องใหม่ ให้ดำเนินการต่อที่หนังสือฉบับเดิม ฉบับนี้เก็บเข้าแฟ้มได้",
        lambda s: endorsing.endorse(s.letter("registered"), Order.FORWARD, **s.now("officer")),
        ready=corrected("registered"),
    ),
]


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda one: one.sentence[:40])
def test_a_refused_act_on_a_sent_letter_says_why(stage, saying):
    check(saying, stage)
