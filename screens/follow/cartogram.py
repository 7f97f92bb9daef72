"""A map of the country in tiles of one size: 77 provinces, each near where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from screens.follow.heat import TINTS, HeatRow

#: From north to south, from west to east; "-" is an empty place.
_ROWS = (
    "แม่ฮ่องสอน เชียงใหม่ เชียงราย พะเยา น่าน",
    "- ลำพูน ลำปาง แพร่ อุตรดิตถ์ เลย หนองคาย บึงกาฬ",
    "- ตาก สุโขทัย พิษณุโลก เพชรบูรณ์ หนองบัวลำภู อุดรธานี สกลนคร นครพนม",
    "- - กำแพงเพชร พิจิตร - ชัยภูมิ ขอนแก่น กาฬสินธุ์ มุกดาหาร",
    "- - อุทัยธานี นครสวรรค์ ลพบุรี นครราชสีมา มหาสารคาม ร้อยเอ็ด ยโสธร อำนาจเจริญ",
    "- - ชัยนาท สิงห์บุรี สระบุรี - บุรีรัมย์ สุรินทร์ ศรีสะเกษ อุบลราชธานี",
    "กาญจนบุรี สุพรรณบุรี อ่างทอง พระนครศรีอยุธยา นครนายก ปราจีนบุรี สระแก้ว",
    "ราชบุรี นครปฐม นนทบุรี ปทุมธานี ฉะเชิงเทรา ชลบุรี จันทบุรี",
    "เพชรบุรี สมุทรสงคราม สมุทรสาคร กรุงเทพมหานคร สมุทรปราการ ระยอง ตราด",
    "ประจวบคีรีขันธ์",
    "ระนอง ชุมพร",
    "พังงา สุราษฎร์ธานี",
    "ภูเก็ต กระบี่ นครศรีธรรมราช",
    "- ตรัง พัทลุง",
    "- สตูล สงขลา ปัตตานี",
    "- - ยะลา นราธิวาส",
)
GRID = tuple(tuple(row.split()) for row in _ROWS)
#: With fewer provinces the heat table says it better.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Tile:
    """One place of the map: a province with its figures, or one that got nothing, or none."""

    name: str
    row: HeatRow | None = None

    @property
    def answered(self) -> int:
        """Percent of the letters in the province that were answered."""
        return self.row.answered * 100 // self.row.total if self.row and self.row.total else 0

    @property
    def tint(self) -> int:
        """Which part of them is late, 0…4; the tile says the number."""
        if self.row is None or not self.row.total:
            return 0
        return -(-self.row.all_late * TINTS // self.row.total)


def short(name: str) -> str:
    """จังหวัดน่าน → น่าน"""
    return name.removeprefix("จังหวัด").strip()


def tiles(rows: Sequence[HeatRow]) -> list[list[Tile]]:
    """The map, line by line; empty when there are too few provinces to draw one."""
    found = {short(row.office.name): row for row in rows if row.office}
    if sum(name in found for line in GRID for name in line) < FEWEST:
        return []
    return [[Tile("" if name == "-" else name, found.get(name)) for name in line] for line in GRID]
