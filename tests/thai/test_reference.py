import random

import pytest

from thai.reference import ReferenceNumber, parse, warnings

PROVINCE = ReferenceNumber("บก", "0023.3", "ว", "3165")


@pytest.mark.parametrize(
    "written",
    [
        "บก ๐๐๒๓.๓/ว ๓๑๖๕",
        "ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕",
        "บก0023.3/ว3165",
        "บก. 0023.3/ว. 3165",
        "บ.ก. 0023 . 3 / (ว) 3165",
        "บก 0023.3/ว.03165",
        "บก 0023,3/ว 3165",
        "บก 0023.3 ว 3165",
        "บก 0023.3/ว/3165",
        "  บก\u00a00023.3/\nว 3165 ",
        "บก\u200b 0023.3\\ว 3165",
        "เลขที่ บก 0023.3/ว 3165",
    ],
)
def test_one_number_in_many_hands(written):
    read = parse(written)

    assert read == PROVINCE
    assert read.key == "บก|0023.3|ว|3165"
    assert read.is_circular


@pytest.mark.parametrize(
    ("written", "letters", "office", "series", "number"),
    [
        ("มท ๐๘๑๐.๓/ว ๓๑๙๕", "มท", "0810.3", "ว", "3195"),
        ("มท ๐๒๑๑.๖/ว ๕๘๓๑", "มท", "0211.6", "ว", "5831"),
        ("มท ๐๒๓๑ ๖/ว ๕๙๑๑", "มท", "0231 6", "ว", "5911"),
        ("มท ๐๖๑๒/๔/๑๙๔๗", "มท", "0612/4", "", "1947"),
        ("นร ๐๕๐๓/(คกก.๖)/๒๘", "นร", "0503/(คกก.6)", "", "28"),
        ("สห ๐๐๓๓.๒๐๕.๑๒/พิเศษ/ว ๒", "สห", "0033.205.12", "พิเศษ/ว", "2"),
        ("ชย ๐๐๓๒.๐๐๖/3567", "ชย", "0032.006", "", "3567"),
        ("กค. 0530.3/026695", "กค", "0530.3", "", "26695"),
        ("สผ ๐๐๐๘ / ๒๓๙", "สผ", "0008", "", "239"),
        ("สผ 0014/ผ ๒๒๐", "สผ", "0014", "ผ", "220"),
        ("ศธ 04062/ว 2173", "ศธ", "04062", "ว", "2173"),
        ("ศธ 5104.2/2521", "ศธ", "5104.2", "", "2521"),
        ("ศย ๐๐๑/ว ๒๑๙", "ศย", "001", "ว", "219"),
        ("บก 52001/15", "บก", "52001", "", "15"),
        ("กทม 0401/ว 12", "กทม", "0401", "ว", "12"),
        ("1681/2548", "", "", "", "1681/2548"),
        ("นธ.(ว) 2/2561", "นธ", "", "ว", "2/2561"),
        ("คส 12/2561", "คส", "", "", "12/2561"),
        ("0808.2/ ว 4044", "", "0808.2", "ว", "4044"),
        ("ว 3165", "", "", "ว", "3165"),
        ("๗๑๕", "", "", "", "715"),
        ("มท 0810.3/ว(ล) 12", "มท", "0810.3", "ว(ล)", "12"),
        ("มท 0810/123456789", "มท", "0810", "", "123456789"),
        ("มท 0810/000", "มท", "0810", "", "0"),
    ],
)
def test_real_and_odd_numbers_are_read_and_survive_printing(
    written, letters, office, series, number
):
    read = parse(written)

    assert read == ReferenceNumber(letters, office, series, number)
    assert parse(str(read)) == read
    assert parse(read.printed()) == read


@pytest.mark.parametrize(
    "written",
    ["ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕", "ด่วนที่สุดที่ มท ๐๘๑๐.๓/ว ๓๑๙๕", "ที่ ด่วนที่สุด มท ๐๘๑๐.๓/ว ๓๑๙๕"],
)
def test_the_urgency_in_front_is_kept_but_is_no_identity(written):
    read = parse(written)

    assert read.urgency == "ด่วนที่สุด"
    assert read == ReferenceNumber("มท", "0810.3", "ว", "3195")


def test_a_reference_is_printed_as_in_the_letter():
    assert str(PROVINCE) == "บก 0023.3/ว 3165"
    assert PROVINCE.printed() == "บก ๐๐๒๓.๓/ว ๓๑๖๕"
    assert ReferenceNumber("บก", "52001", "", "15").printed() == "บก ๕๒๐๐๑/๑๕"


def test_a_special_circular_is_a_circular_and_an_ordinary_letter_is_not():
    assert parse("สห 0033/พิเศษ/ว 2").is_circular
    assert parse("มท 0810.3/ว(ล) 12").is_circular
    assert not parse("มท 0810.3/12").is_circular
    assert not parse("สผ 0014/ผ 220").is_circular


