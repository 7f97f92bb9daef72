from decimal import Decimal

import pytest

from thai.money import format_baht, parse_amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0"),
        ("1250000", "1,250,000"),
        ("350.5", "350.50"),
        ("350.00", "350"),
        ("0.005", "0.01"),
        ("-1234.25", "-1,234.25"),
        ("999999.999", "1,000,000"),
        ("-0.001", "0"),
    ],
)
def test_amounts_are_grouped_and_show_satang_only_if_there_are_any(amount, text):
    assert format_baht(Decimal(amount), "arabic") == text


def test_amounts_are_thai_in_letters():
    assert format_baht(Decimal("1250000.50")) == "๑,๒๕๐,๐๐๐.๕๐"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250000", "1250000.00"),
        ("๑,๒๕๐,๐๐๐ บาท", "1250000.00"),
        (" 350.5 บาทถ้วน", "350.50"),
        ("฿1,000.-", "1000.00"),
        ("1,000.- บาท", "1000.00"),
        ("0", "0.00"),
        ("12.", "12.00"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, amount):
    assert str(parse_amount(typed)) == amount


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "ยังไม่ได้ระบุจำนวนเงิน โปรดเขียนเป็นตัวเลข เช่น 1,250,000 หรือ 350.50"),
        (
            "1,25",
            "อ่าน “1,25” เป็นจำนวนเงินไม่ได้ โปรดเขียนเป็นตัวเลขหน่วยบาท เช่น 1,250,000 หรือ 350.50",
        ),
        (
            "สองล้าน",
            "อ่าน “สองล้าน” เป็นจำนวนเงินไม่ได้ โปรดเขียนเป็นตัวเลขหน่วยบาท เช่น 1,250,000 หรือ 350.50",
        ),
        (
            "1e9",
            "อ่าน “1e9” เป็นจำนวนเงินไม่ได้ โปรดเขียนเป็นตัวเลขหน่วยบาท เช่น 1,250,000 หรือ 350.50",
        ),
        ("-๕๐๐", "จำนวนเงิน “-๕๐๐” ติดลบไม่ได้ โปรดเขียนเช่น 1,250,000"),
        (
            "1.005",
            "จำนวนเงิน “1.005” มีทศนิยมเกินสองตำแหน่ง โปรดเขียนถึงหน่วยสตางค์ เช่น 350.50",
        ),
    ],
)
def test_what_is_no_amount_is_explained(typed, sentence):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the sentence is compared
        parse_amount(typed)

    assert str(refusal.value) == sentence


def test_every_satang_survives():
    for satang in range(0, 200_000, 7):
        amount = Decimal(satang) / 100
        assert parse_amount(format_baht(amount)) == amount
