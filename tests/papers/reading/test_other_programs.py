"""What other programs and other typists do to a letter: rules that their letters taught."""

import pytest

from papers.reading.as_data import as_data
from papers.reading.fields import read_fields
from papers.reading.labelled_runs import Widths, without_echoes
from papers.reading.printed_text import may_be_trusted
from papers.reading.textlayer_lines import lines_of
from papers.sandbox.characters import Glyph
from tests.papers.reading.typed_letters import letter_page, line
from thai.reference import parse, warnings

HEAD = (
    line("ที่ ศธ ๐๔๐๐๙/ว ๗๖๑", 30, 50),
    line("สำนักงานคณะกรรมการการศึกษา", 115, 50),
    line("๓ กุมภาพันธ์ ๒๕๖๘", 95, 70),
    line("เรื่อง การรายงานข้อมูล", 30, 80),
    line("เรียน ผู้อำนวยการสำนักงานเขตพื้นที่", 30, 88),
)
BODY = (line("ด้วยมีการรายงานข้อมูล", 55, 130), line("จึงเรียนมาเพื่อทราบ", 55, 138))
CLOSING = line("ขอแสดงความนับถือ", 120, 150)
NAME = line("(นายสมชาย ใจมั่น)", 120, 170)


def fields(first, second=()):
    pages = [letter_page(*first)] + ([letter_page(*second, number=1)] if second else [])
    return as_data(read_fields(pages))["fields"]


def glyph(text, left, right, *, x=None, top=0.0, bottom=2.5, base=2.5, labelled=False):
    return Glyph(
        text, left, top, right, bottom, left if x is None else x, base, 5.0, False, labelled
    )


def test_an_agency_ends_where_a_street_is_named_in_its_next_line():
    address = line("กระทรวงศึกษาธิการ ถนนราชดำเนินนอก", 115, 57)

    found = fields((*HEAD, address, *BODY, CLOSING, NAME))

    assert found["issuer"] == "สำนักงานคณะกรรมการการศึกษา"


def test_position_unit_and_telephone_stand_on_the_next_page():
    overleaf = (
        line("ผู้อำนวยการกอง", 122, 18),
        line("ที่ทำการปกครองจังหวัด", 30, 30),
        line("โทร. ๐ ๒๒๘๘ ๕๗๙๕", 30, 38),
    )

    found = fields((*HEAD, *BODY, CLOSING, NAME), overleaf)

    assert (found["signer_position"], found["owner_unit"], found["phones"]) == (
        "ผู้อำนวยการกอง", "ที่ทำการปกครองจังหวัด", ["๐ ๒๒๘๘ ๕๗๙๕"],
    )  # fmt: skip


def test_the_first_words_of_an_enclosure_are_no_unit():
    enclosure = (line("กองทุนหลักประกันสุขภาพ", 30, 20), line("๑. ข้อมูลทั่วไป", 30, 30))

    found = fields((*HEAD, *BODY, CLOSING, NAME), enclosure)

    assert (found["owner_unit"], found["phones"]) == (None, [])


def test_a_rank_before_the_page_break_belongs_to_the_name_behind_it():
    found = fields((*HEAD, *BODY, CLOSING, line("ว่าที่ร้อยตรี", 85, 160)), (NAME,))

    assert found["signer"] == "ว่าที่ร้อยตรี นายสมชาย ใจมั่น"


def test_lines_of_a_position_that_begin_at_one_edge_are_one():
    rows = (line("รองอธิการบดีฝ่ายวิจัยและบัณฑิตศึกษา รักษา", 110, 178), line("การแทน", 110, 186))

    found = fields((*HEAD, *BODY, CLOSING, line("(นายสมชาย ใจมั่น)", 110, 170), *rows))

    assert found["signer_position"] == "รองอธิการบดีฝ่ายวิจัยและบัณฑิตศึกษา รักษา การแทน"


def test_references_go_on_with_their_next_number_and_over_broken_dates():
    cited = (
        line("อ้างถึง ๑. หนังสือกรมการปกครอง ที่ มท ๐๓๐๗.๒/ว ๕๒๔ ลงวันที่", 30, 96),
        line("๖ มกราคม ๒๕๖๘", 30, 103),
        line("๒. หนังสือกรมบัญชีกลาง ที่ กค ๐๔๐๒.๕/ว ๒๑ ลงวัน", 52, 110),
        line("ที่ ๗ มกราคม ๒๕๖๘", 30, 117),
    )

    found = fields((*HEAD, *cited, *BODY, CLOSING, NAME))

    assert found["references"] == [
        {"number": "มท ๐๓๐๗.๒/ว ๕๒๔", "date": "2025-01-06"},
        {"number": "กค ๐๔๐๒.๕/ว ๒๑", "date": "2025-01-07"},
    ]


