"""What people are told when an act on an office or an account is refused: each sentence once, whole."""

import datetime as dt

import pytest

from administration import accounts, offices, posts, reminders
from circulars.domain import numbering
from circulars.models import BookKind, Urgency
from offices.models import ActingKind, CircularSeries, Post, Role, User
from tests import factories
from tests.acts.readying import change
from tests.acts.saying import check, denied, invalid
from tests.acts.stage import NOW
from tests.acts.trying import taken_back
from workflow.rungs import Rungs

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
YESTERDAY = TODAY - dt.timedelta(days=1)
BEFORE = factories.LONG_AGO - dt.timedelta(days=1)


def new_signer(stage, name=""):
    """Somebody of the house who may sign, with an order to sign for another."""
    user = factories.person(name)
    stage.post = factories.post(user, stage.house, Role.SIGNER)
    stage.acting = factories.acting(stage.post, "นายอำเภอ")


def ended_signer(stage):
    """The same, and both have their last day."""
    new_signer(stage)
    change(stage.post, ends_on=TODAY)
    change(stage.acting, ends_on=TODAY)


def open_account(stage, username):
    return accounts.open_account(
        stage.house, Role.CLERK, username=username, starts_on=TODAY, **stage.now("admin")
    )


def give_post(stage, user, **days):
    days = {"starts_on": TODAY, **days}
    return posts.give_post(user, stage.house, Role.CLERK, **days, **stage.now("admin"))


def give_acting(stage, post, **days):
    days = {"starts_on": TODAY, **days}
    return posts.give_acting(
        post, ActingKind.ON_BEHALF, for_position="นายอำเภอ", **days, **stage.now("admin")
    )


def settings(stage, office, **values):
    return offices.change_settings(office, values, **stage.now("admin"))


def first_number(stage, first, kind=BookKind.RECEIVED):
    return numbering.set_first_number(stage.house, kind, 2020, first, **stage.now("admin"))


def admin_of_all(stage):
    change(stage.people["clerk"], is_superuser=True)


def rungs(stage, before, after):
    return reminders.set_reminders(
        stage.house, {Urgency.MOST_URGENT: Rungs(before, after)}, **stage.now("admin")
    )


PEOPLE = [
    denied(
        "ต้องเป็นผู้ดูแลบัญชีของ อำเภอหนึ่ง จึงจะทำได้",
        lambda s: offices.make_unit(s.house, name="กลุ่ม", **s.now("supervisor")),
    ),
    denied(
        "บัญชีนี้เป็นของผู้ดูแลระบบ แก้ไขที่นี่ไม่ได้",
        lambda s: accounts.change_account(
            User.objects.get(pk=s.people["clerk"].pk), {"phone": "02"}, **s.now("admin")
        ),
        ready=admin_of_all,
    ),
    denied(
        "มอบหน้าที่ให้ตนเองไม่ได้ โปรดให้ผู้ดูแลบัญชีคนอื่นหรือของหน่วยเหนือดำเนินการ",
        lambda s: give_post(s, s.people["admin"]),
    ),
    invalid(
        "username",
        "ชื่อผู้ใช้นี้มีแล้ว โปรดใช้ชื่ออื่น",
        lambda s: open_account(s, s.people["clerk"].username.upper()),
    ),
    invalid(
        "email",
        "โปรดกรอกอีเมล เพื่อส่งลิงก์ตั้งรหัสผ่าน",
        lambda s: accounts.send_password_link(s.people["clerk"], **s.now("admin")),
    ),
    invalid(
        "role",
        "มีหน้าที่นี้อยู่แล้ว ถ้าจะเปลี่ยนวันที่ ให้สิ้นสุดหน้าที่เดิมก่อน",
        lambda s: give_post(s, s.people["clerk"]),
    ),
    invalid(
        "ends_on",
        "วันสิ้นสุดต้องไม่ก่อนวันเริ่ม",
        lambda s: give_post(s, s.people["officer"], ends_on=YESTERDAY),
    ),
    invalid(
        "ends_on",
        "วันสิ้นสุดต้องไม่ก่อนวันเริ่มหน้าที่",
        lambda s: posts.end_post(s.post, ends_on=BEFORE, **s.now("admin")),
        ready=new_signer,
    ),
    invalid(
        "ends_on",
        "หน้าที่นี้มีวันสิ้นสุดแล้ว ถ้าจะให้ต่อ ให้มอบหน้าที่ใหม่",
        lambda s: posts.end_post(s.post, ends_on=TODAY + dt.timedelta(days=1), **s.now("admin")),
        ready=ended_signer,
    ),
    invalid(
        "post",
        "การลงนามแทนให้ได้เฉพาะผู้มีหน้าที่ผู้ลงนาม",
        lambda s: give_acting(s, Post.objects.get(user=s.people["clerk"])),
    ),
    invalid(
        "ends_on",
        "วันสิ้นสุดต้องไม่ก่อนวันเริ่ม",
        lambda s: give_acting(s, s.post, ends_on=YESTERDAY),
        ready=new_signer,
    ),
    invalid(
        "knows_overlap",
        "มีคำสั่งให้ สมชาย ใจดี แทนตำแหน่งนี้ในช่วงวันเดียวกันอยู่แล้ว ถ้าต้องการให้มีสองคำสั่ง โปรดยืนยัน",
        lambda s: give_acting(s, s.post),
        ready=lambda s: new_signer(s, "สมชาย ใจดี"),
    ),
    invalid(
        "ends_on",
        "วันสิ้นสุดต้องไม่ก่อนวันเริ่ม",
        lambda s: posts.end_acting(s.acting, ends_on=BEFORE, **s.now("admin")),
        ready=new_signer,
    ),
    invalid(
        "ends_on",
        "การลงนามแทนนี้มีวันสิ้นสุดแล้ว ถ้าจะให้ต่อ ให้ตั้งใหม่ตามคำสั่งใหม่",
        lambda s: posts.end_acting(
            s.acting, ends_on=TODAY + dt.timedelta(days=1), **s.now("admin")
        ),
        ready=ended_signer,
    ),
]

