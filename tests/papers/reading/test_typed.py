"""What is pasted: a whole letter, or the citation of one."""

import datetime as dt

from papers.reading.as_data import as_data
from papers.reading.typed import read_text

PROVINCE = """
ด่วนที่สุด

ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕

ศาลากลางจังหวัดบึงกาฬ
ถนนบึงกาฬ-นครพนม บก ๓๘๐๐๐

๒๕๓ ตุลาคม ๒๕๖๓

เรื่อง แผนปฏิบัติราชการรายปี

เรียน นายอำเภอ ทุกอำเภอ

สิ่งที่ส่งมาด้วย สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕

ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓

จำนวน ๑ ชุด

ด้วยจังหวัดบึงกาฬ ได้รับแจ้งจากกรมส่งเสริมการปกครองท้องถิ่น จึงให้อำเภอรายงานผ่านทางเว็บไซต์ <https://oth.me/QetKY> ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓

จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป

ขอแสดงความนับถือ

(นายอนุชา โฆษาศิวิไลซ์)

รองผู้ว่าราชการจังหวัดบึงกาฬ ปฏิบัติราชการแทน

ผู้ว่าราชการจังหวัดบึงกาฬ

สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด
โทร. ๐ ๔๒๔๙ ๒๔๗๗
"""


def printed(text):
    """What was read, without what is empty."""
    return {name: value for name, value in as_data(read_text(text))["fields"].items() if value}


def test_a_pasted_letter_fills_its_fields_and_an_impossible_date_is_said():
    read = as_data(read_text(PROVINCE))

    assert {name: value for name, value in read["fields"].items() if value} == {
        "kind": "external",
        "urgency": "most_urgent",
        "number": "บก ๐๐๒๓.๓/ว ๓๑๖๕",
        "subject": "แผนปฏิบัติราชการรายปี",
        "addressee": "นายอำเภอ ทุกอำเภอ",
        "references": [{"number": "มท ๐๘๑๐.๓/ว ๓๑๙๕", "date": "2020-10-15"}],
        "enclosures": [
            "สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓ จำนวน ๑ ชุด"
        ],
        "deadlines": [{"phrase": "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓", "date": "2020-10-31"}],
        "signer": "นายอนุชา โฆษาศิวิไลซ์",
        "signer_position": "รองผู้ว่าราชการจังหวัดบึงกาฬ ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัดบึงกาฬ",
        "acting": "ปฏิบัติราชการแทน",
        "issuer": "ศาลากลางจังหวัดบึงกาฬ",
        "owner_unit": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",
        "phones": ["๐ ๔๒๔๙ ๒๔๗๗"],
        "links": ["https://oth.me/QetKY"],
        "request": "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป",
    }
    assert read["doubtful"] == {
        "date": [
            {
                "printed": "๒๕๓ ตุลาคม ๒๕๖๓",
                "why": "ไม่มีวันที่ 253 เพราะเดือนตุลาคม 2563 มีวันที่ 1 ถึง 31 โปรดตรวจกับต้นฉบับ แล้วเขียนเช่น 28 ตุลาคม 2563",
            }
        ]
    }


def test_a_citation_fills_number_date_subject_and_issuer():
    citation = "หนังสือกรมการปกครอง ด่วนที่สุด ที่ มท 0305.2/ว 1842 ลงวันที่ 25 พ.ย. 2569 เรื่อง การลงทะเบียน"

    assert printed(citation) == {
        "kind": "other",
        "urgency": "most_urgent",
        "number": "มท 0305.2/ว 1842",
        "date": "2026-11-25",
        "subject": "การลงทะเบียน",
        "issuer": "กรมการปกครอง",
    }


def test_a_bare_number_is_a_number_and_other_words_are_nothing():
    assert printed("บก 0023.3/ว3165 ลว 28 ต.ค. 63") == {
        "kind": "other", "number": "บก 0023.3/ว3165", "date": "2020-10-28",
    }  # fmt: skip
    assert printed("สวัสดีครับ ฝากดูให้หน่อย") == {"kind": "other"}


def test_what_is_pasted_stands_nowhere():
    reading = read_text("ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕ ลงวันที่ ๒๘ ตุลาคม ๒๕๖๓")

    assert (reading.pages, reading.number.places) == ((), ())
    assert reading.day.value == dt.date(2020, 10, 28)
