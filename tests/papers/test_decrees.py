"""Orders, announcements, certificates and minutes on the paper, in millimetres, and read back."""

import pytest

from papers.certificate import draw_certificate
from papers.content import Certificate, Minutes
from papers.decree import draw_decree
from papers.minutes import draw_minutes
from tests.papers import golden_decrees
from tests.papers.reading_pdf import copied, ink_box, picture, word, words

HALF_MM = 0.5
AXIS = 105


def draw(letter):
    if isinstance(letter, Certificate):
        return draw_certificate(letter)
    return draw_minutes(letter) if isinstance(letter, Minutes) else draw_decree(letter)


@pytest.fixture(scope="module")
def drawn():
    return {name: draw(letter) for name, letter in golden_decrees.ALL.items()}


def middle(*found):
    return (found[0].left + found[-1].right) / 2


def row_of(pdf, first):
    """The words that stand on one line with the word that begins with ``first``."""
    begin = word(pdf, first)
    return [item for item in words(pdf) if abs(item.bottom - begin.bottom) < 1]


@pytest.mark.parametrize("name", ["order", "notice", "rule", "news", "certificate"])
def test_the_emblem_is_3_cm_high_15_mm_from_the_top_on_the_axis(drawn, name):
    left, top, right, bottom = ink_box(picture(drawn[name].pdf), (88, 10, 119.9, 45.3))

    assert top == pytest.approx(15, abs=HALF_MM)
    assert bottom - top == pytest.approx(30, abs=HALF_MM)
    assert (left + right) / 2 == pytest.approx(AXIS, abs=HALF_MM)


@pytest.mark.parametrize(
    ("name", "first"),
    [("order", "คำสั่ง"), ("notice", "ประกาศ"), ("rule", "ระเบียบ"), ("news", "ข่าว")],
)
def test_the_title_stands_under_the_emblem_on_its_axis(drawn, name, first):
    title = word(drawn[name].pdf, first)

    assert middle(*row_of(drawn[name].pdf, first)) == pytest.approx(AXIS, abs=HALF_MM)
    assert 45 < title.top < 52


def test_number_and_subject_of_an_order_stand_under_its_title(drawn):
    pdf = drawn["order"].pdf

    assert [round(middle(*row_of(pdf, one))) for one in ("คำสั่ง", "ที่", "เรื่อง")] == [AXIS] * 3
    assert word(pdf, "คำสั่ง").bottom < word(pdf, "ที่").top < word(pdf, "เรื่อง").top


def test_a_short_rule_parts_heading_and_text(drawn):
    pdf = drawn["order"].pdf
    subject, text = word(pdf, "เรื่อง"), word(pdf, "ด้วยจังหวัด")
    left, top, right, bottom = ink_box(
        picture(pdf), (40, subject.bottom + 0.8, 170, text.top - 0.4)
    )

    assert right - left == pytest.approx(45, abs=1)
    assert (left + right) / 2 == pytest.approx(AXIS, abs=HALF_MM)
    assert bottom - top < 1


@pytest.mark.parametrize("name", ["order", "notice", "rule", "news"])
def test_paragraphs_are_indented_by_25_mm_between_margins_of_30_and_20(drawn, name):
    found = words(drawn[name].pdf)
    first = next(item for item in found if item.text.startswith(("ด้วยจังหวัด", "โดยที่")))

    assert first.left == pytest.approx(55, abs=HALF_MM)
    assert min(item.left for item in found) == pytest.approx(30, abs=HALF_MM)
    assert max(item.right for item in found) <= 190 + HALF_MM


@pytest.mark.parametrize(
    ("name", "begins"), [("order", "สั่ง"), ("rule", "ประกาศ"), ("certificate", "ให้ไว้")]
)
def test_the_day_stands_80_mm_in_and_the_name_under_it(drawn, name, begins):
    pdf = drawn[name].pdf
    day = [item for item in words(pdf) if item.text.startswith(begins)][-1]
    first, last = word(pdf, "(นายสนิท"), word(pdf, "ขาวสอาด")

    assert day.left == pytest.approx(80, abs=HALF_MM)
    assert first.top - day.bottom > 15
    assert middle(first, last) == pytest.approx(119.9, abs=HALF_MM)


def test_a_certificate_has_its_number_level_with_the_foot_of_the_emblem(drawn):
    pdf = drawn["certificate"].pdf
    number, agency = word(pdf, "เลขที่"), word(pdf, "ศาลากลาง")

    assert number.left == pytest.approx(30, abs=HALF_MM)
    assert number.top < 45 < number.bottom
    assert number.top == pytest.approx(agency.top, abs=0.1)


def test_the_photograph_has_4_by_6_cm_at_the_left_margin(drawn):
    pdf = drawn["certificate"].pdf
    label = word(pdf, "รูปถ่าย")
    left, top, right, bottom = ink_box(picture(pdf), (28, label.top - 25, 75, label.top + 60))

    assert (left, right - left) == (
        pytest.approx(30, abs=HALF_MM),
        pytest.approx(40, abs=HALF_MM),
    )
    assert bottom - top == pytest.approx(60, abs=1)
    bearer = next(item for item in words(pdf) if item.text == "(นางสาวน้ำใส")
    assert bearer.left > 70


def test_minutes_have_no_emblem_and_their_title_on_the_axis(drawn):
    pdf = drawn["minutes"].pdf

    assert middle(*row_of(pdf, "รายงาน")) == pytest.approx(AXIS, abs=HALF_MM)
    assert word(pdf, "รายงาน").top == pytest.approx(26, abs=2)
    assert word(pdf, "๑.").left == pytest.approx(42, abs=HALF_MM)
    assert word(pdf, "ผู้มา").left == pytest.approx(30, abs=HALF_MM)


@pytest.mark.parametrize("name", sorted(golden_decrees.ALL))
def test_each_fits_its_page_and_is_read_back_as_it_was_written(drawn, name):
    letter, paper = golden_decrees.ALL[name], drawn[name]
    written = [
        *letter.paragraphs,
        *getattr(letter, "title", ()),
        letter.signer.name if hasattr(letter, "signer") else "",
    ]
    written += [text for text, _kind in getattr(letter, "blocks", ())]
    text = "".join(copied(paper.pdf).split())

    assert (paper.pages, paper.step) == (1, 1)
    assert [one for one in written if "".join(one.split()) not in text] == []
