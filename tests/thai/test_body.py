import pytest

from thai.wording.body import Body, is_item, number_of, read_body

TOLD, ENDS = "ด้วยกรมได้ประกาศใช้แผน", "จึงเรียนมาเพื่อโปรดพิจารณา"


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("", Body((), (), (), "")),
        (f"{TOLD}\n\nจึงขอให้จังหวัดรายงาน\n\n{ENDS}", Body((TOLD,), ("จึงขอให้จังหวัดรายงาน",), (), ENDS)),
        (f"{TOLD} ในการนี้ ขอให้จังหวัดรายงาน", Body((TOLD,), ("ในการนี้ ขอให้จังหวัดรายงาน",), (), "")),
        (f"{TOLD} เพื่อให้ทันเวลา จึงขอให้รายงาน", Body((TOLD,), ("เพื่อให้ทันเวลา จึงขอให้รายงาน",), (), "")),
        (
            f"{TOLD}\n\nขอให้ดำเนินการ ดังนี้\n\n๑. สำรวจ\n\n๒. รายงาน\n\nทั้งนี้ มีผลทันที\n\n{ENDS}",
            Body((TOLD,), ("ขอให้ดำเนินการ ดังนี้", "๑. สำรวจ", "๒. รายงาน"), ("ทั้งนี้ มีผลทันที",), ENDS),
        ),
        (
            f"{TOLD}\n\nจึงเรียนมาเพื่อโปรดทราบและแจ้งอำเภอทราบ",
            Body((TOLD,), ("ขอให้แจ้งอำเภอทราบ",), (), "จึงเรียนมาเพื่อโปรดทราบและแจ้งอำเภอทราบ"),
        ),
        (
            "ด้วยกรมได้รับแจ้งจากกระทรวงว่า ขอให้จังหวัดรายงาน",
            Body(("ด้วยกรมได้รับแจ้งจากกระทรวงว่า ขอให้จังหวัดรายงาน",), ("ขอให้จังหวัดรายงาน",), (), ""),
        ),
        (
            f"{TOLD}\n\nจึงขอขยายเวลา\n\n{ENDS}",
            Body((TOLD, "จึงขอขยายเวลา"), (), (), ENDS),
        ),
    ],
)
def test_a_text_is_taken_apart_by_what_its_paragraphs_do(body, parts):
    assert read_body(body) == parts


def test_items_begin_with_a_number():
    assert [is_item(one) for one in ("๑. สำรวจ", "(๒) รายงาน", "๑.๑ ก", "๑๒ เดือน", "สำรวจ")] == [
        True, True, True, True, False,
    ]  # fmt: skip
    assert (number_of("๑. สำรวจ"), number_of("สำรวจ")) == ("๑. ", "")
