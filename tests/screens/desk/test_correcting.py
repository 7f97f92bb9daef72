"""A letter from outside is put right: old values stay in the log, the number stays as it is."""

import hashlib

import pytest
from django.urls import reverse

from circulars.domain import endorsing, registering
from circulars.domain.intake import receive_letter
from circulars.domain.received import ReceivedLetter
from circulars.models import (
    Event,
    EventKind,
    FileRole,
    Letter,
    LetterFile,
    OfficeCopy,
    RegisterEntry,
)
from circulars.states import Order, State
from offices.models import Kind, Role
from screens.letter.story import tell
from tests import factories
from tests.keeping import built_once
from tests.screens.desk.entering import THE_DAY, again, enter, held_files, pdf, word
from tests.story import clock
from workflow.models import Step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day():
    with clock(THE_DAY):
        yield


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def desk(as_user, staff):
    return as_user(staff.clerk)


def address(copy):
    return reverse("copy_correct", args=[copy.pk])


def entered(client, **changes):
    enter(client, **changes)
    return OfficeCopy.objects.get()


def correct(client, copy, **changes):
    """Open the form, change what is said, send it."""
    page = client.get(address(copy))
    return client.post(address(copy), again(page.context["form"], **changes))


def story_of(copy):
    line = tell(Event.objects.get(copy=copy, kind=EventKind.CORRECTED))
    return line.text, line.detail


def test_wrong_words_are_put_right_everywhere_and_the_number_stays(desk):
    copy = entered(desk)
    before = RegisterEntry.objects.get()

    answer = correct(
        desk,
        copy,
        subject="เรื่องที่ถูก",
        number_printed="มท 0810.3/ว 3196",
        dated_printed="16 ตุลาคม 2563",
        issuer_name="กรมที่ถูก",
        due_at="30/10/63",
        urgency="001",
        action="กลุ่มงานอื่น",
    )

    copy.refresh_from_db()
    letter, entry = copy.letter, RegisterEntry.objects.get()
    assert answer.url == reverse("copy", args=[copy.pk])
    assert (entry.pk, entry.number, entry.entered_at) == (before.pk, 1, before.entered_at)
    assert (entry.subject, entry.from_text, entry.number_printed, str(entry.dated)) == (
        "เรื่องที่ถูก", "กรมที่ถูก", "มท 0810.3/ว 3196", "2020-10-16",
    )  # fmt: skip
    assert entry.action == "กลุ่มงานอื่น"
    assert (letter.subject, letter.number_key) == ("เรื่องที่ถูก", "มท|0810.3|ว|3196")
    assert "เรื่องที่ถูก" in letter.folded
    assert (copy.circular.subject, copy.circular.urgency) == ("เรื่องที่ถูก", "001")
    due = factories.at("2020-10-31", "00:00")
    assert (copy.due_at, copy.circular.due_at) == (due, due)
    assert Step.objects.waiting().get(process__copy=copy).due == due


def test_the_log_holds_old_and_new_and_the_story_tells_them(desk, staff):
    copy = entered(desk)

    correct(desk, copy, subject="เรื่องที่ถูก", urgency="001")

    event = Event.objects.get(kind=EventKind.CORRECTED)
    assert (event.actor, event.data) == (
        staff.clerk,
        {
            "changes": {
                "subject": ["การสำรวจการนำโครงการจากแผนชุมชน", "เรื่องที่ถูก"],
                "urgency": ["004", "001"],
            },
            "added": [],
            "replaced": [],
        },
    )
    assert story_of(copy) == (
        "แก้ข้อมูลหนังสือ: เรื่อง, ชั้นความเร็ว",
        "เรื่อง: การสำรวจการนำโครงการจากแผนชุมชน → เรื่องที่ถูก · ชั้นความเร็ว: ด่วนที่สุด → ปกติ",
    )


def test_every_kind_of_field_can_be_told(desk):
    copy = entered(desk)

    correct(
        desk, copy, kind="memo", channel="email", due_at="", enclosures="แบบ | 1 ชุด", note="ด่วน"
    )

    assert story_of(copy)[1] == (
        "ชนิดหนังสือ: หนังสือภายนอก → หนังสือภายใน (บันทึกข้อความ)"
        " · กำหนดตอบ: ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ → (ว่าง)"
        " · สิ่งที่ส่งมาด้วย: (ว่าง) → แบบ ๑ ชุด"
        " · ได้รับทาง: กระดาษ/ไปรษณีย์ → ไปรษณีย์อิเล็กทรอนิกส์"
        " · หมายเหตุ: (ว่าง) → ด่วน"
    )


