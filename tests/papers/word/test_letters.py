"""A letter as a file of a word processor, opened again."""

import dataclasses
import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from papers.fitting import STEPS
from papers.word.letters import write_docx
from tests.papers import golden_letters

ROOMY = STEPS[0]
LETTERS = [
    golden_letters.DEPARTMENT,
    golden_letters.PROVINCE,
    golden_letters.MINISTRY,
    golden_letters.REMINDER,
]


def opened(letter, step=ROOMY):
    return Document(io.BytesIO(write_docx(letter, step)))


def text_in(element) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t"), qn("w:instrText")))


def words(document) -> str:
    return "".join(text_in(document.element.body).split())


@pytest.mark.parametrize("letter", LETTERS)
def test_every_word_of_the_letter_stands_in_it(letter):
    text = words(opened(letter))

    printed = [letter.reference, letter.date, letter.addressee, *letter.paragraphs]
    if not hasattr(letter, "agency") or hasattr(letter, "subject"):
        printed += [letter.subject, letter.signer.name, *letter.signer.positions]
    printed += getattr(letter, "unit_lines", ())
    printed += [one.text for one in getattr(letter, "enclosures", ())]
    assert [one for one in printed if "".join(one.split()) not in text] == []


def test_paper_margins_and_type_are_those_of_the_guide():
    section = opened(golden_letters.PROVINCE, STEPS[3]).sections[0]

    measures = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(one.cm, 1) for one in measures] == [21.0, 29.7, 3.0, 2.0]
    assert round(section.bottom_margin.cm, 1) == STEPS[3].bottom_cm


def test_the_body_is_spread_the_thai_way_and_indented():
    letter = golden_letters.PROVINCE
    body = [one for one in opened(letter).paragraphs if one.text in letter.paragraphs]

    assert len(body) == len(letter.paragraphs)
    assert {one._element.pPr.jc.get(qn("w:val")) for one in body} == {"thaiDistribute"}
    assert {round(one.paragraph_format.first_line_indent.cm, 1) for one in body} == {2.5}
    assert {one.paragraph_format.line_spacing.pt for one in body} == {21}


def test_thai_words_have_the_measures_of_complex_script():
    runs = [
        run for one in opened(golden_letters.PROVINCE).paragraphs for run in one.runs if run.text
    ]
    plain = next(one for one in runs if one.text.startswith("ด้วยจังหวัด"))
    properties = plain._element.rPr

    assert properties.find(qn("w:rFonts")).get(qn("w:cs")) == "TH SarabunPSK"
    assert properties.find(qn("w:szCs")).get(qn("w:val")) == "32"
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"


def test_the_number_of_the_page_stands_above_from_the_second_page_on():
    section = opened(golden_letters.PROVINCE).sections[0]

    assert section.different_first_page_header_footer
    assert "ThaiArabic" not in text_in(section.first_page_header._element)
    assert text_in(section.header._element) == "-  PAGE \\* ThaiArabic  -"


def test_secrecy_is_on_every_page_and_a_draft_says_so():
    letter = dataclasses.replace(golden_letters.PROVINCE, secrecy="ลับ", draft=True)
    section = opened(letter).sections[0]

    edges = [section.first_page_header, section.first_page_footer, section.header, section.footer]
    assert ["ลับ" in text_in(one._element) for one in edges] == [True] * 4
    assert ["ร่าง" in text_in(one._element) for one in edges] == [
        True,
        False,
        True,
        False,
    ]


def test_several_enclosures_are_numbered_with_how_many_of_each():
    lines = [
        one.text for one in opened(golden_letters.DEPARTMENT).paragraphs if "จำนวน" in one.text
    ]

    assert [line.split("\t")[0] for line in lines] == ["สิ่งที่ส่งมาด้วย", ""]
    assert [line.split("\t")[1][:2] for line in lines] == ["๑.", "๒."]
    assert [line.split("\t")[2] for line in lines] == ["จำนวน ๑ ฉบับ", "จำนวน ๑ ชุด"]


def test_emblem_and_code_are_pictures_and_a_letter_without_them_has_none():
    bare = dataclasses.replace(golden_letters.DEPARTMENT, emblem=b"", qr_url="", unit_lines=())

    assert len(opened(golden_letters.DEPARTMENT).element.body.findall(f".//{qn('w:drawing')}")) == 2
    assert opened(bare).element.body.findall(f".//{qn('w:drawing')}") == []
    assert opened(bare).tables == []
