"""Old fonts, marks in disorder, layers that say something else than what is printed."""

import pytest

from papers.reading.printed_text import (
    from_western,
    joined,
    letter,
    looks_western,
    may_be_trusted,
    written,
)

GOOD = "ด้วยกรมส่งเสริมการปกครองท้องถิ่นได้รับแจ้งจากกระทรวงมหาดไทยว่า ได้ประกาศใช้แผนปฏิบัติราชการ"


def test_private_codes_of_old_fonts_are_their_letters():
    text = "".join(letter(ord(one)) for one in "ป\uf702\uf70a ญ\uf718 \uf700 น\uf711า")

    assert joined(text) == "ปี่ ญุ ฐ นำ"


@pytest.mark.parametrize("marks", ["\u0e48\u0e35", "\u0e35\u0e48", "\u0e35\u0e35\u0e48\u0e48"])
def test_marks_stand_in_one_order_and_once(marks):
    assert written("ท", marks) == "ที่"


@pytest.mark.parametrize("drawn", ["น\u0e4d\u0e49า", "น\u0e49\u0e4dา", "น\u0e49\u0e33"])
def test_both_halves_of_am_become_one(drawn):
    assert joined(drawn) == "น้ำ"


def test_thai_taken_for_a_western_alphabet_is_read_all_the_same():
    taken = GOOD.encode("cp874").decode("latin-1")

    assert (looks_western(taken), from_western(taken)) == (True, GOOD)
    assert looks_western(GOOD) is False


@pytest.mark.parametrize(
    ("text", "on_picture", "trusted"),
    [
        (GOOD, False, True),
        # A stamp that was put on a scan.
        (GOOD, True, False),
        (GOOD * 6, True, True),
        ("Page 1 of 2", False, False),
        (GOOD.replace("า", "ำ"), False, False),
        (GOOD.replace("ร", "\ufffd"), False, False),
        (GOOD.replace("ร", "\u0e38"), False, False),
    ],
)
def test_a_layer_is_trusted_when_it_can_be_what_is_printed(text, on_picture, trusted):
    assert may_be_trusted(text, on_picture=on_picture) is trusted
