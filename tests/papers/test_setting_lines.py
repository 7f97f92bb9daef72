"""The lines of a paragraph: nothing is cut, nothing is lost, and they lack little."""

import pytest

from papers.external import draw_external
from papers.setting_lines import INDENT, WIDTH, set_lines
from tests.papers import golden_letters
from tests.papers.reading_pdf import copied_lines

NEVER_CUT = [
    "ต่อเนื่อง", "ไข้เลือดออก", "องค์การบริหารส่วนตำบล", "เชิงยุทธศาสตร์", "ปีงบประมาณ พ.ศ. ๒๕๖๔",
    "๗ วัน", "๑ ชุด", "ร้อยละ ๑๒.๕", "๒,๓๕๐.๕๐ บาท", "หมู่ที่ ๑ - ๕", "ทุก ๆ", "ต่าง ๆ", "ภาคส่วน",
    "ความร่วมมือ", "ในการกำจัด", "ผู้ประสบภัย", "นายสมชาย ใจดี", "๓๑ ตุลาคม ๒๕๖๓", "แบบสำรวจฯ",
]  # fmt: skip


@pytest.mark.parametrize("kept", NEVER_CUT)
def test_no_line_ends_inside(kept):
    # So many lengths before it that the end of a line comes at every letter of it.
    for length in range(70, 130):
        text = f"{'ก' * 50} {'ก' * (length - 50)} {kept} และอื่นของหน่วยงานในพื้นที่ตามที่เห็นสมควร"

        assert any(kept in line for line in set_lines(text)), length


def test_nothing_is_lost_and_spaces_are_one():
    text = "ด้วยกรม  ได้รับแจ้ง\nว่า มีน้ำท่วม" * 8

    assert "".join("".join(set_lines(text)).split()) == "".join(text.split())
    assert set_lines("ก  ข\nค") == ["ก ข ค"]
    assert set_lines("") == []


def test_what_is_wider_than_a_line_goes_on_in_the_next():
    lines = set_lines("https://example.go.th/" + "a" * 200)

    assert "".join(lines) == "https://example.go.th/" + "a" * 200
    assert len(lines) > 1


def test_the_first_line_is_shorter_by_its_indent():
    lines = set_lines("ก " * 300)

    assert len(lines[0]) / len(lines[1]) == pytest.approx((WIDTH - INDENT) / WIDTH, abs=0.02)


def test_a_name_of_a_place_stays_whole():
    for length in range(70, 130):
        text = f"{'ก' * 50} {'ก' * (length - 50)} อำเภอบึงโขงหลง และอื่นของหน่วยงานในพื้นที่"

        assert any("อำเภอบึงโขงหลง" in line for line in set_lines(text, {"บึงโขงหลง"}))


def test_a_letter_is_printed_in_these_lines():
    letter = golden_letters.PROVINCE

    # A space that is set wide may be read as two.
    printed = [" ".join(line.split()) for line in copied_lines(draw_external(letter).pdf)]

    wanted = [line for one in letter.paragraphs for line in set_lines(one, letter.places)]
    assert [line for line in wanted if line not in printed] == []
