"""What is asked of one column: a number in any writing, words in any order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from thai import reference
from thai.digits import to_arabic, to_thai
from thai.searching import words_of
from thai.text import normalize, repair_sara_am


def numbered(text: str, letter: str = "") -> Q | None:
    """
    The letters whose number (ที่) is ``text`` in any writing; None when it is no number.

    What is left out matches anything: "ว123" the letters ว 123 of every office,
    "0810.3/ว3195" those of every ministry. ``letter`` is the way to the letter ("letter__").
    """
    try:
        sought = reference.parse(text)
    except ValueError:
        return None
    if sought.letters and sought.office:
        return Q(**{f"{letter}number_key": sought.key[:80]})
    tail = f"|{sought.key.removeprefix(sought.letters.lower()).lstrip('|')}"
    # The end of a key has no index of its own; the trigrams of ``folded``, which holds the
    # key too, lead to the few letters whose key is then compared.
    wanted = Q(**{f"{letter}folded__contains": tail, f"{letter}number_key__endswith": tail})
    if sought.letters:
        wanted &= Q(**{f"{letter}number_key__startswith": f"{sought.letters.lower()}|"})
    return wanted


def written(text: str, letter: str = "") -> Q:
    """
    The letters that have ``text``, or all its words in any order, in their number, subject,
    people, enclosures or day.

    Thai and Arabic digits, both writings of ำ, any spacing, short forms and long ones are the
    same, because both sides are folded (``thai.searching``).
    """
    words = Q(**{f"{letter}folded__contains": normalize(text)})
    number = numbered(text, letter)
    # A number is looked for as it stands: its parts are in many.
    return words | (all_of(words_of(text), f"{letter}folded") if number is None else number)


def all_of(words: Iterable[tuple[str, ...]], column: str) -> Q:
    """Rows that have every one of ``words`` in ``column``, in one of its writings."""
    wanted = Q()
    for ways in words:
        wanted &= reduce(or_, (Q(**{f"{column}__contains": way}) for way in ways))
    return wanted or Q(pk__in=[])


def receipted(text: str) -> Q | None:
    """The register entries whose own number is ``text``; None when it is no such number."""
    plain = normalize(text)
    if not plain.isdecimal() or len(plain) >= 9:
        return None
    return Q(number=int(plain)) | Q(second_number=plain)


def spellings(text: str) -> set[str]:
    """``text`` with Arabic and with Thai digits, for columns that are kept as typed."""
    plain = to_arabic(repair_sara_am(text.strip()))
    return {plain, to_thai(plain)}
