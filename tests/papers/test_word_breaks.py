"""Where a reader of Thai would end no line."""

import pytest

from papers.word_breaks import breaks_in, never_cut


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("โรคไข้เลือดออกระบาด", "ไข้เลือดออก"),
        ("อย่างต่อเนื่อง", "อย่างต่อเนื่อง"),
        ("มีการซ่อมถนน", "การซ่อม"),
        ("ภายใน ๗ วันทำการ", "๗ วันทำการ"),
        ("รวม ๒,๓๕๐.๕๐ บาท", "๒,๓๕๐.๕๐ บาท"),
        ("ร้อยละ ๑๒.๕ ของ", "ร้อยละ ๑๒.๕"),
        ("หมู่ที่ ๑ - ๕ ตำบล", "หมู่ที่ ๑ - ๕"),
        ("ทุก ๆ", "ก ๆ"),
    ],
)
def test_a_piece_that_is_one_to_a_reader(text, kept):
    found = [text[start:stop].rstrip() for start, stop in never_cut(text)]

    assert kept in found


def test_the_word_breaker_alone_would_cut_them():
    assert breaks_in("ไข้เลือดออก") == {3, 8}
    assert breaks_in("๗ วัน") == {2}
