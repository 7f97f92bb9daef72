"""A form that was filled in is a page that was filled in."""

import io

import pikepdf
from PIL import Image

from papers.pages import page_png
from papers.upload import accept_upload
from tests.papers.made_forms import box, form, text_field
from tests.papers.reading_pdf import copied

NOTED = b"BT /Helv 12 Tf 2 7 Td (ANSWER-4711) Tj ET"


def taken(data: bytes) -> bytes:
    return accept_upload(data, "แบบตอบรับ.pdf", limit_mb=1).pdf_bytes


def dark(pdf: bytes, top: float) -> int:
    """How many dark dots lie in the middle of a field whose upper edge is ``top``."""
    page = Image.open(io.BytesIO(page_png(pdf, 1, 595))).convert("L")
    field = page.crop((238, round(842 - top), 262, round(842 - top) + 24))
    return sum(field.histogram()[:128])


def test_what_a_viewer_drew_into_a_form_stays_when_the_form_goes():
    given = form(text_field("ANSWER-4711", drawing=NOTED))

    read = taken(given)

    with pikepdf.open(io.BytesIO(read)) as document:
        left = ("/AcroForm" in document.Root, list(document.pages[0].obj.Annots))
    assert copied(read) == "ANSWER-4711"
    assert left == (False, [])


def test_values_without_a_drawing_are_set_as_letters_are():
    given = form(
        text_field("นายสมชาย น้ำใจงาม"),
        text_field("ผู้ใหญ่บ้าน\nตำบลโนนสมบูรณ์", Ff=1 << 12),
        {"FT": pikepdf.Name.Ch, "V": "2", "Opt": [["1", "ไม่เข้าร่วม"], ["2", "เข้าร่วม"]]},
        text_field("3800", Ff=1 << 24, MaxLen=6),
        text_field(""),
    )

    assert copied(taken(given)) == "นายสมชายน้ำใจงามผู้ใหญ่บ้านตำบลโนนสมบูรณ์เข้าร่วม3800"


def test_a_form_whose_drawings_are_out_of_date_shows_its_values():
    given = form(
        text_field("วันนี้", drawing=b"BT /Helv 12 Tf 2 7 Td (YESTERDAY) Tj ET"), NeedAppearances=True
    )

    assert copied(taken(given)) == "วันนี้"


def test_a_password_in_a_field_is_not_read_out():
    assert copied(taken(form(text_field("secret", Ff=1 << 13)))) == "••••••"


def test_ticks_and_dots_are_seen():
    given = form(box("/Yes"), box("/Off"), box("/On", Ff=1 << 15))

    read = taken(given)

    assert [dark(read, 724 - 40 * place) > 10 for place in range(3)] == [True, False, True]


def test_a_hidden_field_stays_hidden():
    given = form(text_field("hidden", F=2), text_field("unseen", F=32, drawing=NOTED))

    assert copied(taken(given)) == ""


def test_a_field_of_a_turned_page_stands_where_it_stood():
    given = form(text_field("ANSWER-4711", drawing=NOTED))
    with pikepdf.open(io.BytesIO(given)) as document:
        document.pages[0].obj.Rotate = 90
        target = io.BytesIO()
        document.save(target)

    turned = taken(target.getvalue())

    page = Image.open(io.BytesIO(page_png(turned, 1, 842))).convert("L")
    left, top, right, bottom = page.point(lambda dot: 255 * (dot < 128)).getbbox()
    assert (left > 690, right < 730, top > 90, bottom < 200) == (True,) * 4
