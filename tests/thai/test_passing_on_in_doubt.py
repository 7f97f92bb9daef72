"""Requests passed on that a hasty reader gets wrong: what is not sure is asked, never written."""

import pytest

from tests.thai.letters_passed_on import BUENG_KAN, CARRIED_OUT, DISTRICTS, DLA, GAP, TOWN
from thai.wording.passing_on import Hop, Passed, pass_on

OURS = "ภายในวันที่ 25 พฤศจิกายน 2569"
TOO = "สำหรับเทศบาลเมืองบึงกาฬก็ให้ดำเนินการเช่นเดียวกัน"
WHICH_DAY = f"หนังสือต้นเรื่องมีวันที่ที่อาจไม่ใช่กำหนดตอบ โปรดตรวจว่ากำหนดของหนังสือนี้ ({OURS}) ใช้กับเรื่องใด"


def passed(request: str, **more: str) -> Passed:
    """The request of a department as จังหวัดบึงกาฬ passes it on by its own day."""
    body = f"ด้วยกรมส่งเสริมการปกครองท้องถิ่นจะจัดทำแผน\n\n{request}\n\nจึงเรียนมาเพื่อโปรดพิจารณา"
    return pass_on(body, Hop(BUENG_KAN, DLA, (DISTRICTS, TOWN), deadline=OURS, **more))


def told(written: Passed) -> list[str]:
    """What stands between the cause and the last sentence; both are always the same here."""
    assert written.paragraphs[0] == ("ด้วยจังหวัดบึงกาฬได้รับแจ้งจากกรมส่งเสริมการปกครองท้องถิ่นว่า จะจัดทำแผน")
    assert written.paragraphs[-1] == CARRIED_OUT
    return [one.removeprefix("จังหวัดบึงกาฬพิจารณาแล้ว ") for one in written.paragraphs[1:-1]]


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (
            "จึงขอความร่วมมือจังหวัดสำรวจผู้สูงอายุที่เกิดก่อนวันที่ 1 มกราคม 2510",
            f"จึงให้อำเภอสำรวจผู้สูงอายุที่เกิดก่อนวันที่ 1 มกราคม 2510 {TOO}",
        ),
        (
            "จึงขอความร่วมมือจังหวัดคัดเลือกข้าราชการอายุราชการไม่เกิน 5 เดือน",
            f"จึงให้อำเภอคัดเลือกข้าราชการอายุราชการไม่เกิน 5 เดือน {TOO}",
        ),
        (
            "จึงขอความร่วมมือจังหวัดรายงานผล ภายใน 15 วัน นับแต่วันที่ได้รับเงินจากคลังจังหวัด",
            f"จึงให้อำเภอรายงานผล ภายใน 15 วัน นับแต่วันที่ได้รับเงินจากคลังจังหวัด {TOO}",
        ),
        (
            "จึงขอความร่วมมือจังหวัดรับสมัครตั้งแต่บัดนี้จนถึงวันที่ 30 พฤศจิกายน 2569",
            f"จึงให้อำเภอรับสมัครตั้งแต่บัดนี้จนถึงวันที่ 30 พฤศจิกายน 2569 {TOO}",
        ),
        (
            "จึงขอความร่วมมือจังหวัดแจ้งองค์กรปกครองส่วนท้องถิ่นจัดงานวันพ่อภายในวันที่ 5 ธันวาคม 2569",
            f"จึงให้อำเภอแจ้งองค์กรปกครองส่วนท้องถิ่นในพื้นที่จัดงานวันพ่อภายในวันที่ 5 ธันวาคม 2569 {TOO}",
        ),
    ],
)
def test_a_day_that_is_perhaps_no_deadline_stays_and_is_asked_about(request_, sentence):
    written = passed(request_)

    assert told(written) == [sentence]
    assert [str(one) for one in written.questions] == [WHICH_DAY]


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (
            "จึงขอความร่วมมือจังหวัดสำรวจผู้สูงอายุที่เกิดก่อนวันที่ 1 มกราคม 2510 และรายงานให้กรมส่งเสริมการปกครองท้องถิ่นทราบ "
            "ภายในวันที่ 30 ธันวาคม 2569",
            f"จึงให้อำเภอสำรวจผู้สูงอายุที่เกิดก่อนวันที่ 1 มกราคม 2510 และรายงานให้จังหวัดบึงกาฬทราบ {OURS} {TOO}",
        ),
        (
            "จึงขอความร่วมมือจังหวัดจัดกิจกรรมระหว่างวันที่ 1 ธันวาคม 2569 ถึงวันที่ 5 ธันวาคม 2569 และรายงานผลภายใน 7 วัน",
            "จึงให้อำเภอจัดกิจกรรมระหว่างวันที่ 1 ธันวาคม 2569 ถึงวันที่ 5 ธันวาคม 2569 และรายงานผล "
            f"{OURS} {TOO}",
        ),
        (
            "จึงขอความร่วมมือจังหวัดเข้าร่วมพิธี ทั้งนี้ ให้แต่งกายชุดผ้าไทย",
            f"จึงให้อำเภอเข้าร่วมพิธี {OURS} {TOO} ทั้งนี้ ให้แต่งกายชุดผ้าไทย",
        ),
    ],
)
def test_our_day_stands_where_an_answer_is_wanted(request_, sentence):
    written = passed(request_)

    assert told(written) == [sentence]
    assert written.questions == []


