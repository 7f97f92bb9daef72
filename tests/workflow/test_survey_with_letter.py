"""A survey and the letter that carries it: neither goes out without knowing of the other."""

from dataclasses import replace

import pytest
from django.urls import reverse

from circulars.domain import approving, dispatching
from circulars.domain.content import content_of
from circulars.domain.prewriting import asks_to_answer
from circulars.errors import WrongState
from circulars.letters.building import draft_print, draw_draft, draw_letter
from circulars.models import Event, EventKind
from circulars.states import DraftState, State
from outbox.running import run_due
from screens.letter.story import tell
from survey.domain import asking, editing, sending
from survey.models import SurveyTask
from survey.questionnaires import READY
from survey.xlsform.blueprint import Blueprint
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, draft_fields, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
EMPTY = Blueprint(title="แบบว่าง", kinds=["DISTRICT"], questions=[])


@pytest.fixture
@built_once
def house():
    return House()


def hang(house, blueprint=READY["community_plan"]) -> SurveyTask:
    circular, officer = house.copy.circular, house.people.officer
    return asking.ask(circular, copy=house.copy, by=officer, at=MONDAY, blueprint=blueprint)


def test_the_draft_asks_for_the_answer_once_a_survey_hangs(house):
    draft = house.drafting()
    before = draft.latest

    logged_in(house.people.officer).post(
        address("survey_edit", house.copy), {"act": "ready", "key": "community_plan"}
    )

    after = draft.latest
    asks, gap = asks_to_answer(house.copy.circular), "จึง… (ให้ผู้ร่างเติม)"
    assert (before.with_qr, asks in before.body) == (False, False)
    assert (after.number, after.with_qr) == (2, True)
    assert after.body == before.body.replace(gap, gap + asks)


