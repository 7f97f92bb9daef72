"""Thai text made comparable: for search, for identity and for alphabetical order."""

import re
import unicodedata

from thai.digits import to_arabic

_TONES = "\u0e48-\u0e4b"
_NIKHAHIT_AND_AA = re.compile(f"\u0e4d([{_TONES}]?)\u0e32")
_TONE_NIKHAHIT_AND_AA = re.compile(f"([{_TONES}])\u0e4d\u0e32")
_ABOVE_AND_BELOW = re.compile(f"[\u0e31\u0e34-\u0e39{_TONES}]{{2,}}")
_TONE = re.compile(f"[{_TONES}]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
# Mai taikhu, the four tones, thanthakhat: they decide only between equal words.
_MARKS = re.compile("[\u0e47-\u0e4c]")


def repair_sara_am(text: str) -> str:
    """
    Join a nikhahit and a sara aa into one sara am, also around a tone mark.

    PDF readers and some keyboards give the two signs apart: น + ํ + ้ + า becomes น้ำ.
    """
    text = _TONE_NIKHAHIT_AND_AA.sub("\\1\u0e33", text)
    return _NIKHAHIT_AND_AA.sub("\\1\u0e33", text)


def without_invisible(text: str) -> str:
    """Drop zero-width characters and soft hyphens."""
    return _INVISIBLE.sub("", text)


def _vowels_before_tones(run: re.Match[str]) -> str:
    return _TONE.sub("", run[0]) + "".join(_TONE.findall(run[0]))


def normalize(text: str) -> str:
    """
    Fold ``text`` for searching and comparing; doing it twice changes nothing.

    NFC, one sara am, vowel before tone, doubled เ as แ, no invisible characters,
    Arabic digits, lower case, single spaces.
    """
    text = unicodedata.normalize("NFC", without_invisible(text))
    text = text.replace("เเ", "แ")
    text = _ABOVE_AND_BELOW.sub(_vowels_before_tones, text)
    text = repair_sara_am(text)
    text = to_arabic(text).lower()
    return _SPACES.sub(" ", text).strip()


def sort_key(text: str) -> str:
    """
    A key whose plain order is the order of a Thai dictionary.

    A leading vowel sorts after its consonant; tone marks decide only between words
    that are equal without them (they follow a tab, which no folded text contains).
    """
    swapped = _LEADING_VOWEL.sub(r"\2\1", normalize(text))
    return f"{_MARKS.sub('', swapped)}\t{swapped}"
