"""What people are told when an act on a share, or an order to several units, is refused."""

import pytest

from circulars.domain import registering, sharing
from circulars.domain.sharing import Beside
from circulars.models import RegisterEntry
from circulars.states import Order
from tests.acts.readying import endorse, make_secret
from tests.acts.saying import check, denied, invalid, wrong
from tests.acts.stage import DUE, NOW
from tests.factories import DAY

pytestmark = pytest.mark.django_db

WHY = "โปรดเขียนเหตุผล ผู้รับจะได้เข้าใจ"
BUSY = "กลุ่มงานหนึ่ง มีเรื่องนี้ค้างอยู่แล้ว โปรดรอให้เสร็จหรือถอนก่อน"


def order(stage, name="registered", how=Order.ASSIGN, **beside):
    """The officer of the house gives it to himself, and to the units named beside him."""
    officer = stage.people["officer"]
    return endorse(stage, name, how, to_officer=officer, beside=Beside(**beside))


def shared(stage, name):
    """The letter of a share, by the name of the share."""
    stage.letters[name] = stage.shares[name].copy
    return name


def line(stage, name):
    entries = RegisterEntry.objects.with_passed_on().select_related("book__office", "copy__holder")
    return entries.get(pk=stage.shares[name].receipt_id or stage.a_share(name).receipt_id)


ORDERS = [
    invalid(
        "joint", "โปรดเลือกหน่วยร่วมที่จะรอความเห็น", lambda s: order(s, waits=True, informed=[s.unit])
    ),
    invalid(
        "waits",
        "คำสั่งนี้รอความเห็นหน่วยร่วมไม่ได้ โปรดสั่ง “มอบหมาย” หรือเลือกไม่รอ",
        lambda s: order(s, how=Order.REPORT, waits=True, joint=[s.unit]),
    ),
    invalid(
        "words_due",
        "กำหนดของหน่วยร่วมผ่านไปแล้ว โปรดเลือกวันหลังจากนี้",
        lambda s: order(s, joint=[s.unit], due_at=NOW),
    ),
    invalid(
        "words_due",
        "กำหนดของหน่วยร่วมต้องมาก่อนหรือตรงกับกำหนดตอบของหนังสือ",
        lambda s: order(s, joint=[s.unit], due_at=DUE + DAY),
    ),
    invalid(
        "joint",
        "อำเภอสอง ไม่ใช่หน่วยภายในของหน่วยงานนี้ โปรดเลือกหน่วยอื่น",
        lambda s: order(s, joint=[s.other]),
    ),
    invalid(
        "informed",
        "กลุ่มงานหนึ่ง อยู่ในคำสั่งนี้แล้ว โปรดให้หน่วยละบทบาทเดียว",
        lambda s: order(s, joint=[s.unit], informed=[s.unit]),
    ),
    invalid("joint", BUSY, lambda s: order(s, shared(s, "told"), joint=[s.unit])),
    invalid(
        "to_unit",
        BUSY,
        lambda s: endorse(s, shared(s, "told"), Order.ASSIGN, to_unit=s.unit),
    ),
    invalid(
        "joint",
        "กลุ่มงานหนึ่ง ไม่มีนายทะเบียนข้อมูลข่าวสารลับ จึงให้หนังสือชั้นความลับไม่ได้ โปรดเลือกหน่วยอื่น",
        lambda s: order(s, joint=[s.unit]),
        ready=lambda s: make_secret(s, "registered"),
    ),
    wrong(
        "หนังสือฉบับนี้รอความเห็นของหน่วยร่วม โปรดรอให้ครบ หรือเลือก “ไม่รอความเห็น” ก่อน",
        lambda s: endorse(s, shared(s, "share given"), Order.FILE),
    ),
]

SHARES = [
    wrong(
        "งานของ กลุ่มงานหนึ่ง อยู่ในสถานะ “ลงรับแล้ว” แล้ว โปรดเปิดหน้าหนังสือใหม่อีกครั้ง",
        lambda s: sharing.enter_share(s.a_share("share entered"), **s.now("unit clerk")),
    ),
    wrong(
        "กลุ่มงานหนึ่ง ยังไม่ได้ลงทะเบียนรับหนังสือฉบับนี้ โปรดลงรับก่อน",
        lambda s: sharing.answer_share(s.a_share("share given"), **s.now("unit officer")),
    ),
    invalid(
        "text",
        "โปรดเขียนความเห็นของหน่วยท่าน",
        lambda s: sharing.answer_share(
            s.a_share("share entered"), text=" ", **s.now("unit officer")
        ),
    ),
    denied(
        "ต้องมีหน้าที่ เจ้าของเรื่อง / ผู้ตรวจร่าง / ผู้ลงนาม / ผู้บังคับบัญชา/ผู้ติดตาม ที่ กลุ่มงานหนึ่ง จึงจะทำได้",
        lambda s: sharing.answer_share(s.a_share("share entered"), **s.now("unit clerk")),
    ),
    invalid(
        "reason",
        WHY,
        lambda s: sharing.withdraw_share(s.a_share("share given"), reason=" ", **s.now("officer")),
    ),
    wrong(
        "หนังสือฉบับนี้ไม่ได้รอความเห็นของหน่วยใด",
        lambda s: sharing.go_on(s.a_share("told").copy, reason="เร่ง", **s.now("officer")),
    ),
    wrong(
        "กลุ่มงานหนึ่ง ดำเนินการกับหนังสือฉบับนี้แล้ว จึงยกเลิกเลขรับไม่ได้",
        lambda s: registering.void_entry(line(s, "share done"), reason="ผิด", **s.now("unit clerk")),
    ),
]


@pytest.mark.parametrize("saying", [*ORDERS, *SHARES], ids=lambda one: one.sentence[:40])
def test_a_refused_act_beside_the_main_unit_says_why(stage, saying):
    check(saying, stage)
