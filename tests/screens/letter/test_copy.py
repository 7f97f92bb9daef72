"""The reading page of a letter, its files, and who may open them."""

import io

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from circulars.domain import approving, dispatching, endorsing, intake, registering
from circulars.domain.received import IncomingFile, ReceivedLetter
from circulars.models import Event, FileRole, OfficeCopy
from circulars.states import Order
from offices.models import Kind
from papers.upload import accept_upload
from tests import factories
from tests.papers.test_sandbox import stopped_helper

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


@pytest.fixture
def now():
    return timezone.now()


def scan(pages=2):
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page(page_size=(595, 842))
    target = io.BytesIO()
    document.save(target)
    file = accept_upload(target.getvalue(), "หนังสือ.pdf", limit_mb=50)
    return IncomingFile(
        file.original_name,
        file.original_bytes,
        file.pdf_bytes,
        file.sha256,
        file.mime,
        file.pages,
    )


@pytest.fixture
def copy(staff, now):
    letter = ReceivedLetter(
        issuer_name="กรมทดสอบ",
        subject="เรื่องทดสอบ",
        number_printed="มท 0801/ว 1",
        dated_printed="๒๕๓ ตุลาคม ๒๕๖๓",
    )
    return intake.receive_letter(staff.office, letter, by=staff.clerk, at=now, files=[scan()])


def sent_on(staff, copy, at):
    registering.register(copy, by=staff.clerk, at=at)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=at)
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=at)
    approving.pass_on(draft, by=staff.reviewer, at=at)
    approving.sign(draft, by=staff.signer, at=at)
    dispatching.fan_out(dispatching.dispatch(copy, by=staff.officer, at=at).pk, at=at)


def page_of(client, copy):
    return client.get(reverse("copy", args=[copy.pk]))


def test_the_page_shows_the_letter_and_flags_its_date(copy, staff, as_user):
    page = page_of(as_user(staff.clerk), copy)

    text = page.content.decode()
    assert "เรื่องทดสอบ" in text
    assert "๒๕๓ ตุลาคม ๒๕๖๓" in text
    assert copy.letter.date_problem in text
    assert len(page.context["paper"].pages) == 2


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("unchanged", True), ["ไฟล์ไม่ถูกแก้ไขหลังลงนาม", "รู้จักผู้ออกใบรับรอง"]),
        (("added", False), ["มีส่วนที่เพิ่มเข้ามาหลังลงนาม ส่วนที่ลงนามไว้ไม่เปลี่ยน", "ไม่รู้จักผู้ออกใบรับรอง"]),
        (("changed", False), ["ไฟล์ถูกแก้ไขหลังลงนาม โปรดสอบถามผู้ส่งก่อนใช้", "ไม่รู้จักผู้ออกใบรับรอง"]),
        (("unchecked", False), ["ตรวจลายมือชื่อไม่ได้ โปรดเปิดต้นฉบับตรวจเอง", "ไม่รู้จักผู้ออกใบรับรอง"]),
    ],
)
def test_the_page_says_who_signed_the_file(copy, staff, as_user, told, said):
    found = {
        "name": "นายสมชาย ใจดี", "organisation": "กรมทดสอบ", "state": told[0],
        "at": "2026-11-28T21:17:31+00:00", "issuer_known": told[1],
    }  # fmt: skip
    copy.letter.files.filter(role=FileRole.ORIGINAL).update(signatures=[found])

    page = page_of(as_user(staff.clerk), copy)

    [one] = page.context["signatures"]
    assert (one.by, [one.state, one.issuer]) == ("นายสมชาย ใจดี (กรมทดสอบ)", said)
    assert one.by in page.text


