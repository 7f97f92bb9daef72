"""A district follows an office that is not on the system: link, slip, and what it keys in for it."""

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from circulars.domain import links
from circulars.models import Channel, Link, OfficeCopy, Provenance, TimeRequest
from survey.domain import answering, certifying
from survey.models import Answer
from tests.circulars.beside import NAME, OTHER, Beside, take_out
from tests.circulars.domain.test_telling import owe
from tests.factories import MONDAY
from tests.keeping import kept
from tests.papers.small import small_pdf
from tests.survey.world import HAS, HAS_NOT, TOWN_HAS

pytestmark = pytest.mark.django_db
CALL = {"way": "phone", "said_by": "นาง ก", "note": "โทร 9.30 น."}
OF_COPY = [
    "channel", "heard_sent", "heard_received", "heard_reported", "heard_time", "heard_returned",
    "heard_passed_on", "answer_for",
]  # fmt: skip


@pytest.fixture
def stage() -> Beside:
    return kept(Beside)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def client(stage) -> Client:
    client = Client()
    client.force_login(stage.sender)
    return client


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_every_page_opens_for_who_follows_and_for_nobody_else(stage, client):
    for name in OF_COPY:
        assert NAME in page(client, name, stage.copy.pk)

    foreign = Client()
    foreign.force_login(stage.world.district_staff[1].officer)
    for name in OF_COPY:
        for method in (foreign.get, foreign.post):
            assert method(reverse(name, args=[stage.copy.pk])).status_code == 404
    assert foreign.post(reverse("slips", args=[stage.copy.parent_id])).status_code == 404


def test_an_office_on_the_system_speaks_for_itself(stage, client):
    other = OfficeCopy.objects.get(office__name=OTHER)

    said = page(client, "channel", other.pk)

    assert f"{OTHER} ใช้ระบบนี้แล้ว ให้หน่วยงานนั้นเข้าสู่ระบบและดำเนินการเอง" in said
    refused = client.post(reverse("heard_received", args=[other.pk]), {"number": "1", **CALL})
    assert "ใช้ระบบนี้แล้ว" in refused.content.decode()
    assert Provenance.objects.count() == 0


def test_the_slip_shows_the_pin_once(stage, client):
    slip = client.post(reverse("channel", args=[stage.copy.pk]), {"act": "make"})

    shown = slip.content.decode()
    pin = re.search(r"wn-taken-number\">(\d{6})<", shown).group(1)
    link = Link.objects.get()
    assert (slip["Cache-Control"], link.issue) == ("private, no-store", 2)
    assert links.token_of(link) in shown
    assert pin not in page(client, "channel", stage.copy.pk)
    assert links.enter(link, pin, at=MONDAY) is not None

    client.post(reverse("channel", args=[stage.copy.pk]), {"act": "revoke"})
    assert Link.objects.get().revoked_at == MONDAY
    assert "หน่วยงานผู้ส่งปิดลิงก์นี้แล้ว" in page(client, "channel", stage.copy.pk)


def test_a_letter_goes_by_mail_and_the_pin_is_shown_to_be_told(stage, client):
    stage.copy.office.email = "sao@example.org"
    stage.copy.office.save(update_fields=["email"])
    assert "ส่งอีเมลถึง sao@example.org" in page(client, "channel", stage.copy.pk)

    shown = client.post(reverse("channel", args=[stage.copy.pk]), {"act": "mail"})

    assert re.search(r"wn-taken-number\">\d{6}<", shown.content.decode()) is not None
    assert stage.fresh().channel == Channel.EMAIL


def test_slips_of_all_who_have_no_link_yet(stage, client):
    take_out(OTHER)
    assert "พิมพ์ใบนำส่งพร้อมลิงก์และ PIN" in page(client, "circular_tree", stage.copy.parent_id)
    address = reverse("slips", args=[stage.copy.parent_id])

    shown = client.post(address).content.decode()

    assert (OTHER in shown, NAME in shown, Link.objects.count()) == (True, False, 2)
    assert client.post(address).status_code == 302


