"""What stands on the forms without a receiver, from our rows."""

import pytest

from circulars.domain import approving, drafting, intake
from circulars.domain.content import Content, content_of
from circulars.letters.building import draft_print, letter_print
from circulars.letters.decrees import day_line, with_era
from circulars.models import BookKind, LetterKind
from papers.content import Certificate, Decree, Minutes
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    house = factories.office("จังหวัดทดสอบ", head_title="ผู้ว่าราชการจังหวัดทดสอบ")
    return factories.Staff(house)


def started(staff, kind, subject):
    who = {"by": staff.officer, "at": MONDAY}
    return intake.start_circular(staff.office, subject=subject, kind=kind, **who)


def signed(staff, kind, subject, **words):
    draft = started(staff, kind, subject).drafts.get()
    given = content_of(draft.latest)
    fields = {name: getattr(given, name) for name in Content.__dataclass_fields__}
    content = Content(**{**fields, "body": "ข้อความ 1", **words})
    drafting.save_version(draft, content, by=staff.officer, at=MONDAY)
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    return approving.sign(draft, by=staff.signer, at=MONDAY)


@pytest.mark.parametrize(
    ("kind", "subject", "title", "day"),
    [
        (
            LetterKind.ORDER,
            "แต่งตั้งคณะทำงาน 2",
            ("คำสั่งจังหวัดทดสอบ", "ที่ ๑/๒๕๖๓", "เรื่อง แต่งตั้งคณะทำงาน ๒"),
            "สั่ง ณ วันที่ ๒๖ ตุลาคม พ.ศ. ๒๕๖๓",
        ),
        (
            LetterKind.NOTICE,
            "วันหยุด",
            ("ประกาศจังหวัดทดสอบ", "เรื่อง วันหยุด"),
            "ประกาศ ณ วันที่ ๒๖ ตุลาคม พ.ศ. ๒๕๖๓",
        ),
        (
            LetterKind.RULE,
            "ว่าด้วยการใช้รถ",
            ("ระเบียบจังหวัดทดสอบ", "ว่าด้วยการใช้รถ", "พ.ศ. ๒๕๖๓"),
            "ประกาศ ณ วันที่ ๒๖ ตุลาคม พ.ศ. ๒๕๖๓",
        ),
        (
            LetterKind.RULE,
            "ข้อบังคับการใช้รถ",
            ("ข้อบังคับจังหวัดทดสอบ", "ว่าด้วยการใช้รถ", "พ.ศ. ๒๕๖๓"),
            "ประกาศ ณ วันที่ ๒๖ ตุลาคม พ.ศ. ๒๕๖๓",
        ),
    ],
)
def test_a_signed_one_has_its_title_its_number_and_its_day(staff, kind, subject, title, day):
    printed = letter_print(signed(staff, kind, subject))

    assert isinstance(printed, Decree)
    assert (printed.title, printed.day, printed.paragraphs) == (title, day, ("ข้อความ ๑",))
    assert printed.signer.positions == ("ผู้ลงนาม จังหวัดทดสอบ",)


def test_news_has_the_office_and_the_day_in_place_of_a_signature(staff):
    printed = letter_print(signed(staff, LetterKind.PRESS, "ข่าวการเปิดศูนย์"))

    assert printed.title == ("ข่าวจังหวัดทดสอบ", "เรื่อง การเปิดศูนย์")
    assert (printed.agency, printed.day, printed.signer.name) == (
        "จังหวัดทดสอบ",
        "๒๖ ตุลาคม ๒๕๖๓",
        "",
    )


def test_a_certificate_of_a_person_has_room_for_his_photograph(staff):
    letter = signed(staff, LetterKind.CERTIFIED, "รับรองการทำงาน", addressee="นาย ก")
    plain = letter_print(signed(staff, LetterKind.CERTIFIED, "รับรองหน่วยงาน"))
    printed = letter_print(letter)

    assert isinstance(printed, Certificate)
    assert (printed.reference, printed.certified, printed.photo) == ("๑/๒๕๖๓", "นาย ก", True)
    assert (plain.reference, plain.photo) == ("๒/๒๕๖๓", False)
    assert letter.entries.get().book.kind == BookKind.CERTIFIED


def test_minutes_are_headings_lists_and_text(staff):
    body = "ผู้มาประชุม\n1. นาย ก\n2. นาย ข\n\nระเบียบวาระที่ 1 แจ้งให้ทราบ\nประธานแจ้งว่า\nน้ำดี"
    letter = signed(
        staff,
        LetterKind.MINUTES,
        "คณะทำงาน ครั้งที่ 1/2563",
        body=body,
        references=["เมื่อวันที่ 26 ตุลาคม 2563"],
    )

    printed = letter_print(letter)

    assert isinstance(printed, Minutes)
    assert printed.title == (
        "รายงานการประชุมคณะทำงาน ครั้งที่ ๑/๒๕๖๓",
        "เมื่อวันที่ ๒๖ ตุลาคม ๒๕๖๓",
    )
    assert printed.blocks == (
        ("ผู้มาประชุม", "head"),
        ("๑. นาย ก", "item"),
        ("๒. นาย ข", "item"),
        ("ระเบียบวาระที่ ๑ แจ้งให้ทราบ", "head"),
        ("ประธานแจ้งว่า น้ำดี", "text"),
    )
    assert printed.signer.positions == ("ผู้จดรายงานการประชุม",)


def test_a_draft_leaves_room_for_number_and_day(staff):
    draft = started(staff, LetterKind.ORDER, "แต่งตั้งคณะทำงาน").drafts.get()

    printed = draft_print(draft, content_of(draft.latest))

    assert printed.draft
    assert printed.title[1] == "ที่           /๒๕๖๓"
    assert printed.day.endswith("ตุลาคม พ.ศ. ๒๕๖๓")
    assert (draft.recipients, draft.as_circular, draft.asks) == ({}, False, "none")


def test_the_day_is_said_with_its_era():
    assert with_era("๒๖ ตุลาคม ๒๕๖๓") == "๒๖ ตุลาคม พ.ศ. ๒๕๖๓"
    assert day_line(LetterKind.PRESS, "๒๖ ตุลาคม ๒๕๖๓") == "๒๖ ตุลาคม ๒๕๖๓"


def test_a_sealed_letter_is_to_offices_and_has_no_closing(staff):
    below = {"parent": staff.office, "province": staff.office}
    for name in ("อำเภอก", "อำเภอข"):
        factories.office(name, "DISTRICT", **below)

    draft = started(staff, LetterKind.SEALED, "ส่งสำเนาคำสั่ง").drafts.get()

    content = content_of(draft.latest)
    assert (content.salutation, content.addressee, content.closing) == (
        "ถึง",
        "อำเภอ ทุกอำเภอ",
        "",
    )