def test_the_place_to_answer_stands_before_what_is_added_and_before_the_day():
    how = " พร้อมตอบแบบสำรวจ"

    assert told(passed("จึงขอความร่วมมือจังหวัดเข้าร่วมพิธี ทั้งนี้ ให้แต่งกายชุดผ้าไทย", answering=how)) == [
        f"จึงให้อำเภอเข้าร่วมพิธี{how} {OURS} {TOO} ทั้งนี้ ให้แต่งกายชุดผ้าไทย"
    ]
    assert told(
        passed(
            "จึงขอความร่วมมือจังหวัดสำรวจถนน และรายงานตามแบบสำรวจ ภายในวันที่ 30 ธันวาคม 2569",
            answering=how,
        )
    ) == [f"จึงให้อำเภอสำรวจถนน{how} {OURS} {TOO}"]


def test_a_list_with_a_day_for_each_of_its_items_is_asked_about():
    written = passed(
        "จึงขอความร่วมมือจังหวัดดำเนินการ ดังนี้\n\n1. รายงานผลภายใน 7 วัน\n\n2. ส่งแผนภายใน 9 วัน"
    )

    assert told(written) == [
        f"จึงให้อำเภอดำเนินการ ดังนี้ {TOO}",
        "1. รายงานผลภายใน 7 วัน",
        "2. ส่งแผนภายใน 9 วัน",
    ]
    assert [str(one) for one in written.questions] == [WHICH_DAY]


@pytest.mark.parametrize(
    "request_",
    [
        "จึงขอให้จังหวัดตรวจสอบและยืนยันข้อมูลบัญชีธนาคารของจังหวัด",
        "จึงขอให้จังหวัดแจ้งองค์กรปกครองส่วนท้องถิ่นดำเนินการ และมอบหมายให้ท้องถิ่นจังหวัดกำกับติดตาม",
    ],
)
def test_what_only_we_can_do_is_left_to_the_writer(request_):
    written = passed(request_)

    assert told(written) == [f"จึง{GAP} {OURS}"]
    assert [str(one) for one in written.questions] == [
        f"ระบบแยกคำขอในหนังสือต้นเรื่องไม่ได้ โปรดเติมที่เว้นไว้ว่าขอให้ผู้รับทำอะไร ต้นเรื่องเขียนว่า “{request_}”"
    ]


