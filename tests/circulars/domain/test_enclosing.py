"""Files that go with a letter: attached to its draft, carried from the letter passed on."""

import hashlib

import pytest

from circulars.domain import approving, enclosing
from circulars.domain.received import IncomingFile
from circulars.errors import Invalid, WrongState
from circulars.models import DraftFile, Event, FileRole
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.papers.small import keep_small_pdf, small_pdf
from tests.screens.work.task_screens import House

pytestmark = pytest.mark.django_db

LATER = MONDAY + DAY
PAGE = small_pdf()
FILE = IncomingFile("แนบ.pdf", PAGE, PAGE, hashlib.sha256(PAGE).hexdigest(), "application/pdf", 3)


@pytest.fixture
@built_once
def house():
    return House(1)


def attach(house, draft, file=FILE):
    return enclosing.attach(draft, file, by=house.people.officer, at=LATER)


def last(house):
    return Event.objects.filter(copy=house.copy).latest("pk")


def test_a_file_is_kept_with_who_added_it(house):
    kept = attach(house, house.drafting())

    kept.refresh_from_db()
    with kept.file.open("rb") as stored:
        assert stored.read() == PAGE
    assert (kept.name, kept.sha256, kept.mime, kept.pages, kept.size) == (
        "แนบ.pdf",
        FILE.sha256,
        "application/pdf",
        3,
        len(PAGE),
    )
    assert (kept.added_by, kept.added_at) == (house.people.officer, LATER)
    assert (last(house).kind, last(house).data) == ("drafted", {"attached": "แนบ.pdf"})


def test_a_file_taken_out_is_remembered_by_its_event(house):
    kept = attach(house, house.drafting())

    enclosing.detach(kept, by=house.people.officer, at=LATER)

    assert DraftFile.objects.count() == 0
    assert (last(house).at, last(house).data) == (LATER, {"detached": "แนบ.pdf"})


def test_nothing_is_added_to_or_taken_out_of_a_draft_on_its_way(house):
    draft = house.drafting()
    kept = attach(house, draft)
    approving.submit(draft, by=house.people.officer, at=MONDAY)

    for act in (
        lambda: attach(house, draft),
        lambda: enclosing.detach(kept, by=house.people.officer, at=LATER),
    ):
        with pytest.raises(WrongState):
            act()
    assert DraftFile.objects.get() == kept


def test_files_of_a_secret_letter_are_not_kept(house):
    draft = house.drafting()
    house.copy.circular.secrecy = "002"
    house.copy.circular.save()

    with pytest.raises(Invalid) as caught:
        attach(house, draft)

    assert (str(caught.value), caught.value.field) == (
        "ไฟล์ของหนังสือชั้นความลับไม่เก็บในระบบ โปรดส่งสิ่งที่ส่งมาด้วยเป็นกระดาษ",
        "files",
    )


def test_the_letter_passed_on_goes_first_then_what_came_with_it_then_our_own(house):
    received = house.copy.letter
    scan = keep_small_pdf(received, FileRole.READABLE)
    keep_small_pdf(received, FileRole.ORIGINAL)
    beside = keep_small_pdf(received, FileRole.ENCLOSURE)
    draft = house.passed()
    own = DraftFile(
        draft=draft,
        name="ของเรา.pdf",
        sha256=FILE.sha256,
        mime=FILE.mime,
        pages=1,
        size=9,
        added_at=MONDAY,
        added_by=house.people.officer,
    )
    own.file.name = "own.pdf"
    own.save()

    letter = approving.sign(draft, by=house.people.signer, at=LATER)

    found = letter.files.filter(role=FileRole.ENCLOSURE).order_by("pk")
    title = f"{received.number_printed.replace('/', '-')} {received.issuer_name}.pdf"
    assert [(one.name, one.file.name, one.added_at) for one in found] == [
        (title, scan.file.name, LATER),
        (beside.name, beside.file.name, LATER),
        ("ของเรา.pdf", "own.pdf", LATER),
    ]


def test_a_letter_drawn_here_is_read_before_a_scan(house):
    keep_small_pdf(house.copy.letter, FileRole.READABLE)
    drawn = keep_small_pdf(house.copy.letter, FileRole.COMPOSED)

    letter = approving.sign(house.passed(), by=house.people.signer, at=LATER)

    assert letter.files.get(role=FileRole.ENCLOSURE).file.name == drawn.file.name
