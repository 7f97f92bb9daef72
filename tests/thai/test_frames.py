"""Frames of orders, rules, announcements, certificates and minutes."""

import pytest

from thai.wording.frames import frame_of
from thai.wording.told import GAP


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("external", ""),
        ("order", f"ด้วย{GAP}\n\nจึง{GAP}\n\nทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"),
        ("notice", f"ด้วยจังหวัดก {GAP}\n\nจึงประกาศให้ทราบโดยทั่วกัน"),
        ("certified", f"หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า {GAP}"),
        ("press", GAP),
    ],
)
def test_each_form_begins_with_its_own_words(kind, text):
    assert frame_of(kind, house="จังหวัดก", subject="การใช้รถ") == text


def test_a_rule_names_itself():
    written = frame_of("rule", house="จังหวัดก", subject="ข้อบังคับว่าด้วยการใช้รถ").split("\n\n")

    assert written[1:3] == [
        "ข้อ ๑ ข้อบังคับนี้เรียกว่า “ข้อบังคับจังหวัดกว่าด้วยการใช้รถ”",
        "ข้อ ๒ ข้อบังคับนี้ให้ใช้บังคับตั้งแต่วันถัดจากวันประกาศเป็นต้นไป",
    ]


def test_minutes_have_their_headings_in_order():
    heads = [one.split("\n")[0] for one in frame_of("minutes", house="", subject="").split("\n\n")]

    assert heads[0] == "ผู้มาประชุม"
    assert heads[-1] == f"เลิกประชุมเวลา {GAP}"
