"""Places on the paper in millimetres, against the typing numbers of the regulation."""

import dataclasses

import pypdfium2 as pdfium
import pytest

from papers.external import draw_external
from papers.memo import draw_memo
from papers.sealed import draw_sealed
from tests.papers import golden_letters
from tests.papers.reading_pdf import MM, ink_box, picture, word, words

A4 = (210, 297)
HALF_MM = 0.5

LONG = dataclasses.replace(
    golden_letters.PROVINCE,
    secrecy="ลับ",
    draft=True,
    reference="บก ๐๐๒๓.๓/ว          ",
    paragraphs=(*golden_letters.PROVINCE.paragraphs[:2], *golden_letters.PROVINCE.paragraphs),
)


@pytest.fixture(scope="module")
def province():
    return draw_external(golden_letters.PROVINCE).pdf


@pytest.fixture(scope="module")
def memo():
    return draw_memo(golden_letters.MINISTRY).pdf


@pytest.fixture(scope="module")
def long():
    return draw_external(LONG)


def font_sizes(pdf: bytes) -> dict[str, float]:
    """Size in TH Sarabun points of the first character of each text rectangle."""
    with pdfium.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        sizes: dict[str, float] = {}
        for number in range(text.count_chars()):
            char = text.get_text_range(number, 1)
            sizes.setdefault(char, pdfium.raw.FPDFText_GetFontSize(text, number) * 0.75)
        return sizes


def test_the_paper_is_a4(province):
    with pdfium.PdfDocument(province) as document:
        size = document[0].get_size()

    assert [round(edge * MM) for edge in size] == list(A4)


def test_the_emblem_is_3_cm_high_15_mm_from_the_top_centred_on_the_paper(province):
    left, top, right, bottom = ink_box(picture(province), (88, 10, 119.9, 45.3))

    assert top == pytest.approx(15, abs=HALF_MM)
    assert bottom - top == pytest.approx(30, abs=HALF_MM)
    assert (left + right) / 2 == pytest.approx(105, abs=HALF_MM)


def test_margins_are_3_cm_left_and_2_cm_right(province):
    found = words(province)

    assert min(item.left for item in found) == pytest.approx(30, abs=HALF_MM)
    assert max(item.right for item in found) <= 190 + HALF_MM


def test_number_and_agency_stand_level_with_the_foot_of_the_emblem(province):
    number, agency = word(province, "ที่"), word(province, "ศาลากลาง")

    assert number.top == pytest.approx(agency.top, abs=0.1)
    assert number.top < 45 < number.bottom
    assert agency.left > 119


def test_date_and_closing_begin_on_the_axis_of_the_emblem(province):
    assert word(province, "๒๘").left == pytest.approx(105, abs=HALF_MM)
    assert word(province, "ขอแสดงความนับถือ").left == pytest.approx(105, abs=HALF_MM)


def test_name_and_positions_are_centred_under_the_closing(province):
    closing = word(province, "ขอแสดงความนับถือ")
    first, last = word(province, "(นายอนุชา"), word(province, "โฆษา")

    assert (first.left + last.right) / 2 == pytest.approx(
        (closing.left + closing.right) / 2, abs=HALF_MM
    )
    assert first.top - closing.bottom > 15


def test_a_paragraph_is_indented_by_25_mm(province):
    assert word(province, "ด้วยจังหวัด").left == pytest.approx(55, abs=HALF_MM)


def test_urgency_is_red_and_above_the_number(province):
    urgency = word(province, "ด่วนที่สุด")
    pixels = picture(province).crop((240, 200, 470, 310)).getcolors(100000)

    assert urgency.bottom <= word(province, "ที่").top
    assert urgency.left == pytest.approx(30, abs=HALF_MM)
    assert (208, 0, 0) in {colour for _count, colour in pixels}


def test_running_text_is_16_pt_and_urgency_32_pt(province):
    sizes = font_sizes(province)

    assert sizes["ศ"] == pytest.approx(10.65, abs=0.05)
    assert sizes["ด"] == pytest.approx(21.3, abs=0.1)


