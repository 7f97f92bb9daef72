"""Keeping what a copy is found by, in the transaction of each act that adds to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db import connection

from circulars.models import EventKind, OfficeCopy, SearchText
from thai.searching import looked_in, looked_in_prose
from thai.text import normalize

#: Acts after which a copy may be found by more, or by less. All others leave its words alone.
REWORDING = frozenset(
    {
        EventKind.STARTED,
        EventKind.REGISTERED,
        EventKind.VOIDED,
        EventKind.ENDORSED,
        EventKind.JOINED,
        EventKind.NOTED,
        EventKind.CORRECTED,
        EventKind.SIGNED,
        EventKind.DISPATCHED,
        EventKind.ADDED,
        EventKind.REMINDED,
        EventKind.HANDED_OVER,
        EventKind.HANDED_BACK,
    }
)

# One question for everything: it is asked in many an act, by desks that wait for it.
_PIECES = """
SELECT one.id, 'folded', letter.folded || letter.folded_body
  FROM circulars_officecopy one JOIN circulars_letter letter ON letter.id = one.letter_id
  WHERE one.id = ANY(%(ids)s)
UNION ALL
SELECT one.id, 'text', circular.subject
  FROM circulars_officecopy one JOIN circulars_circular circular ON circular.id = one.circular_id
  WHERE one.id = ANY(%(ids)s) AND one.letter_id IS NULL
UNION ALL
SELECT one.id, 'folded', own.folded || own.folded_body
  FROM circulars_officecopy one JOIN circulars_letter own
    ON own.circular_id = one.circular_id AND own.issuer_id = one.office_id AND own.composed_here
  WHERE one.id = ANY(%(ids)s)
UNION ALL
SELECT one.id, 'number', letter.number_printed || ' ' || letter.number_key
  FROM circulars_officecopy one
  JOIN circulars_officecopy upper
    ON upper.id = ANY(string_to_array(rtrim(one.above, '.'), '.')::bigint[])
  JOIN circulars_letter letter ON letter.id = upper.letter_id
  WHERE one.id = ANY(%(ids)s)
UNION ALL
SELECT entry.copy_id, 'number', entry.number || ' ' || entry.second_number
  FROM circulars_registerentry entry WHERE entry.copy_id = ANY(%(ids)s) AND NOT entry.given_back
UNION ALL
SELECT entry.copy_id, 'text', concat_ws(chr(10), entry.action, entry.note, unit.name, unit.short_name)
  FROM circulars_registerentry entry JOIN circulars_registerbook book ON book.id = entry.book_id
  LEFT JOIN offices_office unit ON unit.id = book.office_id AND unit.kind = 'DIVISION'
  WHERE entry.copy_id = ANY(%(ids)s) AND NOT entry.given_back
UNION ALL
SELECT note.copy_id, 'prose', note.text
  FROM circulars_endorsement note WHERE note.copy_id = ANY(%(ids)s)
UNION ALL
SELECT note.copy_id, 'text', concat_ws(chr(10), unit.name, unit.short_name,
       writer.first_name || ' ' || writer.last_name, officer.first_name || ' ' || officer.last_name)
  FROM circulars_endorsement note JOIN offices_user writer ON writer.id = note.by_id
  LEFT JOIN offices_office unit ON unit.id = note.to_unit_id
  LEFT JOIN offices_user officer ON officer.id = note.to_officer_id
  WHERE note.copy_id = ANY(%(ids)s)
UNION ALL
SELECT one.id, 'text', concat_ws(chr(10), officer.first_name || ' ' || officer.last_name,
       holder.name, holder.short_name)
  FROM circulars_officecopy one LEFT JOIN offices_user officer ON officer.id = one.officer_id
  LEFT JOIN offices_office holder ON holder.id = one.holder_id AND holder.kind = 'DIVISION'
  WHERE one.id = ANY(%(ids)s)
UNION ALL
SELECT sending.copy_id, 'text', sending.rule_text
  FROM circulars_dispatch sending WHERE sending.copy_id = ANY(%(ids)s)
ORDER BY 1, 2, 3
"""


def keep_words(copy: OfficeCopy) -> None:
    """Write anew what ``copy`` is found by, once it is registered."""
    if copy.registered_at is not None:
        write_texts([(copy.pk, copy.office_id)])


def write_texts(copies: Collection[tuple[int, int]]) -> None:
    """The same of many at once: ids of registered copies, each with that of its house."""
    texts = texts_of([pk for pk, _house in copies])
    SearchText.objects.bulk_create(
        (SearchText(copy_id=pk, house_id=house, text=texts.get(pk, "")) for pk, house in copies),
        update_conflicts=True,
        unique_fields=["copy"],
        update_fields=["text"],
    )


def texts_of(ids: Collection[int]) -> dict[int, str]:
    """What each copy with one of these ids is found by, read off the rows as they are now."""
    pieces: defaultdict[int, dict[str, None]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_PIECES, {"ids": list(ids)})
        for pk, kind, piece in cursor.fetchall():
            if piece.strip():
                pieces[pk] |= dict.fromkeys(_folded(kind, piece))
    return {pk: " ".join(words) for pk, words in pieces.items()}


def _folded(kind: str, piece: str) -> Iterator[str]:
    if kind == "folded":
        yield piece
    elif kind == "number":
        yield f" {normalize(piece)} "
    elif kind == "prose":
        yield looked_in_prose(piece)
    else:
        yield looked_in("", *piece.split("\n"))
