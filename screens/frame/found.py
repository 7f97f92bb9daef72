"""The letters that a search finds: all its words, anywhere in what is known of a copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.paginator import Paginator
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, Greatest
from django.utils.functional import cached_property

from circulars.models import OfficeCopy, RegisterEntry
from circulars.models.copy import OfficeCopyQuerySet
from offices.models import Office
from offices.viewer import Viewer, id_of
from screens.frame.finding import all_of, numbered, receipted
from thai.searching import tight, words_of
from thai.text import normalize

#: So many of the newest letters are looked through one by one where no index helps.
LOOKED_THROUGH = 4_000
#: With more than so many the words are too common: the newest letters are looked through too.
MOST = 2_000
#: Shorter words have no trigram to be looked up by.
TRIGRAM = 3
#: Below this likeness a letter is something else.
LIKE_ENOUGH = 0.45
NEAREST = 20

Words = list[tuple[str, ...]]


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


def look_for(
    copies: OfficeCopyQuerySet, text: str, viewer: Viewer, *, narrowed: bool = False
) -> Found:
    """
    The letters among ``copies`` that have all words of ``text``.

    ``copies`` are those ``viewer`` may see: what he may not see is neither found nor counted.
    ``narrowed``: they were chosen by more than that, and may be few. However common the words
    are, the search ends after so many letters, and says so.
    """
    words = words_of(text, other_names(text))
    if not words:
        return Found(copies if not normalize(text) else copies.none())
    ids = _by_receipt(copies, text, viewer)
    indexed = any(all(len(way) >= TRIGRAM for way in ways) for ways in words)
    whole = True
    newest = [] if indexed and not narrowed else _newest(copies)
    if newest and len(newest) <= LOOKED_THROUGH:
        ids |= _looked_through(newest, words)
    elif not indexed:
        ids |= _looked_through(newest, words)
        whole = not newest
    else:
        by_words = _by_words(copies, words, viewer)
        ids |= by_words | _unregistered(copies, words, viewer)
        if len(by_words) > MOST:
            ids |= _looked_through(newest or _newest(copies), words)
            whole = False
    return Found(copies.filter(pk__in=ids), whole, len(ids))


def nearest_first(copies: OfficeCopyQuerySet, text: str) -> OfficeCopyQuerySet:
    """First those with just this receipt number, then those with just this number; then newest."""
    nearness = []
    if (receipt := receipted(text)) is not None:
        receipts = Exists(RegisterEntry.objects.in_book().filter(receipt, copy=OuterRef("pk")))
        nearness.append(When(receipts, then=Value(2)))
    if (number := numbered(text, "letter__")) is not None:
        nearness.append(When(number, then=Value(1)))
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


def _newest(copies: OfficeCopyQuerySet) -> list[int]:
    """One more than are looked through, if there are so many."""
    return list(copies.order_by("-pk").values_list("pk", flat=True)[: LOOKED_THROUGH + 1])


def _looked_through(ids: Iterable[int], words: Words) -> set[int]:
    """Those that have all ``words``, read one by one: of a chosen few no index is asked."""
    letter = Concat("letter__folded", "letter__folded_body", output_field=TextField())
    said = OfficeCopy.objects.annotate(
        said=Coalesce("words__text", letter, output_field=TextField())
    )
    few = said.filter(all_of(words, "said"), pk__in=ids)
    return set(few.order_by().values_list("pk", flat=True))


def _by_words(copies: OfficeCopyQuerySet, words: Words, viewer: Viewer) -> set[int]:
    """Registered ones, by the index: one branch for each house, as it wants them."""
    wanted = all_of(words, "words__text")
    houses = [Q(words__house=house) & wanted for house in viewer.houses]
    found = copies.filter(reduce(or_, houses, Q(pk__in=[]))).order_by()
    return set(found.values_list("pk", flat=True)[: MOST + 1])


def _unregistered(copies: OfficeCopyQuerySet, words: Words, viewer: Viewer) -> set[int]:
    """Those that still wait for their number: they lie on the desks of the houses."""
    units = [id_of(path) for inside in viewer.houses.values() for path in inside]
    waiting = copies.filter(holder__in=units, receipted_at=None, registered_at=None)
    return _looked_through(
        waiting.order_by("-pk").values_list("pk", flat=True)[:LOOKED_THROUGH], words
    )


def _by_receipt(copies: OfficeCopyQuerySet, text: str, viewer: Viewer) -> set[int]:
    if (receipt := receipted(text)) is None:
        return set()
    entries = RegisterEntry.objects.in_book().filter(receipt, book__office__house__in=viewer.houses)
    lines = copies.filter(pk__in=entries.order_by().values("copy")).order_by()
    return set(lines.values_list("pk", flat=True)[: MOST + 1])


def resembling(copies: OfficeCopyQuerySet, text: str) -> OfficeCopyQuerySet:
    """
    Those of the newest whose words are nearest to ``text``, for a search that found nothing.
    """
    folded = normalize(text)
    alike = Greatest(
        TrigramWordSimilarity(folded, "circular__subject_folded"),
        TrigramWordSimilarity(folded, "letter__issuer_name"),
    )
    near = copies.filter(pk__in=_newest(copies)).annotate(alike=alike)
    return near.filter(alike__gte=LIKE_ENOUGH).order_by("-alike", "-pk")[:NEAREST]
