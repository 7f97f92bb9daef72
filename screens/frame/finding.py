"""Finding letters: by number in any writing, by subject, by issuer, by receipt number."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from circulars.models import Circular, Dispatch, Letter, RegisterEntry
from circulars.models.copy import OfficeCopyQuerySet
from thai import reference
from thai.digits import to_arabic, to_thai
from thai.searching import words_of
from thai.text import normalize, repair_sara_am

#: Below this likeness a letter is something else.
LIKE_ENOUGH = 0.45
NEAREST = 20
#: Shorter words have no trigram to be looked up by.
TRIGRAM = 3


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
    return words | (all_words(text, f"{letter}folded") if number is None else number)


def all_words(text: str, column: str) -> Q:
    """Rows that have every word of ``text`` in ``column``, in one of its writings."""
    wanted = Q()
    for ways in words_of(text):
        wanted &= reduce(or_, (Q(**{f"{column}__contains": way}) for way in ways))
    return wanted or Q(pk__in=[])


def receipted(text: str) -> Q | None:
    """The register entries whose own number is ``text``; None when it is no such number."""
    plain = normalize(text)
    if not plain.isdecimal() or len(plain) >= 9:
        return None
    return Q(number=int(plain)) | Q(second_number=plain)


def found(copies: OfficeCopyQuerySet, text: str) -> OfficeCopyQuerySet:
    """
    The copies that have ``text`` in them: first those with just this receipt number, then
    those with just this number of the letter, then the rest; newest first among equals.
    """
    folded = normalize(text)
    if not folded:
        return copies.order_by("-sent_at", "-pk")
    nearness = []
    if (receipt := receipted(text)) is not None:
        receipts = Exists(RegisterEntry.objects.in_book().filter(receipt, copy=OuterRef("pk")))
        nearness.append(When(receipts, then=Value(2)))
    if (number := numbered(text, "letter__")) is not None:
        nearness.append(When(number, then=Value(1)))
    near = Case(*nearness, default=Value(0), output_field=IntegerField())
    matching = _matching(copies, text, receipts=receipt)
    return matching.annotate(nearness=near).order_by("-nearness", "-sent_at", "-pk")


def _matching(copies: OfficeCopyQuerySet, text: str, *, receipts: Q | None) -> OfficeCopyQuerySet:
    folded = normalize(text)
    entered = RegisterEntry.objects.in_book().filter(receipts or Q(pk__in=[]), copy=OuterRef("pk"))
    if len(folded) < TRIGRAM:
        # No index helps, and most letters match: looked through once, all together.
        of_circular = Q(circular__subject_folded__contains=folded)
        return copies.filter(written(text, "letter__") | of_circular | Q(Exists(entered)))
    # One part for each table, so that each is led by its own index.
    letters = Letter.objects.filter(written(text)).order_by()
    circulars = Circular.objects.filter(subject_folded__contains=folded).order_by()
    parts = [copies.filter(letter__in=letters), copies.filter(circular__in=circulars)]
    # What the office itself wrote on it: its own letter, by its own number, and its register.
    parts += [copies.filter(pk__in=written_upon(letters)), copies.filter(pk__in=noted(text))]
    if receipts is not None:
        parts.append(copies.filter(Exists(entered)))
    first, *others = (part.order_by().values("pk") for part in parts)
    return copies.filter(pk__in=first.union(*others))


def written_upon(letters: QuerySet[Letter]) -> QuerySet[Dispatch, int]:
    """The copies on which one of these ``letters`` went out."""
    return Dispatch.objects.filter(letter__in=letters).order_by().values_list("copy", flat=True)


def noted(text: str) -> QuerySet[RegisterEntry, int | None]:
    """The copies of which a register says ``text`` under การปฏิบัติ."""
    lines = RegisterEntry.objects.in_book().exclude(action="")
    wanted = reduce(or_, (Q(action__contains=one) for one in spellings(text)))
    return lines.filter(wanted).order_by().values_list("copy", flat=True)


def spellings(text: str) -> set[str]:
    """``text`` with Arabic and with Thai digits, for columns that are kept as typed."""
    plain = to_arabic(repair_sara_am(text.strip()))
    return {plain, to_thai(plain)}


def resembling(copies: OfficeCopyQuerySet, text: str) -> OfficeCopyQuerySet:
    """The copies whose words are nearest to ``text``, for a search that found nothing."""
    folded = normalize(text)
    alike = Greatest(
        TrigramWordSimilarity(folded, "letter__folded"),
        TrigramWordSimilarity(folded, "circular__subject_folded"),
    )
    near = copies.annotate(alike=alike).filter(alike__gte=LIKE_ENOUGH)
    return near.order_by("-alike", "-pk")[:NEAREST]
