"""The link of an office in a browser without any account, and everybody who tries to misuse it."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from circulars.domain import links, telling
from circulars.models import (
    AnsweredBy,
    Channel,
    Event,
    EventKind,
    LetterFile,
    LinkVisit,
    OfficeCopy,
    Provenance,
    TimeRequest,
)
from survey.domain import answering
from survey.models import Answer
from tests.circulars.beside import OTHER, Beside, take_out
from tests.circulars.domain.test_telling import owe
from tests.factories import DAY, MONDAY
from tests.keeping import kept
from tests.papers.small import small_pdf
from tests.survey.world import HAS

pytestmark = pytest.mark.django_db
PAGES = ["link_receipt", "link_report", "link_reply", "link_time", "link_return", "link_answer"]


@pytest.fixture
def stage() -> Beside:
    return kept(Beside)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


class Visitor:
    """A browser with one link, which checks tokens as browsers' forms must."""

    def __init__(self, stage: Beside, link=None) -> None:
        self.client, self.link = Client(), link or stage.link
        self.token = links.token_of(self.link)

    def url(self, name: str = "link", *args: object) -> str:
        return reverse(name, args=[self.token, *args])

    def pin(self, pin: str):
        return self.client.post(self.url(), {"pin": pin})

    def do(self, name: str, *args: object, **given: object):
        return self.client.post(self.url(name, *args), given)

    def text(self, name: str = "link", *args: object) -> str:
        return self.client.get(self.url(name, *args)).content.decode()


@pytest.fixture
def visitor(stage) -> Visitor:
    one = Visitor(stage)
    assert one.pin(stage.pin).status_code == 302
    return one


def test_before_the_pin_nothing_of_the_letter_is_shown(stage):
    visitor = Visitor(stage)

    page = visitor.client.get(visitor.url())

    assert page.status_code == 200
    assert stage.copy.circular.subject not in page.content.decode()
    assert "เปิดหนังสือด้วย PIN" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"
    for name in [*PAGES, "link_answered"]:
        for method in (visitor.client.get, visitor.client.post):
            assert method(visitor.url(name)).headers["Location"] == visitor.url()
    assert visitor.client.get(visitor.url("link_page", 1)).status_code == 302
    assert visitor.do("link_file", 0).status_code == 302


def test_a_wrong_pin_says_so_and_the_sixth_is_not_compared(stage):
    visitor = Visitor(stage)
    wrong = f"{(int(stage.pin) + 1) % 10**6:06}"
    for _n in range(5):
        said = visitor.pin(wrong).content.decode()
        assert "PIN ไม่ถูกต้อง โปรดดูในใบนำส่งแล้วลองอีกครั้ง" in said

    assert "โปรดรออีก ๑ ชั่วโมง" in visitor.pin(stage.pin).content.decode()
    assert LinkVisit.objects.filter(right=True).count() == 0


def test_tries_from_many_addresses_compare_five(stage):
    """The limit is the office's: another address, another browser is no new try."""
    wrong, token = f"{(int(stage.pin) + 1) % 10**6:06}", links.token_of(stage.link)
    address = reverse("link", args=[token])
    answers = [
        Client(REMOTE_ADDR=f"10.0.{n // 250}.{n % 250}").post(address, {"pin": wrong}).status_code
        for n in range(50)
    ]

    assert set(answers) == {200}
    assert LinkVisit.objects.count() == 5


def test_the_page_says_what_can_be_done(stage, visitor):
    owe(stage)

    page = visitor.text()

    for words in (
        "เรื่องสำรวจ", "แจ้งว่าได้รับหนังสือ", "ตอบแบบสำรวจ", "รายงานผล หรือแจ้งว่าไม่มี",
        "ส่งหนังสือตอบ (PDF)", "ขอขยายเวลา", "ไม่ใช่เรื่องของหน่วยงานเรา",
    ):  # fmt: skip
        assert words in page
    assert OTHER not in page


def test_receipt_report_time_and_answer(stage, visitor):
    owed = owe(stage)
    assert visitor.do("link_receipt", number="๑๒๓", said_by="นาง ข").status_code == 302
    assert visitor.do("link_time", until="30/11/63", reason="น้ำท่วม").status_code == 302
    assert visitor.do("link_report", nil="on").status_code == 302
    form = {f"q-{name}": value for name, value in HAS.items()}
    answered = visitor.do("link_answer", act="submit", base="0", said_by="นาย ค", **form)
    assert answered.headers["Location"] == visitor.url("link_answered")

    owed.refresh_from_db()
    assert owed.answered_by == AnsweredBy.NIL
    assert TimeRequest.objects.get().reason == "น้ำท่วม"
    said = list(Provenance.objects.order_by("pk").values_list("said", "said_by", "number"))
    assert said == [
        ("received", "นาง ข", "๑๒๓"), ("time", "", ""), ("reported", "", ""), ("answered", "นาย ค", ""),
    ]  # fmt: skip
    answer = Answer.objects.get()
    assert answer.receipt_text in visitor.text("link_answered").translate(
        {0x0E50 + n: str(n) for n in range(10)}
    )


def test_what_the_server_refuses_is_said_at_the_field_and_kept(stage, visitor):
    said = visitor.do("link_receipt", number="๑", day="1/1/63").content.decode()
    assert "วันที่รับต้องไม่ก่อนวันที่ส่ง และไม่หลังวันนี้" in said
    form = {f"q-{name}": value for name, value in {**HAS, "budget_village": "หลายล้าน"}.items()}

    refused = visitor.do("link_answer", act="submit", base="0", **form)

    assert (refused.status_code, "หลายล้าน" in refused.content.decode()) == (200, True)
    assert Answer.objects.get().state == "draft"
    assert visitor.do("link_answer", act="draft", **form).headers["Location"] == visitor.url(
        "link_answer"
    )


