"""The screens of the survey, through the address and the form a person uses."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from circulars.states import State
from survey.domain import answering, certifying
from survey.domain.linking import token_for
from survey.models import Answer, AnswerState, ExpectedAnswer
from tests import factories
from tests.circulars.reading_pdf import copied
from tests.survey.world import HAS, HAS_NOT, TOWN_HAS, QuickWorld

pytestmark = pytest.mark.django_db

TYPED = {f"q-{name}": value for name, value in HAS.items()}


@pytest.fixture
def world():
    return QuickWorld()


@pytest.fixture
def line(world):
    return world.expected("อบต. อำเภอก 1")


@pytest.fixture
def officer(world, line):
    return world.officer_of(line)


def answer_all(world):
    for line in ExpectedAnswer.objects.for_lists():
        typed = HAS if line.office.kind == "SAO" else TOWN_HAS
        answering.submit(line, typed, by=world.officer_of(line), at=factories.MONDAY)


def test_home_lists_what_is_asked_with_one_tap_to_answer(as_user, line, officer):
    page = as_user(officer).get(reverse("answers"))

    assert [row.pk for row in page.context["view"].waiting] == [line.pk]
    assert reverse("answer_form", args=[line.pk]) in page.content.decode()


def test_the_form_asks_only_this_kind_of_office(as_user, line, officer):
    html = as_user(officer).get(reverse("answer_form", args=[line.pk])).content.decode()

    assert 'name="q-has_village"' in html
    assert 'name="q-has_community"' not in html
    assert 'data-asked="evaluated_village has_village"' in html


def test_submitting_leads_to_the_receipt(as_user, line, officer):
    client = as_user(officer)

    page = client.post(
        reverse("answer_form", args=[line.pk]), {**TYPED, "act": "submit"}, follow=True
    )

    assert page.redirect_chain == [(reverse("answer_receipt", args=[line.pk]), 302)]
    html = page.content.decode()
    assert f"{line.task_id}-00001".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) in html
    assert "๑,๒๕๐,๐๐๐" in html
    assert ExpectedAnswer.objects.get(pk=line.pk).is_answered is True


def test_a_refused_answer_keeps_everything_and_speaks_at_the_field(as_user, line, officer):
    typed = {**TYPED, "q-budget_village": "ล้านหนึ่ง", "act": "submit"}

    page = as_user(officer).post(reverse("answer_form", args=[line.pk]), typed)

    form = page.context["view"].form
    assert page.status_code == 200
    assert form.errors == {
        "budget_village": ["อ่าน “ล้านหนึ่ง” เป็นตัวเลขไม่ได้ โปรดเขียนเฉพาะตัวเลข เช่น 1,250,000 หรือ ๑๒๕๐๐๐๐"]
    }
    assert 'value="ล้านหนึ่ง"' in page.content.decode()
    assert Answer.objects.get().typed["budget_village"] == "ล้านหนึ่ง"


def test_the_draft_is_kept_while_typing_and_the_server_says_what_is_asked(as_user, line, officer):
    typed = {"q-has_village": "yes", "base": "0"}

    page = as_user(officer).post(
        reverse("answer_form", args=[line.pk]), typed, headers={"HX-Request": "true"}
    )

    assert 'data-asked="budget_village evaluated_village has_village"' in page.content.decode()
    assert Answer.objects.get().state == AnswerState.DRAFT


def test_a_page_left_open_does_not_write_over_a_newer_answer(as_user, world, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)

    as_user(officer).post(
        reverse("answer_form", args=[line.pk]),
        {"q-has_village": "no", "base": "0"},
        headers={"HX-Request": "true"},
    )

    assert Answer.objects.count() == 1


def test_saving_a_draft_without_a_script(as_user, line, officer):
    client = as_user(officer)

    page = client.post(
        reverse("answer_form", args=[line.pk]),
        {"q-budget_village": "abc", "act": "draft"},
        follow=True,
    )

    assert 'value="abc"' in page.content.decode()
    assert Answer.objects.get().state == AnswerState.DRAFT


def test_an_unknown_field_is_refused_with_a_sentence(as_user, line, officer):
    page = as_user(officer).post(
        reverse("answer_form", args=[line.pk]), {**TYPED, "q-bogus": "1", "act": "submit"}
    )

    assert page.context["view"].form.non_field_errors() == [
        "แบบสำรวจนี้ไม่มีข้อ bogus สำหรับหน่วยงานของท่าน โปรดเปิดหน้าแบบสำรวจใหม่"
    ]
    assert Answer.objects.count() == 0


def test_a_returned_answer_shows_the_note_on_the_form(as_user, world, line, officer):
    answer = answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    client = as_user(world.district_staff[0].officer)
    address = reverse("collect_answer", args=[world.at_districts[0].pk, line.pk])
    client.post(address, {"act": "return", "answer": answer.pk, "note": "งบประมาณไม่ตรง"})

    html = as_user(officer).get(reverse("answer_form", args=[line.pk])).content.decode()

    assert "งบประมาณไม่ตรง" in html
    assert "อำเภอก ส่งกลับให้แก้ไข" in html


def test_a_return_without_a_note_says_so(as_user, world, line, officer):
    answer = answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    address = reverse("collect_answer", args=[world.at_districts[0].pk, line.pk])

    page = as_user(world.district_staff[0].officer).post(
        address, {"act": "return", "answer": answer.pk, "note": " "}
    )

    assert page.context["view"].return_form.errors == {
        "note": ["โปรดเขียนว่าต้องแก้ไขอะไร ผู้ตอบจะเห็นข้อความนี้"]
    }
    answer.refresh_from_db()
    assert answer.state == AnswerState.SUBMITTED


def test_accepting_marks_the_line(as_user, world, line, officer):
    answer = answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    client = as_user(world.district_staff[0].officer)
    copy = world.at_districts[0]

    client.post(
        reverse("collect_answer", args=[copy.pk, line.pk]), {"act": "accept", "answer": answer.pk}
    )
    page = client.get(reverse("collect", args=[copy.pk]))

    assert [row.accepted for row in page.context["view"].lines] == [False, True, False]


def test_collecting_shows_answered_and_silent(as_user, world, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    client = as_user(world.province_staff.officer)
    address = reverse("collect", args=[world.at_province.pk])

    page = client.get(address, {"show": "silent"}).context["view"]

    assert (page.counts.expected, page.counts.answered) == (7, 1)
    assert [b.copy.office.name for b in page.branches] == ["อำเภอก", "อำเภอข"]
    assert len(page.lines.object_list) == 6
    assert page.not_reached == 0


def test_certifying_names_the_missing_and_needs_a_reason(as_user, world, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    copy = world.at_districts[0]
    client = as_user(world.district_staff[0].officer)
    address = reverse("certify", args=[copy.pk])

    shown = client.get(address)
    refused = client.post(address, {"text": "", "early_reason": ""})
    client.post(address, {"text": "ถูกต้อง", "early_reason": "ครบกำหนด"})

    copy.refresh_from_db()
    assert shown.context["view"].missing == ["เทศบาลตำบลอำเภอก", "อบต. อำเภอก 2"]
    assert refused.context["form"].errors == {
        "early_reason": ["ยังขาดอีก 2 รายการ หากจะปิดก่อนครบ โปรดเขียนเหตุผล"]
    }
    assert copy.state == State.REPORTED


def test_the_link_leads_its_own_office_to_its_form_and_nobody_else(as_user, world, line, officer):
    address = reverse("answer_by_link", args=[token_for(line)])
    stranger = world.officer_of(world.expected("อบต. อำเภอก 2"))

    mine = as_user(officer).get(address)
    theirs = as_user(stranger).get(address)
    forged = as_user(officer).get(reverse("answer_by_link", args=[f"{line.pk}:x"]))

    assert mine.headers["Location"] == reverse("answer_form", args=[line.pk])
    assert (theirs.status_code, forged.status_code) == (404, 404)


def test_the_link_asks_to_log_in_and_comes_back(client, line):
    address = reverse("answer_by_link", args=[token_for(line)])

    page = client.get(address)

    assert page.headers["Location"].startswith(reverse("account_login"))
    assert page.headers["Location"].endswith(f"next={address.replace(':', '%3A')}")


def test_the_code_of_a_letter_leads_each_office_to_its_place(as_user, world, line, officer):
    address = reverse("answer_by_circular", args=[world.top.circular_id])
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))

    assert as_user(officer).get(address).headers["Location"] == reverse(
        "answer_form", args=[line.pk]
    )
    assert as_user(world.district_staff[0].officer).get(address).headers["Location"] == reverse(
        "collect", args=[world.at_districts[0].pk]
    )
    assert as_user(stranger.officer).get(address).status_code == 404


FOREIGN = [
    "survey_edit",
    "survey_preview",
    "survey_question_new",
    "collect",
    "certify",
    "rollup",
    "rollup_pdf",
    "rollup_xlsx",
    "indicator",
]


def test_another_office_finds_nothing(as_user, world, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))
    client = as_user(stranger.officer)
    copy = world.at_districts[0]
    addresses = [reverse(name, args=[copy.pk]) for name in FOREIGN]
    addresses += [
        reverse("collect_answer", args=[copy.pk, line.pk]),
        reverse("answer_form", args=[line.pk]),
        reverse("answer_receipt", args=[line.pk]),
    ]

    codes = {address: client.get(address).status_code for address in addresses}
    posted = {address: client.post(address).status_code for address in addresses}

    assert codes == dict.fromkeys(addresses, 404)
    assert set(posted.values()) <= {404, 405}


def test_a_district_does_not_open_the_answer_of_another_district(as_user, world, line):
    other = world.at_districts[1]
    address = reverse("collect_answer", args=[other.pk, line.pk])

    page = as_user(world.district_staff[1].officer).get(address)

    assert page.status_code == 404


def test_the_roll_up_on_screen_as_workbook_and_on_paper(as_user, world):
    answer_all(world)
    copy = world.at_province
    certifying.certify(
        copy, by=world.province_staff.officer, at=factories.MONDAY, early_reason="ปิดรอบ"
    )
    client = as_user(world.province_staff.officer)

    screen = client.get(reverse("rollup", args=[copy.pk])).content.decode()
    book = load_workbook(io.BytesIO(client.get(reverse("rollup_xlsx", args=[copy.pk])).content))
    pdf = client.get(reverse("rollup_pdf", args=[copy.pk])).content

    rows = list(book.active.iter_rows(values_only=True))
    assert rows[2][:4] == ("ลำดับ", "เทศบาล/อบต.", "อำเภอ", "จังหวัด")
    assert rows[4][:6] == (1, "เทศบาลเมืองหนึ่ง", "อำเภอก", "จังหวัดหนึ่ง", "✓", 500000.5)
    assert rows[-3][:10] == (
        None,
        "รวมทั้งสิ้น",
        None,
        None,
        3,
        1500001.5,
        4,
        5000000,
        4,
        3,
    )
    assert "๑,๕๐๐,๐๐๑.๕๐" in screen
    assert "๑,๕๐๐,๐๐๑.๕๐" in copied(pdf)
    assert "เทศบาลตำบลอำเภอข" in copied(pdf)


def test_the_indicator_with_its_targets(as_user, world, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)

    page = as_user(world.staff.officer).get(reverse("indicator", args=[world.top.pk]))

    data = page.context["view"].charts[0]["data"]
    assert data["target"] == [15.0, 30.0, 50.0, 65.0]
    assert data["series"][0]["values"][0] == 14.29
    assert "๑๔.๒๙%" in page.content.decode()


@pytest.mark.parametrize("name", ["collect", "rollup", "certify"])
def test_no_query_per_line(as_user, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for size in (2, 12):
        world = QuickWorld(size)
        answer_all(world)
        client = as_user(world.province_staff.officer)
        address = reverse(name, args=[world.at_province.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_the_builder_from_a_ready_questionnaire_to_the_preview(as_user):
    world = QuickWorld(forwarded=False)
    world.task.questions.all().delete()
    client = as_user(world.staff.officer)
    address = reverse("survey_edit", args=[world.top.pk])

    client.post(address, {"act": "head", "title": "แบบใหม่", "kinds": ["SAO"], "closes_at": ""})
    new = reverse("survey_question_new", args=[world.top.pk])
    wrong = client.post(new, {"type": "select_one", "name": "has it", "roll_up": "none"})
    for name in ("first", "second"):
        client.post(
            new,
            {
                "type": "select_one",
                "name": name,
                "label": "มีหรือไม่",
                "choices": "yes | มี\nno | ไม่มี",
                "required": "yes",
                "roll_up": "each",
            },
        )
    second = world.task.questions.get(name="second")
    client.post(reverse("survey_question_move", args=[world.top.pk, second.pk]), {"act": "up"})
    preview = client.get(reverse("survey_preview", args=[world.top.pk])).content.decode()

    world.task.refresh_from_db()
    assert sorted(wrong.context["form"].errors) == ["choices", "name"]
    assert list(world.task.questions.values_list("name", flat=True)) == ["second", "first"]
    assert (world.task.title, world.task.kinds) == ("แบบใหม่", ["SAO"])
    assert preview.index("q-second") < preview.index("q-first")


def test_a_question_that_others_refer_to_stays(as_user):
    world = QuickWorld(forwarded=False)
    question = world.task.questions.get(name="has_community")

    page = as_user(world.staff.officer).post(
        reverse("survey_question_move", args=[world.top.pk, question.pk]),
        {"act": "remove"},
        follow=True,
    )

    assert [str(m) for m in page.context["messages"]] == [
        "ข้อ budget_community: สูตร “${has_community} = 'yes'” อ้างถึงข้อ has_community "
        "ซึ่งไม่มีในแบบ โปรดแก้ชื่อข้อ"
    ]
    assert world.task.questions.count() == 6


def test_after_sending_the_builder_only_shows(as_user, world):
    page = as_user(world.staff.officer).get(reverse("survey_edit", args=[world.top.pk]))

    assert page.context["view"].verdict.reason == "ส่งหนังสือไปแล้ว แบบสำรวจจึงแก้ไขไม่ได้"


def test_an_unanswered_form_can_be_begun_again_with_no(as_user, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)

    as_user(officer).post(
        reverse("answer_form", args=[line.pk]),
        {**{f"q-{k}": v for k, v in HAS_NOT.items()}, "act": "submit"},
    )

    line.refresh_from_db()
    assert line.current.version == 2