OFFICES = [
    invalid(
        "number_code",
        "เลขของ กลุ่มงานหนึ่ง (ทด 0001) จะซ้ำกับ อำเภอหนึ่ง "
        "หน่วยที่ออกเลขเองต้องมีรหัสในเลขที่หนังสือของตนเอง ไม่ซ้ำกับหน่วยอื่น เช่น 0023.4",
        lambda s: settings(s, s.unit, issues_numbers=True),
    ),
    invalid(
        "reception",
        "หน่วยรับหนังสือต้องเป็นหน่วยภายในของหน่วยงานนี้",
        lambda s: settings(s, s.house, reception=s.other),
    ),
    invalid(
        "circular_series",
        "ปีนี้ออกเลข ว ไปแล้ว เปลี่ยนแบบเลขเวียนกลางปีเลขจะซ้ำ โปรดเปลี่ยนเมื่อขึ้นปีใหม่",
        lambda s: settings(s, s.house, circular_series=CircularSeries.SHARED),
    ),
    invalid(
        "after_004",
        "โปรดใส่อย่างน้อยหนึ่งวัน เพราะเรื่องที่เลยกำหนดต้องมีผู้ได้รับการเตือน",
        lambda s: rungs(s, (3, 1), ()),
    ),
    invalid(
        "before_004",
        "เตือนได้ไม่เกิน 6 ครั้ง โปรดเอาบางวันออก",
        lambda s: rungs(s, tuple(range(1, 8)), (1,)),
    ),
    invalid("after_004", "จำนวนวันต้องอยู่ระหว่าง 1 ถึง 60", lambda s: rungs(s, (), (1, 61))),
    invalid(
        "name",
        "มีหน่วยชื่อนี้อยู่แล้ว",
        lambda s: offices.make_unit(s.house, name=" กลุ่มงานหนึ่ง ", **s.now("admin")),
    ),
    invalid(
        "first_number",
        "เลขแรกต้องเป็นจำนวนเต็มตั้งแต่ ๑ ขึ้นไป",
        lambda s: first_number(s, 0),
    ),
]


@pytest.mark.parametrize("saying", [*PEOPLE, *OFFICES], ids=lambda one: one.sentence[:40])
def test_a_refused_act_on_an_office_says_why(stage, saying):
    check(saying, stage)


def test_a_book_in_use_says_its_last_number(stage):
    last = stage.letter("outside").entries.get().book.last_number

    sentence = f"สมุดนี้เริ่มใช้เลขแล้ว จึงเปลี่ยนเลขแรกไม่ได้ เลขล่าสุดคือ {last}"
    check(invalid("first_number", sentence, lambda s: first_number(s, 500)), stage)


def test_who_sits_elsewhere_too_is_changed_by_nobody_of_one_office_alone(stage):
    user = stage.people["clerk"]
    with taken_back():
        factories.post(user, stage.other, Role.OFFICER)
        sentence = (
            f"{user.full_name} มีหน้าที่ที่ อำเภอสอง ด้วย จึงแก้ไขบัญชีจากที่นี่ไม่ได้ แก้ได้เฉพาะหน้าที่ในหน่วยงานของท่าน"
        )

        def change_it(s):
            return accounts.change_account(user, {"phone": "02"}, **s.now("admin"))

        check(denied(sentence, change_it), stage)


def test_power_to_sign_for_another_is_in_the_log_when_given_and_when_ended(stage):
    with taken_back():
        new_signer(stage)
        given = give_acting(stage, stage.post, by_order="คำสั่งที่ 1/2563", knows_overlap=True)
        posts.end_acting(given, ends_on=TODAY, **stage.now("admin"))

        events = stage.house_events()[-2:]

        assert [(one.data["what"], one.actor_id) for one in events] == [
            ("acting_given", stage.people["admin"].pk),
            ("acting_ended", stage.people["admin"].pk),
        ]
        assert events[0].data == {
            "what": "acting_given",
            "user": stage.post.user_id,
            "acting": "ปฏิบัติราชการแทน นายอำเภอ",
        }
