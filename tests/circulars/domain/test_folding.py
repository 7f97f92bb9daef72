"""What a letter is found by is written on it when it is entered or signed."""

import datetime as dt

from circulars.domain.folding import fold
from circulars.models import Letter
from offices.models import Office


def test_a_letter_carries_all_that_it_is_found_by():
    letter = Letter(
        number_printed="มท ๐๘๑๐.๓/ว ๙",
        number_key="มท|0810.3|ว|9",
        subject="ภัยแล้ง",
        issuer=Office(name="กรมหนึ่ง", short_name="ก.๑"),
        issuer_name="กรมหนึ่ง",
        addressee="ผู้ว่าราชการจังหวัด",
        dated=dt.date(2026, 11, 25),
        signer_name="สมชาย ใจดี",
        enclosures=[{"text": "แบบฟอร์ม", "amount": "1"}],
        references=["หนังสือกรม ที่ กค 0402/ว 12 ลงวันที่ 1 ม.ค. 2569"],
        copies_to=["สำนักงานสถิติ"],
        body="ขอให้ ช่วยเหลือ",
    )

    fold(letter)

    assert letter.folded == (
        "มท 0810.3/ว 9 มท|0810.3|ว|9 ภัยแล้ง กรมหนึ่ง ผู้ว่าราชการจังหวัด ก.1 สมชาย ใจดี แบบฟอร์ม"
        " ภัยแล้ง กรมหนึ่ง ผู้ว่าราชการจังหวัด ก1 สมชายใจดี แบบฟอร์ม 25พฤศจิกายน2569 25พย2569"
        "  25/11/2569 "
    )
    assert letter.folded_body == (
        " กค|0402|ว|12 ขอให้ช่วยเหลือหนังสือกรมที่กค0402/ว12ลงวันที่1มค2569สำนักงานสถิติ ม.ค.  1/1/2569 "
    )
