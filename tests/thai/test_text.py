import random

import pytest

from thai.text import normalize, repair_sara_am, sort_key, without_invisible


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


def test_signs_that_nobody_sees_are_dropped():
    assert without_invisible("เทศ\u200bบาล\u00ad\ufeff") == "เทศบาล"
