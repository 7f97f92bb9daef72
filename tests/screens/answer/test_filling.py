"""The form of the answering office: rows, files, words that follow the answers."""

import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from survey.domain import answering
from survey.models import Answer, AnswerFile
from tests import factories
from tests.survey.flood import ROWS, FloodWorld

pytestmark = pytest.mark.django_db
PAGE = {
    "q-hit": "yes",
    "q-village:0:": "",
    "q-village:0:vname": "บ้านหนึ่ง",
    "q-village:0:baht": "๑,๐๐๐.๒๕",
    "q-village:0:what": ["road", "house"],
    "q-village:1:": "",
    "q-village:1:vname": "บ้านสอง",
    "q-village:1:baht": "0.50",
}


def picture():
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def world():
    return FloodWorld()


@pytest.fixture
def address(line):
    return reverse("answer_form", args=[line.pk])


def test_the_form_begins_with_a_row_to_write_in(as_user, officer, address):
    html = as_user(officer).get(address).content.decode()

    assert re.findall(r'name="q-(village[^"]*)"', html) == [
        "village:0:",
        "village:0:vname",
        "village:0:baht",
        *["village:0:what"] * 2,
        "village:0:place",
    ]
    assert 'name="f-village:0:photo"' in html
    assert 'enctype="multipart/form-data"' in html
    assert 'value="add:village"' in html


def test_a_row_is_added_and_taken_out_without_a_script(as_user, officer, line, address):
    client = as_user(officer)

    added = client.post(address, {**PAGE, "act": "add:village", "base": "0"})
    three = [row.get("vname", "") for row in Answer.objects.get().typed["village"]]
    client.post(address, {**PAGE, "act": "remove:village:0", "base": "0"})
    one = [row["vname"] for row in Answer.objects.get().typed["village"]]

    assert added["Location"] == f"{address}#row-village-2"
    assert three == ["บ้านหนึ่ง", "บ้านสอง", ""]
    assert one == ["บ้านสอง"]


def test_what_is_sent_is_kept_as_rows_and_added_up(as_user, officer, line, address):
    page = as_user(officer).post(address, {**PAGE, "act": "submit"}, follow=True)

    values = Answer.objects.get().values
    assert page.redirect_chain[-1][0] == reverse("answer_receipt", args=[line.pk])
    assert values["village"] == [
        {"vname": "บ้านหนึ่ง", "baht": "1000.25", "what": ["road", "house"]},
        {"vname": "บ้านสอง", "baht": "0.50"},
    ]
    assert (values["total"], values["#village"], values["#what:road"]) == ("1000.75", 2, 1)
    html = page.content.decode()
    assert "บ้านสอง" in html
    assert "ถนน, บ้าน" in html


def test_a_wrong_answer_in_a_row_is_told_at_its_field(as_user, officer, address):
    wrong = {**PAGE, "q-village:1:vname": "", "q-village:0:baht": "-1", "act": "submit"}

    form = as_user(officer).post(address, wrong).context["view"].form

    assert form.errors == {
        "village:0:baht": ["คำตอบไม่เป็นไปตามเงื่อนไขของข้อนี้ โปรดตรวจอีกครั้ง"],
        "village:1:vname": ["ยังไม่ได้ตอบข้อนี้ โปรดเขียนคำตอบ"],
    }


def test_words_follow_the_answers_while_one_types(as_user, officer, address):
    page = as_user(officer).post(address, {**PAGE, "base": "0"}, headers={"HX-Request": "true"})

    look = page.context["look"]
    assert json.loads(look["words"]) == {
        "said": "ท่านรายงาน 2 หมู่บ้าน รวม 1000.75 บาท",
        "total": "1000.75",
    }
    assert "village:1:baht" in look["asked"].split()
    assert "said" in look["asked"].split()


def test_a_label_names_the_answer_of_its_own_row(as_user, officer, line, address):
    answering.save_draft(line, ROWS, by=officer, at=factories.MONDAY)

    html = as_user(officer).get(address).content.decode()

    assert re.findall(r"ความเสียหายของ (\S+) \(บาท\)", html) == ["บ้านหนึ่ง", "บ้านสอง"]


def test_a_field_that_nobody_may_fill_is_refused_in_a_sentence(as_user, officer, address):
    for name in ("q-total", "q-village:0:total", "q-village:0:vname:0:x", "q-bogus"):
        page = as_user(officer).post(address, {**PAGE, name: "9", "act": "submit"})

        assert page.status_code == 200
        [sentence] = page.context["view"].form.non_field_errors()
        assert sentence.endswith("สำหรับหน่วยงานของท่าน โปรดเปิดหน้าแบบสำรวจใหม่")
    assert Answer.objects.count() == 0


def test_a_picture_is_sent_kept_and_shown(as_user, officer, line, address):
    client = as_user(officer)
    png = picture()
    sent = {**PAGE, "f-village:0:photo": SimpleUploadedFile("น้ำท่วม.png", png), "act": "draft"}

    client.post(address, sent)
    file = AnswerFile.objects.get()
    html = client.get(address).content.decode()
    client.post(address, {**PAGE, "q-village:0:photo": str(file.pk), "act": "submit"})
    receipt = client.get(reverse("answer_receipt", args=[line.pk])).content.decode()

    assert (file.name, file.mime, file.expected_id) == ("น้ำท่วม.png", "image/png", line.pk)
    assert re.findall(r'name="q-village:0:photo"\s+value="(\d+)"', html) == [str(file.pk)]
    assert Answer.objects.get().values["village"][0]["photo"] == [str(file.pk)]
    where = reverse("answer_file", args=[line.pk, file.pk])
    assert f'href="{where}"' in receipt
    answer = client.get(where)
    assert b"".join(answer.streaming_content) == png
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_cannot_be_taken_is_told_at_its_field(as_user, officer, address):
    sent = {**PAGE, "f-village:1:photo": SimpleUploadedFile("a.exe", b"MZ"), "act": "submit"}

    page = as_user(officer).post(address, sent)

    assert page.context["view"].form.errors == {
        "village:1:photo": ["ข้อนี้ให้แนบภาพ ไฟล์ “a.exe” ไม่ใช่ภาพ โปรดเลือกใหม่"]
    }
    assert Answer.objects.get().typed["village"][1]["vname"] == "บ้านสอง"
