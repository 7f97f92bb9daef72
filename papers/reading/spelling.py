"""
A letter of doubt is read as the one that makes a word: ตำเนินการ is ดำเนินการ.

Only letters that look alike take each other's place, only where the net itself gave the other
one a chance, and never a digit: no word list knows a number.
"""

from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from papers.reading.alphabet import ABOVE, partners
from papers.reading.ctc import Text

#: From this on the net is believed, and a letter with less than that is not offered.
_SURE, _CHANCE = 0.93, 0.02
_MOST = 10
_FIRST, _LAST = "ก", "์"


def spelt(text: Text) -> tuple[Text, tuple[int, ...]]:
    """
    ``text`` with doubted letters changed, or left out, where that makes longer words, or words
    at all; and the places in it of the characters that are left.
    """
    changed = list(text.text)
    for place in _doubted(text):
        width = 2 if _is_one_vowel(changed, place) else 1
        start, end = _run(changed, place)
        best = _price("".join(changed[start:end]))
        for letter in _offered(text, place):
            tried = "".join([*changed[start:place], letter, *changed[place + width : end]])
            if (price := _price(tried)) < best:
                best = price
                changed[place : place + width] = [letter, ""][:width]
    kept = tuple(place for place, letter in enumerate(changed) if letter)
    peaks = tuple(text.peaks[place] for place in kept)
    return replace(text, text="".join(changed), peaks=peaks), kept


def _is_one_vowel(letters: list[str], place: int) -> bool:
    """No consonant bears two vowels above it: the two marks are one that was read as two."""
    return all(letter and letter in ABOVE for letter in (letters[place : place + 2] + [""])[:2])


def _doubted(text: Text) -> list[int]:
    """Places of Thai letters that may be others, the most doubtful first."""
    unsure = [
        (text.confidence(place, place + 1), place)
        for place, letter in enumerate(text.text)
        if _FIRST <= letter <= _LAST
    ]
    return [place for sure, place in sorted(unsure)[:_MOST] if sure < _SURE]


def _offered(text: Text, place: int) -> list[str]:
    """
    The partners that the net gave a chance at this place, the likeliest first; and nothing at
    all beside one of them: there one letter was read as two.
    """
    chances = np.exp(text.known[text.peaks[place]])
    offered = [
        (-float(chances[text.letters.index(letter) + 1]), letter)
        for letter in partners(text.text[place])
        if letter in text.letters
    ]
    found = [letter for chance, letter in sorted(offered) if -chance >= _CHANCE]
    beside = text.text[max(place - 1, 0) : place] + text.text[place + 1 : place + 2]
    twice = any(letter in partners(text.text[place]) for letter in beside)
    return [*found, ""] if twice else found


def _run(letters: list[str], place: int) -> tuple[int, int]:
    """What stands between two spaces round ``place``."""
    start, end = place, place
    while start > 0 and letters[start - 1] != " ":
        start -= 1
    while end < len(letters) and letters[end] != " ":
        end += 1
    return start, end


@lru_cache(maxsize=4096)
def _price(run: str) -> tuple[int, int]:
    """Letters that are in no word, then how many words there are: fewer are longer."""
    words = _tokens(run)
    unknown = sum(len(word) for word in words if word not in _words())
    return unknown, len(words)


@cache
def _words() -> frozenset[str]:
    # Here, because only pages of scans need it: the list takes a fifth of a second.
    from pythainlp.corpus import provinces, thai_words  # noqa: PLC0415

    return frozenset(thai_words()).union(map(str, provinces()))


def _tokens(run: str) -> list[str]:
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415

    words: list[str] = word_tokenize(run, engine="newmm")
    return words
