"""What an office says beside the system counts like any other, and says where it comes from."""

import hashlib

import pytest

from circulars.domain import asking_time, returning, telling
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import (
    AnsweredBy,
    Duty,
    Event,
    EventKind,
    Expectation,
    OfficeCopy,
    Provenance,
    Said,
    TimeRequest,
    Way,
    What,
)
from circulars.states import Delivery, State
from circulars.voices import Evidence
from survey.domain import answering
from survey.models import Answer
from tests.circulars.beside import NAME, Beside
from tests.factories import DAY, MONDAY
from tests.survey.world import HAS
from workflow.checking import disagreements

pytestmark = pytest.mark.django_db
NO_EVIDENCE = "โปรดแนบไฟล์หลักฐาน หรือเขียนว่าทราบจากใคร เมื่อใด"


@pytest.fixture
def stage() -> Beside:
    return Beside()


def owe(stage: Beside, what: What = What.REPLY) -> Expectation:
    """The office owes it to the district."""
    return Expectation.objects.create(
        asker=stage.copy.parent, what=what, duty=Duty.ANSWER, office=stage.copy.office,
        office_name=NAME, office_kind=stage.copy.office.kind, copy=stage.copy,
        above=stage.copy.above, due_at=stage.copy.due_at, frozen_at=MONDAY,
    )  # fmt: skip


def scan() -> Evidence:
    data = b"%PDF-1.4 scan"
    return Evidence("ใบรับ.pdf", data, hashlib.sha256(data).hexdigest(), "application/pdf")


def test_a_receipt_by_link_is_a_receipt(stage):
    owed = owe(stage, What.ACKNOWLEDGE)

    row = telling.confirm_receipt(
        stage.copy, voice=stage.by_link(), at=MONDAY + DAY / 24, number="๑๒๓/๒๕๖๓"
    )

    copy = stage.fresh()
    assert (copy.state, copy.delivery, copy.receipted_at) == (
        State.REGISTERED, Delivery.REGISTERED, None,
    )  # fmt: skip
    assert (row.said, row.way, row.number) == (Said.RECEIVED, Way.LINK, "๑๒๓/๒๕๖๓")
    owed.refresh_from_db()
    assert (owed.answered_by, owed.answered_at) == (AnsweredBy.REGISTERED, MONDAY + DAY / 24)
    assert list(disagreements(OfficeCopy.objects.filter(pk=copy.pk))) == []


def test_a_receipt_may_have_been_earlier_but_not_before_the_sending(stage):
    voice = stage.heard()
    said = "วันที่รับต้องไม่ก่อนวันที่ส่ง และไม่หลังวันนี้"
    for day in (MONDAY - DAY, MONDAY + 3 * DAY):
        with pytest.raises(Invalid, match=said):
            telling.confirm_receipt(stage.copy, voice=voice, at=MONDAY + 2 * DAY, day=day.date())

    day = (MONDAY + DAY).date()
    telling.confirm_receipt(stage.copy, voice=voice, at=MONDAY + 2 * DAY, day=day)

    assert stage.fresh().registered_at == MONDAY + DAY + DAY / 8


def test_said_once_more_it_corrects_the_number(stage):
    for number in ("1", "2"):
        telling.confirm_receipt(stage.copy, voice=stage.heard(), at=MONDAY, number=number)

    assert list(Provenance.objects.values_list("number", flat=True)) == ["1", "2"]


def test_what_is_written_down_for_another_needs_evidence(stage):
    with pytest.raises(Invalid, match=NO_EVIDENCE):
        telling.confirm_receipt(stage.copy, voice=stage.heard(note=" "), at=MONDAY)

    row = telling.confirm_receipt(
        stage.copy, voice=stage.heard(note="", evidence=scan()), at=MONDAY
    )
    with row.file.open("rb") as stored:
        assert (row.file_name, stored.read()) == ("ใบรับ.pdf", b"%PDF-1.4 scan")
    assert Event.objects.filter(kind=EventKind.TOLD).get().data == {
        "said": "received", "way": "phone", "said_by": "นาง ก", "number": "",
        "sha256": scan().sha256,
    }  # fmt: skip


def test_who_does_not_follow_the_letter_writes_nothing_down(stage):
    foreign = stage.heard(by=stage.world.district_staff[1].officer)
    for act in (telling.confirm_receipt, telling.note_sent):
        with pytest.raises(NotAllowed):
            act(stage.copy, voice=foreign, at=MONDAY)