def test_a_reply_letter_lies_on_the_desk_of_the_sender(stage, visitor):
    owed = owe(stage)
    file = SimpleUploadedFile("ตอบ.pdf", small_pdf(), "application/pdf")

    assert visitor.do("link_reply", subject="").content.decode().count("โปรดแนบไฟล์หนังสือตอบ") >= 1
    done = visitor.do(
        "link_reply", file=file, number="ที่ บก 71101/5", dated="26 ต.ค. 2563", subject="ส่งข้อมูล"
    )

    assert done.status_code == 302
    came = OfficeCopy.objects.get(circular__subject="ส่งข้อมูล")
    assert (came.office, came.state, came.channel) == (
        stage.copy.parent.office, "arrived", Channel.LINK,
    )  # fmt: skip
    owed.refresh_from_db()
    assert (owed.answered_by, owed.reply) == (AnsweredBy.LETTER, came.letter)
    assert came in OfficeCopy.objects.awaiting_receipt()


def test_not_ours_gives_the_letter_back_and_ends_the_link(stage, visitor):
    assert visitor.do("link_return", reason="ไม่ใช่พื้นที่").headers["Location"] == visitor.url()

    assert stage.fresh().state == "returned"
    assert "เปิดหนังสือด้วย PIN" in visitor.text()
    assert "ลิงก์นี้หมดอายุแล้ว" in visitor.pin(stage.pin).content.decode()


def test_a_file_is_taken_and_written_down_and_no_file_of_another_letter(stage, visitor):
    mine, foreign = (
        LetterFile.objects.create(
            letter=letter, role="enclosure", name=name, added_at=MONDAY, sha256="0",
            file=SimpleUploadedFile("a.pdf", b"%PDF-"),
        )
        for letter, name in ((stage.copy.letter, "แบบ.pdf"), (stage.world.top.letter, "ลับ.pdf"))
    )  # fmt: skip

    taken = visitor.do("link_file", mine.pk)

    assert b"".join(taken.streaming_content) == b"%PDF-"
    assert Event.objects.get(kind=EventKind.LINK_FETCHED).data["file"] == "แบบ.pdf"
    assert visitor.do("link_file", foreign.pk).status_code == 404
    assert visitor.client.get(visitor.url("link_file", mine.pk)).status_code == 405


def test_what_was_keyed_in_for_the_office_is_confirmed_by_it(stage, visitor):
    line = stage.world.expected(stage.copy.office.name)
    answering.submit(line, HAS, by=stage.sender, at=MONDAY, voice=stage.heard())
    row = Provenance.objects.get()
    assert "บันทึกแทนโดย" in visitor.text()

    assert visitor.do("link_confirm", row.pk).status_code == 302

    assert "หน่วยงานยืนยันแล้ว" in visitor.text()
    assert visitor.do("link_confirm", 0).status_code == 404


def test_a_forwarded_link_shows_one_office_and_asks_for_its_pin(stage, visitor):
    """Another office's browser, in by its own PIN, opens our link: it is asked for ours."""
    other, pin = links.make_link(take_out(OTHER), by=stage.sender, at=MONDAY)
    neighbour = Visitor(stage, other)
    assert neighbour.pin(pin).status_code == 302

    page = neighbour.client.get(visitor.url()).content.decode()
    assert "เปิดหนังสือด้วย PIN" in page
    assert neighbour.client.post(visitor.url("link_receipt"), {"number": "9"}).status_code == 302
    assert Provenance.objects.count() == 0
    session = visitor.client.session
    session[f"link-{other.pk}"] = session[f"link-{stage.link.pk}"]
    session.save()
    assert visitor.client.get(neighbour.url("link_receipt")).status_code == 302


def test_a_replayed_form_hands_in_one_answer(stage, visitor):
    form = {f"q-{name}": value for name, value in HAS.items()}
    for _n in range(2):
        visitor.do("link_answer", act="submit", base="0", **form)

    assert Answer.objects.count() == 1


@pytest.mark.parametrize("ends", ["clock", "renewed", "revoked", "left"])
def test_a_visit_that_is_over_acts_no_more(stage, visitor, ends):
    at = MONDAY + dt.timedelta(minutes=1)
    if ends == "clock":
        at = MONDAY + links.VISIT
    elif ends == "renewed":
        links.make_link(stage.copy, by=stage.sender, at=MONDAY)
    elif ends == "revoked":
        links.revoke_link(stage.link, by=stage.sender, at=MONDAY)
    else:
        assert visitor.do("link_leave").status_code == 302

    with time_machine.travel(at, tick=False):
        assert visitor.do("link_receipt", number="1").headers["Location"] == visitor.url()

    assert Provenance.objects.count() == 0


def test_an_expired_link_and_an_invented_one(stage):
    with time_machine.travel(stage.link.expires_at + DAY, tick=False):
        assert "ลิงก์นี้หมดอายุแล้ว" in Visitor(stage).pin(stage.pin).content.decode()
    for token in ("1-aaaaaaaaaaaaaaaa", "x", f"{stage.link.pk}-"):
        assert Client().get(reverse("link", args=[token])).status_code == 404


def test_the_session_of_a_link_opens_nothing_else(stage, visitor):
    for name in ("desk", "my_work", "follow_up"):
        assert visitor.client.get(reverse(name)).status_code == 302
    assert visitor.client.get(reverse("copy", args=[stage.copy.pk])).status_code == 302


def test_the_pages_ask_few_questions(stage, visitor, django_assert_max_num_queries):
    telling.confirm_receipt(stage.copy, voice=stage.by_link(), at=MONDAY)
    with django_assert_max_num_queries(20):
        visitor.text()
