"""What an office itself wrote before in a matter that comes to it again."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from circulars.models import Dispatch, Letter, OfficeCopy, Secrecy
from thai.citation import Citation, read_citation


def earlier_letter(copy: OfficeCopy, *, readers: Collection[int]) -> Letter | None:
    """
    The last letter of the office of ``copy`` in the matter that its letter goes on with.

    A letter goes on with those that it names under อ้างถึง, and with what came before it in
    the same circular. None unless it was sent to every one of ``readers`` (ids of offices):
    only whoever has it already can be referred to it.
    """
    letter = copy.letter
    if letter is None:
        return None
    came = Q(circular=copy.circular_id, pk__lt=copy.pk)
    for line in letter.references:
        came |= _named(read_citation(line))
    before = OfficeCopy.objects.filter(
        came, office=copy.office_id, circular__secrecy=Secrecy.NORMAL, reminds=None
    ).exclude(pk=copy.pk)
    sent = Dispatch.objects.filter(copy__in=before).select_related("letter").order_by("-at")
    wanted = set(readers)
    return next((one.letter for one in sent if wanted and wanted <= set(one.recipients)), None)


def _named(one: Citation | None) -> Q:
    """The copies whose letter has this number, which comes again every year: with its date."""
    if one is None or not one.key:
        return Q()
    named = Q(letter__number_key=one.key)
    if one.day is not None:
        named &= Q(letter__dated=one.day) | Q(letter__dated=None)
    return named
