import pytest

from thai.wording.asked import read_asked
from thai.wording.doers import House, Level, Receiver
from thai.wording.moving_down import Between, Moved, move, move_added, move_item

DLA = House("กรมส่งเสริมการปกครองท้องถิ่น", Level.DEPARTMENT)
BK, SEKA = House("จังหวัดบึงกาฬ", Level.PROVINCE), House("อำเภอเซกา", Level.DISTRICT)
DISTRICTS, TOWNS = Receiver(Level.DISTRICT), Receiver(Level.TOWN)
LOCALS = (Receiver(Level.SUBDISTRICT_MUNICIPALITY), Receiver(Level.SAO))


def moved(text, me=BK, sender=DLA, receivers=(DISTRICTS, TOWNS)):
    return move(read_asked(text, me, sender), Between(me, sender, receivers))


def test_receivers_tell_those_who_shall_do_it_and_the_others_do_it_too():
    assert moved("จึงขอความร่วมมือจังหวัดแจ้งเทศบาลสำรวจน้ำ") == Moved(
        "จึงให้อำเภอแจ้งเทศบาลในพื้นที่",
        "สำรวจน้ำ",
        "สำหรับเทศบาลเมืองทุกแห่งก็ให้ดำเนินการเช่นเดียวกัน",
    )


def test_receivers_who_shall_do_it_are_asked_themselves():
    text = "จึงให้อำเภอแจ้งเทศบาลตำบลและองค์การบริหารส่วนตำบลในพื้นที่ให้สำรวจน้ำ แล้วรายงานให้จังหวัดทราบ"

    assert moved(text, SEKA, BK, LOCALS) == Moved(
        "จึงให้เทศบาลตำบลและองค์การบริหารส่วนตำบล", "สำรวจน้ำ แล้วรายงานให้อำเภอทราบ"
    )


def test_who_is_told_is_told_to_know():
    text = "จึงขอให้จังหวัดแจ้งอำเภอทราบ"

    assert moved(text, receivers=(DISTRICTS,)) == Moved("จึงแจ้งให้อำเภอ", "ทราบ")


def test_our_own_part_in_it_cannot_be_done_by_those_who_only_answer():
    text = "จึงให้อำเภอแจ้งองค์กรปกครองส่วนท้องถิ่นสำรวจน้ำ แล้วให้อำเภอรวบรวมส่งจังหวัด"

    assert moved(text, SEKA, BK, LOCALS) is None


def test_nobody_is_asked_to_tell_himself():
    text = "จึงให้อำเภอตรวจสอบ และแจ้งองค์กรปกครองส่วนท้องถิ่นในพื้นที่รายงาน"

    assert moved(text, SEKA, BK, LOCALS) is None
    assert moved("จึงขอให้จังหวัดสำรวจ", receivers=()) is None


def test_items_and_what_is_added_are_moved_too():
    between = Between(SEKA, BK, LOCALS)

    assert move_item("๑. แจ้งเทศบาลตำบลและองค์การบริหารส่วนตำบลสำรวจ", between) == ("๑. สำรวจ", True)
    assert move_item("๒. รวบรวมผลส่งจังหวัด", between) == ("๒. รวบรวมผลส่งอำเภอ", False)
    assert move_added("ทั้งนี้ รายงานให้จังหวัดทราบ", SEKA, BK) == "ทั้งนี้ รายงานให้อำเภอทราบ"
    assert move_added("ทั้งนี้ ให้อำเภอเก็บไว้", SEKA, BK) is None