def test_a_page_from_before_the_survey_does_not_take_the_code_away(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    page = draft_fields(draft, body="ของฉัน", do="save")
    del page["qr_asked"]
    hang(house)

    told = client.post(address("task_draft", house.copy), page)
    client.post(address("task_draft", house.copy), {**page, "base": 2})
    on_top = draft.latest
    unticked = draft_fields(draft, do="save")
    del unticked["with_qr"]
    client.post(address("task_draft", house.copy), unticked)

    assert told.context["form"]["with_qr"].value() is True
    assert (on_top.body, on_top.with_qr) == ("ของฉัน", True)
    assert draft.latest.with_qr is False


def test_what_an_officer_wrote_himself_stays_and_he_is_warned(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)
    client.post(
        address("task_draft", house.copy), draft_fields(draft, body="ขอให้รายงาน", do="save")
    )
    hang(house)

    page = client.get(address("task_draft", house.copy))
    done = client.post(
        address("task_draft", house.copy), draft_fields(draft, do="submit"), follow=True
    )
    judged = logged_in(house.people.reviewer).get(address("task_review", house.copy))

    warning = "เรื่องนี้มีแบบสำรวจ แต่ข้อความในหนังสือยังไม่ได้กล่าวถึงแบบสำรวจ"
    draft.refresh_from_db()
    assert (draft.latest.body, draft.latest.with_qr) == ("ขอให้รายงาน", True)
    assert draft.state == DraftState.REVIEW
    assert warning in page.text
    assert [str(one) for one in done.context["messages"]][-1] == warning
    assert warning in judged.text


def test_a_code_is_offered_only_where_a_survey_hangs(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    without = client.get(address("task_draft", house.copy))
    client.post(address("task_draft", house.copy), draft_fields(draft, with_qr="on", do="submit"))
    draft.refresh_from_db()
    sent = (draft.state, draft.latest.with_qr)

    assert 'name="with_qr"' not in without.text
    assert sent == (DraftState.REVIEW, False)


def test_a_code_that_leads_nowhere_is_neither_signed_nor_drawn(house):
    draft = house.passed()
    draft.versions.update(with_qr=True)
    post = house.people.signer.posts.get()

    refused = logged_in(house.people.signer).post(
        address("task_sign", house.copy), {"do": "yes", "capacity": f"{post.pk}:"}
    )

    drawn = logged_in(house.people.signer).get(address("draft_pdf", house.copy)).content
    draft.refresh_from_db()
    content = content_of(draft.latest)
    assert "แต่เรื่องนี้ไม่มีแบบสำรวจ" in refused.text
    assert draft.state == DraftState.PASSED
    assert draft_print(draft, content).qr_url != ""
    assert drawn == draw_draft(draft, replace(content, with_qr=False)).pdf


def test_the_worker_draws_no_code_without_a_survey(house):
    draft = house.passed()
    draft.versions.update(with_qr=True)
    letter = approving.sign(draft, by=house.people.signer, at=MONDAY)

    run_due()

    kept = letter.files.get(role="composed")
    with kept.file.open("rb") as stored:
        assert stored.read() == draw_letter(letter, answerable=False).pdf


def test_a_survey_without_a_question_is_neither_proposed_nor_sent(house):
    draft = house.drafting()
    task = hang(house, EMPTY)
    client = logged_in(house.people.officer)
    refused = client.post(address("task_draft", house.copy), draft_fields(draft, do="submit"))
    draft.refresh_from_db()
    before = draft.state
    question = editing.save_question(
        task,
        None,
        {"type": "integer", "name": "people", "label": "กี่คน"},
        by=house.people.officer,
        at=MONDAY,
    )
    client.post(address("task_draft", house.copy), draft_fields(draft, do="submit"))
    approving.pass_on(draft, by=house.people.reviewer, at=MONDAY)
    approving.sign(draft, by=house.people.signer, at=MONDAY)
    task.questions.filter(pk=question.pk).delete()  # by rows: no act takes it out any more
    unsent = client.post(address("task_dispatch", house.copy))

    house.copy.refresh_from_db()
    sentence = "แบบสำรวจของเรื่องนี้ยังไม่มีคำถามให้ตอบ โปรดเพิ่มคำถาม หรือถอดแบบสำรวจออก ก่อนดำเนินการต่อ"
    assert sentence in refused.text
    assert before == DraftState.WRITING
    assert sentence in unsent.text
    assert house.copy.state == State.APPROVED


def test_going_to_the_survey_keeps_what_is_typed_and_leads_back(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    gone = client.post(
        address("task_draft", house.copy), draft_fields(draft, body="พิมพ์ไว้", do="survey")
    )
    survey = client.get(gone.url)

    assert gone.url == address("survey_edit", house.copy)
    assert draft.latest.body == "พิมพ์ไว้"
    assert f'href="{address("task_draft", house.copy)}"' in survey.text


def test_a_form_that_was_refused_says_that_it_is_not_saved(house):
    draft = house.drafting()
    client = logged_in(house.people.officer)

    fresh = client.get(address("task_draft", house.copy))
    refused = client.post(address("task_draft", house.copy), draft_fields(draft, subject=""))

    assert 'data-unsaved=""' in fresh.text
    assert 'data-unsaved="yes"' in refused.text


def test_a_survey_is_taken_off_with_what_the_letter_says_of_it(house):
    draft = house.drafting()
    before = content_of(draft.latest)
    hang(house)
    client = logged_in(house.people.officer)

    client.post(reverse("survey_withdraw", args=[house.copy.pk]))

    event = Event.objects.get(kind=EventKind.SURVEY_ASKED, data__withdrawn=True)
    assert not SurveyTask.objects.exists()
    assert content_of(draft.latest) == before
    assert tell(event).text == "ถอดแบบสำรวจออก"
    assert tell(event).detail == READY["community_plan"].title
    assert client.get(address("survey_edit", house.copy)).status_code == 200


def test_a_survey_stays_while_its_letter_is_judged_and_once_it_is_signed(house):
    draft = house.drafting()
    task = hang(house)
    officer = {"by": house.people.officer, "at": MONDAY}
    approving.submit(draft, **officer)
    with pytest.raises(WrongState, match="เสนอไปแล้ว"):
        sending.withdraw(task, **officer)
    approving.pass_on(draft, by=house.people.reviewer, at=MONDAY)
    approving.sign(draft, by=house.people.signer, at=MONDAY)
    with pytest.raises(WrongState, match="ลงนามแล้ว"):
        sending.withdraw(task, **officer)
    dispatching.dispatch(house.copy, **officer)
    with pytest.raises(WrongState, match="ส่งหนังสือไปแล้ว"):
        sending.withdraw(task, **officer)

    assert SurveyTask.objects.get() == task


def test_a_survey_is_replaced_only_when_one_says_so(house):
    house.drafting()
    task = hang(house, EMPTY)
    client, page = logged_in(house.people.officer), address("survey_edit", house.copy)

    refused = client.post(page, {"act": "ready", "key": "community_plan"})
    before = task.questions.count()
    client.post(page, {"act": "ready", "key": "community_plan", "replace": "on"})

    task.refresh_from_db()
    assert list(refused.context["view"].ready_form.errors) == ["replace"]
    assert before == 0
    assert (task.title, task.version) == (READY["community_plan"].title, 2)
    assert sending.has_questions(task)


def test_without_recipients_one_is_led_to_them(house):
    draft = house.drafting()

    response = logged_in(house.people.officer).post(
        address("task_draft", house.copy), draft_fields(draft, groups=[], do="submit")
    )

    sentence = "ยังไม่ได้เลือกผู้รับ โปรดเลือกกลุ่มผู้รับ หรือเพิ่มหน่วยงานอย่างน้อยหนึ่งแห่ง"
    assert list(response.context["form"].errors) == ["recipients"]
    page = " ".join(response.text.split())
    assert f'<a href="#recipients">ส่งถึง: {sentence}</a>' in page
    assert response.text.count(sentence) == 2
    assert 'wn-field-bad" id="recipients"' in page
