from thai.wording.memo import coordinator_in, write_into

ENDS = "จึงเรียนมาเพื่อทราบ"


def test_everything_is_said_before_the_last_sentence():
    body = write_into(
        f"ให้รายงาน\n\n{ENDS}",
        references=["หนังสือ ก"],
        enclosures=[("แบบรายงาน", "จำนวน ๑ ชุด")],
        copies_to=["อธิบดีกรมหนึ่ง", "อธิบดีกรมสอง"],
        coordinator="ผู้ประสานงาน นาย ก โทร. ๐ ๒๒๔๑ ๙๐๐๐",
    )

    assert body.split("\n\n") == [
        "ให้รายงาน",
        "เรื่องนี้สืบเนื่องจากหนังสือ ก",
        "พร้อมนี้ ได้แนบแบบรายงาน จำนวน ๑ ชุดมาด้วยแล้ว",
        "ทั้งนี้ ได้ส่งสำเนาเรียนอธิบดีกรมหนึ่งและอธิบดีกรมสองด้วยแล้ว",
        "สอบถามรายละเอียดได้ที่ นาย ก โทร. ๐ ๒๒๔๑ ๙๐๐๐",
        ENDS,
    ]


def test_words_that_point_at_a_line_name_the_thing_itself():
    body = write_into(
        "ตามหนังสือที่อ้างถึง และสิ่งที่ส่งมาด้วย ๒",
        references=["หนังสือ ก"],
        enclosures=[("แบบ", ""), ("บัญชี", "๓ แผ่น")],
    )

    assert body.split("\n\n") == [
        "ตามหนังสือ ก และเอกสารแนบ ๒",
        "พร้อมนี้ ได้แนบเอกสารมาด้วยแล้ว ได้แก่ (๑) แบบ (๒) บัญชี จำนวน ๓ แผ่น",
    ]
    assert write_into("ก") == "ก"


def test_whom_to_telephone_is_found_in_the_owner_block():
    assert coordinator_in("กลุ่มงาน\n ผู้ประสานงาน นาย ก") == "ผู้ประสานงาน นาย ก"
    assert coordinator_in("กลุ่มงาน") == ""
