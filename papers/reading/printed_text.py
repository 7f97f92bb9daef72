"""What the text of a page means where fonts and programs wrote it their own way."""

import re
import unicodedata

from thai.text import repair_sara_am, without_invisible

#: Old Thai fonts hold shifted marks and cut letters in the private area, in two layouts.
_PRIVATE = {
    0xF700: "ฐ", 0xF701: "ิ", 0xF702: "ี", 0xF703: "ึ", 0xF704: "ื", 0xF705: "่", 0xF706: "้",
    0xF707: "๊", 0xF708: "๋", 0xF709: "์", 0xF70A: "่", 0xF70B: "้", 0xF70C: "๊", 0xF70D: "๋",
    0xF70E: "์", 0xF70F: "ญ", 0xF710: "ั", 0xF711: "ํ", 0xF712: "็", 0xF713: "่", 0xF714: "้",
    0xF715: "๊", 0xF716: "๋", 0xF717: "์", 0xF718: "ุ", 0xF719: "ู", 0xF71A: "ฺ",
    0x00A0: " ", 0x2007: " ", 0x202F: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ",
}  # fmt: skip
#: Bytes of Thai read as those of western Europe: ¡ is ก, û is ๛.
_WESTERN = re.compile("[\u00a1-\u00da\u00df-\u00fb]")
_TO_THAI = 0x0E01 - 0x00A1
_THAI_LETTER = re.compile("[\u0e01-\u0e2e]")
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff]")
MARKS = frozenset(
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
_TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
_LEADING_ALONE = re.compile("[เแโใไ](?![ก-ฮ])")
_MARK_ALONE = re.compile(
    "(?:^|[^ก-ฮ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    "|[\u0e31\u0e34-\u0e39]{2}"
)

_FEWEST_LETTERS = 20
_FEWEST_ON_A_PICTURE = 250
_MOST_BROKEN = 0.03


def letter(code: int) -> str:
    """The character that a code of a text layer stands for; "" for what prints nothing."""
    text = _PRIVATE.get(code) or chr(code)
    text = without_invisible(text)
    return "" if text and unicodedata.category(text[0]) in ("Cc", "Cs") else text


def looks_western(text: str) -> bool:
    """True when Thai was taken for a western alphabet: àÃ×èÍ§ for เรื่อง."""
    western = len(_WESTERN.findall(text))
    return western >= _FEWEST_LETTERS and western > 4 * len(_THAI_LETTER.findall(text))


def from_western(text: str) -> str:
    """``text`` in the Thai letters that were meant."""
    return _WESTERN.sub(lambda found: chr(ord(found[0]) + _TO_THAI), text)


def written(base: str, marks: str) -> str:
    """A letter and its marks in one order: vowel, then tone; ํ and า become ำ."""
    ordered = sorted(dict.fromkeys(marks), key=lambda mark: mark in _TONES)
    return base + "".join(ordered)


def joined(text: str) -> str:
    """``text`` with ํ and า as one ำ, and a doubled เ as แ."""
    return repair_sara_am(text).replace("เเ", "แ")


def may_be_trusted(text: str, *, on_picture: bool, plain: bool = False) -> bool:
    """
    Whether the text layer of a page says what is printed; ``plain``: nothing else is on it.

    Not so when it has hardly any Thai, signs of no script, marks without their letters, ำ for
    every า, or when it is a stamp put on a scan.
    """
    letters = len(_THAI_LETTER.findall(text))
    fewest = 1 if plain else _FEWEST_LETTERS
    if letters < (_FEWEST_ON_A_PICTURE if on_picture else fewest):
        return False
    broken = sum(len(one.findall(text)) for one in (_STRANGE, _LEADING_ALONE, _MARK_ALONE))
    if broken > _MOST_BROKEN * letters:
        return False
    return not (text.count("ำ") >= 5 and text.count("า") < text.count("ำ"))
