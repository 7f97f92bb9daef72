"""Who owes what, frozen when the letter that asks is sent, and filled in as it goes down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Q

from circulars.models import Dispatch, Duty, Expectation, OfficeCopy, Round, What
from circulars.models.expectation import ANSWERED_BACK
from circulars.states import State
from offices.models import LOCAL_GOVERNMENTS, Kind, Office

#: A letter from far above reaches these through their district, the others through the province.
_BY_DISTRICT = (Kind.SAO, Kind.SUBDISTRICT_MUNICIPALITY)
_ABOVE_PROVINCES = (Kind.MINISTRY, Kind.DEPARTMENT, Kind.ENTERPRISE)
_GIVEN_BACK = [State.RETURNED.value, State.RECALLED.value]

# The rows are made where they live, with the name, kind and place of this day.
_INSERT = """
INSERT INTO circulars_expectation
  (asker_id, what, duty, office_id, office_name, office_kind, province_id, district_id,
   above, due_at, frozen_at, answered_by, note, excuse, round, excused_for_all)
SELECT %(asker)s, %(what)s, %(duty)s, office.id, office.name, office.kind, office.province_id,
       office.district_id, %(above)s, %(due)s, %(at)s, '', '', '', 1, false
FROM offices_office office
WHERE office.id = ANY(%(offices)s)
ORDER BY office.id
ON CONFLICT DO NOTHING
"""

# The letter has come to it. One that gave an earlier letter back is expected again. In a round
# its deadline is as far from the asker's as that of the letter by which it was reached.
_REACHED = """
UPDATE circulars_expectation line
SET copy_id = child.id, above = child.above, due_at = coalesce((
      SELECT this.due_at - coalesce(min(planned.due_at - child.due_at), interval '0')
      FROM circulars_round this
      LEFT JOIN circulars_round planned
        ON planned.asker_id = this.asker_id AND planned.due_at >= child.due_at
      WHERE this.asker_id = line.asker_id AND this.number = line.round AND line.what = 'reply'
      GROUP BY this.due_at), child.due_at),
    excused_for_all = line.excused_for_all AND again.id IS NULL,
    excused_at = CASE WHEN again.id IS NULL THEN line.excused_at END,
    excused_by_id = CASE WHEN again.id IS NULL THEN line.excused_by_id END,
    excuse = CASE WHEN again.id IS NULL THEN line.excuse ELSE '' END
FROM circulars_officecopy child, circulars_expectation self
LEFT JOIN circulars_officecopy again
  ON again.id = self.copy_id AND again.state = ANY(%(given_back)s)
  AND self.excused_at = again.closed_at
WHERE child.dispatch_id = %(dispatch)s AND line.office_id = child.office_id
  AND child.reminds_id IS NULL AND line.asker_id = ANY(%(way)s) AND self.id = line.id
  AND (line.copy_id IS NULL OR again.id IS NOT NULL)
"""
# Who has the letter now and stands between holds the rest: first provinces, then districts.
_HELD_BY_PROVINCE = """
UPDATE circulars_expectation line
SET above = child.above || child.id || '.'
FROM circulars_officecopy child
WHERE child.dispatch_id = %(dispatch)s AND line.copy_id IS NULL
  AND line.asker_id = ANY(%(way)s) AND starts_with(child.above, line.above)
  AND child.office_id = line.province_id
"""
_HELD_BY_DISTRICT = """
UPDATE circulars_expectation line
SET above = child.above || child.id || '.'
FROM circulars_officecopy child
WHERE child.dispatch_id = %(dispatch)s AND line.copy_id IS NULL
  AND line.asker_id = ANY(%(way)s) AND child.office_id = line.district_id
"""
# A province or below stands for its own area alone: who lies beside it stays where he was held.
_HELD_BY_ALL_THERE_IS = """
UPDATE circulars_expectation line
SET above = child.above || child.id || '.'
FROM circulars_officecopy child
JOIN offices_office there ON there.id = child.office_id AND there.kind = ANY(%(wide)s)
WHERE child.dispatch_id = %(dispatch)s AND line.copy_id IS NULL
  AND line.asker_id = ANY(%(way)s) AND line.above = child.above