def test_another_office_finds_nothing(copy, as_user):
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))
    client = as_user(stranger.supervisor)
    file = copy.letter.files.get(role=FileRole.READABLE)

    answers = [
        client.get(reverse("copy", args=[copy.pk])),
        client.get(reverse("copy_stamped", args=[copy.pk])),
        client.get(reverse("copy_file", args=[copy.pk, file.pk])),
        client.get(reverse("copy_page_image", args=[copy.pk, file.pk, 1])),
        client.post(reverse("copy_opened", args=[copy.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5


def test_a_file_of_another_letter_is_not_reached_through_ones_own(copy, staff, as_user, now):
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))
    own = factories.arrived(stranger.office, by=stranger.clerk, moment=now)
    file = copy.letter.files.get(role=FileRole.ORIGINAL)

    answer = as_user(stranger.clerk).get(reverse("copy_file", args=[own.pk, file.pk]))

    assert answer.status_code == 404


def test_reading_writes_nothing_and_opening_is_posted_once(province, staff, as_user, now):
    letter = factories.arrived(province, by=staff.clerk, moment=now)
    OfficeCopy.objects.filter(pk=letter.pk).update(opened_at=None)
    client = as_user(staff.officer)
    before = Event.objects.count()

    text = page_of(client, letter).content.decode()
    assert Event.objects.count() == before
    assert reverse("copy_opened", args=[letter.pk]) in text

    client.post(reverse("copy_opened", args=[letter.pk]))
    client.post(reverse("copy_opened", args=[letter.pk]))

    assert Event.objects.count() == before + 1
    assert reverse("copy_opened", args=[letter.pk]) not in page_of(client, letter).content.decode()


def test_the_stamp_is_on_the_rendition_and_not_on_the_original(copy, staff, as_user, now):
    client = as_user(staff.clerk)
    plain = client.get(reverse("copy_stamped", args=[copy.pk]))
    registering.register(copy, by=staff.clerk, at=now)

    stamped = client.get(reverse("copy_stamped", args=[copy.pk]))

    with pikepdf.open(io.BytesIO(stamped.content)) as document:
        assert len(document.pages[0].resources.get("/XObject", {})) == 1
    assert stamped["ETag"] != plain["ETag"]
    original = copy.letter.files.get(role=FileRole.ORIGINAL)
    kept = client.get(reverse("copy_file", args=[copy.pk, original.pk]))
    with original.file.open("rb") as stored:
        assert b"".join(kept.streaming_content) == stored.read()
    assert kept["Content-Disposition"].startswith("attachment")
    assert kept["X-Content-Type-Options"] == "nosniff"


def test_a_browser_that_has_the_page_image_is_told_so(copy, staff, as_user):
    file = copy.letter.files.get(role=FileRole.READABLE)
    address = reverse("copy_page_image", args=[copy.pk, file.pk, 1])
    client = as_user(staff.clerk)
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, first["Content-Type"]) == (200, "image/png")
    assert (again.status_code, again.content) == (304, b"")


def test_a_long_letter_comes_in_portions(copy, staff, as_user):
    copy.letter.files.filter(role=FileRole.READABLE).update(pages=65)
    file = copy.letter.files.get(role=FileRole.READABLE)
    client, address = as_user(staff.clerk), reverse("copy", args=[copy.pk])

    shown = [client.get(address, {"from": first}).context["paper"] for first in ("", 31, 61, 99)]

    pictures = [
        [int(one.rpartition("/")[2].partition(".")[0]) for one in paper.pages] for paper in shown
    ]
    assert pictures == [[*range(1, 31)], [*range(31, 61)], [*range(61, 66)], [*range(1, 31)]]
    assert [paper.more for paper in shown] == [
        f"{address}?from=31", f"{address}?from=61", "", f"{address}?from=31",
    ]  # fmt: skip
    assert file.pages == 65


def test_receipts_are_drawn_on_the_first_page_only(copy, staff, as_user, now):
    file = copy.letter.files.get(role=FileRole.READABLE)
    client = as_user(staff.clerk)
    before = [client.get(reverse("copy_page_image", args=[copy.pk, file.pk, n])) for n in (1, 2)]
    registering.register(copy, by=staff.clerk, at=now)

    after = [client.get(reverse("copy_page_image", args=[copy.pk, file.pk, n])) for n in (1, 2)]

    assert [one.content == two.content for one, two in zip(before, after, strict=True)] == [
        False, True,
    ]  # fmt: skip


def test_a_busy_machine_says_try_again_and_the_next_look_succeeds(
    copy, staff, as_user, monkeypatch
):
    file = copy.letter.files.get(role=FileRole.READABLE)
    client = as_user(staff.clerk)
    page = reverse("copy_page_image", args=[copy.pk, file.pk, 2])
    stamped = reverse("copy_stamped", args=[copy.pk])
    registering.register(copy, by=staff.clerk, at=timezone.now())

    with stopped_helper(monkeypatch):
        busy = [client.get(page), client.get(stamped)]
    monkeypatch.undo()
    after = [client.get(page), client.get(stamped)]

    assert [(one.status_code, one["Retry-After"]) for one in busy] == [(503, "20")] * 2
    assert "ไฟล์ไม่เสียหาย โปรดเปิดหน้านี้ใหม่ในอีกสักครู่" in busy[0].text
    assert "ระบบกำลังยุ่ง จึงยังเปิดไฟล์นี้ไม่ได้ ไฟล์ไม่เสียหาย โปรดลองใหม่ในอีกสักครู่" in busy[1].text
    assert [one.status_code for one in after] == [200, 200]


def test_there_is_no_page_after_the_last(copy, staff, as_user):
    file = copy.letter.files.get(role=FileRole.READABLE)

    answer = as_user(staff.clerk).get(reverse("copy_page_image", args=[copy.pk, file.pk, 3]))

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("who", "allowed"), [("clerk", True), ("officer", True), ("supervisor", False)]
)
def test_what_to_do_next_says_who_may(copy, staff, as_user, who, allowed):
    page = page_of(as_user(getattr(staff, who)), copy)

    act = page.context["acts"][0]
    assert act.url == reverse("task_register", args=[copy.pk])
    assert act.verdict.allowed is allowed


