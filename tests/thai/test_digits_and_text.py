import random

import pytest

from thai.digits import to_arabic, to_thai, with_digits, words_with_digits
from thai.text import normalize, repair_sara_am, sort_key


def test_digits_change_and_nothing_else_does():
    assert to_thai("บก 0023.3/ว 3165") == "บก ๐๐๒๓.๓/ว ๓๑๖๕"
    assert to_thai(1234567890) == "๑๒๓๔๕๖๗๘๙๐"
    assert to_arabic("๒๖ / ๑๐ / 63") == "26 / 10 / 63"


def test_digits_survive_the_way_there_and_back():
    for number in range(20_000):
        assert to_arabic(to_thai(number)) == str(number)


@pytest.mark.parametrize(
    ("typed", "thai"),
    [
        ("ออกเลข บก 0023.3/ว 3 แล้ว", "ออกเลข บก ๐๐๒๓.๓/ว ๓ แล้ว"),
        ("เช่น 31/10/63 เวลา 16.30 น.", "เช่น ๓๑/๑๐/๖๓ เวลา ๑๖.๓๐ น."),
        ("ส่งไปที่ a1.b2@c3.go.th 2 ฉบับ", "ส่งไปที่ a1.b2@c3.go.th ๒ ฉบับ"),
        ("ดู https://oth.me/Q2563 ข้อ 5", "ดู https://oth.me/Q2563 ข้อ ๕"),
        ("บัญชี bk-officer2 มี 1 หน้าที่", "บัญชี bk-officer2 มี ๑ หน้าที่"),
        ("สูตร “. > 0” ที่ข้อ 4", "สูตร “. > 0” ที่ข้อ ๔"),
        ("${q1} + 2", "${q1} + ๒"),
        ("&#39;7&#39; &amp; 8", "&#39;๗&#39; &amp; ๘"),
        ("", ""),
    ],
)
def test_a_sentence_changes_its_digits_and_keeps_what_is_typed_just_so(typed, thai):
    assert words_with_digits(typed, "thai") == thai
    assert words_with_digits(thai, "arabic") == typed


def test_an_unknown_kind_of_digits_is_a_bug():
    with pytest.raises(ValueError, match="roman"):
        with_digits(1, "roman")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "broken",
    ["น\u0e49\u0e4d\u0e32", "น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33"],
    ids=["tone first", "tone between", "whole"],
)
def test_sara_am_is_joined_around_a_tone(broken):
    assert repair_sara_am(broken) == "น\u0e49\u0e33"


def test_sara_am_is_joined_without_a_tone():
    assert repair_sara_am("จ\u0e4d\u0e32นวน ๑ ชุด") == "จ\u0e33นวน ๑ ชุด"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  บก\u00a0๐๐๒๓.๓/ว\n๓๑๖๕ ", "บก 0023.3/ว 3165"),
        ("เทศ\u200bบาล", "เทศบาล"),
        ("เเจ้ง", "แจ้ง"),
        ("ที\u0e48", "ที\u0e48"),
        ("ท\u0e48ี", "ที\u0e48"),
        ("QR Code", "qr code"),
        ("\ufeffประจ\u0e4d\u0e32", "ประจ\u0e33"),
    ],
)
def test_text_is_folded_for_search(typed, folded):
    assert normalize(typed) == folded


def test_folding_twice_changes_nothing():
    letters = "กขงจนเแโใไำาํ่้๊๋็์ัิีึืุู ๐๑๒AZ\u200b\u00a0"
    dice = random.Random(2563)
    for _ in range(5_000):
        text = "".join(dice.choices(letters, k=12))
        assert normalize(normalize(text)) == normalize(text)


def test_districts_of_bueng_kan_stand_in_dictionary_order():
    shuffled = [
        "เมืองบึงกาฬ",
        "ปากคาด",
        "โซ่พิสัย",
        "พรเจริญ",
        "บึงโขงหลง",
        "เซกา",
        "บุ่งคล้า",
        "ศรีวิไล",
    ]

    assert sorted(shuffled, key=sort_key) == [
        "เซกา",
        "โซ่พิสัย",
        "บึงโขงหลง",
        "บุ่งคล้า",
        "ปากคาด",
        "พรเจริญ",
        "เมืองบึงกาฬ",
        "ศรีวิไล",
    ]


def test_tones_decide_only_between_equal_words():
    assert sorted(["ข้าวเก่า", "ขาวจัด", "ข่าว", "ขาว", "ข้าว"], key=sort_key) == [
        "ขาว",
        "ข่าว",
        "ข้าว",
        "ข้าวเก่า",
        "ขาวจัด",
    ]