def test_the_sending_is_shown_by_the_number_of_the_post(stage):
    row = telling.note_sent(stage.copy, voice=stage.heard(note=""), at=MONDAY, number="EF123TH")

    assert (row.said, row.number, stage.fresh().delivery) == (Said.SENT, "EF123TH", Delivery.SENT)
    with pytest.raises(Invalid, match=NO_EVIDENCE):
        telling.note_sent(stage.copy, voice=stage.heard(note=""), at=MONDAY)


def test_a_survey_is_answered_by_link_with_the_same_checks(stage):
    line, voice = stage.world.expected(NAME), stage.by_link()

    with pytest.raises(answering.AnswerRefused):
        answering.submit(
            line, {**HAS, "budget_village": "-5"}, by=voice.user, at=MONDAY, voice=voice
        )
    assert Provenance.objects.count() == 0
    answer = answering.submit(line, HAS, by=voice.user, at=MONDAY, voice=voice, over=0)
    again = answering.submit(line, HAS, by=voice.user, at=MONDAY, voice=voice, over=0)

    assert (answer.told.way, answer.counts, again) == (Way.LINK, True, answer)
    assert stage.fresh().delivery == Delivery.ANSWERED
    assert Answer.objects.count() == 1


def test_the_district_keys_an_answer_in_and_the_office_confirms_or_corrects_it(stage):
    line, heard = stage.world.expected(NAME), stage.heard(evidence=scan())
    answer = answering.submit(line, HAS, by=stage.sender, at=MONDAY, voice=heard)
    assert (answer.told.way, answer.told.by, answer.submitted_by) == (
        Way.PHONE, stage.sender, stage.sender,
    )  # fmt: skip

    voice = stage.by_link()
    confirmed = telling.confirm_told(answer.told, voice=voice, at=MONDAY)
    assert (confirmed.said, confirmed.about) == (Said.CONFIRMED, answer.told)
    with pytest.raises(WrongState, match="ยืนยันแล้ว"):
        telling.confirm_told(answer.told, voice=voice, at=MONDAY)
    with pytest.raises(WrongState, match="ยืนยันได้เฉพาะสิ่งที่ผู้อื่นบันทึกแทนหน่วยงานของท่าน"):
        telling.confirm_told(answer.told, voice=heard, at=MONDAY)

    line.refresh_from_db()
    mended = answering.submit(
        line, {**HAS, "budget_village": "7"}, by=voice.user, at=MONDAY, voice=voice
    )
    assert (mended.version, mended.told.way) == (2, Way.LINK)


def test_a_reply_in_words_or_nil_pays_the_debt_where_the_letter_lies(stage):
    owed, voice = owe(stage), stage.by_link()
    with pytest.raises(Invalid, match="โปรดเขียนผลการดำเนินการ ผู้ส่งจะได้ทราบ"):
        telling.tell_result(stage.copy, voice=voice, at=MONDAY, note=" ")

    telling.tell_result(stage.copy, voice=voice, at=MONDAY, nil=True)

    owed.refresh_from_db()
    assert (owed.answered_by, owed.note) == (AnsweredBy.NIL, "ไม่มีข้อมูลที่จะรายงาน")
    with pytest.raises(WrongState, match="หนังสือฉบับนี้ไม่มีเรื่องที่ต้องรายงาน หรือรายงานไปแล้ว"):
        telling.tell_result(stage.copy, voice=voice, at=MONDAY, note="อีกครั้ง")


def test_time_is_asked_and_a_wrong_letter_given_back(stage):
    voice = stage.by_link()
    until = stage.copy.due_at + DAY
    asking_time.ask_for_time(
        stage.copy, until, by=voice.user, at=MONDAY, reason="น้ำท่วม", voice=voice
    )
    assert TimeRequest.objects.get().asked_by == voice.user

    returning.return_to_sender(stage.copy, by=voice.user, at=MONDAY, reason="ไม่ใช่พื้นที่", voice=voice)

    assert (stage.fresh().state, stage.fresh().delivery) == (State.RETURNED, Delivery.RETURNED)
    said = list(Provenance.objects.values_list("said", flat=True))
    assert said == [Said.ASKED_TIME, Said.NOT_OURS]


def test_a_voice_does_nothing_but_what_a_recipient_says(stage):
    """The account of a link holds no post: every other act refuses it."""
    voice = stage.by_link()
    with pytest.raises(NotAllowed):
        answering.submit(stage.world.expected(NAME), HAS, by=voice.user, at=MONDAY)
    with pytest.raises(NotAllowed):
        returning.recall(stage.copy, by=voice.user, at=MONDAY, reason="x")