"""


def freeze(sending: Dispatch, *, what: What, kinds: Iterable[str], at: dt.datetime) -> int:
    """
    Enter who owes ``what`` to the office that sends, for the whole branch. Repeatable.

    ``kinds`` empty: the direct recipients; otherwise every office of these kinds in their
    areas, and each level between, which owes the collecting. Returns how many were added.
    """
    asked = list(kinds)
    owing = _owing(sending, asked) if asked else sending.recipients
    added = _insert(sending, sending.copy, what, Duty.ANSWER, owing, at=at)
    if asked and what in ANSWERED_BACK:
        between = _between(sending, what)
        added += _insert(sending, sending.copy, what, Duty.COLLECT, between, at=at)
    if what == What.REPLY:
        first = Round.objects.filter(asker=sending.copy, number=1, opened_at=None)
        first.update(opened_at=at)
    return added


def reach(sending: Dispatch) -> None:
    """
    All copies of ``sending`` stand: note by which letter each office was reached, and who
    holds what lies further down. Repeatable.
    """
    words: dict[str, Any] = {
        "dispatch": sending.pk,
        "way": way_of(sending.copy),
        "given_back": _GIVEN_BACK,
        "wide": [kind.value for kind in _ABOVE_PROVINCES],
    }
    statements = [_REACHED, _HELD_BY_PROVINCE, _HELD_BY_DISTRICT]
    if len(sending.recipients) == 1:
        statements.append(_HELD_BY_ALL_THERE_IS)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, words)


def add_unforeseen(
    sending: Dispatch, asker: OfficeCopy, *, what: What, kinds: Iterable[str], at: dt.datetime
) -> int:
    """Enter recipients of the kinds asked that were not foreseen when the ledger was frozen."""
    fresh = Office.objects.filter(pk__in=sending.recipients, kind__in=list(kinds))
    return _insert(
        sending, asker, what, Duty.ANSWER, list(fresh.values_list("pk", flat=True)), at=at
    )


def way_of(copy: OfficeCopy) -> list[int]:
    """The ids of ``copy`` and of those above it."""
    return [int(part) for part in copy.branch.split(".") if part]


def _owing(sending: Dispatch, kinds: list[str]) -> list[int]:
    """Every office of ``kinds`` that the recipients of ``sending`` reach, or are."""
    offices = Office.objects.active().filter(kind__in=kinds).exclude(pk=sending.copy.office_id)
    to = Office.objects.filter(pk__in=sending.recipients)
    there = set(to.values_list("kind", flat=True))
    if Kind.DEPARTMENT not in there or there & {Kind.PROVINCE, Kind.DISTRICT, *LOCAL_GOVERNMENTS}:
        areas = to.values("pk")
        offices = offices.filter(Q(pk__in=areas) | Q(province__in=areas) | Q(district__in=areas))
    # Otherwise departments alone, for whom they reach: the whole country.
    return list(offices.values_list("pk", flat=True))


def _between(sending: Dispatch, what: What) -> set[int]:
    """
    The districts and provinces through which somebody is reached who does not get the
    letter directly; a province not, where a district below it gets it.
    """
    own, to = sending.copy.office, set(sending.recipients)
    lines = Expectation.objects.filter(asker=sending.copy, what=what, duty=Duty.ANSWER)
    further = lines.exclude(office__in=to).values_list("office_kind", "district", "province")
    found: set[int | None] = set()
    for kind, district, province in further:
        if kind in _BY_DISTRICT and own.kind != Kind.DISTRICT:
            found.add(district)
        if own.kind in _ABOVE_PROVINCES and district not in to:
            found.add(province)
    return {pk for pk in found if pk is not None and pk != own.pk}


def _insert(
    sending: Dispatch,
    asker: OfficeCopy,
    what: What,
    duty: Duty,
    offices: Iterable[int],
    *,
    at: dt.datetime,
) -> int:
    words: dict[str, Any] = {
        "asker": asker.pk,
        "what": what.value,
        "duty": duty.value,
        "offices": list(offices),
        "above": sending.copy.branch,
        "due": sending.due_at,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, words)
        added: int = cursor.rowcount
    return added
