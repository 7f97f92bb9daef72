"""The reminder as a letter that can be sent: whom, of which deadline, for which time."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from circulars.domain.extending import extend
from circulars.letters.reminder import reminder_print
from circulars.models import Event, Letter, OfficeCopy, RegisterEntry
from offices.models import Kind
from tests import factories
from tests.keeping import built_once
from tests.papers.reading_pdf import copied
from tests.screens.work.task_screens import DUE, House, address, logged_in
from workflow.reminding import late_below, remind_silent

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LATE = DUE + DAY


@pytest.fixture
@built_once
def house():
    return House()


def printed(house, sending, moment=LATE):
    return reminder_print(sending, late_below(sending, at=moment), at=moment)


def answered(child):
    type(child).objects.filter(pk=child.pk).update(answered_at=LATE)


def test_a_silent_group_is_addressed_by_its_name_and_the_letter_is_a_circular(house):
    sending = house.dispatched()

    letter = printed(house, sending)

    assert letter.addressee == "อำเภอ ทุกอำเภอ"
    assert letter.reference == "ทด ๐๐๐๑/ว          "
    assert letter.date == "          พฤศจิกายน ๒๕๖๓"
    assert letter.paragraphs == (
        "ตามหนังสือจังหวัดทดสอบ ที่ ทด ๐๐๐๑/ว ๑ ลงวันที่ ๒๖ ตุลาคม ๒๕๖๓ เรื่อง เรื่องทดสอบ "
        "ขอให้ดำเนินการและรายงานภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๐ น. นั้น",
        "บัดนี้ พ้นกำหนดแล้ว ยังไม่ได้รับรายงานจากอำเภอ จึงขอเตือน (ครั้งที่ ๑) ให้เร่งดำเนินการและรายงานโดยด่วน "
        "หากได้ดำเนินการแล้ว ต้องขออภัยมา ณ โอกาสนี้",
    )


@pytest.mark.parametrize(
    ("districts", "done", "addressee"),
    [
        (3, 2, "อำเภอที่ 3"),
        (9, 1, "อำเภอ ทุกอำเภอ (ยกเว้นอำเภอที่ 1)"),
        (9, 6, "อำเภอที่ 7 อำเภอที่ 8 และอำเภอที่ 9"),
    ],
)
def test_part_of_a_group_is_addressed_in_the_shorter_way_and_never_cut(districts, done, addressee):
    house = House(districts)
    sending = house.dispatched()
    for child in house.children()[:done]:
        answered(child)

    letter = printed(house, sending)

    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    assert letter.addressee == addressee.translate(thai)
    assert letter.reference.strip().endswith("ว") == (districts - done > 1)


def test_who_has_more_time_is_not_reminded_and_later_told_his_own_deadline(house):
    sending = house.dispatched()
    _first, second, _third = house.children()
    extend(second, due_at=DUE + 5 * DAY, by=house.people.officer, at=DUE - DAY, reason="น้ำท่วม")

    now, later = printed(house, sending), printed(house, sending, DUE + 6 * DAY)

    assert now.addressee == "อำเภอที่ ๑ และอำเภอที่ ๓"
    assert later.addressee == "อำเภอ ทุกอำเภอ"
    assert "ขยายเวลา" not in now.paragraphs[0]
    assert later.paragraphs[0].endswith(
        "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓ เวลา ๐๙.๐๐ น. และขยายเวลาให้อำเภอที่ ๒ "
        "ภายในวันที่ ๕ พฤศจิกายน ๒๕๖๓ เวลา ๐๙.๐๐ น. นั้น"
    )


def test_only_the_extended_one_is_left_and_told_his_own_deadline_alone(house):
    sending = house.dispatched()
    first, second, third = house.children()
    extend(second, due_at=DUE + 5 * DAY, by=house.people.officer, at=DUE - DAY, reason="น้ำท่วม")
    answered(first)
    answered(third)

    letter = printed(house, sending, DUE + 6 * DAY)

    assert "รายงานภายในวันที่ ๕ พฤศจิกายน ๒๕๖๓" in letter.paragraphs[0]
    assert "๓๑ ตุลาคม" not in letter.paragraphs[0]


def test_the_time_is_counted_by_the_days_on_which_somebody_reminded(house):
    sending = house.dispatched()
    for moment in (LATE, LATE + DAY / 24, LATE + 2 * DAY):
        remind_silent(house.copy, by=house.people.officer, at=moment)

    texts = [printed(house, sending, LATE + n * DAY).paragraphs[1] for n in (0, 2, 3)]

    assert ["ครั้งที่ ๑" in texts[0], "ครั้งที่ ๒" in texts[1], "ครั้งที่ ๓" in texts[2]] == [True] * 3


def test_names_too_many_for_the_line_stand_in_the_text_and_none_is_cut():
    house = House(90)
    sending = house.dispatched()
    for child in house.children()[::2]:
        answered(child)

    letter = printed(house, sending)

    assert letter.addressee == "ผู้รับตามรายชื่อท้ายหนังสือนี้"
    assert letter.paragraphs[-1].startswith("รายชื่อผู้รับ ได้แก่ อำเภอที่ ๒ อำเภอที่ ๔ อำเภอที่ ๖ ")
    assert letter.paragraphs[-1].endswith("และอำเภอที่ ๙๐")


@time_machine.travel(LATE, tick=False)
def test_the_signer_sends_it_out_with_a_number_and_it_is_kept(house):
    house.dispatched()
    signer = logged_in(house.people.signer)

    page = signer.get(address("reminder_issue", house.copy))
    answer = signer.post(address("reminder_issue", house.copy), follow=True)

    letter = Letter.objects.latest("pk")
    entry = RegisterEntry.objects.get(letter=letter)
    event = Event.objects.get(kind="reminded")
    assert "ทุกอำเภอ (๓ แห่ง)" in page.text
    assert (letter.kind, letter.number_printed) == ("sealed", "ทด 0001/ว 2")
    assert (letter.dated, letter.signed_by) == (LATE.date(), house.people.signer)
    assert (entry.number, entry.book.kind, entry.to_text) == (2, "circular", "อำเภอ ทุกอำเภอ")
    assert event.data["offices"] == [one.pk for one in house.districts]
    assert (event.data["letter"], event.data["stage"]) == (letter.pk, "letter")
    assert letter.files.get().sha256 == event.data["sha256"]
    assert "ทด ๐๐๐๑/ว ๒" in answer.text
    pdf = signer.get(reverse("reminder_letter", args=[house.copy.pk, letter.pk])).content
    text = copied(pdf)
    assert text.startswith("ที่ทด๐๐๐๑/ว๒ถึงอำเภอทุกอำเภอ")
    assert "จังหวัดทดสอบ๑พฤศจิกายน๒๕๖๓" in text


@time_machine.travel(LATE, tick=False)
def test_it_is_sent_out_once_a_day_and_only_by_a_signer(house):
    house.dispatched()
    signer, officer = logged_in(house.people.signer), logged_in(house.people.officer)

    refused = officer.post(address("reminder_issue", house.copy))
    signer.post(address("reminder_issue", house.copy))
    again = signer.post(address("reminder_issue", house.copy))

    assert "ลงนาม" in refused.text
    assert "วันนี้ออกหนังสือเตือนเรื่องนี้แล้ว" in again.text
    assert Letter.objects.filter(kind="sealed").count() == 1


@time_machine.travel(DUE - DAY, tick=False)
def test_before_the_deadline_there_is_nobody_to_remind(house):
    house.dispatched()
    signer = logged_in(house.people.signer)

    paper = signer.get(address("reminder_pdf", house.copy), follow=True)
    answer = signer.post(address("reminder_issue", house.copy))

    words = "ไม่มีผู้รับที่เลยกำหนดแล้วยังไม่ตอบ จึงไม่มีใครต้องเตือน"
    assert words in paper.text
    assert words in answer.text
    assert not Letter.objects.filter(kind="sealed").exists()


def test_another_letter_is_not_to_be_had_there(house):
    house.dispatched()
    other = house.copy.letter.pk

    response = logged_in(house.people.signer).get(
        reverse("reminder_letter", args=[house.copy.pk, other])
    )

    assert response.status_code == 404


@time_machine.travel(LATE, tick=False)
def test_the_ticked_ones_get_it_and_the_tree_shows_how_far_it_came(house):
    house.dispatched()
    first, second, _third = house.children()
    signer = logged_in(house.people.signer)
    fields = {"choosing": "1", "copies": [first.pk, second.pk]}

    page = signer.post(address("reminder_issue", house.copy), fields, follow=True)

    sent = Letter.objects.latest("pk")
    assert [copy.reminds for copy in sent.copies.order_by("office__code")] == [first, second]
    assert [str(one) for one in page.context["messages"]] == ["ออกหนังสือเตือนและส่งแล้ว ที่ ทด 0001/ว 2"]
    rows = page.context["view"].page.object_list
    assert [node.reminder and node.reminder.letter for node in rows] == [sent, sent, None]


@time_machine.travel(LATE, tick=False)
def test_with_nobody_ticked_nothing_is_numbered(house):
    house.dispatched()
    signer = logged_in(house.people.signer)

    page = signer.post(address("reminder_issue", house.copy), {"choosing": "1"})

    assert page.context["form"].non_field_errors() == ["โปรดเลือกหน่วยงานที่จะเตือนอย่างน้อยหนึ่งแห่ง"]
    assert not Letter.objects.filter(kind="sealed").exists()


@time_machine.travel(LATE, tick=False)
def test_who_answered_while_the_page_was_open_is_named_as_left_out(house):
    house.dispatched()
    first, second, _third = house.children()
    answered(first)
    signer = logged_in(house.people.signer)
    fields = {"choosing": "1", "copies": [first.pk, second.pk]}

    page = signer.post(address("reminder_issue", house.copy), fields, follow=True)

    assert [str(one) for one in page.context["messages"]] == [
        "ออกหนังสือเตือนและส่งแล้ว ที่ ทด 0001/1",
        "1 แห่งตอบแล้วหรือไม่ได้เลยกำหนด จึงไม่มีหนังสือเตือนถึง",
    ]


@time_machine.travel(LATE, tick=False)
def test_the_same_ticks_remind_in_the_system(house):
    house.dispatched()
    first, second, _third = house.children()
    officer = logged_in(house.people.officer)
    fields = {"choosing": "1", "copies": [first.pk, second.pk]}

    page = officer.post(address("remind", house.copy), fields, follow=True)
    again = officer.post(address("remind", house.copy), follow=True)

    assert [str(one) for one in page.context["messages"]] == ["เตือนแล้ว 2 แห่ง"]
    assert [str(one) for one in again.context["messages"]] == [
        "เตือนแล้ว 1 แห่ง",
        "บางแห่งเตือนไปแล้วเมื่อ 1 พ.ย. 2563 เวลา 09.00 น. เตือนอีกครั้งได้ตั้งแต่ 10.00 น.",
    ]


@time_machine.travel(LATE, tick=False)
def test_all_depths_are_offered_by_area(house):
    house.dispatched()
    first, *_others = house.children()
    below = factories.office("อบต. ลึก", Kind.SAO, parent=first.office, district=first.office)
    OfficeCopy.objects.create(
        circular=first.circular, letter=first.letter, office=below, holder=below, parent=first,
        above=first.branch, due_at=DUE, sent_at=LATE - DAY, held_since=LATE - DAY,
    )  # fmt: skip
    signer = logged_in(house.people.signer)

    everybody = signer.get(address("reminder_issue", house.copy) + "?show=all")
    there = signer.get(address("reminder_issue", house.copy) + f"?under={first.office_id}")

    bundles = everybody.context["view"].bundles
    assert [(one.area, len(one.copies)) for one in bundles] == [("ผู้รับโดยตรง", 3), ("อำเภอที่ 1", 1)]
    assert everybody.context["view"].areas == [first.office]
    assert [copy.office for copy in there.context["view"].late] == [below]


@time_machine.travel(LATE, tick=False)
def test_who_gets_it_reads_which_letter_it_presses(house):
    house.dispatched()
    first, *_others = house.children()
    people = factories.Staff(first.office)
    logged_in(house.people.signer).post(address("reminder_issue", house.copy))
    reminder = OfficeCopy.objects.get(reminds=first)

    page = logged_in(people.clerk).get(address("copy", reminder))

    assert page.context["pressed"] == first
    assert reverse("copy", args=[first.pk]) in page.text