def test_a_forgotten_scan_and_enclosure_are_attached(desk):
    copy = entered(desk)
    scan, more = pdf("สแกน.pdf"), pdf("แนบ.pdf", pages=2)
    digests = [hashlib.sha256(one.read()).hexdigest() for one in (scan, more)]
    for one in (scan, more):
        one.seek(0)

    correct(desk, copy, letter_file=scan, enclosure_files=[more])

    event = Event.objects.get(kind=EventKind.CORRECTED)
    assert event.data["added"] == [
        {"name": "สแกน.pdf", "sha256": digests[0], "role": "original"},
        {"name": "แนบ.pdf", "sha256": digests[1], "role": "enclosure"},
    ]
    roles = LetterFile.objects.order_by("pk").values_list("role", "name")
    assert list(roles) == [
        (FileRole.ORIGINAL, "สแกน.pdf"),
        (FileRole.READABLE, "สแกน.pdf"),
        (FileRole.ENCLOSURE, "แนบ.pdf"),
    ]
    assert desk.get(reverse("copy", args=[copy.pk])).context["file"].name == "สแกน.pdf"
    assert held_files() == []


def test_a_replaced_scan_stays_stored_and_the_new_one_is_read(desk):
    copy = entered(desk, letter_file=pdf("ผิด.pdf"))
    old = LetterFile.objects.get(role=FileRole.ORIGINAL)

    correct(desk, copy, letter_file=pdf("ถูก.pdf", pages=2))

    originals = LetterFile.objects.filter(role=FileRole.ORIGINAL).order_by("pk")
    assert [one.name for one in originals] == ["ผิด.pdf", "ถูก.pdf"]
    page = desk.get(reverse("copy", args=[copy.pk]))
    assert (page.context["file"].name, len(page.context["paper"].pages)) == ("ถูก.pdf", 2)
    stamped = desk.get(reverse("copy_stamped", args=[copy.pk]))
    assert "%E0%B8%96%E0%B8%B9%E0%B8%81.pdf" in stamped["Content-Disposition"]
    kept = desk.get(reverse("copy_file", args=[copy.pk, old.pk]))
    assert hashlib.sha256(b"".join(kept.streaming_content)).hexdigest() == old.sha256
    event = Event.objects.get(kind=EventKind.CORRECTED)
    assert event.data["replaced"] == [{"name": "ผิด.pdf", "sha256": old.sha256, "role": "readable"}]


def test_an_enclosure_attached_by_mistake_is_taken_out_and_not_sent_on(desk):
    copy = entered(desk, enclosure_files=[pdf("ผิด.pdf"), pdf("ถูก.pdf", pages=2)])
    wrong = LetterFile.objects.get(name="ผิด.pdf")

    correct(desk, copy, taken_out=[wrong.pk])

    enclosures = desk.get(reverse("copy", args=[copy.pk])).context["enclosures"]
    assert [one.name for one in enclosures] == ["ถูก.pdf"]
    wrong.refresh_from_db()
    assert wrong.role == FileRole.REPLACED
    assert story_of(copy) == ("แก้ข้อมูลหนังสือ: ไฟล์", "นำออก “ผิด.pdf”")


def test_a_date_put_right_loses_its_mark_and_its_remark(desk):
    copy = entered(desk, dated_printed="๒๕๓ ตุลาคม ๒๕๖๓", keep_date="on")
    assert "253" in RegisterEntry.objects.get().note

    correct(desk, copy, dated_printed="๒๓ ตุลาคม ๒๕๖๓", keep_date="on")
    copy.refresh_from_db()
    assert "หลังวันที่รับ" in copy.letter.date_problem

    with clock("2020-10-25 09:00"):
        correct(desk, copy, dated_printed="๑๓ ตุลาคม ๒๕๖๓")

    letter, entry = Letter.objects.get(), RegisterEntry.objects.get()
    assert (str(letter.dated), letter.date_problem) == ("2020-10-13", "")
    assert (str(entry.dated), entry.note) == ("2020-10-13", "")


def test_what_stood_there_is_not_asked_about_again(desk):
    copy = entered(desk, dated_printed="๒๕๓ ตุลาคม ๒๕๖๓", keep_date="on")

    with clock("2020-11-20 09:00"):
        answer = correct(desk, copy, subject="เรื่องที่ถูก")

    assert answer.status_code == 302


def test_nothing_changed_is_said_and_nothing_is_written(desk):
    copy = entered(desk)

    answer = correct(desk, copy)

    assert answer.context["form"].non_field_errors() == ["ยังไม่มีอะไรเปลี่ยน แก้ข้อมูลหรือแนบไฟล์ก่อนกดบันทึก"]
    assert not Event.objects.filter(kind=EventKind.CORRECTED).exists()


def test_a_bad_file_is_named_and_the_good_one_held(desk):
    copy = entered(desk)

    refused = correct(desk, copy, letter_file=pdf("ดี.pdf"), enclosure_files=[word()])
    form = refused.context["form"]
    assert (list(form.errors), form.held.name) == (["enclosure_files"], "ดี.pdf")
    desk.post(address(copy), again(form))

    assert LetterFile.objects.get(role=FileRole.ORIGINAL).name == "ดี.pdf"


