"""What an office itself wrote before in a matter that comes to it again."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from circulars.models import Dispatch, Letter, OfficeCopy, Secrecy
from thai.citation import read_citation


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
    named = [read_citation(line) for line in letter.references]
    keys = [one.key for one in named if one is not None and one.key]
    came = Q(circular=copy.circular_id, pk__lt=copy.pk)
    if keys:
        came |= Q(letter__number_key__in=keys)
    before = OfficeCopy.objects.filter(
        came, office=copy.office_id, circular__secrecy=Secrecy.NORMAL, reminds=None
    ).exclude(pk=copy.pk)
    sent = Dispatch.objects.filter(copy__in=before).select_related("letter").order_by("-at")
    wanted = set(readers)
    return next((one.letter for one in sent if wanted and wanted <= set(one.recipients)), None)