def test_the_buttons_follow_the_state(copy, province, staff, as_user, now):
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=province)
    client = as_user(staff.officer)
    seen = [page_of(client, copy).context["acts"][0].url]
    registering.register(copy, by=staff.clerk, at=now)
    seen.append(page_of(client, copy).context["acts"][0].url)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=now)
    seen.append(page_of(client, copy).context["acts"][0].url)
    approving.submit(copy.drafts.get(), by=staff.officer, at=now)
    seen.append(page_of(client, copy).context["acts"][0].url)

    names = ["task_register", "task_endorse", "task_draft", "task_review"]
    assert seen == [reverse(name, args=[copy.pk]) for name in names]


def test_the_sender_sees_how_far_it_came_and_the_story(copy, province, staff, as_user, now):
    districts = [factories.office(f"อำเภอ {n}", Kind.DISTRICT, parent=province) for n in (1, 2)]
    sent_on(staff, copy, now)
    child = OfficeCopy.objects.get(office=districts[0])
    registering.register(child, by=factories.Staff(districts[0]).clerk, at=timezone.now())

    page = page_of(as_user(staff.supervisor), copy)

    tiles = {str(tile["label"]): tile["number"] for tile in page.context["tiles"]}
    assert (tiles["ส่งถึง"], tiles["ลงรับแล้ว"]) == (2, 1)
    told = [line.text for line in page.context["lines"]]
    assert told[1] == "จังหวัดทดสอบ ลงทะเบียนรับ เลขที่ ๑"
    assert told[-2] == "ส่งออกถึง นายอำเภอ ทุกอำเภอ (๒ แห่ง)"


def test_the_receiver_does_not_see_what_was_written_above(copy, province, staff, as_user, now):
    district = factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=province)
    registering.register(copy, by=staff.clerk, at=now)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=now, text="ความเห็นภายใน")
    draft = copy.drafts.get()
    approving.submit(draft, by=staff.officer, at=now)
    approving.pass_on(draft, by=staff.reviewer, at=now)
    approving.sign(draft, by=staff.signer, at=now)
    dispatching.fan_out(dispatching.dispatch(copy, by=staff.officer, at=now).pk, at=now)
    child = OfficeCopy.objects.get(office=district)

    page = page_of(as_user(factories.Staff(district).clerk), child)

    assert page.status_code == 200
    assert "ความเห็นภายใน" not in page.content.decode()


def test_more_endorsements_ask_no_more_questions(copy, staff, as_user, now):
    client = as_user(staff.officer)
    registering.register(copy, by=staff.clerk, at=now)

    def questions():
        with CaptureQueriesContext(connection) as queries:
            page_of(client, copy)
        return len(queries)

    def order(times):
        for _time in range(times):
            endorsing.endorse(
                copy, Order.ASSIGN, by=staff.officer, at=now, to_officer=staff.officer
            )

    order(3)
    questions()
    few = questions()
    order(27)

    assert questions() == few


def test_a_secret_letter_is_seen_by_named_people_only(staff, as_user, now):
    secret = factories.arrived(staff.office, by=staff.clerk, moment=now, secrecy="002")
    registering.register(secret, by=staff.clerk, at=now)

    assert page_of(as_user(staff.supervisor), secret).status_code == 404
    assert page_of(as_user(staff.clerk), secret).status_code == 200


def test_a_deadline_on_a_day_off_says_so_on_the_letter(as_user):
    staff = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
    copy = factories.arrived(
        staff.office, by=staff.clerk, due_at=factories.at("2020-11-02", "00:00")
    )

    page = as_user(staff.clerk).get(reverse("copy", args=[copy.pk]))

    facts = page.content.decode().split("ข้อมูลหนังสือ")[-1].split("ได้รับทาง")[0]
    assert "ภายในวันที่ ๑ พฤศจิกายน ๒๕๖๓ (อาทิตย์)" in " ".join(facts.split())
