"""What is copied or searched out of every form is what was put in."""

import dataclasses
import io

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from papers.content import ExternalLetter, RegisterPage, RegisterRow, StampContent
from papers.external import draw_external
from papers.fonts import letter_typeface
from papers.memo import draw_memo
from papers.pdf import draw, lay_out
from papers.register_book import columns, draw_register
from papers.sealed import draw_sealed
from papers.stamp import draw_block
from papers.startup import check_letters
from papers.wrapping import keep_together
from tests.papers import golden_letters
from tests.papers.reading_pdf import copied, squeezed

HARD = "ทั้งนี้ น้ำ ปี่ ป่ำ ก่ำ ญู ฐู ฎุ ฏู่ ป้า ฟ้ำ ทำนา ก็ดี ท่านผู้ใหญ่ กู้ยืม ๏ ฤๅ ฯลฯ ต่าง ๆ QR 2563 ๐๑๒๓๔๕๖๗๘๙"


def external_text(letter: ExternalLetter) -> str:
    many = len(letter.enclosures) > 1
    enclosures = [
        f"{'๑๒๓๔'[n] + '.' if many else ''}{item.text}จำนวน{item.amount}"
        for n, item in enumerate(letter.enclosures)
    ]
    return squeezed(
        letter.urgency, "ที่", letter.reference, letter.letterhead_name, *letter.letterhead_address,
        letter.date, "เรื่อง", letter.subject, letter.salutation, letter.addressee,
        "สิ่งที่ส่งมาด้วย", *enclosures, *letter.paragraphs, letter.closing, f"({letter.signer.name})",
        *letter.signer.positions, *letter.unit_lines, letter.qr_label,
    )  # fmt: skip


@pytest.mark.parametrize("letter", [golden_letters.DEPARTMENT, golden_letters.PROVINCE])
def test_an_external_letter_is_copied_as_it_was_written(letter):
    drawn = draw_external(letter)

    assert drawn.pages == 1
    assert copied(drawn.pdf) == external_text(letter)


def test_the_ministry_memo_is_copied_as_it_was_written():
    memo = golden_letters.MINISTRY

    drawn = draw_memo(memo)

    assert (drawn.pages, drawn.step) == (1, 1)
    assert copied(drawn.pdf) == squeezed(
        memo.urgency, "บันทึกข้อความ", "ส่วนราชการ", memo.agency, "ที่", memo.reference,
        "วันที่", memo.date, "เรื่อง", memo.subject, "เรียน", memo.addressee, *memo.paragraphs,
        f"({memo.signer.name})", *memo.signer.positions,
    )  # fmt: skip


def test_a_seal_letter_is_copied_as_it_was_written():
    letter = golden_letters.REMINDER

    drawn = draw_sealed(letter)

    assert copied(drawn.pdf) == squeezed(
        "ที่", letter.reference, "ถึง", letter.addressee, *letter.paragraphs, letter.agency,
        letter.date, *letter.unit_lines,
    )  # fmt: skip


def test_hard_words_survive_in_regular_and_bold():
    html = f'<html lang="th"><p>{HARD}</p><p><b>{HARD}</b></p>'

    assert copied(draw(lay_out(html, []))) == squeezed(HARD, HARD)


def test_a_stamp_and_its_choices_are_copied_as_they_were_written():
    stamp = StampContent(
        "สำนักงานท้องถิ่น", "๖๘๔๘", "๒๒ ต.ค. ๒๕๖๓", "๑๕.๔๗ น.", "๓๗๓๔", ("งานน้ำ", "งานคลัง"), "งานน้ำ"
    )

    beneath, beside = (copied(draw_block(stamp, shape)) for shape in (0, 1))

    frame, choices = "สำนักงานท้องถิ่นเลขรับ๖๘๔๘(๓๗๓๔)วันที่๒๒ต.ค.๒๕๖๓เวลา๑๕.๔๗น.", "งานน้ำ-งานคลัง"
    assert (beneath, beside) == (frame + choices, choices + frame)


