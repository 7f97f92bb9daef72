"""Anybody with a letter in hand learns whether it is genuine, and nothing of what it says."""

import pytest
from django.urls import reverse

from circulars.domain import approving, returning, unsigning
from circulars.domain.cancelling import cancel_matter
from circulars.domain.checking_paper import check_address
from circulars.models import Circular
from tests.circulars.domain.test_replacing import Sent
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.papers.reading_pdf import copied
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + DAY


@pytest.fixture
@built_once
def house():
    return House(districts=1)


def look(client, letter):
    return client.get(reverse("letter_check", args=[letter.check_code]))


def test_a_genuine_letter_shows_what_is_printed_on_it_and_not_what_it_says(client, house):
    letter = house.delivered().letter

    page = look(client, letter)

    assert page.status_code == 200
    assert "หนังสือจริง และยังใช้อยู่" in page.text
    assert "ทด ๐๐๐๑/ว ๑" in page.text
    assert "๒๖ ตุลาคม ๒๕๖๓" in page.text
    assert letter.subject not in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_code_stands_on_the_kept_letter(house):
    letter = house.signed()

    with letter.files.get(role="composed").file.open("rb") as stored:
        assert "ตรวจสอบหนังสือ" in copied(stored.read())
    assert check_address(letter) == f"http://testserver/v/{letter.check_code}/"


def test_a_replaced_letter_names_the_new_one(client):
    sent = Sent()
    old, new = sent.first.letter, sent.send().letter

    page, again = look(client, old), look(client, new)

    assert "มีฉบับใหม่แทนแล้ว" in page.text
    assert "ทด ๐๐๐๑/ว ๒" in page.text
    assert "หนังสือจริง และยังใช้อยู่" in again.text


@pytest.mark.parametrize("how", ["cancelled", "recalled", "unsigned"])
def test_a_letter_that_was_taken_back_says_so(client, house, how):
    people = house.people
    if how == "unsigned":
        letter = approving.sign(house.passed(), by=people.signer, at=MONDAY)
        unsigning.unsign(house.copy, by=people.officer, at=TUESDAY, reason="ผิดวัน")
    else:
        letter = house.delivered().letter
    if how == "cancelled":
        cancel_matter(house.copy, by=people.signer, at=TUESDAY, reason="ยกเลิก")
    elif how == "recalled":
        child = house.children()[0]
        returning.recall(child, by=people.officer, at=TUESDAY, reason="ส่งผิด")

    assert "หนังสือจริง แต่ถูกเรียกคืนหรือยกเลิกแล้ว" in look(client, letter).text


def test_of_a_secret_letter_not_even_the_number_is_told(client, house):
    letter = house.delivered().letter
    Circular.objects.filter(pk=letter.circular_id).update(secrecy="002")

    page = look(client, letter)

    assert "หนังสือจริง และยังใช้อยู่" in page.text
    assert "ทด ๐๐๐๑" not in page.text


def test_an_unknown_code_is_said_to_be_unknown(client, db):
    page = client.get(reverse("letter_check", args=["xxxxxxxxxxxxxxxx"]))

    assert page.status_code == 404
    assert "ไม่พบหนังสือของรหัสนี้" in page.text


def test_it_is_asked_so_many_times_a_minute(client, house):
    letter = house.signed()

    pages = [look(client, letter) for _n in range(31)]

    assert [one.status_code for one in pages] == [*[200] * 30, 429]
    assert "เปิดหน้านี้บ่อยเกินไป" in pages[-1].text
