"""What a search looks in, and the words that are looked for."""

import datetime as dt

import pytest

from thai.searching import SHORT_FORMS, looked_in, looked_in_prose, tight, words_of
from thai.text import normalize


def finds(typed: str, *texts: str, day: dt.date | None = None) -> bool:
    there = looked_in("มท 1/ว 2 มท|1|ว|2", *texts, day=day)
    return all(any(way in there for way in ways) for ways in words_of(typed))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("โครงการ ถนนลาดยาง", "โครงการถนนลาดยาง"),
        ("ค่าตอบแทนอสม.", "ค่าตอบแทน อสม."),
        ("องค์กรปกครองส่วนท้องถิ่น", "หลักเกณฑ์ของ อปท."),
        ("อปท.", "หลักเกณฑ์ขององค์กรปกครองส่วนท้องถิ่น"),
        ("พรฎ", "พระราชกฤษฎีกา"),
        ("พ.ร.บ. จัดซื้อจัดจ้าง", "พรบ.จัดซื้อจัดจ้าง"),
        ("พรบ จัดซื้อจัดจ้าง", "พ.ร.บ.จัดซื้อจัดจ้าง"),
        ("ไข้เลือดออก โรค", "การป้องกันโรคไข้เลือดออก"),
        ("ภาษีที่ดิน ฯ", "กฎหมายภาษีที่ดินฯ"),
        ("การประชุมต่างๆ", "การประชุมต่าง ๆ"),
        ("1250000", "ค่าใช้จ่าย 1,250,000 บาท"),
        ("๑,๒๕๐,๐๐๐", "ค่าใช้จ่าย 1250000 บาท"),
        ("อบต.ท่าไคร้", "ให้องค์การบริหารส่วนตำบลท่าไคร้ทราบ"),
        ("องค์การบริหารส่วนตำบลท่าไคร้", "ให้ อบต.ท่าไคร้ ทราบ"),
        ("25/11/69", "ประชุมวันที่ ๒๕ พฤศจิกายน ๒๕๖๙ เวลา ๑๐ น."),
        ("ว 2 น้ำ", "น้ำประปา"),
        ("น้ำ มท 1/ว2", "น้ำประปา"),
    ],
)
def test_two_writings_of_one_thing_find_each_other(typed, written):
    assert finds(typed, written)


@pytest.mark.parametrize(
    "typed",
    [
        "25 พ.ย. 2569",
        "๒๕ พฤศจิกายน ๒๕๖๙",
        "25/11/2569",
        "พ.ย. 2569",
        "25/11/69",
        "25-11-69",
        "25พย69",
    ],
)
def test_a_letter_is_found_by_its_day(typed):
    assert finds(typed, "เรื่อง", day=dt.date(2026, 11, 25))
    assert not finds(typed, "เรื่อง", day=dt.date(2026, 10, 24))


def test_the_fifth_is_no_part_of_the_twenty_fifth():
    assert not finds("5 พ.ย. 2569", "เรื่อง", day=dt.date(2026, 11, 25))
    assert not finds("25 ต.ค. 2563", "เรื่อง", day=dt.date(2020, 10, 15))


def test_a_short_form_with_its_dots_is_no_part_of_another_word():
    assert not finds("สถ.", "สถานที่ประชุม")
    assert finds("สถ.", "หนังสือ สถ. ด่วน")
    assert finds("สถ", "สถานที่ประชุม")


def test_a_word_does_not_run_over_two_texts():
    assert not finds("กข", "มาก", "ขอ")


@pytest.mark.parametrize(
    "typed",
    [
        "ภัยแล้ง ช่วยเหลือ",
        "สถ.",
        "มท 0810.3/ว 3195",
        "ว ๓๑๙๕",
        "25/11/2569",
        "1250000 บาท",
        "อบต.ท่าไคร้",
    ],
)
def test_a_long_text_is_found_by_what_stands_in_it(typed):
    text = (
        "ตามหนังสือที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๒๕ พฤศจิกายน ๒๕๖๙ สถ. แจ้งให้ อบต.ท่าไคร้\n"
        "ช่วย เหลือผู้ประสบภัย แล้ง ๑,๒๕๐,๐๐๐ บาท นั้น"
    )
    there = looked_in_prose(text)

    assert all(any(way in there for way in ways) for ways in words_of(typed))


@pytest.mark.parametrize("typed", ["ว 319", "24/11/2569", "5/11/2569", "มท 0810/ว 3195"])
def test_a_long_text_is_not_found_by_a_part_of_a_number_or_day(typed):
    there = looked_in_prose("หนังสือที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๒๕ พฤศจิกายน ๒๕๖๙")

    assert not all(any(way in there for way in ways) for ways in words_of(typed))


def test_further_names_of_a_word_are_as_good():
    names = {"สถจบึงกาฬ": ["สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดบึงกาฬ", "สถจ.บึงกาฬ"]}

    (ways,) = words_of("สถจ.บึงกาฬ", names)

    assert "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดบึงกาฬ" in ways


def test_nothing_but_loose_signs_asks_for_nothing():
    assert words_of(" ฯ . ") == []


def test_short_forms_are_told_apart():
    """Two with one writing would hide each other."""
    shorts, longs = map(tight, SHORT_FORMS), map(tight, SHORT_FORMS.values())

    assert len(set(shorts)) == len(set(longs)) == len(SHORT_FORMS)
    assert all(normalize(short) != tight(short) for short in SHORT_FORMS)
