import datetime as dt

from papers.reading.found import Received
from papers.reading.stamps import stamps_of
from tests.papers.reading.typed_letters import letter_page, line


def received(*lines):
    return [stamp.found.value for stamp in stamps_of(letter_page(*lines))]


def test_a_stamp_is_read_with_its_number_and_its_day():
    found = received(
        line("จังหวัดบึงกาฬ", 150, 10),
        line("เลขรับ ๖๘๔๘", 140, 15),
        line("วันที่ ๒๒ ต.ค. ๒๕๖๓", 140, 20),
        line("เวลา ๑๕.๔๗ น.", 140, 25),
    )

    assert found == [Received("๖๘๔๘", dt.date(2020, 10, 22))]


def test_two_numbers_stand_in_one_stamp_and_a_pen_leaves_gaps_in_a_date():
    found = received(
        line("เลขที่", 140, 15), line("1575 (3734)", 155, 15),
        line("วันที่", 140, 20), line("30 / ๙ / 63", 155, 20),
    )  # fmt: skip

    assert found == [Received("1575 (3734)", dt.date(2020, 9, 30))]


def test_the_number_and_day_of_a_memo_are_no_stamp():
    found = received(line("ที่ มท ๐๒๑๑.๖/ว ๕๘๓๑", 30, 40), line("วันที่ ๒๙ กันยายน ๒๕๖๓", 110, 40))

    assert found == []


def test_an_impossible_day_of_a_stamp_is_no_day_and_says_why():
    page = letter_page(
        line("ที่ ๗๑๕", 150, 15), line("วันที่ 31 ก.ย. 2563", 140, 20), line("เวลา ๐๙.๒๖ น.", 140, 25)
    )

    (stamp,) = stamps_of(page)

    assert stamp.found.value == Received("๗๑๕", None)
    assert stamp.found.why_doubtful == (
        "ไม่มีวันที่ 31 เพราะเดือนกันยายน 2563 มีวันที่ 1 ถึง 30 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563"
    )


def test_a_day_left_blank_is_none_and_figures_that_are_no_day_are_doubted():
    pages = [
        letter_page(line("เลขรับ ๗๑๕", 150, 15), line(f"วันที่ {day}", 150, 20), line("เวลา", 150, 25))
        for day in ("", "๒x ตxค. ๒๕๖๓")
    ]

    (blank,), (unread,) = (stamps_of(page) for page in pages)

    assert (blank.found.value, blank.found.why_doubtful) == (Received("๗๑๕", None), "")
    assert unread.found.why_doubtful == "อ่านวันที่ในตรารับไม่ออก โปรดตรวจกับต้นฉบับ"
