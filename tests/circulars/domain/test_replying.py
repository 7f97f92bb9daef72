"""A letter is answered by a letter: upward, sideways, to whoever wrote it (ข้อ 39)."""

import pytest

from circulars.domain import approving, dispatching, drafting, endorsing, registering, reporting
from circulars.domain.address_book import keep_address
from circulars.domain.content import content_of
from circulars.domain.replying import start_reply
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import (
    Ask,
    CorrespondentKind,
    Dispatch,
    Expectation,
    LetterKind,
    OfficeCopy,
)
from circulars.states import Order, State
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


class World:
    """A province that asks its district for a report, with one local government below."""

    def __init__(self):
        self.province = factories.office("จังหวัดหนึ่ง", head_title="ผู้ว่าราชการจังหวัดหนึ่ง")
        below = {"parent": self.province, "province": self.province}
        self.district = factories.office("อำเภอหนึ่ง", Kind.DISTRICT, **below)
        self.other = factories.office("อำเภอสอง", Kind.DISTRICT, **below)
        inside = {"parent": self.district, "province": self.province, "district": self.district}
        self.local = factories.office("อบต.ก", Kind.SAO, **inside)
        self.staff = {
            one: factories.Staff(one)
            for one in (self.province, self.district, self.other, self.local)
        }

    def sign_and_send(self, copy, rule=None, at=MONDAY, **terms):
        staff = self.staff[copy.office]
        draft = copy.drafts.get()
        content = content_of(draft.latest)
        body = {"body": content.body.replace("… (ให้ผู้ร่างเติม)", "ได้ดำเนินการแล้ว") or "ข้อความ"}
        words = type(content)(**{**_words(content), **body})
        terms |= {"recipients": rule} if rule is not None else {}
        drafting.save_version(draft, words, by=staff.officer, at=at, **terms)
        approving.submit(draft, by=staff.officer, at=at)
        approving.pass_on(draft, by=staff.reviewer, at=at)
        approving.sign(draft, by=staff.signer, at=at)
        sending = dispatching.dispatch(copy, by=staff.officer, at=at)
        dispatching.fan_out(sending.pk, at=at)
        return Dispatch.objects.get(pk=sending.pk)

    def asked(self):
        """The letter of the province as it lies registered in the district, a report owed."""
        from circulars.domain.intake import start_circular
        from workflow.handlers import keep_ledger

        top = start_circular(
            self.province,
            by=self.staff[self.province].officer,
            at=MONDAY,
            subject="การสำรวจแหล่งน้ำ",
            due_at=MONDAY + 9 * DAY,
        )
        sending = self.sign_and_send(top, {"groups": ["districts"]}, asks=Ask.REPLY)
        keep_ledger(sending, at=MONDAY)
        copy = OfficeCopy.objects.get(dispatch=sending, office=self.district)
        registering.register(copy, by=self.staff[self.district].clerk, at=MONDAY)
        return OfficeCopy.objects.get(pk=copy.pk)


def _words(content):
    return {name: getattr(content, name) for name in type(content).__dataclass_fields__}


@pytest.fixture
def world():
    return World()


def test_a_reply_is_written_in_advance_to_who_wrote(world):
    copy = world.asked()

    reply = start_reply(copy, by=world.staff[world.district].officer, at=MONDAY)

    draft = reply.drafts.get()
    content = content_of(draft.latest)
    assert (reply.answers, reply.state, reply.letter) == (copy, State.DRAFTING, None)
    assert draft.recipients == {"also": [world.province.pk]}
    assert (draft.as_circular, draft.asks) == (False, Ask.NOTHING)
    assert content.subject == "การสำรวจแหล่งน้ำ"
    assert (content.salutation, content.addressee) == ("เรียน", "ผู้ว่าราชการจังหวัดหนึ่ง")
    assert content.references == [
        f"หนังสือจังหวัดหนึ่ง ที่ {_thai(copy.letter.number_printed)} ลงวันที่ ๒๖ ตุลาคม ๒๕๖๓"
    ]
    assert content.body == (
        "ตามหนังสือที่อ้างถึง จังหวัดหนึ่งแจ้งเรื่อง การสำรวจแหล่งน้ำ นั้น\n\n"
        "อำเภอหนึ่งขอเรียนว่า … (ให้ผู้ร่างเติม)\n\n"
        "จึงเรียนมาเพื่อโปรดทราบ"
    )


def _thai(text):
    from thai.digits import to_thai

    return to_thai(text)


def test_the_reply_reaches_the_desk_above_and_settles_what_was_owed(world):
    copy = world.asked()
    endorsing.endorse(copy, Order.REPORT, by=world.staff[world.district].officer, at=MONDAY)
    reply = start_reply(copy, by=world.staff[world.district].officer, at=MONDAY)

    sending = world.sign_and_send(reply)

    above = OfficeCopy.objects.get(office=world.province, dispatch=sending)
    assert (above.state, above.parent) == (State.ARRIVED, reply)
    assert above.letter.number_printed.endswith("/1")
    copy.refresh_from_db()
    assert (copy.state, copy.answered_at) == (State.REPORTED, MONDAY)
    line = Expectation.objects.get(copy=copy)
    assert (line.answered_by, line.reply) == ("letter", sending.letter)


