"""Numbers in words: เจ็ดวัน is 7 วัน. Only such as stand in a deadline, below one thousand."""

import re

from thai.sentences import Sentence, UnreadableError, gettext_noop

_DIGITS = {
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
_PLACES = {"สิบ": 10, "ร้อย": 100}
_WORD = "|".join((*_DIGITS, *_PLACES))
_WORDS = re.compile(f"(?:{_WORD})+")
_ONE_WORD = re.compile(_WORD)
_SAID_TWICE = re.compile(r"(?<!\d)(\d+)\s*\(\s*(\d+)\s*\)", re.ASCII)

_TWO_NUMBERS = gettext_noop("ตัวเลข %(number)s กับตัวหนังสือที่อ่านได้ %(word)s ไม่ตรงกัน โปรดตรวจกับต้นฉบับ")


def with_numbers(text: str) -> str:
    """
    ``text`` with number words as Arabic digits; ``7 (เจ็ด)`` becomes ``7``.

    Raises UnreadableError when digits and words contradict each other.
    """
    written = _WORDS.sub(lambda run: str(_value(run[0])), text)
    return _SAID_TWICE.sub(_once, written)


def _value(run: str) -> int:
    total, pending = 0, 0
    for word in _ONE_WORD.findall(run):
        if word in _PLACES:
            total += (pending or 1) * _PLACES[word]
            pending = 0
        else:
            pending = _DIGITS[word]
    return total + pending


def _once(match: re.Match[str]) -> str:
    if match[1] != match[2]:
        raise UnreadableError(Sentence(_TWO_NUMBERS, number=match[1], word=match[2]))
    return match[1]
