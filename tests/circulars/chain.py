"""The chain of 2563 as a house holds it, and as a bad scan reads the same letters again."""

from circulars.domain.received import ReceivedLetter

SUBJECT = "แผนปฏิบัติราชการรายปี (พ.ศ. ๒๕๖๔) ของกระทรวงมหาดไทย"
MINISTRY, DEPARTMENT, PROVINCE = "กระทรวงมหาดไทย", "กรมส่งเสริมการปกครองท้องถิ่น", "จังหวัดบึงกาฬ"


def _naming(text: str) -> list[dict[str, str]]:
    return [{"text": text, "amount": "๑ ฉบับ"}]


MEMO = ReceivedLetter(
    issuer_name=MINISTRY,
    subject=SUBJECT,
    kind="memo",
    number_printed="มท ๐๒๑๑.๖/ว ๕๘๓๑",
    dated_printed="๒๙ กันยายน ๒๕๖๓",
)
LETTER = ReceivedLetter(
    issuer_name=DEPARTMENT,
    subject=SUBJECT,
    number_printed="มท ๐๘๑๐.๓/ว ๓๑๙๕",
    dated_printed="๑๕ ตุลาคม ๒๕๖๓",
    enclosures=_naming("สำเนาหนังสือกระทรวงมหาดไทย ด่วนที่สุด ที่ มท ๐๒๑๑.๖/ว ๕๘๓๑ ลงวันที่ ๒๙ กันยายน ๒๕๖๓"),
    body="ตอบแบบสำรวจได้ที่ oah.me/QetKY",
)
BY_PROVINCE = ReceivedLetter(
    issuer_name=PROVINCE,
    subject=SUBJECT,
    number_printed="บก ๐๐๒๓.๓/ว ๓๑๖๕",
    dated_printed="๒๘ ตุลาคม ๒๕๖๓",
    enclosures=_naming(
        "สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓"
    ),
)

#: As the scan of the seed reads them.
MEMO_READ = ReceivedLetter(
    issuer_name=MINISTRY,
    subject=SUBJECT,
    kind="memo",
    number_printed="มท ๐๒๓๑ ๖/ว ๕๙๑๑",
    dated_printed="๓๐ กันยายน ๒๕๖๓",
)
LETTER_READ = ReceivedLetter(
    issuer_name=DEPARTMENT,
    subject=SUBJECT,
    number_printed="มท ๐๔๑๐.๓/ว ๕๐๙๙",
    dated_printed="๕ ตุลาคม ๒๕๖๓",
    body="https://oah.me/QetKY",
)
BY_PROVINCE_READ = ReceivedLetter(
    issuer_name=PROVINCE,
    subject=SUBJECT,
    number_printed="บก ๐๐๒๓.๓/ว ๓๑๖๕",
    dated_printed="๒๕๓ ตุลาคม ๒๕๖๓",
    body="oth.me/QetKY",
)