def test_a_reply_to_somebody_else_settles_nothing(world):
    copy = world.asked()
    reply = start_reply(copy, by=world.staff[world.district].officer, at=MONDAY)

    world.sign_and_send(reply, {"also": [world.other.pk]})

    copy.refresh_from_db()
    assert copy.answered_at is None
    assert Expectation.objects.get(copy=copy).answered_at is None


def test_one_reply_is_written_at_a_time(world):
    copy = world.asked()
    officer = world.staff[world.district].officer
    reply = start_reply(copy, by=officer, at=MONDAY)

    with pytest.raises(WrongState, match="มีหนังสือตอบที่กำลังร่างอยู่แล้ว โปรดเปิดร่างนั้นจากหน้าหนังสือ"):
        start_reply(copy, by=officer, at=MONDAY)
    drafting.cancel(reply.drafts.get(), by=officer, at=MONDAY, reason="ไม่ตอบแล้ว")

    assert start_reply(copy, by=officer, at=MONDAY) != reply


def test_what_is_not_received_is_not_answered(world):
    copy = world.asked()
    officer = world.staff[world.district].officer
    reply = start_reply(copy, by=officer, at=MONDAY)

    with pytest.raises(WrongState, match="เรื่องนี้เริ่มที่หน่วยงานนี้เอง จึงไม่มีหนังสือให้ตอบ"):
        start_reply(reply, by=officer, at=MONDAY)
    with pytest.raises(NotAllowed):
        start_reply(copy, by=world.staff[world.district].clerk, at=MONDAY)
    fresh = factories.arrived(world.district, by=world.staff[world.district].clerk)
    with pytest.raises(WrongState):
        start_reply(fresh, by=officer, at=MONDAY)


def test_a_letter_is_not_passed_back_to_whoever_sent_it(world):
    copy = world.asked()
    staff = world.staff[world.district]
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY)
    draft = copy.drafts.get()
    rule = {"also": [world.province.pk]}
    drafting.save_version(
        draft, content_of(draft.latest), recipients=rule, by=staff.officer, at=MONDAY
    )

    with pytest.raises(Invalid) as refusal:
        approving.submit(draft, by=staff.officer, at=MONDAY)

    assert refusal.value.field == "recipients"
    assert str(refusal.value) == ("จังหวัดหนึ่ง มีหนังสือของเรื่องนี้อยู่แล้ว ถ้าจะตอบ ให้ใช้ “ตอบหนังสือ” ที่หน้าหนังสือ")


def test_the_smallest_office_writes_to_anybody(world):
    from circulars.domain.intake import start_circular

    staff = world.staff[world.local]
    own = start_circular(world.local, by=staff.officer, at=MONDAY, subject="ขอรายงานผล")

    sending = world.sign_and_send(own, {"also": [world.district.pk, world.other.pk]})

    assert set(sending.recipients) == {world.district.pk, world.other.pk}
    assert OfficeCopy.objects.filter(dispatch=sending).count() == 2
    assert reporting.close_sent(own, at=MONDAY)


def test_a_letter_to_a_company_goes_out_with_its_address_frozen(world):
    from circulars.domain.intake import start_circular

    staff = world.staff[world.district]
    company = keep_address(
        world.district,
        name="กรรมการผู้จัดการบริษัท ก จำกัด",
        kind=CorrespondentKind.COMPANY,
        address="๑ ถนนสายหนึ่ง",
        by=staff.officer,
        at=MONDAY,
    )
    theirs = keep_address(
        world.province,
        name="มูลนิธิของจังหวัด",
        kind=CorrespondentKind.FOUNDATION,
        by=world.staff[world.province].officer,
        at=MONDAY,
    )
    own = start_circular(world.district, by=staff.officer, at=MONDAY, subject="ขอเชิญ")

    sending = world.sign_and_send(own, {"outside": [company.pk, theirs.pk]})

    assert sending.recipients == []
    assert sending.outside == [{"name": company.name, "address": "๑ ถนนสายหนึ่ง"}]
    assert sending.rule_text == company.name
    assert not OfficeCopy.objects.filter(dispatch=sending).exists()


def test_an_order_needs_no_receiver_and_has_its_own_series(world):
    from circulars.domain.intake import start_circular

    staff = world.staff[world.district]
    own = start_circular(world.district, by=staff.officer, at=MONDAY, subject="แต่งตั้งคณะทำงาน")
    draft = own.drafts.get()
    content = content_of(draft.latest)
    words = type(content)(**{**_words(content), "kind": LetterKind.ORDER, "body": "ด้วย…"})
    drafting.save_version(
        draft, words, recipients={}, as_circular=False, by=staff.officer, at=MONDAY
    )

    sending = world.sign_and_send(own)

    assert sending.letter.number_printed == "1/2563"
    assert (sending.recipients, sending.rule_text) == ([], "")
