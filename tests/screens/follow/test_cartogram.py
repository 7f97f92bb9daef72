"""The map of tiles has every province once."""

from collections import Counter

from circulars.domain.counting import AreaStage
from circulars.states import Delivery
from offices.models import Kind, Office
from screens.follow.cartogram import GRID, Tile, tiles
from screens.follow.heat import HeatRow, heat_row

NAMES = [name for line in GRID for name in line if name != "-"]


def row(name: str, *, answered: int = 0, late: int = 0) -> HeatRow:
    office = Office(name=f"จังหวัด{name}", kind=Kind.PROVINCE)
    stages = [
        AreaStage(1, None, Delivery.ANSWERED, answered, 0),
        AreaStage(1, None, Delivery.SENT, 4 - answered, late),
    ]
    return heat_row(office, stages)


def test_every_province_stands_in_it_once():
    assert max(Counter(NAMES).values()) == 1
    assert len(NAMES) == 77


def test_a_tile_says_what_is_answered_and_what_is_late():
    drawn = tiles([row(name, answered=1, late=2) for name in NAMES[:10]])

    first = drawn[0][0]
    assert (first.name, first.answered, first.tint) == ("แม่ฮ่องสอน", 25, 2)
    assert drawn[1][0] == Tile("")
    assert drawn[-1][-1] == Tile("นราธิวาส")
    assert (Tile("น่าน").answered, Tile("น่าน").tint) == (0, 0)


def test_few_provinces_make_no_map():
    assert tiles([row(name) for name in NAMES[:9]]) == []
