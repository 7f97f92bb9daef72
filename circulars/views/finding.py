"""Finding letters: by number in any writing, by subject, by issuer, by receipt number."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Greatest

from circulars.domain.intake import number_key
from circulars.models import RegisterEntry
from circulars.models.copy import OfficeCopyQuerySet
from circulars.thai.text import normalize

#: Below this likeness a letter is something else.
LIKE_ENOUGH = 0.45
NEAREST = 20


def found(copies: OfficeCopyQuerySet, text: str) -> OfficeCopyQuerySet:
    """
    The copies that have ``text`` in them.

    Thai and Arabic digits, both writings of ำ and any spacing of a reference number are
    the same, because both sides are folded (``circulars.thai.text.normalize``).
    """
    folded = normalize(text)
    if not folded:
        return copies
    wanted = Q(letter__folded__contains=folded) | Q(circular__subject_folded__contains=folded)
    key, _series = number_key(text)
    if "|" in key:
        wanted |= Q(letter__number_key=key)
    if folded.isdecimal() and len(folded) < 9:
        receipt = RegisterEntry.objects.filter(copy=OuterRef("pk"), number=int(folded))
        wanted |= Q(Exists(receipt))
    return copies.filter(wanted)


def resembling(copies: OfficeCopyQuerySet, text: str) -> OfficeCopyQuerySet:
    """The copies whose words are nearest to ``text``, for a search that found nothing."""
    folded = normalize(text)
    alike = Greatest(
        TrigramWordSimilarity(folded, "letter__folded"),
        TrigramWordSimilarity(folded, "circular__subject_folded"),
    )
    near = copies.annotate(alike=alike).filter(alike__gte=LIKE_ENOUGH)
    return near.order_by("-alike", "-pk")[:NEAREST]
