"""Text for the chat group: the matter, and who is silent, with telephones."""

import pytest
import time_machine

from circulars.errors import NotAllowed
from offices.models import Office
from tests import factories
from tests.factories import DAY
from tests.keeping import built_once
from tests.screens.work.task_screens import DUE, House, address, logged_in
from thai.screen import showing
from workflow.line_text import matter_text, silent_text

pytestmark = pytest.mark.django_db

LATE = DUE + DAY


@pytest.fixture
@built_once
def house():
    house = House(2)
    Office.objects.filter(pk=house.districts[0].pk).update(phone="0 4249 1234")
    house.dispatched()
    return house


def test_the_matter_is_told_as_it_was_sent_on(house):
    assert matter_text(house.copy, at=LATE) == (
        "เรื่อง เรื่องทดสอบ\n"
        "จังหวัดทดสอบ ที่ ทด ๐๐๐๑/ว ๑ ลงวันที่ ๒๖ ต.ค. ๒๕๖๓\n"
        "กำหนดตอบ ๓๑ ต.ค. ๒๕๖๓ เลยกำหนด ๑ วัน\n"
        f"http://testserver/survey/{house.copy.circular_id}/"
    )


def test_the_silent_stand_with_days_and_telephones_that_can_be_dialled(house):
    assert silent_text(house.copy, at=LATE) == (
        "ยังไม่ได้รับรายงาน ๒ แห่ง เรื่อง เรื่องทดสอบ\n"
        "๑. อำเภอที่ ๑ · ๓๑ ต.ค. ๒๕๖๓ เลยกำหนด ๑ วัน · โทร. 0 4249 1234\n"
        "๒. อำเภอที่ ๒ · ๓๑ ต.ค. ๒๕๖๓ เลยกำหนด ๑ วัน"
    )


def test_whoever_reads_arabic_digits_copies_them(house):
    with showing("arabic"):
        first = silent_text(house.copy, at=LATE).splitlines()[0]

    assert first == "ยังไม่ได้รับรายงาน 2 แห่ง เรื่อง เรื่องทดสอบ"


def test_a_secret_letter_is_not_told_in_a_chat():
    office = factories.office("จังหวัดลับ")
    registrar = factories.person()
    factories.post(registrar, office, "clerk", handles_secret=True)
    secret = factories.arrived(office, by=registrar, secrecy="002")

    with pytest.raises(NotAllowed) as refused:
        matter_text(secret, at=LATE)

    assert str(refused.value) == "หนังสือชั้นความลับ ไม่มีข้อความสำหรับกลุ่มไลน์"


@time_machine.travel(LATE, tick=False)
def test_the_page_shows_both_in_boxes_to_copy_from(house):
    page = logged_in(house.people.officer).get(address("line_text", house.copy))

    texts = page.context["view"].texts
    assert [text.name for text in texts] == ["เรื่องนี้", "ใครยังไม่ตอบ"]
    assert page.text.count("<textarea") == 2
    assert f"readonly\n>{texts[1].words}</textarea>" in page.text
