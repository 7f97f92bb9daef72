"""The screens of the answering office."""

import re

import pytest
from django.urls import reverse

from survey.domain import answering
from survey.domain.linking import token_for
from survey.models import Answer, AnswerState, ExpectedAnswer
from tests import factories
from tests.survey.world import HAS, HAS_NOT

pytestmark = pytest.mark.django_db

TYPED = {f"q-{name}": value for name, value in HAS.items()}


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


def test_an_unanswered_form_can_be_begun_again_with_no(as_user, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)

    as_user(officer).post(
        reverse("answer_form", args=[line.pk]),
        {**{f"q-{k}": v for k, v in HAS_NOT.items()}, "act": "submit"},
    )

    line.refresh_from_db()
    assert line.current.version == 2


def test_an_answer_sent_before_the_letter_was_registered_closes_it_later(as_user, line, officer):
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    staff = factories.Staff(line.office)
    as_user(staff.clerk).post(reverse("task_register", args=[line.copy_id]))

    as_user(staff.officer).post(reverse("task_endorse", args=[line.copy_id]), {"order": "report"})

    line.copy.refresh_from_db()
    assert line.copy.state == "reported"


def test_an_english_reader_sees_the_english_words(as_user, line, officer):
    officer.language = "en"
    officer.save()
    client = as_user(officer)

    form = client.get(reverse("answer_form", args=[line.pk])).context["view"].form
    answering.submit(line, HAS, by=officer, at=factories.MONDAY)
    receipt = client.get(reverse("answer_receipt", args=[line.pk])).content.decode()

    assert form.fields["has_village"].widget.choices == [("yes", "Yes"), ("no", "No")]
    assert re.findall(r"<dt>([^<]*)</dt><dd>(Yes|มี)</dd>", receipt) == [
        ("Does the ordinance contain projects from the plan?", "Yes"),
        ("Was the plan evaluated?", "Yes"),
    ]


@pytest.mark.parametrize("act", ["draft", "submit"])
def test_a_nul_in_an_answer_is_a_wrong_answer(as_user, line, officer, act):
    client = as_user(officer)
    address = reverse("answer_form", args=[line.pk])
    typed = {**TYPED, "q-budget_village": "12\x0034"}

    client.post(address, {**typed, "act": "draft"})
    page = client.post(address, {**typed, "act": act}, follow=True)
    client.post(address, {**typed, "q-nothing\x00": "1"}, headers={"HX-Request": "true"})

    errors = page.context["view"].form.errors
    refused = "อ่าน “12\N{REPLACEMENT CHARACTER}34” เป็นตัวเลขไม่ได้ โปรดเขียนเฉพาะตัวเลข เช่น 1,250,000 หรือ ๑๒๕๐๐๐๐"
    assert page.status_code == 200
    assert errors == ({"budget_village": [refused]} if act == "submit" else {})
    assert Answer.objects.get().typed["budget_village"] == "12\N{REPLACEMENT CHARACTER}34"