def test_of_a_secret_letter_words_are_put_right_but_no_file_is_taken(desk):
    copy = entered(desk, secrecy="002")
    page = desk.get(address(copy))
    assert "letter_file" not in page.context["form"].fields

    correct(desk, copy, subject="เรื่องที่ถูก", letter_file=pdf())

    copy.refresh_from_db()
    assert (copy.letter.subject, copy.letter.secrecy) == ("เรื่องที่ถูก", "002")
    assert (LetterFile.objects.count(), held_files()) == (0, [])


def test_every_line_of_the_house_follows_and_void_lines_do_not(desk, staff):
    house = staff.office
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=house)
    unit_clerk = factories.person()
    factories.post(unit_clerk, unit, Role.CLERK)
    copy = entered(desk)
    first = RegisterEntry.objects.get()
    registering.void_entry(first, by=staff.clerk, at=factories.MONDAY, reason="ลงผิดเล่ม")
    registering.register(copy, by=staff.clerk, at=factories.MONDAY)
    endorsing.endorse(copy, Order.ASSIGN, by=staff.officer, at=factories.MONDAY, to_unit=unit)
    registering.register(copy, by=unit_clerk, at=factories.MONDAY)

    correct(desk, copy, subject="เรื่องที่ถูก")

    lines = RegisterEntry.objects.order_by("pk").values_list("number", "subject")
    assert list(lines) == [
        (1, "การสำรวจการนำโครงการจากแผนชุมชน"),
        (2, "เรื่องที่ถูก"),
        (1, "เรื่องที่ถูก"),
    ]


def act_of(client, copy):
    acts = client.get(reverse("copy", args=[copy.pk])).context["acts"]
    return next((act for act in acts if act.url == address(copy)), None)


def test_the_button_stands_on_the_letter_with_its_verdict(desk, staff, as_user):
    copy = entered(desk)

    assert act_of(desk, copy).verdict.allowed
    refused = act_of(as_user(staff.reviewer), copy)
    assert (refused.verdict.allowed, refused.verdict.reason) == (
        False, "ต้องมีหน้าที่ สารบรรณ / เจ้าของเรื่อง ที่ จังหวัดทดสอบ จึงจะทำได้",
    )  # fmt: skip


def test_another_unit_of_the_house_may_not(desk, staff, as_user):
    other = factories.office("กลุ่มงานอื่น", Kind.DIVISION, parent=staff.office)
    clerk = factories.person()
    factories.post(clerk, other, Role.CLERK)
    factories.post(clerk, staff.office, Role.REVIEWER)
    copy = entered(desk)

    answer = correct(as_user(clerk), copy, subject="ของผู้อื่น")

    assert "จึงจะทำได้" in answer.context["form"].non_field_errors()[0]
    assert Letter.objects.get().subject == "การสำรวจการนำโครงการจากแผนชุมชน"


def test_once_it_is_closed_it_stays(desk, staff):
    copy = entered(desk)
    page = desk.get(address(copy))
    endorsing.endorse(copy, Order.FILE, by=staff.officer, at=factories.MONDAY)

    answer = desk.post(address(copy), again(page.context["form"], subject="ช้าไป"))

    assert "อยู่ในสถานะ" in answer.context["form"].non_field_errors()[0]
    assert Letter.objects.get().subject == "การสำรวจการนำโครงการจากแผนชุมชน"


def test_it_is_put_right_while_its_answer_is_drafted_and_no_longer_once_that_is_signed(desk, staff):
    copy = entered(desk)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=factories.MONDAY)
    page = desk.get(address(copy))
    correct(desk, copy, subject="ทันเวลา")
    OfficeCopy.objects.filter(pk=copy.pk).update(state=State.APPROVED)

    answer = desk.post(address(copy), again(page.context["form"], subject="ช้าไป"))

    assert "อยู่ในสถานะ" in answer.context["form"].non_field_errors()[0]
    assert Letter.objects.get().subject == "ทันเวลา"


def test_a_letter_that_came_through_the_system_is_its_senders(desk, staff):
    copy = receive_letter(
        staff.office,
        ReceivedLetter(issuer_name="กรม", subject="เรื่อง", channel="system"),
        by=staff.clerk,
        at=factories.MONDAY,
    )

    assert desk.get(address(copy)).status_code == 403
    assert act_of(desk, copy) is None


def test_the_text_of_a_letter_may_be_typed_later(desk):
    copy = entered(desk)

    correct(desk, copy, body="ด้วยมีเรื่อง\r\n\r\nจึงเรียนมาเพื่อทราบ")
    unchanged = correct(desk, copy)

    copy.letter.refresh_from_db()
    assert copy.letter.body == "ด้วยมีเรื่อง\n\nจึงเรียนมาเพื่อทราบ"
    assert story_of(copy) == (
        "แก้ข้อมูลหนังสือ: ข้อความ",
        "ข้อความ: (ว่าง) → ด้วยมีเรื่อง จึงเรียนมาเพื่อทราบ",
    )
    assert unchanged.context["form"].non_field_errors() == [
        "ยังไม่มีอะไรเปลี่ยน แก้ข้อมูลหรือแนบไฟล์ก่อนกดบันทึก"
    ]
