"""Telephone numbers as they stand in directories, and what is dialled."""

import pytest

from thai.telephone import dialled, spaced


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("042-491-234", "042491234"),
        ("๐ ๔๒๔๙ ๑๒๓๔", "042491234"),
        ("0 2241 9000 ต่อ 2213", "022419000"),
        ("0-2241-9000-10", "022419000"),
        ("0 4249 1234, 0 4249 1235", "042491234"),
        ("(042) 491234 ถึง 6", "042491234"),
        ("๐๖-๕๖๒๑-๘๘๒๒", "0656218822"),
        ("081 234 5678", "0812345678"),
        ("สายด่วน 1567", "1567"),
        ("มท. 0 2241 9000", "022419000"),
        ("+66 2 241 9000", "+6622419000"),
        ("ต่อ 2213", ""),
        ("ไม่มี", ""),
        ("", ""),
    ],
)
def test_the_first_number_is_dialled(written, number):
    assert dialled(written) == number


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("042491234", "04 249 1234"),
        ("๐๘๑๒๓๔๕๖๗๘", "081 234 5678"),
        ("0 2241 9000 ต่อ 2213", "0 2241 9000 ต่อ 2213"),
        ("1567", "1567"),
        ("", ""),
    ],
)
def test_bare_digits_are_no_number(written, shown):
    assert spaced(written) == shown
