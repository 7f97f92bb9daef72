"""
The paper of 2563 as it lay on the desk of a district, scanned badly, after the letter itself
had come by the system: three letters stapled, and six contradictions.
"""

from __future__ import annotations

from circulars.domain import endorsing, intake, registering
from circulars.domain.clashing import find_clashes
from circulars.domain.received import ReceivedLetter
from circulars.models import LetterKind, OfficeCopy, Urgency
from circulars.states import Order
from demo import acts, letters
from demo.people import user
from offices.viewer import Viewer

DISTRICT, CLERK = "D3804", "seka-clerk"
SECOND = "ฉบับกระดาษของเรื่องที่ได้รับทางระบบแล้ว"
FILED = "ฉบับกระดาษ เก็บไว้เป็นหลักฐาน ใช้ฉบับที่ได้รับทางระบบ"

#: When it was entered, and how the scan reads; newest on top, so the middle one comes first here.
READ = [
    (
        "2020-10-29 09:05",
        ReceivedLetter(
            issuer_name="กรมส่งเสริมการปกครองท้องถิ่น",
            subject=letters.SUBJECT,
            number_printed="มท ๐๔๑๐.๓/ว ๕๐๙๙",
            dated_printed="๕ ตุลาคม ๒๕๖๓",
            addressee="ผู้ว่าราชการจังหวัด ทุกจังหวัด",
            urgency=Urgency.MOST_URGENT,
            enclosures=[
                {
                    "text": "สำเนาหนังสือกระทรวงมหาดไทย ด่วนที่สุด ที่ มท ๐๒๑๑.๖/ว ๕๘๓๑ ลงวันที่ ๒๙ กันยายน ๒๕๖๓",
                    "amount": "๑ ฉบับ",
                }
            ],
            body="ตอบแบบสำรวจได้ที่ oah.me/QetKY",
        ),
    ),
    (
        "2020-10-29 09:10",
        ReceivedLetter(
            issuer_name="กระทรวงมหาดไทย",
            subject=letters.SUBJECT,
            kind=LetterKind.MEMO,
            number_printed="มท ๐๒๓๑ ๖/ว ๕๙๑๑",
            dated_printed="๓๐ กันยายน ๒๕๖๓",
            addressee="หัวหน้าส่วนราชการระดับกรม และหัวหน้าหน่วยงานรัฐวิสาหกิจในสังกัด",
            urgency=Urgency.MOST_URGENT,
        ),
    ),
    (
        "2020-10-29 09:15",
        ReceivedLetter(
            issuer_name="จังหวัดบึงกาฬ",
            subject=letters.SUBJECT,
            number_printed="บก ๐๐๒๓.๓/ว ๓๑๖๕",
            dated_printed="๒๕๓ ตุลาคม ๒๕๖๓",
            addressee="นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองบึงกาฬ",
            urgency=Urgency.MOST_URGENT,
            body="ตอบแบบสำรวจได้ที่ oth.me/QetKY",
        ),
    ),
]


def arrives_on_paper() -> list[OfficeCopy]:
    """The clerk looks at each contradiction, accepts it, and files the paper."""
    return [_enter(moment, letter) for moment, letter in READ]


def _enter(moment: str, letter: ReceivedLetter) -> OfficeCopy:
    desk, clerk, at = acts.office(DISTRICT), user(CLERK), acts.moment(moment)
    found = find_clashes(desk, letter, viewer=Viewer.of(clerk, at), at=at)
    copy = intake.receive_letter(
        desk,
        letter,
        by=clerk,
        at=at,
        different=SECOND,
        accepted=[one.code for one in found],
    )
    registering.register(copy, by=clerk, at=at)
    endorsing.endorse(copy, Order.FILE, by=clerk, at=at, text=FILED)
    return copy
