"""Letters from our rows: what stands in the database is what is printed."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import translation

from circulars.domain.content import Content
from circulars.letters.building import draft_print, draw_draft, draw_letter, letter_print, thai_text
from circulars.letters.composing import compose
from circulars.models import Circular, Draft, FileRole, Letter, OfficeCopy
from offices.models import Kind, User
from papers.content import Enclosure, ExternalLetter, Memo, SealedLetter, Signer
from tests.factories import MONDAY, office, person
from tests.papers.reading_pdf import copied

pytestmark = pytest.mark.django_db

CONTENT = Content(
    subject="แผนปฏิบัติราชการรายปี (พ.ศ. 2564)",
    urgency="004",
    addressee="นายอำเภอ ทุกอำเภอ",
    enclosures=[{"text": "สำเนาหนังสือกรม ที่ มท 0810.3/ว 3195", "amount": "จำนวน 1 ชุด"}],
    body="ด้วยน้ำ ดู https://oth.me/Q2563\n\nจึงเรียนมา\nเพื่อทราบ",
    contact="กลุ่มงานส่งเสริม\nโทร. 0 4249 2477",
    copies_to=["ท้องถิ่นจังหวัด", "อำเภอ 8 แห่ง"],
    with_qr=True,
)


@pytest.fixture
def province():
    return office(
        "จังหวัดบึงกาฬ",
        Kind.PROVINCE,
        letterhead_name="ศาลากลางจังหวัดบึงกาฬ",
        address="ถนนบึงกาฬ-นครพนม บก 38000",
        number_letters="บก",
        number_code="0023.3",
        head_title="ผู้ว่าราชการจังหวัดบึงกาฬ",
    )


@pytest.fixture
def signer() -> User:
    return person("อนุชา โฆษาศิวิไลซ์", title="นาย")


@pytest.fixture
def circular(province, signer) -> Circular:
    return Circular.objects.create(
        subject="แผน", owner=province, started_at=MONDAY, started_by=signer
    )


def signed(circular, province, signer, **fields) -> Letter:
    words = {name: getattr(CONTENT, name) for name in Content.__dataclass_fields__}
    defaults = {
        **words,
        "circular": circular,
        "issuer": province,
        "issuer_name": province.name,
        "number_printed": "บก 0023.3/ว 3165",
        "dated": dt.date(2020, 10, 28),
        "signer_name": "นายอนุชา โฆษาศิวิไลซ์",
        "signer_position": "รองผู้ว่าราชการจังหวัดบึงกาฬ",
        "acting_kind": "on_behalf",
        "acting_for": "ผู้ว่าราชการจังหวัดบึงกาฬ",
        "composed_here": True,
        "signed_at": MONDAY,
        "signed_by": signer,
    }
    return Letter.objects.create(**{**defaults, **fields})


def test_a_letter_is_thai_also_on_an_english_screen(circular, province, signer):
    with translation.override("en"):
        printed = letter_print(signed(circular, province, signer))

    assert (printed.date, printed.signer.positions) == (
        "๒๘ ตุลาคม ๒๕๖๓",
        ("รองผู้ว่าราชการจังหวัดบึงกาฬ ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดบึงกาฬ"),
    )


def test_a_signed_letter_is_printed_with_thai_digits_and_the_acting_words(
    circular, province, signer, settings
):
    settings.PUBLIC_ADDRESS = "https://wian.example"

    printed = letter_print(signed(circular, province, signer))

    assert printed == ExternalLetter(
        urgency="ด่วนที่สุด",
        reference="บก ๐๐๒๓.๓/ว ๓๑๖๕",
        letterhead_name="ศาลากลางจังหวัดบึงกาฬ",
        letterhead_address=("ถนนบึงกาฬ-นครพนม บก ๓๘๐๐๐",),
        date="๒๘ ตุลาคม ๒๕๖๓",
        subject="แผนปฏิบัติราชการรายปี (พ.ศ. ๒๕๖๔)",
        addressee="นายอำเภอ ทุกอำเภอ",
        enclosures=(Enclosure("สำเนาหนังสือกรม ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕", "๑ ชุด"),),
        paragraphs=("ด้วยน้ำ ดู https://oth.me/Q2563", "จึงเรียนมา เพื่อทราบ"),
        signer=Signer(
            name="นายอนุชา โฆษาศิวิไลซ์",
            positions=(
                "รองผู้ว่าราชการจังหวัดบึงกาฬ ปฏิบัติราชการแทน",
                "ผู้ว่าราชการจังหวัดบึงกาฬ",
            ),
        ),
        unit_lines=("กลุ่มงานส่งเสริม", "โทร. ๐ ๔๒๔๙ ๒๔๗๗"),
        copies_to=("ท้องถิ่นจังหวัด", "อำเภอ ๘ แห่ง"),
        emblem=printed.emblem,
        qr_url=f"https://wian.example/survey/{circular.pk}/",
        qr_label="ตอบแบบสำรวจ",
    )


@pytest.mark.parametrize(("kind", "form"), [("memo", Memo), ("sealed", SealedLetter)])
def test_the_kind_of_letter_chooses_the_form(circular, province, signer, kind, form):
    letter = signed(circular, province, signer, kind=kind)

    assert type(letter_print(letter)) is form
    assert draw_letter(letter).pages == 1


def test_a_draft_leaves_room_for_number_and_day(circular, province, signer):
    copy = OfficeCopy.objects.create(
        circular=circular, office=province, holder=province, sent_at=MONDAY, held_since=MONDAY
    )
    draft = Draft(copy=copy, unit=province, drafter=signer, started_at=MONDAY)

    printed = draft_print(draft, CONTENT)
    text = copied(draw_draft(draft, replace(CONTENT, with_qr=False)).pdf)

    assert (printed.reference, printed.date) == (
        "บก ๐๐๒๓.๓/ว          ",
        "          ตุลาคม ๒๕๖๓",
    )
    assert "ที่บก๐๐๒๓.๓/วศาลากลางจังหวัดบึงกาฬ" in text
    assert text.startswith("ร่างด่วนที่สุดที่บก")


def test_a_signed_letter_is_drawn_once_and_kept(circular, province, signer):
    letter = signed(circular, province, signer)

    first = compose(letter, at=MONDAY)
    again = compose(letter, at=MONDAY)

    assert (first.pk, first.role, first.pages) == (again.pk, FileRole.COMPOSED, 1)
    assert letter.files.count() == 1
    with first.file.open("rb") as stored:
        assert stored.read() == draw_letter(letter).pdf


def test_network_addresses_keep_their_digits():
    assert thai_text("ว 12 ดู www.a1.go.th หรือ a1@b2.go.th ภายใน 3 วัน") == (
        "ว ๑๒ ดู www.a1.go.th หรือ a1@b2.go.th ภายใน ๓ วัน"
    )