def test_the_memo_emblem_is_15_mm_high_at_the_upper_left(memo):
    left, top, _right, bottom = ink_box(picture(memo), (25, 10, 47, 31))

    assert (left, top) == (pytest.approx(30, abs=HALF_MM), pytest.approx(15, abs=HALF_MM))
    assert bottom - top == pytest.approx(15, abs=HALF_MM)


def test_the_memo_title_is_29_pt_in_the_middle_of_the_paper(memo):
    title = word(memo, "บันทึกข้อความ")

    assert (title.left + title.right) / 2 == pytest.approx(105, abs=HALF_MM)
    assert font_sizes(memo)["บ"] == pytest.approx(10.65 * 29 / 16, abs=0.1)


def test_memo_labels_are_20_pt_on_dotted_lines(memo):
    image = picture(memo)
    line = word(memo, "กระทรวงมหาดไทย")
    row = [
        [image.getpixel((x, y))[0] < 120 for x in range(140 * 8, 185 * 8)]
        for y in range(int(line.bottom * 8) - 4, int(line.bottom * 8) + 12)
    ]
    share = max(sum(dots) / len(dots) for dots in row)

    assert font_sizes(memo)["ร"] == pytest.approx(10.65 * 20 / 16, abs=0.1)
    assert 0.2 < share < 0.8


def test_urgency_of_a_memo_stands_between_emblem_and_title(memo):
    urgency = word(memo, "ด่วนที่สุด")

    assert 44 < urgency.left < urgency.right < word(memo, "บันทึกข้อความ").left


def test_the_second_page_has_its_number_3_cm_from_the_edge(long):
    dash, number = words(long.pdf, 2)[1:3]
    closing_dash = words(long.pdf, 2)[3]

    assert (long.pages, [dash.text, number.text, closing_dash.text]) == (2, ["-", "๒", "-"])
    assert number.top < 30 < number.bottom
    assert (dash.left + closing_dash.right) / 2 == pytest.approx(105, abs=HALF_MM)
    assert min(item.top for item in words(long.pdf, 2)[4:]) >= 40


def test_a_full_page_ends_with_the_first_words_of_the_next(long):
    catchword = next(item for item in words(long.pdf) if item.text[0] == "/" and item.top > 270)
    next_page = words(long.pdf, 2)[4].text

    assert catchword.right == pytest.approx(190, abs=1)
    assert next_page.startswith(catchword.text[1:].rstrip("…"))


def test_secrecy_is_at_the_middle_of_top_and_bottom_of_every_page(long):
    for page in (1, 2):
        marks = [item for item in words(long.pdf, page) if item.text == "ลับ"]

        assert [round((mark.left + mark.right) / 2) for mark in marks] == [105, 105]
        assert marks[0].bottom < 15
        assert marks[1].top > 278


def test_closing_signature_and_owner_stay_on_one_page(long):
    last = [item.text for item in words(long.pdf, 2)]

    assert [text for text in last if text.startswith(("ขอแสดง", "(นายอนุชา", "สำนักงาน"))] == [
        "ขอแสดงความนับถือ",
        "(นายอนุชา",
        "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",
    ]


def test_the_ladder_takes_the_first_step_that_fits():
    letters = (golden_letters.PROVINCE, golden_letters.DEPARTMENT)
    short = dataclasses.replace(golden_letters.PROVINCE, paragraphs=("ด้วยน้ำ",))

    assert [draw_external(letter).step for letter in (*letters, short)] == [4, 3, 1]


def test_the_date_of_a_seal_letter_stands_under_the_agency():
    pdf = draw_sealed(golden_letters.REMINDER).pdf
    agency = [item for item in words(pdf) if item.text == "จังหวัดบึงกาฬ"][-1]
    day = word(pdf, "พฤศจิกายน")

    assert day.top > agency.bottom
    assert word(pdf, "สำนักงาน").top > day.bottom