def test_a_count_broken_in_its_column_stays_one_count():
    enclosures = (
        line("สิ่งที่ส่งมาด้วย", 30, 96), line("สำเนาหนังสือกระทรวง", 60, 96), line("จำนวน ๒", 160, 96),
        line("ที่ มท ๐๘๐๘.๒/ว ๓๗๙๕", 60, 103), line("แผ่น", 160, 103),
    )  # fmt: skip

    found = fields((*HEAD, *enclosures, *BODY, CLOSING, NAME))

    assert found["enclosures"] == ["สำเนาหนังสือกระทรวง ที่ มท ๐๘๐๘.๒/ว ๓๗๙๕ จำนวน ๒ แผ่น"]


def test_a_memo_has_its_urgency_beside_its_title():
    memo = (
        line("ด่วนที่ สุด", 30, 30), line("บันทึกข้อความ", 90, 30),
        line("ส่วนราชการ กองแผนงาน โทร. ๑๒๑๔", 30, 40),
        line("ที่ มท ๐๘๐๑.๒/๑๖๓๘", 30, 48), line("วันที่ ๙ มิถุนายน ๒๕๖๘", 110, 48),
        line("เรื่อง ขออนุมัติ", 30, 56), line("เรียน อธิบดี", 30, 64),
    )  # fmt: skip

    found = fields((*memo, *BODY, line("(นายสมชาย ใจมั่น)", 120, 170)))

    assert (found["kind"], found["urgency"], found["date"]) == ("memo", "most_urgent", "2025-06-09")


def test_a_raised_mark_drawn_after_the_next_letter_stands_over_its_own():
    """LibreOffice draws ศักดิ์ น so in fonts without tables for marks."""
    drawn = (
        glyph("ด", 121.8, 123.8), glyph("ิ", 121.9, 123.8, x=124.2, top=-1, bottom=-0.2),
        glyph(" ", 124.2, 125.7), glyph("น", 125.8, 128.4),
        glyph("์", 123.2, 124.6, x=124.4, top=-3, bottom=-1.5, base=2.1), glyph("า", 128.5, 130.0),
    )  # fmt: skip

    assert [one.text for one in lines_of(drawn, 0)] == ["ดิ์ นา"]


def test_a_mark_that_a_stretched_line_left_alone_goes_to_the_letter_before_it():
    drawn = (
        glyph("ต", 161.0, 162.9), glyph("ิ", 167.0, 168.8, x=169.2, top=-1, bottom=-0.2),
        glyph(" ", 169.2, 170.8), glyph("แ", 177.0, 178.9),
    )  # fmt: skip

    assert [one.text for one in lines_of(drawn, 0)] == ["ติ", "แ"]


def labelled(text, left, right, **where):
    step = (right - left) / len(text)
    return [
        glyph(one, left + step * at, left + step * (at + 1), x=where.get("x", left),
              top=where.get("top", 0.0), bottom=where.get("bottom", 2.5), labelled=True)
        for at, one in enumerate(text)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        # The marks of ผู้ come after the first drawing of อำ, and both labels again.
        ([("ผู้", 41.9, 43.7, 41.6, 0, 2.5), ("อำ", 44.3, 46.1, 44.1, 0, 2.5),
          ("ผู้", 42.6, 43.9, 44.1, -1, 3.5), ("อำ", 46.3, 47.7, 46.2, 0, 2.5)], "ผู้อำ"),
        # Two labels that begin with one letter are two.
        ([("ที่", 40.0, 41.9, 40.0, 0, 2.5), ("ทำ", 42.1, 44.0, 42.1, 0, 2.5)], "ที่ทำ"),
    ],
)  # fmt: skip
def test_a_label_is_told_once(runs, told):
    drawn = [
        one
        for text, left, right, x, top, bottom in runs
        for one in labelled(text, left, right, x=x, top=top, bottom=bottom)
    ]

    kept = without_echoes(drawn, Widths(drawn))

    assert "".join(one.text for one in kept) == told


def test_a_page_with_a_telephone_and_nothing_else_is_no_picture():
    assert may_be_trusted("โทร. ๐ ๒๒๘๘", on_picture=False, plain=True) is True
    assert may_be_trusted("โทร. ๐ ๒๒๘๘", on_picture=False) is False


def test_universities_have_codes_of_six_digits():
    assert warnings(parse("อว ๖๖๐๑๐๑.๑/ว ๒๑๗")) == []
    assert len(warnings(parse("มท ๖๖๐๑๐๑.๑/ว ๒๑๗"))) == 1
