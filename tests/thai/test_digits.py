import pytest

from thai.digits import to_arabic, to_thai, with_digits, words_with_digits


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


def test_the_digits_asked_for_are_written():
    assert (with_digits("๑2", "thai"), with_digits("๑2", "arabic")) == ("๑๒", "12")