@pytest.mark.parametrize(
    ("opening", "heard"),
    [
        (
            "ด้วยสมาคมสันนิบาตเทศบาลแห่งประเทศไทย ขอความอนุเคราะห์ประชาสัมพันธ์โครงการอบรม",
            "สมาคมสันนิบาตเทศบาลแห่งประเทศไทย ขอความอนุเคราะห์ประชาสัมพันธ์โครงการอบรม",
        ),
        (
            "เนื่องด้วยมหาวิทยาลัยขอนแก่นขอความอนุเคราะห์จังหวัดประชาสัมพันธ์โครงการอบรม",
            "มหาวิทยาลัยขอนแก่นขอความอนุเคราะห์จังหวัดประชาสัมพันธ์โครงการอบรม",
        ),
        (
            "ด้วยสมาคมสันนิบาตเทศบาลแห่งประเทศไทย ร่วมกับมหาวิทยาลัยขอนแก่น ขอความร่วมมือจังหวัดประชาสัมพันธ์โครงการอบรม",
            "สมาคมสันนิบาตเทศบาลแห่งประเทศไทย ร่วมกับมหาวิทยาลัยขอนแก่น ขอความร่วมมือจังหวัดประชาสัมพันธ์โครงการอบรม",
        ),
        (
            "ด้วยกรมส่งเสริมการปกครองท้องถิ่น ขอความร่วมมือจังหวัดประชาสัมพันธ์โครงการอบรม",
            "ขอความร่วมมือจังหวัดประชาสัมพันธ์โครงการอบรม",
        ),
    ],
)
def test_who_asks_at_once_is_told_with_what_he_asks(opening, heard):
    written = pass_on(f"{opening}\n\nจึงเรียนมาเพื่อโปรดพิจารณา", Hop(BUENG_KAN, DLA, (DISTRICTS, TOWN)))

    assert written.paragraphs == [
        f"ด้วยจังหวัดบึงกาฬได้รับแจ้งจากกรมส่งเสริมการปกครองท้องถิ่นว่า {heard}",
        f"จังหวัดบึงกาฬพิจารณาแล้ว จึงให้อำเภอประชาสัมพันธ์โครงการอบรม {TOO}",
        CARRIED_OUT,
    ]
    assert written.questions == []


LEFT_OUT = "ย่อหน้านี้ของหนังสือต้นเรื่องไม่ได้นำมา เพราะกล่าวถึงผู้รับเดิม โปรดเขียนใหม่ถ้าต้องใช้ “{}”"
HEARD = "จังหวัดบึงกาฬได้รับแจ้งจากกรมส่งเสริมการปกครองท้องถิ่นว่า"


@pytest.mark.parametrize(
    ("cause", "paragraphs", "left_out"),
    [
        (
            "ตามที่ท่านได้ขอรับการสนับสนุนงบประมาณ นั้น กรมส่งเสริมการปกครองท้องถิ่นได้โอนเงินให้จังหวัดแล้ว",
            ["ตามที่จังหวัดบึงกาฬได้ขอรับการสนับสนุนงบประมาณ นั้น", f"{HEARD} ได้โอนเงินให้จังหวัดแล้ว"],
            [],
        ),
        (
            "ด้วยกรมส่งเสริมการปกครองท้องถิ่นได้ขอให้ท่านสำรวจถนน",
            [f"ด้วย{HEARD} ได้ขอให้จังหวัดบึงกาฬสำรวจถนน"],
            [],
        ),
        (
            "ด้วยกรมส่งเสริมการปกครองท้องถิ่นได้ตรวจสอบบัญชีของท่านแล้ว",
            [f"ด้วย{HEARD} {GAP}"],
            ["ด้วยกรมส่งเสริมการปกครองท้องถิ่นได้ตรวจสอบบัญชีของท่านแล้ว"],
        ),
        (
            "ด้วยกรมส่งเสริมการปกครองท้องถิ่นจะจัดทำแผน\n\nข้อมูลในหน่วยงานของท่านยังไม่ครบ",
            [f"ด้วย{HEARD} จะจัดทำแผน"],
            ["ข้อมูลในหน่วยงานของท่านยังไม่ครบ"],
        ),
    ],
)
def test_what_is_said_to_us_is_not_said_to_those_below(cause, paragraphs, left_out):
    written = pass_on(
        f"{cause}\n\nจึงขอให้จังหวัดตรวจสอบถนน\n\nจึงเรียนมาเพื่อโปรดพิจารณา",
        Hop(BUENG_KAN, DLA, (DISTRICTS, TOWN)),
    )

    assert written.paragraphs == [
        *paragraphs,
        f"จังหวัดบึงกาฬพิจารณาแล้ว จึงให้อำเภอตรวจสอบถนน {TOO}",
        CARRIED_OUT,
    ]
    assert [str(one) for one in written.questions] == [LEFT_OUT.format(one) for one in left_out]


def test_a_table_stays_in_the_letter_it_stands_in():
    written = passed(
        "จึงขอให้จังหวัดตรวจสอบถนน\n\nรายการ เป้าหมาย ผล\nรายจ่ายประจำ 36 30\nรายจ่ายลงทุน 20 13"
    )

    assert told(written) == [f"จึงให้อำเภอตรวจสอบถนน {OURS} {TOO}"]
    assert [str(one) for one in written.questions] == [
        LEFT_OUT.format("รายการ เป้าหมาย ผล รายจ่ายประจำ 36 30 รายจ่ายลงทุน 20 13")
    ]
