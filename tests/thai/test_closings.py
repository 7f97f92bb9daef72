import pytest

from thai.wording.closings import (
    Action,
    Direction,
    action_in,
    before_closing,
    closing_sentence,
    direction_of,
    is_closing,
)
from thai.wording.doers import House, Level


@pytest.mark.parametrize(
    ("action", "direction", "sentence"),
    [
        (Action.KNOW, Direction.DOWN, "จึงเรียนมาเพื่อทราบ"),
        (Action.KNOW, Direction.UP, "จึงเรียนมาเพื่อโปรดทราบ"),
        (Action.COMPLY, Direction.DOWN, "จึงเรียนมาเพื่อทราบและถือปฏิบัติ"),
        (Action.COMPLY, Direction.LEVEL, "จึงเรียนมาเพื่อโปรดทราบและถือปฏิบัติ"),
        (Action.CONSIDER, Direction.UP, "จึงเรียนมาเพื่อโปรดพิจารณา"),
        (Action.CARRY_OUT, Direction.LEVEL, "จึงเรียนมาเพื่อโปรดพิจารณา"),
        (Action.CARRY_OUT, Direction.DOWN, "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป"),
    ],
)
def test_the_last_sentence_says_please_upward_and_among_equals(action, direction, sentence):
    assert closing_sentence(action, direction) == sentence


@pytest.mark.parametrize(
    ("me", "receivers", "direction"),
    [
        (Level.DEPARTMENT, [Level.PROVINCE], Direction.LEVEL),
        (Level.MINISTRY, [Level.DEPARTMENT], Direction.DOWN),
        (Level.PROVINCE, [Level.DISTRICT, Level.TOWN], Direction.DOWN),
        (Level.DISTRICT, [Level.PROVINCE], Direction.UP),
        (Level.SAO, [Level.DISTRICT], Direction.UP),
        (Level.PROVINCE, [], Direction.DOWN),
        (None, [Level.PROVINCE], Direction.LEVEL),
    ],
)
def test_the_direction_is_toward_the_highest_receiver(me, receivers, direction):
    assert direction_of(House("ก", me), receivers) is direction


@pytest.mark.parametrize(
    ("closing", "action"),
    [
        ("จึงเรียนมาเพื่อโปรดทราบ", Action.KNOW),
        ("จึงเรียนมาเพื่อทราบและถือปฏิบัติต่อไป", Action.COMPLY),
        ("จึงเรียนมาเพื่อโปรดพิจารณา", Action.CONSIDER),
        ("จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป", Action.CARRY_OUT),
        ("จึงแจ้งมาเพื่อทราบและแจ้งหน่วยงานในสังกัด", Action.CARRY_OUT),
        ("จึงเรียนมาด้วยความนับถือ", None),
        ("ขอให้รายงาน", None),
    ],
)
def test_a_last_sentence_is_known_by_what_it_wants(closing, action):
    assert action_in(closing) is action


def test_paragraphs_go_in_before_the_last_sentence():
    assert is_closing("จึงเรียนมาเพื่อทราบ")
    assert before_closing("ก\n\nจึงเรียนมาเพื่อทราบ", "ข") == "ก\n\nข\n\nจึงเรียนมาเพื่อทราบ"
    assert before_closing("ก", "ข", "ค") == "ก\n\nข\n\nค"
