"""The characters that the line reader knows, and the one order in which Thai marks stand."""

import re
from functools import cache

THAI = (
    "".join(chr(code) for code in range(0x0E01, 0x0E3B))
    + "฿"
    + "".join(chr(code) for code in range(0x0E40, 0x0E4F))
    + "๐๑๒๓๔๕๖๗๘๙"
)
ASCII = "".join(chr(code) for code in range(0x20, 0x7F))
CHARACTERS = THAI + ASCII + "“”‘’–•"
#: Class 0 of the net is "nothing new here".
CLASS_OF = {character: place for place, character in enumerate(CHARACTERS, start=1)}

_NIKHAHIT_AA = re.compile("ํ([่-๋]?)า")
_TONE_BEFORE_VOWEL = re.compile("([่-๋])([ัิ-ฺ็])")


def fold(text: str) -> str:
    """``text`` with ``ำ`` as one character and vowel marks before tone marks."""
    return _TONE_BEFORE_VOWEL.sub(r"\2\1", _NIKHAHIT_AA.sub(r"\1ำ", text))


#: Vowels above a consonant, which bears one of them at most.
ABOVE = "ัิีึื็"
#: Letters that scans turn into each other.
_ALIKE = ("ดตค", "บป", "ชขซ", ABOVE, "้่๊๋ั็", "ฎฏ", "ถภก", "ผฝ", "พฟฬ", "ณฌญ", "ลส", "ธร", "ทห", "์ี")


@cache
def partners(letter: str) -> str:
    """The letters that ``letter`` may be misread from, each once."""
    others = "".join(group for group in _ALIKE if letter in group)
    return "".join(sorted(set(others) - {letter}))
