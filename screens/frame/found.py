"""The letters that a search finds: all its words, anywhere in what is known of a copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeAlias

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.paginator import Paginator
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Greatest, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.functional import cached_property

from circulars.models import OfficeCopy, RegisterEntry
from circulars.models.copy import OfficeCopyQuerySet
from offices.models import Office
from offices.viewer import Viewer, id_of
from screens.frame.finding import all_of, numbered, receipted
from thai.searching import tight, words_of
from thai.text import normalize

#: So many of the newest letters are looked through one by one where no index helps.
LOOKED_THROUGH = 1_000
#: Of so many of the newest it is seen how common the words are: when every tenth has them all,
#: an index would lead to most letters of the house.
SAMPLE, COMMON = 200, 0.1
#: More than so many by their words are not shown; the newest are.
MOST = 1_000
#: Shorter words have no trigram to be looked up by.
TRIGRAM = 3
#: Below this likeness a letter is something else.
LIKE_ENOUGH = 0.45
NEAREST = 20

Words = list[tuple[str, ...]]
Ids: TypeAlias = "QuerySet[OfficeCopy, int]"
#: What is known of a letter that nobody has registered.
_LETTER = Concat("letter__folded", "letter__folded_body", output_field=TextField())


@dataclass(frozen=True, slots=True)
class Found:
    """
    What was found; not ``whole``: there are more, of which the newest are shown.
    ``number`` is how many, where that is known without counting.
    """

    copies: OfficeCopyQuerySet
    whole: bool = True
    number: int | None = None


class FoundPages(Paginator[OfficeCopy]):
    """Pages of what was found, in the order of ``rows``; known numbers are not counted anew."""

    def __init__(self, rows: OfficeCopyQuerySet, found: Found, per_page: int) -> None:
        super().__init__(rows, per_page)
        self.found = found

    @cached_property
    def count(self) -> int:
        """How many rows there are on all pages."""
        return super().count if self.found.number is None else self.found.number


def look_for(copies: OfficeCopyQuerySet, text: str, viewer: Viewer) -> Found:
    """
    The letters among ``copies`` that have all words of ``text``.

    ``copies`` are those ``viewer`` may see: what he may not see is neither found nor counted.
    However common the words are, the search ends after so many letters, and says so.
    """
    words = words_of(text, other_names(text))
    if not words:
        return Found(copies if not normalize(text) else copies.none())
    newest, exact = list(_newest(copies)), _just(copies, text, viewer)
    if len(newest) <= LOOKED_THROUGH:
        ids = exact | _looked_through(newest, words)
        return Found(_with(ids), number=len(ids))
    whole, ids = False, set[int]()
    indexed = any(all(len(way) >= TRIGRAM for way in ways) for ways in words)
    if indexed and not _are_common(newest, words):
        waiting = _unregistered(copies, words, viewer)
        ids = set(_by_words(copies, words, viewer).union(waiting).values_list("pk", flat=True))
        whole = len(ids) <= MOST
    if not whole:
        # Instead of any others: what is shown has no holes.
        ids = set(sorted(_looked_through(newest, words), reverse=True)[:MOST])
    return Found(_with(ids | exact), whole, len(ids | exact))


def nearest_first(copies: OfficeCopyQuerySet, text: str) -> OfficeCopyQuerySet:
    """First those with just this receipt number, then those with just this number; then newest."""
    nearness = []
    if (receipt := receipted(text)) is not None:
        receipts = Exists(RegisterEntry.objects.in_book().filter(receipt, copy=OuterRef("pk")))
        nearness.append(When(receipts, then=Value(2)))
    if (number := numbered(text, "letter__")) is not None:
        nearness.append(When(number, then=Value(1)))
    if not nearness:
        return copies.order_by("-sent_at", "-pk")
    near = Case(*nearness, default=Value(0), output_field=IntegerField())
    return copies.annotate(nearness=near).order_by("-nearness", "-sent_at", "-pk")


def other_names(text: str) -> dict[str, list[str]]:
    """By each word of ``text`` that is an office of the directory, all its names."""
    typed = text.split()
    offices = Office.objects.filter(Q(short_name__in=typed) | Q(name__in=typed))
    names: dict[str, list[str]] = {}
    for pair in offices.order_by("pk").values_list("name", "short_name"):
        for name in pair:
            names.setdefault(tight(name), []).extend(filter(None, pair))
    return names


def _are_common(newest: Sequence[int], words: Words) -> bool:
    """Whether so many letters have them that an index would be slower than reading on."""
    return len(_looked_through(newest[:SAMPLE], words)) >= COMMON * SAMPLE


def _newest(copies: OfficeCopyQuerySet) -> Ids:
    """One more than are looked through, if there are so many."""
    return copies.order_by("-pk").values_list("pk", flat=True)[: LOOKED_THROUGH + 1]


def _said(words: Words, said: Combinable) -> Q:
    """As ``all_of`` of a text that no index leads to: so it is read several times faster."""
    wanted = Q()
    for ways in words:
        wanted &= reduce(or_, (Q(GreaterThan(StrIndex(said, Value(way)), 0)) for way in ways))
    return wanted


def _with(ids: Iterable[int]) -> OfficeCopyQuerySet:
    """The copies with these ids, as one value: a thousand of them take long to be read."""
    wanted = Func(Value(list(ids), output_field=ArrayField(BigIntegerField())), function="ANY")
    among = Func(
        F("pk"),
        wanted,
        template="%(expressions)s",
        arg_joiner=" = ",
        output_field=BooleanField(),
    )
    return OfficeCopy.objects.filter(among)


def _looked_through(ids: Iterable[int], words: Words) -> set[int]:
    """Those that have all ``words``, read one by one: of a chosen few no index is asked."""
    few = _with(ids).order_by()
    registered = few.filter(_said(words, F("words__text")))
    waiting = few.filter(_said(words, _LETTER), registered_at=None)
    found = registered.values_list("pk", flat=True).union(waiting.values_list("pk", flat=True))
    return set(found)


def _by_words(copies: OfficeCopyQuerySet, words: Words, viewer: Viewer) -> Ids:
    """Registered ones, by the index: one branch for each house, as it wants them."""
    wanted = all_of(words, "words__text")
    houses = [Q(words__house=house) & wanted for house in viewer.houses]
    found = copies.filter(reduce(or_, houses, Q(pk__in=[]))).order_by()
    return found.values_list("pk", flat=True)[: MOST + 1]


def _unregistered(copies: OfficeCopyQuerySet, words: Words, viewer: Viewer) -> Ids:
    """Those that still wait for their number: they lie on the desks of the houses."""
    units = [id_of(path) for inside in viewer.houses.values() for path in inside]
    waiting = copies.filter(holder__in=units, receipted_at=None, registered_at=None)
    few = OfficeCopy.objects.filter(_said(words, _LETTER), pk__in=_newest(waiting)).order_by()
    return few.values_list("pk", flat=True)


def _just(copies: OfficeCopyQuerySet, text: str, viewer: Viewer) -> set[int]:
    """Where ``text`` is a bare number: the letters with just this receipt number, or number."""
    receipt = receipted(text)
    if receipt is None:
        return set()
    entries = RegisterEntry.objects.in_book().filter(receipt, book__office__house__in=viewer.houses)
    lines = copies.filter(pk__in=entries.order_by().values("copy")).order_by()
    numbers = _by_words(copies, [(f"|{normalize(text)} ",)], viewer)
    return set(lines.values_list("pk", flat=True)[: MOST + 1].union(numbers))


def resembling(copies: OfficeCopyQuerySet, text: str) -> OfficeCopyQuerySet:
    """
    Those of the newest whose words are nearest to ``text``, for a search that found nothing.
    """
    folded = normalize(text)
    alike = Greatest(
        TrigramWordSimilarity(folded, "circular__subject_folded"),
        TrigramWordSimilarity(folded, "letter__issuer_name"),
    )
    near = copies.filter(pk__in=list(_newest(copies))).annotate(alike=alike)
    return near.filter(alike__gte=LIKE_ENOUGH).order_by("-alike", "-pk")[:NEAREST]
