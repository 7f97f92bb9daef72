"""The three letters of the golden chain and a reminder, drawn as we print them and read back."""

import pytest

from papers.external import draw_external
from papers.memo import draw_memo
from papers.reading.as_data import as_data
from papers.reading.reading import read
from papers.sealed import draw_sealed
from tests.papers import golden_letters

PLAN = "แผนปฏิบัติราชการรายปี (พ.ศ. ๒๕๖๔) ของกระทรวงมหาดไทย"
NOTHING = {
    "urgency": None, "secrecy": None, "number": None, "date": None, "subject": None,
    "addressee": None, "references": [], "enclosures": [], "deadlines": [], "signer": None,
    "signer_position": None, "acting": None, "issuer": None, "owner_unit": None, "phones": [],
    "faxes": [], "mails": [], "links": [], "request": None, "stamps": [],
}  # fmt: skip

DEPARTMENT = NOTHING | {
    "kind": "external",
    "urgency": "most_urgent",
    "number": "มท ๐๘๑๐.๓/ว ๓๑๙๕",
    "date": "2020-10-15",
    "subject": PLAN,
    "addressee": "ผู้ว่าราชการจังหวัด ทุกจังหวัด",
    "references": [{"number": "มท ๐๒๑๑.๖/ว ๕๘๓๑", "date": "2020-09-29"}],
    "enclosures": [
        "สำเนาหนังสือกระทรวงมหาดไทย ด่วนที่สุด ที่ มท ๐๒๑๑.๖/ว ๕๘๓๑ ลงวันที่ ๒๙ กันยายน ๒๕๖๓ จำนวน ๑ ฉบับ",
        "แบบสำรวจการนำโครงการจากแผนชุมชน/แผนพัฒนาหมู่บ้านมาบรรจุในแผนพัฒนา จำนวน ๑ ชุด",
    ],
    "deadlines": [{"phrase": "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓", "date": "2020-10-31"}],
    "signer": "นายประยูร รัตนเสนีย์",
    "signer_position": "อธิบดีกรมส่งเสริมการปกครองท้องถิ่น",
    "issuer": "กรมส่งเสริมการปกครองท้องถิ่น",
    "owner_unit": "กองพัฒนาและส่งเสริมการบริหารงานท้องถิ่น กลุ่มงานแผนพัฒนาท้องถิ่น",
    "phones": ["๐-๒๒๔๑-๙๐๐๐ ต่อ ๒๑๐๓", "๐๖-๕๖๒๑-๘๘๒๒"],
    "faxes": ["๐-๒๒๔๓-๒๒๓๐"],
    "links": ["https://oth.me/QetKY"],
    "request": "จึงเรียนมาเพื่อโปรดพิจารณา",
}
MINISTRY = NOTHING | {
    "kind": "memo",
    "urgency": "most_urgent",
    "number": "มท ๐๒๑๑.๖/ว ๕๘๓๑",
    "date": "2020-09-29",
    "subject": PLAN,
    "addressee": "หัวหน้าส่วนราชการระดับกรม และหัวหน้าหน่วยงานรัฐวิสาหกิจในสังกัดกระทรวงมหาดไทย",
    "signer": "นายฉัตรชัย พรหมเลิศ",
    "signer_position": "ปลัดกระทรวงมหาดไทย",
    "issuer": "กระทรวงมหาดไทย สำนักงานปลัดกระทรวง (สนผ.)",
    "phones": ["๐ ๒๒๒๓ ๑๑๑๑"],
    "links": ["www.ppb.moi.go.th"],
    "request": "จึงเรียนมาเพื่อทราบและใช้เป็นแนวทางขับเคลื่อนการดำเนินงานต่อไป",
}
PROVINCE = NOTHING | {
    "kind": "external",
    "urgency": "most_urgent",
    "number": "บก ๐๐๒๓.๓/ว ๓๑๖๕",
    "date": "2020-10-28",
    "subject": PLAN,
    "addressee": "นายอำเภอ ทุกอำเภอ และนายกเทศมนตรีเมืองบึงกาฬ",
    "references": [{"number": "มท ๐๘๑๐.๓/ว ๓๑๙๕", "date": "2020-10-15"}],
    "enclosures": [
        "สำเนาหนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนที่สุด ที่ มท ๐๘๑๐.๓/ว ๓๑๙๕ ลงวันที่ ๑๕ ตุลาคม ๒๕๖๓ จำนวน ๑ ชุด"
    ],
    "deadlines": [{"phrase": "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓", "date": "2020-10-31"}],
    "signer": "นายอนุชา โฆษาศิวิไลซ์",
    "signer_position": "รองผู้ว่าราชการจังหวัดบึงกาฬ ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัดบึงกาฬ",
    "acting": "ปฏิบัติราชการแทน",
    "issuer": "ศาลากลางจังหวัดบึงกาฬ",
    "owner_unit": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น",
    "phones": ["๐ ๔๒๔๙ ๒๔๗๗"],
    "faxes": ["๐ ๔๒๔๙ ๒๔๘๐"],
    "links": ["https://oth.me/QetKY"],
    "request": "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป",
}
REMINDER = NOTHING | {
    "kind": "sealed",
    "number": "บก ๐๐๒๓.๓/ว ๓๒๐๑",
    "date": "2020-11-02",
    "addressee": "ที่ทำการปกครองอำเภอเซกา",
    "references": [{"number": "บก ๐๐๒๓.๓/ว ๓๑๖๕", "date": "2020-10-28"}],
    "issuer": "จังหวัดบึงกาฬ",
    "owner_unit": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",
    "phones": ["๐ ๔๒๔๙ ๒๔๗๗"],
}


@pytest.mark.parametrize(
    ("drawn", "fields"),
    [
        (lambda: draw_memo(golden_letters.MINISTRY), MINISTRY),
        (lambda: draw_external(golden_letters.DEPARTMENT), DEPARTMENT),
        (lambda: draw_external(golden_letters.PROVINCE), PROVINCE),
        (lambda: draw_sealed(golden_letters.REMINDER), REMINDER),
    ],
    ids=["ministry", "department", "province", "reminder"],
)
def test_every_field_of_the_golden_letters_is_read_as_it_is_printed(drawn, fields):
    reading = as_data(read(drawn().pdf))

    assert reading["fields"] == fields
    assert reading["doubtful"] == {}
    assert set(reading["confidence"].values()) == {1.0}


def test_a_field_knows_where_it_stands():
    reading = read(draw_external(golden_letters.PROVINCE).pdf)

    places = [
        (place.page, *map(round, vars(place.box).values())) for place in reading.number.places
    ]

    assert places == [(0, 34, 41, 68, 45)]
