import datetime as dt
import time

import pytest

from thai.citation import cite, find_citations
from thai.dates import PrintedDate, parse_date
from thai.reference import ReferenceNumber, parse

DEPARTMENT = ReferenceNumber("มท", "0810.3", "ว", "3195")
ENCLOSURE = """ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕
เรียน นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองบึงกาฬ

สิ่งที่ส่งมาด้วย สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕

ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓

จำนวน ๑ ชุด"""


def test_the_province_cites_the_department_over_a_broken_line():
    (found,) = find_citations(ENCLOSURE)

    assert found.issuer == "กรมส่งเสริมการปกครองท้องถิ่น"
    assert found.urgency == "ด่วนที่สุด"
    assert found.reference == DEPARTMENT
    assert found.dated == PrintedDate("๑๕ ตุลาคม ๒๕๖๓", dt.date(2020, 10, 15), None)
    assert found.printed.startswith("สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น")


def test_the_department_cites_the_ministry():
    (found,) = find_citations(
        "สิ่งที่ส่งมาด้วย สำเนาหนังสือกระทรวงมหาดไทย ด่วนที่สุด ที่ มท ๐๒๑๑.๖/ว ๕๘๓๑ "
        "ลงวันที่ ๒๙ กันยายน ๒๕๖๓\nจำนวน ๑ ฉบับ"
    )

    assert (found.issuer, str(found.reference)) == ("กระทรวงมหาดไทย", "มท 0211.6/ว 5831")
    assert found.dated == PrintedDate("๒๙ กันยายน ๒๕๖๓", dt.date(2020, 9, 29), None)


@pytest.mark.parametrize(
    ("text", "issuer", "reference", "dated"),
    [
        (
            "ตามหนังสือกรมที่ดิน ที่ มท 0515.1/ว 12 ลงวันที่ 5 ม.ค. 2564 นั้น",
            "กรมที่ดิน",
            "มท 0515.1/ว 12",
            "5 ม.ค. 2564",
        ),
        (
            "อ้างถึง หนังสือจังหวัดบึงกาฬ ที่ บก 0023.3/ว3165 ลว. 28/10/63",
            "จังหวัดบึงกาฬ",
            "บก 0023.3/ว 3165",
            "28/10/63",
        ),
        (
            "โทรสารในราชการกระทรวงมหาดไทย ด่วนที่สุด ที่ มท 0230/ว 3518",
            "กระทรวงมหาดไทย",
            "มท 0230/ว 3518",
            None,
        ),
        (
            "หนังสือสำนักงานเขตพื้นที่การศึกษา เขต ๒ ที่ ศธ ๐๔๐๖๒/ว ๒๑๗๓ ลงวันที่ ๑ พ.ค. ๖๑",
            "สำนักงานเขตพื้นที่การศึกษา เขต ๒",
            "ศธ 04062/ว 2173",
            "๑ พ.ค. ๖๑",
        ),
        ("หนังสือสภานิติ นธ.(ว) 2/2561", None, None, None),
        ("หนังสือสำนักงาน ก.ล.ต. ที่ นธ.(ว) 2/2561", "สำนักงาน ก.ล.ต.", "นธ ว 2/2561", None),
        (
            "หนังสือกรมการปกครอง ที่ มท ๐๖๑๒/๔/๑๙๔๗ ลงวันที่ ๓ มีนาคม พ.ศ. ๒๕๒๔",
            "กรมการปกครอง",
            "มท 0612/4/1947",
            "๓ มีนาคม พ.ศ. ๒๕๒๔",
        ),
    ],
)
def test_citations_in_other_hands(text, issuer, reference, dated):
    found = [
        (
            found.issuer.replace("2", "๒"),
            str(found.reference),
            found.dated.printed if found.dated else None,
        )
        for found in find_citations(text)
    ]

    assert found == ([(issuer, reference, dated)] if issuer else [])


def test_two_letters_of_one_issuer_in_one_breath():
    found = find_citations(
        "ตามหนังสือกรมการปกครอง ที่ มท 0309.1/ว 1 ลงวันที่ 4 มกราคม 2564 "
        "และ ด่วนมาก ที่ มท 0309.1/ว 2 ลงวันที่ 5 มกราคม 2564 แจ้งว่า"
    )

    assert [(one.issuer, one.urgency, str(one.reference)) for one in found] == [
        ("กรมการปกครอง", "", "มท 0309.1/ว 1"),
        ("กรมการปกครอง", "ด่วนมาก", "มท 0309.1/ว 2"),
    ]


def test_an_impossible_date_in_a_citation_is_kept():
    (found,) = find_citations("หนังสือจังหวัดบึงกาฬ ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕ ลงวันที่ ๒๕๓ ตุลาคม ๒๕๖๓")

    assert found.dated == parse_date("๒๕๓ ตุลาคม ๒๕๖๓")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕",
        "หนังสือฉบับนี้ ภายในวันที่ ๓๑ ตุลาคม พ.ศ. ๒๕๖๓",
        "โทร. ๐ ๔๒๔๙ ๒๔๗๗ / โทรสาร ๐ ๔๒๔๙ ๒๔๘๐",
    ],
)
def test_what_is_no_citation_is_left_alone(text):
    assert find_citations(text) == []


@pytest.mark.parametrize("filler", [" ", "หนังสือ", "ก ", "ก.", "1/", "ที่ มท "])
def test_a_huge_page_of_noise_is_read_in_no_time(filler):
    started = time.monotonic()

    assert find_citations("หนังสือ" + filler * 30_000) == []
    assert time.monotonic() - started < 5


def test_the_enclosure_line_is_written_as_the_province_wrote_it():
    line = cite("กรมส่งเสริมการปกครองท้องถิ่น", "ด่วนที่สุด", DEPARTMENT, dt.date(2020, 10, 15))

    assert line == (
        "สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓"
    )
    (found,) = find_citations(line)
    assert found.printed == line
    assert found.reference == DEPARTMENT


def test_a_reference_line_repeats_an_impossible_date_and_leaves_out_an_unknown_one():
    reference = parse("บก 0023.3/ว 3165")
    printed = parse_date("253 ตุลาคม 2563")

    assert cite("จังหวัดบึงกาฬ", "", reference, printed, lead="หนังสือ") == (
        "หนังสือจังหวัดบึงกาฬ ที่ บก ๐๐๒๓.๓/ว ๓๑๖๕ ลงวันที่ ๒๕๓ ตุลาคม ๒๕๖๓"
    )
    assert cite("จังหวัดบึงกาฬ", "", reference, None, lead="หนังสือ", digits="arabic") == (
        "หนังสือจังหวัดบึงกาฬ ที่ บก 0023.3/ว 3165"
    )