@pytest.mark.parametrize(
    "request_",
    [
        "จึงขอให้จังหวัดตรวจสอบและยืนยันข้อมูลบัญชีธนาคารของจังหวัด",
        "จึงขอให้จังหวัดรวบรวมข้อมูลและสรุปเป็นภาพรวมของจังหวัด",
        "จึงขอให้จังหวัดแต่งตั้งคณะทำงานขับเคลื่อนระดับจังหวัด",
        "จึงขอให้จังหวัดแต่งตั้งคณะกรรมการลดอุบัติเหตุจังหวัด",
        "จึงขอให้จังหวัดมอบหมายให้ท้องถิ่นจังหวัดกำกับติดตาม",
        "จึงขอให้จังหวัดส่งผู้แทน จังหวัดละ 2 คน",
        "จึงขอให้จังหวัดสำรวจถนน และแจ้งทุกอำเภอรายงาน",
        "จึงขอให้จังหวัดแจ้งเทศบาลสำรวจถนน และสรุปเป็นภาพรวมของจังหวัด",
        "จึงขอให้จังหวัดแจ้งเทศบาลดำเนินการ และมอบหมายให้ท้องถิ่นจังหวัดกำกับติดตาม",
        "จึงขอให้จังหวัดแจ้งทุกอำเภอสำรวจถนน และขอให้จังหวัดแต่งตั้งผู้ประสานงานระดับจังหวัด",
        "จึงขอให้จังหวัดแจ้งทุกอำเภอสำรวจถนน และขอให้จังหวัดแต่งตั้งผู้ประสานงาน",
    ],
)
def test_what_only_the_reader_can_do_is_asked_of_nobody_below(request_):
    assert moved(request_) is None


@pytest.mark.parametrize(
    "request_", ["จึงให้อำเภอส่งผู้แทนเข้าอบรม อำเภอละ 5 คน", "จึงให้อำเภอเตรียมสถานที่ ณ ที่ว่าการอำเภอ"]
)
def test_what_only_a_district_can_do_is_asked_of_no_municipality(request_):
    assert moved(request_, SEKA, BK, LOCALS) is None


@pytest.mark.parametrize(
    ("request_", "opening", "to_do"),
    [
        (
            "จึงขอให้จังหวัดแจ้งเทศบาลส่งผลงานเข้าประกวดระดับจังหวัด",
            "จึงให้อำเภอแจ้งเทศบาลในพื้นที่",
            "ส่งผลงานเข้าประกวดระดับจังหวัด",
        ),
        (
            "จึงขอให้จังหวัดแจ้งเทศบาลส่งข้อมูลให้จังหวัดรวบรวม",
            "จึงให้อำเภอแจ้งเทศบาลในพื้นที่",
            "ส่งข้อมูลให้จังหวัดรวบรวม",
        ),
        ("จึงขอให้จังหวัดส่งผู้แทน อำเภอละ 2 คน", "จึงให้อำเภอ", "ส่งผู้แทน อำเภอละ 2 คน"),
        ("จึงขอให้ทุกจังหวัดสำรวจถนน", "จึงให้อำเภอ", "สำรวจถนน"),
    ],
)
def test_what_others_do_as_well_is_moved(request_, opening, to_do):
    too = "สำหรับเทศบาลเมืองทุกแห่งก็ให้ดำเนินการเช่นเดียวกัน"

    assert moved(request_) == Moved(opening, to_do, too)


def test_every_one_of_a_level_is_that_level():
    assert moved("จึงขอให้จังหวัดแจ้งทุกอำเภอสำรวจถนน") == Moved(
        "จึงให้ทุกอำเภอ", "สำรวจถนน", idle=("เทศบาลเมืองทุกแห่ง",)
    )


def test_a_department_of_another_name_is_not_the_reader():
    text = "จึงขอให้กรมส่งเสริมการปกครองท้องถิ่นจัดทำแผนตามแบบของกรมการปกครอง"
    ministry, provinces = House("กระทรวงมหาดไทย", Level.MINISTRY), (Receiver(Level.PROVINCE),)

    assert moved(text, DLA, ministry, provinces) == Moved(
        "จึงขอความร่วมมือจังหวัด", "จัดทำแผนตามแบบของกรมการปกครอง"
    )
    assert moved(f"จึงขอให้{DLA.name}ตรวจสอบบัญชีของกรม", DLA, ministry, provinces) is None
