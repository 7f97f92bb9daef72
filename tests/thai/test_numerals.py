"""Numbers in words."""

import pytest

from thai.numerals import with_numbers
from thai.sentences import UnreadableError


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("เจ็ดวัน", "7วัน"),
        ("สิบห้า", "15"),
        ("ยี่สิบเอ็ด", "21"),
        ("สามสิบ", "30"),
        ("หนึ่งร้อยแปดสิบวัน", "180วัน"),
        ("30 (สามสิบ) วัน", "30 วัน"),
        ("วันอังคาร", "วันอังคาร"),
    ],
)
def test_words_become_digits(text, digits):
    assert with_numbers(text) == digits


def test_digits_and_words_must_agree():
    with pytest.raises(UnreadableError) as refused:
        with_numbers("7 (แปด) วัน")

    assert str(refused.value) == "ตัวเลข 7 กับตัวหนังสือที่อ่านได้ 8 ไม่ตรงกัน โปรดตรวจกับต้นฉบับ"
