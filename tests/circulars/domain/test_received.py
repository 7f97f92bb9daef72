"""The number of a letter as it is compared."""

from circulars.domain import received


def test_two_writings_of_one_number_share_a_key():
    assert received.number_key("มท ๐๘๐๑/ว ๑๒") == received.number_key("มท 0801/ว12")
    assert received.number_key("มท 0801/ว 12")[1] is True
    assert received.number_key("ไม่มีเลข") == ("ไม่มีเลข", False)
