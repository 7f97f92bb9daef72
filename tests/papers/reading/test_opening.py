"""The same letter as PDF, in a mail, as text; and what cannot be opened says why."""

import io
import json
from email.message import EmailMessage

import pikepdf
import pypdfium2
import pytest
from django.core.management import call_command
from pillow_heif import register_heif_opener

from papers.errors import PaperError
from papers.external import draw_external
from papers.memo import draw_memo
from papers.reading.letters import letters_of
from papers.reading.opening import open_letter, open_photos
from papers.reading.reading import pages_of
from tests.papers import golden_letters
from tests.papers.outlook_mail import outlook_mail


@pytest.fixture(scope="module")
def province():
    return draw_external(golden_letters.PROVINCE).pdf


def told(*arguments):
    """The lines of the command, and whether it failed."""
    out, failed = io.StringIO(), False
    try:
        call_command("read_letter", *map(str, arguments), stdout=out)
    except SystemExit as end:
        failed = end.code == 1
    return [json.loads(line) for line in out.getvalue().splitlines()], failed


def test_the_command_prints_one_line_for_each_file(tmp_path, province):
    good, empty, bad = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.docx"))
    good.write_bytes(province)
    empty.write_bytes(b"")
    bad.write_bytes(b"PK\x03\x04 no letter")

    lines, failed = told(good, empty, bad, tmp_path / "none.pdf")

    assert failed
    assert [line["file"] for line in lines] == [
        str(one) for one in (good, empty, bad, tmp_path / "none.pdf")
    ]
    assert lines[0]["fields"]["number"] == "บก ๐๐๒๓.๓/ว ๓๑๖๕"
    assert [line.get("error") for line in lines] == [
        None,
        "ไฟล์ว่างเปล่า โปรดเลือกไฟล์ใหม่",
        "ไฟล์นี้เป็นเอกสารที่ยังแก้ไขได้ โปรดบันทึกเป็น PDF แล้วแนบอีกครั้ง",
        "ไม่พบไฟล์นี้ หรือเปิดอ่านไม่ได้ โปรดตรวจชื่อไฟล์",
    ]


def test_a_pile_is_parted_at_first_pages_and_the_first_letter_is_read(tmp_path, province):
    pile = tmp_path / "pile.pdf"
    with pikepdf.new() as document:
        for pdf in (province, draw_memo(golden_letters.MINISTRY).pdf):
            with pikepdf.open(io.BytesIO(pdf)) as one:
                document.pages.extend(one.pages)
            document.add_blank_page(page_size=(595, 842))
        document.save(pile)

    lines, failed = told(pile)

    assert not failed
    assert lines[0]["first_pages"] == [1, 3]
    assert lines[0]["fields"]["number"] == "บก ๐๐๒๓.๓/ว ๓๑๖๕"
    groups = letters_of(pages_of(pile.read_bytes()))
    assert [[page.number for page in group] for group in groups] == [[0, 1], [2, 3]]


def test_the_letter_of_a_mail_is_its_attachment(province):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "saraban@example.go.th", "ส่งหนังสือ"
    mail.set_content("ส่งหนังสือตามแนบ")
    mail.add_attachment(province, maintype="application", subtype="pdf", filename="หนังสือ.pdf")

    assert open_letter(bytes(mail), "letter.eml") == pages_of(province)


def test_the_letter_of_a_mail_from_outlook_is_its_attachment(province):
    mail = outlook_mail("ส่งหนังสือตามแนบ", ("ตาราง.xlsx", b"PK"), ("หนังสือ.pdf", province))

    assert open_letter(mail, "letter.msg") == pages_of(province)


def test_a_mail_from_outlook_without_a_file_is_read_as_text():
    mail = outlook_mail("ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕\r\nลงวันที่ ๑๕ ตุลาคม ๒๕๖๓")

    (page,) = open_letter(mail, "letter.msg")

    assert [line.text for line in page.lines] == ["ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕", "ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓"]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF", "BMP", "TIFF", "JPEG"])
def test_a_picture_of_any_kind_is_a_page_of_a4(kind, province):
    register_heif_opener()
    photo = io.BytesIO()
    pypdfium2.PdfDocument(province)[0].render(scale=1).to_pil().convert("RGB").save(photo, kind)

    (page,) = open_letter(photo.getvalue(), "photo")

    assert page.is_picture
    assert (round(page.width), round(page.height)) == (210, 297)


def test_photos_in_order_are_one_letter(province):
    photo = io.BytesIO()
    pypdfium2.PdfDocument(province)[0].render(scale=1).to_pil().save(photo, "PNG")

    pages = open_photos([photo.getvalue()] * 3)

    assert [page.number for page in pages] == [0, 1, 2]


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"%PDF-1.7 broken", "a.pdf", "แสดงไฟล์นี้ไม่ได้เพราะไฟล์ผิดรูปแบบ โปรดขอไฟล์ใหม่จากผู้ส่ง หรือดาวน์โหลดต้นฉบับไปเปิดบนเครื่องที่ปลอดภัย"),
        (b"\xff\xd8\xff broken", "a.jpg", "รับเฉพาะไฟล์ PDF หรือภาพ (JPEG, PNG, TIFF, HEIC, WebP, BMP) โปรดเลือกไฟล์ใหม่"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.msg", "อีเมลนี้เสียหาย เปิดไม่ได้ โปรดบันทึกอีเมลใหม่ หรือแนบไฟล์ PDF ที่อยู่ในอีเมล"),
        (b"From: a\n\n", "a.eml", "ไม่พบหนังสือในอีเมลนี้ โปรดแนบไฟล์ PDF หรือภาพของหนังสือ"),
        (b"\x00\x01\x02\x03", "a.bin", "อ่านไฟล์ชนิดนี้ไม่ได้ โปรดแนบเป็น PDF ภาพ (JPEG, PNG, TIFF) อีเมล (.eml, .msg) หรือข้อความ"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_says_what_to_do(data, name, why):
    with pytest.raises(PaperError) as refused:
        open_letter(data, name)

    assert str(refused.value) == why
