"""What was read, as proposals for the fields of the form: nothing doubtful in a number or a date."""

import datetime as dt

from circulars.domain.proposing import proposals_of
from papers.reading.found import Asked, Cited, Found, Place, Reading
from papers.reading.printed import Box, Page

PLACE = Place(0, Box(30.0, 40.0, 70.0, 45.0))


def found(value, printed="", confidence=1.0, why=""):
    return Found(value, printed or str(value), (PLACE,), confidence, why)


def fields(**parts):
    pages = (Page(0, 210.0, 297.0, ()),)
    return proposals_of(Reading(pages=pages, kind=found("external"), **parts))["fields"]


def values(**parts):
    return {name: one["value"] for name, one in fields(**parts).items()}


def test_a_letter_is_proposed_as_it_is_printed():
    asked = found(Asked(dt.date(2020, 10, 31), None), "ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๓")

    assert values(
        number=found("มท ๐๘๑๐.๓/ว ๓๑๙๕"),
        day=found(dt.date(2020, 10, 15), "๑๕ ตุลาคม ๒๕๖๓"),
        subject=found("แผน"),
        issuer=found("กรม"),
        addressee=found("ผู้ว่าราชการจังหวัด ทุกจังหวัด"),
        urgency=found("most_urgent"),
        enclosures=(found("๑. แบบสำรวจ จำนวน ๑ ชุด"), found("สำเนาหนังสือ")),
        deadlines=(asked,),
        body=found("ด้วย…"),
    ) == {
        "kind": "external",
        "number_printed": "มท ๐๘๑๐.๓/ว ๓๑๙๕",
        "dated_printed": "๑๕ ตุลาคม ๒๕๖๓",
        "subject": "แผน",
        "issuer_name": "กรม",
        "addressee": "ผู้ว่าราชการจังหวัด ทุกจังหวัด",
        "urgency": "004",
        "enclosures": "แบบสำรวจ | ๑ ชุด\nสำเนาหนังสือ",
        "due_at": "31/10/2563",
        "body": "ด้วย…",
    }


def test_a_doubtful_number_is_left_empty_and_keeps_its_place():
    number = fields(number=found("มท 0231 6/ว 5911", confidence=0.5))["number_printed"]

    assert number == {
        "value": "",
        "printed": "มท 0231 6/ว 5911",
        "place": [1, 30.0, 40.0, 40.0, 5.0],
        "doubt": "",
        "doubtful": True,
    }


def test_a_doubtful_subject_is_proposed_all_the_same():
    assert values(subject=found("แผน", confidence=0.5))["subject"] == "แผน"


def test_what_stands_in_the_place_of_a_date_is_shown_with_its_reason():
    unread = found("day", "๒๕๓ ตุลาคม ๒๕๖๓", 0.9, "ไม่มีวันที่ 253")

    dated = fields(unread=(unread,))["dated_printed"]

    assert (dated["value"], dated["printed"], dated["doubt"]) == (
        "",
        "๒๕๓ ตุลาคม ๒๕๖๓",
        "ไม่มีวันที่ 253",
    )


def test_a_rule_is_proposed_in_its_own_words():
    asked = found(Asked(None, {"kind": "within"}), "ภายใน 7 วันทำการ")

    assert values(deadlines=(asked,))["due_at"] == "ภายใน 7 วันทำการ"


def test_what_is_enclosed_is_not_named_twice():
    line = "สำเนาหนังสือกรมหนึ่ง ที่ มท ๐๓๐๕/ว ๑ ลงวันที่ ๒ ตุลาคม ๒๕๖๓"
    other = "หนังสือกรมสอง ที่ มท ๐๓๐๖/ว ๒ ลงวันที่ ๓ ตุลาคม ๒๕๖๓"
    cited = [found(Cited("x", None), one) for one in (line, other)]

    assert values(enclosures=(found(line),), references=tuple(cited))["references"] == other


def test_what_is_not_printed_has_no_entry():
    assert values() == {"kind": "external"}


def test_the_place_on_a_scan_that_lies_on_its_side_is_that_of_the_paper():
    pages = (Page(0, 210.0, 297.0, (), is_picture=True, quarters=1),)

    read = proposals_of(Reading(pages=pages, kind=found("external"), subject=found("แผน")))

    assert read["pages"] == [[297.0, 210.0]]
    assert read["fields"]["subject"]["place"] == [1, 252.0, 30.0, 5.0, 40.0]
