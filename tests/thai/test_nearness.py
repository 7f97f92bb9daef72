"""What a slip makes of a number, and when two subjects are one."""

import pytest

from thai.nearness import one_off, same_subject, slips


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("0810.3", "0410.3", True),
        ("3195", "319", True),
        ("319", "3195", True),
        ("3195", "3195", False),
        ("3195", "3916", False),
        ("3195", "31", False),
        ("5831", "5911", False),
    ],
)
def test_one_character_changed_lost_or_added(one, other, near):
    assert one_off(one, other) is near


def test_every_slip_of_a_short_number():
    assert slips("ก|7") == sorted(
        {"ก|"}
        | {f"ก|{digit}" for digit in "012345689"}
        | {f"ก|{digit}7" for digit in "0123456789"}
        | {f"ก|7{digit}" for digit in "0123456789"}
    )


def test_every_slip_is_one_off():
    assert {one_off("มท|0810.3|ว|3195", slip) for slip in slips("มท|0810.3|ว|3195")} == {True}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("แผนปฏิบัติราชการรายปี (พ.ศ. 2564)", "แผนปฏิบัติราชการ รายปี (พ.ศ. ๒๕๖๔)", True),
        ("การสำรวจแผนชุมชนขององค์กรปกครอง", "การสำรวจแผนชุมชนขององค์กรปกครฮง", True),
        ("การสำรวจแผนชุมชน", "การประชุมประจำเดือน", False),
        ("", "", False),
    ],
)
def test_a_subject_is_the_same_apart_from_spaces_and_a_slip(one, other, same):
    assert same_subject(one, other) is same
