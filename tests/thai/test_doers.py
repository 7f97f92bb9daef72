import pytest

from thai.wording.doers import LOCAL, House, Level, Receiver, level_of, listed, read_doers

PROVINCE = House("จังหวัดบึงกาฬ", Level.PROVINCE)
DISTRICT = House("อำเภอเซกา", Level.DISTRICT)
TOWNS = frozenset({Level.CITY, Level.TOWN, Level.SUBDISTRICT_MUNICIPALITY})


@pytest.mark.parametrize(
    ("text", "bare", "levels", "rest"),
    [
        (
            "เทศบาลและองค์การบริหารส่วนตำบลในพื้นที่สำรวจ",
            "เทศบาลและองค์การบริหารส่วนตำบล",
            {*TOWNS, Level.SAO},
            "สำรวจ",
        ),
        ("องค์กรปกครองส่วนท้องถิ่นทุกแห่งในเขตจังหวัดบึงกาฬทราบ", "องค์กรปกครองส่วนท้องถิ่นทุกแห่ง", LOCAL, "ทราบ"),
        ("ทุกอำเภอและทุกเทศบาลสำรวจ", "ทุกอำเภอและทุกเทศบาล", {Level.DISTRICT, *TOWNS}, "สำรวจ"),
        ("อำเภอทุกอำเภอ รายงาน", "อำเภอทุกอำเภอ", {Level.DISTRICT}, " รายงาน"),
        ("อบต. และ อบจ.ตอบ", "อบต. และ อบจ.", {Level.SAO, Level.PAO}, "ตอบ"),
    ],
)
def test_a_list_of_offices_is_read_with_where_they_are(text, bare, levels, rest):
    doers, after = read_doers(text, PROVINCE)

    assert (doers.bare, doers.levels, after) == (bare, frozenset(levels), rest)


@pytest.mark.parametrize(
    "text", ["จังหวัดบึงกาฬแจ้ง", "จังหวัดแจ้ง", "ทุกจังหวัดแจ้ง", "ท่านแจ้ง", "หน่วยงานของท่านแจ้ง"]
)
def test_the_reader_finds_himself(text):
    doers, rest = read_doers(text, PROVINCE)

    assert (doers.addressee, doers.levels, doers.others, rest) == (True, frozenset(), False, "แจ้ง")


@pytest.mark.parametrize(
    "text", ["หน่วยงานในสังกัดทราบ", "โรงเรียนในสังกัดองค์กรปกครองส่วนท้องถิ่นทราบ", "กำนัน ผู้ใหญ่บ้านทราบ"]
)
def test_whoever_has_no_place_in_the_tree_is_somebody_else(text):
    doers, rest = read_doers(text, DISTRICT)

    assert (doers.addressee, doers.others, rest) == (False, True, "ทราบ")


def test_what_names_nobody_is_left_as_it_is():
    assert read_doers("ดำเนินการ", PROVINCE) == (None, "ดำเนินการ")


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("กระทรวงมหาดไทย", Level.MINISTRY),
        ("อธิบดีกรมการปกครอง", Level.DEPARTMENT),
        ("กรุงเทพมหานคร", None),
        ("นายอำเภอเซกา", Level.DISTRICT),
        ("เทศบาลเมืองบึงกาฬ", Level.TOWN),
        ("สำนักงบประมาณ", None),
    ],
)
def test_a_name_says_where_its_office_stands(name, level):
    assert level_of(name) == level


def test_offices_are_listed_as_in_a_sentence():
    assert [listed(["ก"] + more) for more in ([], ["ข"], ["ข", "ค"])] == ["ก", "กและข", "ก ข และค"]


def test_several_are_called_all_of_them():
    assert Receiver(Level.TOWN).called == "เทศบาลเมืองทุกแห่ง"
    assert House("กรมการปกครอง", Level.DEPARTMENT).names == ("กรมการปกครอง", "กรมฯ", "กรม")
