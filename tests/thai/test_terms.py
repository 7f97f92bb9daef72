import pytest

from thai.wording.terms import (
    deadlines_in,
    of_the_copy,
    with_deadline,
    without_answering,
    without_others,
)

OURS = "ภายในวันที่ ๑ ธันวาคม ๒๕๖๙"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("รายงานภายในวันที่ ๓๑ ตุลาคม พ.ศ. ๒๕๖๓ ต่อไป", ["ภายในวันที่ ๓๑ ตุลาคม พ.ศ. ๒๕๖๓"]),
        ("ส่งก่อนวันที่ 5 ม.ค. 2570 เวลา 16.30 น.", ["ก่อนวันที่ 5 ม.ค. 2570 เวลา 16.30 น."]),
        ("ส่งภายใน ๑๕ วันนับแต่วันที่ได้รับหนังสือ", ["ภายใน ๑๕ วันนับแต่วันที่ได้รับหนังสือ"]),
        ("ภายในวันจันทร์ที่ ๒ พฤศจิกายน ๒๕๖๓", ["ภายในวันจันทร์ที่ ๒ พฤศจิกายน ๒๕๖๓"]),
        ("งานภายในจังหวัด", []),
    ],
)
def test_phrases_of_a_deadline(text, found):
    assert deadlines_in(text) == found


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("รายงาน", f"รายงาน {OURS}"),
        ("รายงานภายในวันที่ ๓๐ ธันวาคม ๒๕๖๙ ด้วย", f"รายงาน {OURS} ด้วย"),
        (f"รายงาน {OURS}", f"รายงาน {OURS}"),
        ("ก ภายใน ๗ วัน และ ข ภายใน ๙ วัน", None),
    ],
)
def test_our_deadline_takes_the_place_of_theirs(text, dated):
    assert with_deadline(text, OURS) == dated


@pytest.mark.parametrize(
    "answering",
    [
        " พร้อมรายงานให้ทราบตามแบบสำรวจฯ ผ่านทางเว็บไซต์ https://oth.me/QetKY หรือสแกนคิวอาร์โค้ด (QR Code) ท้ายหนังสือฉบับนี้",
        "และรายงานตามแบบสำรวจ",
        " และรายงานผล",
        "พร้อมรายงานผลการดำเนินงาน",
        " พร้อมตอบแบบสำรวจผ่านคิวอาร์โค้ด (QR Code) ท้ายหนังสือฉบับนี้",
    ],
)
def test_the_way_to_answer_is_taken_out_as_a_whole(answering):
    assert without_answering(f"สำรวจแหล่งน้ำ{answering} {OURS}") == f"สำรวจแหล่งน้ำ {OURS}"
    assert without_answering("สำรวจแหล่งน้ำ") == "สำรวจแหล่งน้ำ"


def test_what_a_letter_says_of_itself_is_said_of_the_copy():
    text = "ตามสิ่งที่ส่งมาด้วย ๑ - ๓ ทาง <https://oth.me/Q> หรือ QR ท้ายหนังสือฉบับนี้"

    assert of_the_copy(text) == "ตามสิ่งที่ส่งมาด้วย ทาง https://oth.me/Q หรือ QR ท้ายหนังสือที่ส่งมาด้วย"


def test_the_clause_for_those_beside_is_not_for_those_below():
    assert (
        without_others("สำรวจ สำหรับเทศบาลเมืองบึงกาฬก็ให้ดำเนินการเช่นเดียวกัน ทั้งนี้ ด่วน") == "สำรวจ ทั้งนี้ ด่วน"
    )
