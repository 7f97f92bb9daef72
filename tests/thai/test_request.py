"""What a letter asks, read off its words."""

import pytest

from thai.request import Request, request_in

CAUSE = "ด้วยกรมหนึ่งได้รับรายงานว่าเกิดวาตภัยในหลายพื้นที่\n\n"


@pytest.mark.parametrize(
    ("asked", "request_"),
    [
        ("จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ พร้อมรายงานให้ทราบภายในวันที่ ๓๑ ตุลาคม ๒๕๖๙", Request.REPORT),
        ("ขอให้จังหวัดสำรวจความเสียหาย และจัดส่งข้อมูลให้กรมหนึ่ง", Request.REPORT),
        ("ขอความร่วมมือตอบแบบสอบถามที่ส่งมาพร้อมนี้", Request.REPORT),
        ("ขอให้อำเภอแจ้ง อปท. ทราบ แล้วแจ้งผลให้จังหวัดทราบด้วย", Request.REPORT),
        ("หากไม่มีให้รายงานด้วย", Request.REPORT),
        ("รายงานให้กรมทราบทุกวันที่ ๕ ของเดือน", Request.REPORT),
        ("เมื่อได้รับหนังสือแล้วขอให้ตอบรับทราบด้วย", Request.RECEIPT),
        ("จึงเรียนมาเพื่อถือปฏิบัติต่อไป", Request.ACTION),
        ("ขอให้แจ้งองค์กรปกครองส่วนท้องถิ่นทราบและถือปฏิบัติ", Request.ACTION),
        ("จึงเรียนมาเพื่อโปรดทราบ", Request.NOTHING),
        ("จึงเรียนมาเพื่อทราบ ตามรายงานที่ส่งมาพร้อมนี้", Request.NOTHING),
    ],
)
def test_the_request_stands_after_the_cause(asked, request_):
    assert request_in("วาตภัย", CAUSE + asked) is request_


def test_a_report_that_has_come_is_no_request_for_one():
    assert request_in("วาตภัย", CAUSE + "จึงเรียนมาเพื่อโปรดทราบ") is Request.NOTHING


@pytest.mark.parametrize("subject", ["ขอให้รายงานความเสียหาย", "การรายงานผลรายเดือน", "ขอให้จัดส่งข้อมูล"])
def test_the_subject_may_say_it(subject):
    assert request_in(subject, "") is Request.REPORT


def test_a_letter_of_one_paragraph_is_read_whole():
    assert request_in("วาตภัย", "ขอให้รายงานความเสียหาย") is Request.REPORT
