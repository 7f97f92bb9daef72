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
