"""A letter of a pile: put off, left out, looked over, entered once with its own pages."""

from dataclasses import replace

import pytest

from circulars.domain import pile_letters
from circulars.errors import WrongState
from circulars.models import Letter, PileLetter
from offices.viewer import Viewer
from tests import factories
from tests.circulars.domain.pile_of import FIRST, SECOND, THIRD, drawn, pile, scan
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def test_a_letter_is_put_off_left_out_and_taken_in_again(staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND)))
    first, second = made.letters.all()
    by = staff.clerk

    pile_letters.put_off(first, by=by, at=MONDAY)
    pile_letters.leave_out(first, by=by, at=MONDAY)
    with pytest.raises(WrongState) as out:
        pile_letters.put_off(first, by=by, at=MONDAY)
    pile_letters.leave_out(second, by=by, at=MONDAY + DAY)
    made.refresh_from_db()
    closed = made.closed_at
    pile_letters.take_in_again(second, by=by, at=MONDAY + DAY)

    made.refresh_from_db()
    assert str(out.value) == "หนังสือฉบับนี้ของกองถูกเอาออกแล้ว โปรดเปิดหน้ากองใหม่อีกครั้ง"
    assert (closed, made.closed_at) == (MONDAY + DAY, None)
    assert [one.is_left for one in made.letters.all()] == [False, True]


def test_a_letter_of_a_pile_whose_files_are_gone_is_not_taken_in_again(staff):
    made = pile(staff, ("ก.pdf", drawn(FIRST)))
    one = made.letters.get()
    pile_letters.leave_out(one, by=staff.clerk, at=MONDAY)
    type(made).objects.filter(pk=made.pk).update(path="")

    with pytest.raises(WrongState) as gone:
        pile_letters.take_in_again(one, by=staff.clerk, at=MONDAY)

    assert str(gone.value) == "กองนี้ปิดไปนานแล้ว ไม่มีไฟล์แล้ว โปรดสแกนใหม่"


def test_a_claimed_letter_is_entered_once_and_the_last_one_closes_the_pile(staff):
    made = pile(staff, ("ก.pdf", drawn(FIRST)))
    one = made.letters.get()
    copy = factories.arrived(staff.office, by=staff.clerk)

    pile_letters.claim(one, by=staff.clerk, at=MONDAY)
    pile_letters.entered(one, copy.letter, at=MONDAY)
    with pytest.raises(WrongState) as twice:
        pile_letters.claim(PileLetter.objects.get(pk=one.pk), by=staff.clerk, at=MONDAY)

    made.refresh_from_db()
    assert str(twice.value) == "หนังสือฉบับนี้ของกองลงรับไปแล้ว ไม่ได้ออกเลขใหม่"
    assert made.closed_at == MONDAY


def test_a_letter_that_was_cut_anew_meanwhile_is_not_claimed(staff):
    one = pile(staff, ("ก.pdf", drawn(FIRST))).letters.get()
    PileLetter.objects.filter(pk=one.pk).delete()

    with pytest.raises(WrongState) as gone:
        pile_letters.claim(one, by=staff.clerk, at=MONDAY)

    assert str(gone.value) == "กองนี้เพิ่งตัดใหม่ โปรดเปิดหน้ากองใหม่อีกครั้ง"


def test_two_letters_of_a_pile_that_contradict_each_other_are_shown(staff):
    cited = replace(
        SECOND,
        subject=FIRST.subject,
        number_printed="มท 0305.2/ว 1843",
        dated_printed=FIRST.dated_printed,
    )
    made = pile(staff, ("กอง.pdf", scan(FIRST, cited, THIRD)))
    viewer = Viewer.of(staff.clerk, MONDAY)

    found = [
        [str(one.kind) for one in pile_letters.look_over(letter, viewer=viewer, at=MONDAY)]
        for letter in made.letters.select_related("pile__unit")
    ]

    assert found == [["number"], ["number"], []]


def test_whole_files_are_kept_as_they_came_and_of_a_scan_its_own_pages(staff):
    data = drawn(THIRD)
    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND)), ("ค.pdf", data))
    first, _second, whole = made.letters.all()

    part, file = pile_letters.file_of(first), pile_letters.file_of(whole)

    assert (part.parts, part.pages, part.name) == ((), 1, f"กองหนังสือ {made.pk} หน้า 1.pdf")
    assert [(one.name, one.data, one.mime) for one in file.parts] == [
        ("ค.pdf", data, "application/pdf")
    ]


def test_only_what_is_certain_is_entered_unseen(staff):
    made = pile(staff, ("กอง.pdf", scan(FIRST)))
    one = made.letters.get()
    reading, said = one.reading, []
    fields = dict(reading.found["fields"])

    for found in (
        {"fields": fields},
        {"fields": {**fields, "subject": {**fields["subject"], "doubtful": True}}},
        {"fields": {**fields, "number_printed": {**fields["number_printed"], "value": ""}}},
        {"secret": True},
    ):
        reading.found = found
        said.append(pile_letters.why_not_certain(one))
    reading.state = "waiting"
    said.append(pile_letters.why_not_certain(one))

    assert said == [
        "",
        "มีช่องที่อ่านไม่ชัด ให้ลงรับทีละฉบับ",
        "อ่านได้ไม่ครบ ให้ลงรับทีละฉบับ",
        "หนังสือชั้นความลับ ให้ลงรับโดยไม่แนบไฟล์",
        "ยังอ่านไม่เสร็จ",
    ]
    assert Letter.objects.count() == 0