def test_sending_receipt_report_time_are_written_down(stage, client):
    owed = owe(stage)
    forms = [
        ("heard_sent", {"number": "EF123TH", "way": "paper"}),
        ("heard_received", {"number": "๗๗", "way": "paper", "evidence": scan()}),
        ("heard_reported", {"nil": "on", **CALL}),
        ("heard_time", {"until": "30/11/63", "reason": "น้ำท่วม", **CALL}),
    ]
    for name, given in forms:
        done = client.post(reverse(name, args=[stage.copy.pk]), given)
        assert (name, done.status_code) == (name, 302)

    shown = page(client, "channel", stage.copy.pk)
    for words in ("EF123TH", "๗๗", "ใบรับ.pdf", "โทร 9.30 น.", "นาง ก"):
        assert words in shown
    row = Provenance.objects.get(said="received")
    taken = client.get(reverse("evidence", args=[stage.copy.pk, row.pk]))
    assert b"".join(taken.streaming_content).startswith(b"%PDF-")
    owed.refresh_from_db()
    assert (owed.note, TimeRequest.objects.count()) == ("ไม่มีข้อมูลที่จะรายงาน", 1)
    assert "๗๗" in page(client, "circular_tree", stage.copy.parent_id)


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("ใบรับ.pdf", small_pdf(), "application/pdf")


def test_without_evidence_it_says_what_to_do_and_keeps_what_was_typed(stage, client):
    refused = client.post(
        reverse("heard_received", args=[stage.copy.pk]), {"number": "๗๗", "way": "phone"}
    ).content.decode()

    assert "โปรดแนบไฟล์หลักฐาน หรือเขียนว่าทราบจากใคร เมื่อใด" in refused
    assert "๗๗" in refused


def test_a_file_that_is_none_is_refused_at_its_field(stage, client):
    bad = SimpleUploadedFile("ใบรับ.exe", b"MZ" + b"\0" * 99, "application/pdf")

    refused = client.post(
        reverse("heard_received", args=[stage.copy.pk]), {"way": "paper", "evidence": bad}
    )

    assert (refused.status_code, Provenance.objects.count()) == (200, 0)


def test_a_letter_that_is_not_theirs_goes_back(stage, client):
    client.post(reverse("heard_returned", args=[stage.copy.pk]), {"reason": "คนละตำบล", **CALL})

    assert stage.fresh().state == "returned"


def test_an_answer_keyed_in_is_checked_marked_and_certified_as_such(stage, client):
    address = reverse("answer_for", args=[stage.copy.pk])
    form = {f"q-{name}": value for name, value in HAS.items()}
    bad = client.post(
        address, {**form, "q-budget_village": "-5", "act": "submit", "base": "0", **CALL}
    )
    assert (bad.status_code, Answer.objects.get().state) == (200, "draft")
    bare = client.post(address, {**form, "act": "submit", "base": "0", "way": "paper"})
    assert "โปรดแนบไฟล์หลักฐาน หรือเขียนว่าทราบจากใคร เมื่อใด" in bare.content.decode()

    done = client.post(
        address, {**form, "act": "submit", "base": "0", "way": "paper", "evidence": scan()}
    )

    assert done.headers["Location"] == reverse("channel", args=[stage.copy.pk])
    answer = Answer.objects.get()
    assert (answer.told.way, answer.told.by, answer.told.file_name) == (
        "paper", stage.sender, "ใบรับ.pdf",
    )  # fmt: skip
    district = stage.copy.parent
    shown = page(client, "rollup", district.pk)
    assert "หนังสือหรือแบบกระดาษ" in shown
    line = stage.world.expected(NAME)
    assert "ดูที่มาและหลักฐาน" in page(client, "collect_answer", district.pk, line.pk)


def test_the_certificate_says_by_which_way_answers_came(stage):
    world = stage.world
    answering.submit(world.expected(NAME), HAS, by=stage.sender, at=MONDAY, voice=stage.heard())
    for name, typed in ((OTHER, HAS_NOT), ("เทศบาลตำบลอำเภอก", TOWN_HAS)):
        line = world.expected(name)
        answering.submit(line, typed, by=world.officer_of(line), at=MONDAY)

    certificate = certifying.certify(
        OfficeCopy.objects.get(pk=stage.copy.parent_id), by=stage.sender, at=MONDAY
    )

    assert certificate.totals["ways"] == {"phone": 1}
    assert (certificate.totals["expected"], certificate.totals["answered"]) == (3, 3)
    client = Client()
    client.force_login(stage.sender)
    book = client.get(reverse("rollup_pdf", args=[stage.copy.parent_id]))
    assert book.status_code == 200


def test_the_channel_of_a_copy_is_seen_in_the_tree(stage, client):
    shown = page(client, "circular_tree", stage.copy.parent_id)

    assert str(Channel.LINK.label) in shown
    assert reverse("channel", args=[stage.copy.pk]) in shown
