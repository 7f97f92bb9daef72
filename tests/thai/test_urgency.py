from thai.urgency import Secrecy, Urgency


def test_the_exchange_codes_and_their_words():
    assert [(kind.value, kind.label) for kind in Urgency] == [
        ("001", "ปกติ"),
        ("002", "ด่วน"),
        ("003", "ด่วนมาก"),
        ("004", "ด่วนที่สุด"),
    ]
    assert [(kind.value, kind.label) for kind in Secrecy] == [
        ("001", "ปกติ"),
        ("002", "ลับ"),
        ("003", "ลับมาก"),
        ("004", "ลับที่สุด"),
    ]


def test_the_normal_class_is_printed_as_nothing():
    assert (Urgency.NORMAL.printed, Urgency.MOST_URGENT.printed) == ("", "ด่วนที่สุด")
    assert (Secrecy.NORMAL.printed, Secrecy.VERY_SECRET.printed) == ("", "ลับมาก")
