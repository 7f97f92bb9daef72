"""Common words come out of a PDF in their right order and with their own spaces only."""

import pytest

from papers.pdf import draw, lay_out
from papers.wrapping import keep_together
from tests.papers import golden_letters
from tests.papers.reading_pdf import copied_lines, read_lines

# What readers got wrong: "ผู้วา่", "คา่น้ำ", "ผู้คา้ที่", "ชี้วา่", "ฝ่ าย", "โพธิ์ท อง", "ปีนั้น".
WORDS = (
    "ผู้ว่า", "พื้นที่ค่าน้ำ", "ผู้ค้าที่ดิน", "ชี้ว่า", "ฝ่าย", "ฝ้าย", "ฟ้า", "ป่าไม้", "เปื้อน", "ฟื้นฟู", "ป้องกัน",
    "ปี", "ปู่", "ทั้งนี้", "น้ำ", "ป่ำ", "ญาติ", "กู้", "ก็ดี", "สงเคราะห์", "พันธุ์", "หน้าที่",
)  # fmt: skip
PAGE = ["@page{size:A4;margin:1cm}p{margin:0;white-space:pre}"]


@pytest.mark.parametrize("read", [copied_lines, read_lines])
@pytest.mark.parametrize("tag", ["span", "b"])
def test_words_are_read_as_they_stand_between_spans_and_at_line_ends(read, tag):
    lines = []
    for word in WORDS:
        lines.append((f"หนังสือเรื่อง{word}", f"<{tag}>หนังสือเรื่อง{word}</{tag}>"))
        lines.append((f"กล่าวกับ{word}", f"กล่าวกับ<{tag}>{word}</{tag}>"))
        lines.append((f"กรม{word}กลาง", f"กรม<{tag}>{word}</{tag}>กลาง"))
        lines.append((f"น้ำที่{word}นี้ชี้", f"<{tag}>น้ำที่{word}นี้ชี้</{tag}>"))
        lines.append((f"และ {word} นั้น", f"<{tag}>และ {word} นั้น</{tag}>"))
        lines.append((f"หรือ {word} นั้น", f"หรือ <{tag}>{word}</{tag}> นั้น"))
    html = '<html lang="th">' + "".join(f"<p>{markup}</p>" for _text, markup in lines)

    assert read(draw(lay_out(html, PAGE))) == [text for text, _markup in lines]


@pytest.mark.parametrize("read", [copied_lines, read_lines])
def test_a_letter_keeps_its_spaces_and_gets_no_others(read):
    letters = (golden_letters.MINISTRY, golden_letters.DEPARTMENT, golden_letters.PROVINCE)
    paragraphs = [text for letter in letters for text in letter.paragraphs]
    paragraphs += ["อำเภอโพธิ์ทองและอำเภอโพธิ์ชัย ผลสัมฤทธิ์ของสิทธิ์ทั้งนี้ ปี (พ.ศ. ๒๕๖๓)"]
    html = '<html lang="th">' + "".join(f"<p>{keep_together(text)}</p>" for text in paragraphs)

    pdf = draw(lay_out(html, ["@page{size:300cm 29cm;margin:1cm}p{margin:0}"]))

    assert read(pdf) == paragraphs
