"""A pile is opened, read in pieces, told apart; what cannot be in it is said."""

import io
from email.message import EmailMessage

import pytest
from django.core.files.storage import default_storage
from django.test import TestCase
from PIL import Image

from circulars.domain import pile_cuts, piles
from circulars.errors import WrongState
from circulars.models import LetterReading, PileLetter, ReadingState
from offices.viewer import Viewer
from papers.content import ExternalLetter, Signer
from papers.emblem import default_emblem
from papers.external import draw_external
from papers.piles import pick
from papers.sandbox.sheets import gathered
from tests import factories
from tests.circulars.domain.pile_of import FIRST, SECOND, THIRD, drawn, pile, ranges, run, scan
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def photo():
    target = io.BytesIO()
    Image.new("RGB", (300, 424), "white").save(target, "JPEG")
    return target.getvalue()


def mail(*attached):
    written = EmailMessage()
    written["From"] = "saraban@example.go.th"
    written.set_content("ส่งหนังสือ")
    for name, data in attached:
        written.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return bytes(written)


def test_one_scan_of_many_letters_is_told_apart_in_pieces(staff, monkeypatch):
    monkeypatch.setattr(piles, "AT_ONCE", 2)
    monkeypatch.setattr(piles, "_ASKED", 1)

    made = pile(staff, ("กอง.pdf", scan(FIRST, SECOND, THIRD)))

    assert (made.state, made.pages, made.pages_read) == (ReadingState.DONE, 3, 3)
    assert ranges(made) == [(1, 1), (2, 2), (3, 3)]
    assert [one.reading.found["fields"]["subject"]["value"] for one in made.letters.all()] == [
        one.subject for one in (FIRST, SECOND, THIRD)
    ]


def test_files_photos_and_mails_lie_in_their_order_and_what_is_left_out_is_said(staff):
    made = pile(
        staff,
        ("ก.pdf", drawn(FIRST)),
        ("1.jpg", photo()),
        ("2.jpg", photo()),
        ("ข.eml", mail(("ค.pdf", drawn(SECOND)), ("ตาราง.xlsx", b"PK"))),
        ("เสีย.pdf", b"%PDF-1.7 broken"),
    )

    assert ranges(made) == [(1, 1), (2, 3), (4, 4)]
    assert made.remarks == [
        "ข.eml: ไฟล์แนบ ตาราง.xlsx ไม่ใช่หน้าหนังสือ จึงอยู่ในอีเมลต้นฉบับเท่านั้น",
        "เสีย.pdf: ไฟล์ PDF เสียหาย เปิดไม่ได้ โปรดสแกนหรือบันทึกใหม่",
    ]


def test_a_pile_of_which_nothing_can_be_opened_says_so(staff):
    made = pile(staff, ("ก.eml", mail()))

    assert made.state == ReadingState.FAILED
    assert made.remarks == ["ก.eml: ไม่พบหนังสือในอีเมลนี้ โปรดแนบไฟล์ PDF หรือภาพของหนังสือ"]


def secret():
    """A letter with its class of secrecy printed on it, behind one without."""
    sheet = ExternalLetter(
        secrecy="ลับ",
        emblem=default_emblem(),
        reference="มท ๐๓๐๕.๒/๑๘๔๓",
        letterhead_name="กรมการปกครอง",
        date="๒๐ ตุลาคม ๒๕๖๓",
        subject="เรื่องลับ",
        addressee="ผู้ว่าราชการจังหวัด",
        paragraphs=["ด้วย"],
        signer=Signer(positions=["อธิบดี"]),
    )
    return gathered([drawn(FIRST), draw_external(sheet).pdf, drawn(SECOND)])[0]


def test_a_secret_letter_is_left_out_with_every_file_it_is_in(staff):
    made = pile(staff, ("ก.pdf", secret()), ("ข.pdf", drawn(THIRD)))

    assert (made.pages, made.secret, ranges(made)) == (3, [], [(1, 1), (2, 2), (3, 3)])
    assert [(one.name, bool(one.path), one.first) for one in made.files.all()] == [
        ("ก.pdf", False, 0),
        ("ข.pdf", True, 3),
    ]
    assert made.remarks == ["หนังสือชั้นความลับ 1 หน้า ระบบไม่อ่านและไม่เก็บ โปรดลงรับที่หน้าลงรับโดยไม่แนบไฟล์"]
    assert "เรื่องลับ" not in str([one.reading.found for one in made.letters.all()])


def test_a_secret_letter_that_a_cut_uncovers_leaves_the_pile(staff):
    made = pile(staff, ("ก.pdf", scan(FIRST, SECOND, THIRD)), ("ข.pdf", drawn(FIRST)))
    pile_cuts.cut_pile(made, {1, 2, 4}, by=staff.clerk, at=MONDAY)
    uncovered = made.letters.get(first=2).reading
    with default_storage.open(uncovered.path, "wb") as stored:
        stored.write(pick(secret(), [2]))
    before = made.path

    with TestCase.captureOnCommitCallbacks(execute=True):
        run()

    made.refresh_from_db()
    assert (made.pages, ranges(made)) == (2, [(1, 1), (2, 2)])
    assert [(one.name, bool(one.path), one.first) for one in made.files.all()] == [
        ("ก.pdf", False, 0),
        ("ข.pdf", True, 2),
    ]
    assert made.remarks == ["หนังสือชั้นความลับ 2 หน้า ระบบไม่อ่านและไม่เก็บ โปรดลงรับที่หน้าลงรับโดยไม่แนบไฟล์"]
    assert not LetterReading.objects.filter(pk=uncovered.pk).exists()
    assert [default_storage.exists(path) for path in (before, uncovered.path)] == [False, False]


def test_a_pile_is_seen_at_its_own_desk_by_those_who_enter_letters(staff):
    made = pile(staff, ("ก.pdf", drawn(FIRST)))
    other = factories.Staff(factories.office("จังหวัดอื่น"))

    def seen(person):
        return list(piles.piles_of(Viewer.of(person, MONDAY)))

    assert (seen(staff.clerk), seen(staff.officer)) == ([made], [made])
    assert (seen(staff.signer), seen(other.clerk)) == ([], [])


def test_a_pile_is_closed_with_what_is_left_and_its_files_are_forgotten_later(staff):
    made = piles.start_pile(
        staff.office, [("ก.pdf", scan(FIRST, SECOND))], by=staff.clerk, at=MONDAY
    )
    with pytest.raises(WrongState) as early:
        piles.close_pile(made, by=staff.clerk, at=MONDAY)
    assert str(early.value) == "ระบบยังอ่านกองนี้อยู่ โปรดรอให้อ่านเสร็จก่อน"
    run()

    piles.close_pile(made, by=staff.clerk, at=MONDAY)

    made.refresh_from_db()
    assert made.closed_at == MONDAY
    assert PileLetter.objects.filter(dropped_at=MONDAY).count() == 2
    assert piles.drop_closed(at=MONDAY + 6 * DAY) == 0
    assert piles.drop_closed(at=MONDAY + 7 * DAY) == 1
    assert not default_storage.exists(made.path)
