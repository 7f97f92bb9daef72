"""What the text of a letter asks of its receivers: a report, or only that they know."""

from __future__ import annotations

import re
from enum import Enum

#: Within one sentence: Thai writes no full stop, so as far as one looks for the verb.
_NEAR = r"[^\n]{0,90}?"
_BACK = (
    r"(?:รายงาน|แจ้งผล|แจ้งยืนยัน|แจ้งรายชื่อ|แจ้งตอบ|แจ้งกลับ|แจ้งความ|จัดส่ง|ส่งข้อมูล|ส่งแบบ|ส่งผล|ส่งรายชื่อ|ส่งรายงาน"
    r"|ส่งคืน|ส่งให้|ตอบแบบ|ตอบกลับ|กรอกแบบ|กรอกข้อมูล)"
)
_WISH = r"(?:ขอให้|โปรด|ขอความร่วมมือ|ขอความอนุเคราะห์|จึงขอ|แล้วให้|และให้|และขอ|พร้อมทั้ง|พร้อม|แล้ว|และ|ให้)"
_REPORT = re.compile(
    rf"{_WISH}{_NEAR}{_BACK}"
    rf"|{_BACK}{_NEAR}(?:ให้{_NEAR}ทราบ|ภายใน|ก่อนวันที่|ไม่เกินวันที่|ไม่ช้ากว่า|ทุกวันที่|ทุกเดือน)"
)
#: A report that somebody else has made is no request for one.
_TOLD = re.compile(r"(?:ได้รับ|ตาม|จาก|ว่าด้วย|ที่ได้|ผล)รายงาน")
_RECEIPT = re.compile(r"(?:แจ้ง)?ตอบรับ(?:ทราบ|หนังสือ|การได้รับ)?|แจ้งการได้รับหนังสือ")
_ACT = re.compile(
    r"(?:ดำเนินการ|ถือปฏิบัติ|ถือเป็นแนวทาง|ปฏิบัติตาม|ประชาสัมพันธ์|แจ้ง(?:ให้)?[^\n]{0,60}ทราบ(?:และ|โดยทั่วกัน))"
)


class Request(Enum):
    """What comes back, if anything."""

    REPORT = "report"
    RECEIPT = "receipt"
    ACTION = "action"
    NOTHING = "nothing"


def request_in(subject: str, body: str) -> Request:
    """
    Read the request off a letter, as its receiver would.

    The first paragraph says why the letter is written: what is reported there has been
    reported already, unless it is the only one.
    """
    paragraphs = [one.strip() for one in body.split("\n\n") if one.strip()]
    asked = "\n".join(paragraphs[1:] or paragraphs)
    asked = _TOLD.sub("", asked)
    if _REPORT.search(asked) or subject.strip().startswith(("ขอให้รายงาน", "การรายงาน", "ขอให้จัดส่ง")):
        return Request.REPORT
    if _RECEIPT.search(asked):
        return Request.RECEIPT
    return Request.ACTION if _ACT.search(asked) else Request.NOTHING