def test_a_dot_that_the_scan_lost_does_not_change_the_identity():
    assert parse("มท ๐๒๓๑ ๖/ว ๕๙๑๑").key == parse("มท ๐๒๓๑.๖/ว ๕๙๑๑").key


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "ยังไม่ได้ระบุเลขที่หนังสือ โปรดเขียนเช่น บก 0023.3/ว 3165"),
        ("ที่ ", "ยังไม่ได้ระบุเลขที่หนังสือ โปรดเขียนเช่น บก 0023.3/ว 3165"),
        (
            "มท 0810.3/ว",
            "“มท 0810.3/ว” ยังไม่มีเลขลำดับหลังเครื่องหมาย / โปรดเติม เช่น บก 0023.3/ว 3165",
        ),
        (
            "๑๕๗๕(๓๗๓๔)",
            "อ่าน “๑๕๗๕(๓๗๓๔)” เป็นเลขที่หนังสือไม่ได้ โปรดเขียนเช่น บก 0023.3/ว 3165 หรือ มท 0810.3/1234",
        ),
        (
            "จังหวัดบึงกาฬ",
            "อ่าน “จังหวัดบึงกาฬ” เป็นเลขที่หนังสือไม่ได้ โปรดเขียนเช่น บก 0023.3/ว 3165 หรือ มท 0810.3/1234",
        ),
    ],
)
def test_what_is_no_reference_is_explained(written, sentence):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the sentence is compared
        parse(written)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        ("บก ๐๐๒๓.๓/ว ๓๑๖๕", []),
        ("บก 52001/15", []),
        ("ศธ 04062/ว 2173", []),
        ("นธ.(ว) 2/2561", []),
        ("0808.2/ว 4044", ["ไม่มีอักษรย่อหน้ารหัสหน่วยงาน (เช่น บก, มท) โปรดตรวจกับต้นฉบับ"]),
        (
            "มท ๐๘๙๐๔/ว 1",
            ["รหัสหน่วยงาน “08904” ไม่ใช่แบบที่พบทั่วไป อาจอ่านผิด โปรดตรวจกับต้นฉบับ"],
        ),
        (
            "มท ๐๘๙๓/ว 1",
            ["รหัสหน่วยงาน “0893” ไม่ใช่แบบที่พบทั่วไป อาจอ่านผิด โปรดตรวจกับต้นฉบับ"],
        ),
        (
            "มท ๐๒๓๑ ๖/ว ๕๙๑๑",
            ["รหัสหน่วยงาน “0231 6” มีช่องว่างคั่น อาจเป็น “0231.6” โปรดตรวจกับต้นฉบับ"],
        ),
        ("มท 0810/ขคฆ 5", ["ตัวอักษร “ขคฆ” หน้าเลขลำดับไม่ใช่แบบที่พบทั่วไป โปรดตรวจกับต้นฉบับ"]),
        ("มท 0810/1234567", ["เลขลำดับ “1234567” ไม่ใช่แบบที่พบทั่วไป โปรดตรวจกับต้นฉบับ"]),
    ],
)
def test_doubtful_numbers_are_warned_about(written, sentences):
    assert warnings(parse(written)) == sentences


def test_any_reference_survives_printing_and_reading():
    dice = random.Random(2563)
    for _ in range(3_000):
        made = ReferenceNumber(
            letters=dice.choice(["บก", "มท", "ศธ", "กทม", "สฎ"]),
            office=f"{dice.randint(0, 9999):04}"
            + dice.choice(["", ".3", ".12", ".006", ".205.12", "/4", "/(คกก.6)"]),
            series=dice.choice(["", "ว", "พิเศษ/ว", "พิเศษ", "ผ", "ว(ล)"]),
            number=str(dice.randint(1, 99999)),
        )
        assert parse(made.printed()) == made


def test_random_noise_is_read_or_refused_and_nothing_else():
    dice = random.Random(2564)
    for _ in range(5_000):
        text = "".join(dice.choices("บมวผที่ ./()0123๔๕ด่วนพิเศษ", k=dice.randint(0, 25)))
        try:
            read = parse(text)
        except ValueError:
            continue
        warnings(read)
        assert parse(str(read)) == read, text


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("กษ 0207(พช3)/ว 18", ("กษ", "0207(พช3)", "ว", "18", "")),
        ("กค (ปคร) ๐๔๐๒/๘๙", ("กค(ปคร)", "0402", "", "89", "")),
        ("ธกท.ฝบค.(14)ว. 92/2561", ("ธกทฝบค(14)", "", "ว", "92/2561", "")),
        ("กค ด่วนที่สุด กค 0409.2/ว 77", ("กค", "0409.2", "ว", "77", "ด่วนที่สุด")),
        ("3. ที่ พณ 0404/ว 220", ("พณ", "0404", "ว", "220", "")),
        ("บก 0023.3/ว3165 ลว 28 ต.ค. 63", ("บก", "0023.3", "ว", "3165", "")),
        ("บก ๐๐๒๓.๓/ว ๓๑๖๕ (ด่วนที่สุด)", ("บก", "0023.3", "ว", "3165", "ด่วนที่สุด")),
        (
            "หนังสือกรมการปกครอง ด่วนมาก ที่ มท 0305.2/ว 1842 ลงวันที่ 25 พ.ย. 2569",
            ("มท", "0305.2", "ว", "1842", "ด่วนมาก"),
        ),
    ],
)
def test_a_number_is_found_in_all_that_is_pasted_with_it(pasted, read):
    found = parse(pasted)

    assert (found.letters, found.office, found.series, found.number, found.urgency) == read
    assert parse(str(found)) == found


def test_a_latin_o_is_read_as_zero_and_said():
    read = parse("มท O๘๑๐.๓/ว ๓๑๙๕")

    assert (read.letters, read.office, read.series, read.number) == ("มท", "0810.3", "ว", "3195")
    assert warnings(read) == ["มีอักษรละติน “O” อยู่ในเลขที่หนังสือ อ่านเป็นเลข 0 ไว้ก่อน โปรดตรวจกับต้นฉบับ"]