@pytest.mark.parametrize("received", [True, False])
def test_a_register_has_the_columns_of_its_form_on_every_page(received):
    row = RegisterRow("๑", "มท ๐๘๑๐.๓/ว ๓๑๙๕", "๑๕ ต.ค. ๒๕๖๓", "กรม", "จังหวัด", "น้ำ", "งานน้ำ")
    page = RegisterPage(
        received=received, office="ศาลากลาง", period="เดือน ตุลาคม พ.ศ. ๒๕๖๓", rows=[row] * 60
    )

    text = copied(draw_register(page))

    title = "ทะเบียนหนังสือรับ" if received else "ทะเบียนหนังสือส่ง"
    number = "เลขทะเบียนรับ" if received else "เลขทะเบียนส่ง"
    head = f"{number}ที่ลงวันที่จากถึงเรื่องการปฏิบัติหมายเหตุ"
    pages = text.count("หน้า")
    assert "".join(columns(received=received)) == head
    assert pages > 1
    assert text.count(f"{title}เดือนตุลาคมพ.ศ.๒๕๖๓ศาลากลาง{head}") == pages
    assert text.count("๑มท๐๘๑๐.๓/ว๓๑๙๕๑๕ต.ค.๒๕๖๓กรมจังหวัดน้ำงานน้ำ") == 60
    assert f"หน้า๑/{'๐๑๒๓๔๕๖๗๘๙'[pages]}" in text


def test_the_same_letter_gives_the_same_bytes():
    assert draw_sealed(golden_letters.REMINDER).pdf == draw_sealed(golden_letters.REMINDER).pdf


def test_text_of_users_is_never_markup_and_loads_nothing():
    hostile = '<img src="file:///etc/passwd"> & <link rel=attachment href="file:///etc/passwd">'
    letter = dataclasses.replace(golden_letters.REMINDER, paragraphs=(hostile,), agency="<b>ก</b>")

    drawn = draw_sealed(letter).pdf

    assert squeezed(hostile) in copied(drawn)
    assert "<b>ก</b>" in copied(drawn)


def test_a_template_that_asks_for_a_file_gets_nothing(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    html = f'<link rel="attachment" href="file://{tmp_path}/secret.txt"><p>ก</p>'

    with pikepdf.open(io.BytesIO(draw(lay_out(html, [])))) as document:
        assert list(document.attachments) == []


def test_pieces_that_must_stay_on_one_line():
    text = keep_together("ลงวันที่ ๒๓ ตุลาคม ๒๕๖๓ ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ <a> นายอำเภอ ทุกอำเภอ ต่าง ๆ")

    assert text == (
        'ลง<span class="keep">วันที่ ๒๓ ตุลาคม ๒๕๖๓</span> '
        '<span class="keep">ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕</span> &lt;a&gt; นายอำเภอ ทุกอำเภอ ต่าง\u00a0ๆ'
    )


def test_the_startup_check_is_content_and_notices_a_missing_font(settings, tmp_path):
    assert check_letters() == []

    settings.LETTER_FONT_NAME = "TH Sarabun New"
    settings.LETTER_FONT_DIR = str(tmp_path)

    assert [problem.id for problem in check_letters()] == ["letters.E001"]


def test_font_files_of_the_office_are_loaded_and_copied_rightly(settings, tmp_path):
    for style in ("", "-Bold"):
        with TTFont(f"/usr/share/fonts/truetype/tlwg/Laksaman{style}.ttf") as font:
            for record in font["name"].names:
                if record.nameID in {1, 16}:
                    record.string = "Office Sarabun"
            font.save(tmp_path / f"office{style}.ttf")
    settings.LETTER_FONT_NAME = "Office Sarabun"
    settings.LETTER_FONT_DIR = str(tmp_path)
    settings.LETTER_FONT_SCALE = 0.6656

    document = lay_out(f'<html lang="th"><p>{HARD}</p><p><b>{HARD}</b></p>', [])

    assert copied(draw(document)) == squeezed(HARD, HARD)
    assert letter_typeface().size_pt == pytest.approx(10.65, abs=0.01)
    assert {font.family for font in document.fonts.values()} == {"LetterFace"}
