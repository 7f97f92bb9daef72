"""
Whose desk a letter lies on today: the one answer behind inbox, notices and reminders.

A letter lies with its officer, where its step is the officer's and he still works in the
house; else with who has the roles of the step at the unit that holds it or above; else with
whoever of the house can open it, the supervisor first, then the clerk. So it lies with nobody
only where the house has nobody left. Of a secret letter none but the named are asked.

``ladder`` says the same of one person, for the list of his work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.models import OPEN_SHARES, OfficeCopy, Secrecy, Share, ShareRole, ShareState
from circulars.models.copy import OPEN
from circulars.states import DraftState
from offices.models import Role, User
from offices.models.post import READING_ROLES
from workflow.steps import DRAFT_STEPS, STEPS, StepName

#: Who gives the work on, where nobody of the step's own roles is left; after them anybody.
LADDER = (Role.SUPERVISOR.value, Role.CLERK.value)

#: Not a step: who looks after the letter, whatever it waits for.
LOOKS_AFTER = ""


def _words(values: Iterable[str]) -> str:
    """Words of ours as an array of SQL."""
    return "ARRAY[" + ", ".join(f"'{value}'" for value in values) + "]::text[]"


def _step_rows() -> str:
    """The table of steps as rows: name, whose it is first, all its roles, two marks."""
    rows = [
        f"('{name.value}', {_words([row.role.value])}, {_words(role.value for role in row.told)},"
        f" {row.in_house}, {row.of_officer})"
        for name, row in STEPS.items()
    ]
    both = _words([Role.OFFICER.value, Role.CLERK.value])
    return ", ".join([*rows, f"('{LOOKS_AFTER}', {both}, {both}, false, true)"])


_NOT_IN_THE_MAKING = _words([DraftState.SIGNED.value, DraftState.CANCELLED.value])
_HELD = "post.starts_on <= {day} AND (post.ends_on IS NULL OR post.ends_on >= {day})"
_READING = _words(sorted(role.value for role in READING_ROLES))

# What is asked for: ``asked`` has a line a copy, ``pair`` one for all copies of the same unit
# at the same step, and one of its own for each secret copy.
_ASKED = f"""
step_row (name, first, told, in_house, of_officer) AS (VALUES {_step_rows()}),
waits AS ({{rows}}), barring AS (
  -- Who wrote a draft, or its last wording, is the last to be asked about it.
  SELECT *, CASE WHEN four_eyes AND step = ANY({_words(name.value for name in DRAFT_STEPS)})
    THEN ARRAY(
      SELECT draft.drafter_id FROM circulars_draft draft
      WHERE draft.copy_id = waits.copy_id AND NOT draft.state = ANY({_NOT_IN_THE_MAKING})
      UNION
      (SELECT version.written_by_id FROM circulars_draft draft
       JOIN circulars_draftversion version ON version.draft_id = draft.id
       WHERE draft.copy_id = waits.copy_id AND NOT draft.state = ANY({_NOT_IN_THE_MAKING})
       ORDER BY version.number DESC LIMIT 1)
      ORDER BY 1
    ) ELSE ARRAY[]::bigint[] END AS barred
  FROM waits
), asked AS MATERIALIZED (
  SELECT *, dense_rank() OVER (ORDER BY office_id, holder_id, step, secret_id, barred) AS pair_no
  FROM barring
), pair AS MATERIALIZED (
  SELECT DISTINCT pair_no, office_id, holder_id, step, secret_id, barred FROM asked
)"""  # noqa: S608 - words of ours

_SECRET_ID = f"CASE WHEN circular.secrecy <> '{Secrecy.NORMAL.value}' THEN copy.id END AS secret_id"
_LETTERS = f"""
  SELECT copy.id AS copy_id, copy.office_id, copy.holder_id, copy.officer_id, house.four_eyes,
         {{step}} AS step, {_SECRET_ID}
  FROM circulars_officecopy copy
  JOIN circulars_circular circular ON circular.id = copy.circular_id
  JOIN offices_office house ON house.id = copy.office_id
  LEFT JOIN workflow_lettercase letter_case ON letter_case.copy_id = copy.id
  LEFT JOIN workflow_step waiting ON waiting.process_id = letter_case.id
   AND waiting.finished IS NULL AND waiting.flow_task_type = 'HUMAN' AND waiting.share_id IS NULL
  WHERE {{which}}"""  # noqa: S608 - words of ours
_SHARES = f"""
  SELECT {{key}} AS copy_id, copy.office_id, share.unit_id AS holder_id, NULL::bigint AS officer_id,
         false AS four_eyes, CASE WHEN share.state = '{ShareState.GIVEN.value}'
         THEN '{StepName.ENTER.value}' WHEN share.role = '{ShareRole.JOINT.value}'
         THEN '{StepName.JOINT.value}' ELSE '{StepName.INFORM.value}' END AS step, {_SECRET_ID}
  FROM circulars_share share
  JOIN circulars_officecopy copy ON copy.id = share.copy_id
  JOIN circulars_circular circular ON circular.id = copy.circular_id
  WHERE share.state = ANY({_words(state.value for state in OPEN_SHARES)}) AND {{which}}"""  # noqa: S608
#: The main unit can do nothing: so long the letter lies with the joint units that it waits for.
_AWAITED = (
    "share.awaited AND copy.receipted_at IS NOT NULL AND copy.state IN ('registered', 'endorsed')"
)

#: The step that waits; an arrived letter, which has none yet, waits for its number.
_OPEN_STEP = f"""coalesce(substring(waiting.flow_task from '[a-z]+$'),
  CASE WHEN copy.receipted_at IS NULL AND copy.state IN ('arrived', 'registered', 'endorsed')
    THEN '{StepName.REGISTER.value}' ELSE '{LOOKS_AFTER}' END)"""

# Everybody of the house who may be asked, and on which rung of the ladder he stands.
_SEATS = f"""
seat AS (
  SELECT pair.*, post.user_id, post.role,
         starts_with(unit.path, place.path) AS reaches, length(place.path) AS depth,
         post.role = ANY(step_row.first) AS is_first,
         CASE
           WHEN NOT (starts_with(unit.path, place.path)
                     OR place.id IN (house.id, coalesce(house.reception_id, house.id))) THEN 6
           WHEN post.user_id = ANY(pair.barred) THEN 5
           WHEN post.role = ANY(step_row.told)
                AND (step_row.in_house OR starts_with(unit.path, place.path)) THEN 1
           ELSE coalesce(array_position({_words(LADDER)}, post.role::text) + 1, 4)
         END AS rung
  FROM pair
  JOIN step_row ON step_row.name = pair.step
  JOIN offices_office house ON house.id = pair.office_id
  JOIN offices_office unit ON unit.id = pair.holder_id
  JOIN offices_office place ON place.house_id = pair.office_id
  JOIN offices_post post ON post.office_id = place.id AND post.role = ANY({_READING}) AND {_HELD}
  JOIN offices_user person ON person.id = post.user_id AND person.is_active
  -- That a secret letter exists is told only to who is named: circulars.models.sight.
  WHERE pair.secret_id IS NULL
    OR EXISTS (SELECT FROM circulars_officecopy secret
      WHERE secret.id = pair.secret_id AND secret.officer_id = post.user_id)
    OR EXISTS (SELECT FROM circulars_registerentry entry
      WHERE entry.copy_id = pair.secret_id AND entry.entered_by_id = post.user_id)
    OR EXISTS (SELECT FROM offices_post named
      JOIN offices_office there ON there.id = named.office_id AND there.house_id = pair.office_id
      WHERE named.user_id = post.user_id AND named.handles_secret
        AND {_HELD.replace("post.", "named.")})
), ranked AS MATERIALIZED (
  SELECT seat.*,
         min(rung) OVER one AS lowest,
         rank() OVER (one ORDER BY rung, NOT is_first, CASE WHEN reaches THEN -depth ELSE 0 END)
           AS nearness,
         rank() OVER (one ORDER BY role <> '{Role.SUPERVISOR.value}', rung = 6, NOT reaches, -depth)
           AS bossness
  FROM seat
  WINDOW one AS (PARTITION BY pair_no)
)"""  # noqa: S608 - words of ours

_DESKS = f"""
owner AS MATERIALIZED (
  SELECT asked.copy_id, asked.officer_id AS user_id
  FROM asked JOIN step_row ON step_row.name = asked.step AND step_row.of_officer
  WHERE EXISTS (
    SELECT FROM offices_post post
    JOIN offices_office place ON place.id = post.office_id AND place.house_id = asked.office_id
    JOIN offices_user person ON person.id = post.user_id AND person.is_active
    WHERE post.user_id = asked.officer_id AND post.role = ANY({_READING}) AND {_HELD})
), seated AS (
  SELECT asked.copy_id, ranked.user_id, ranked.role, ranked.secret_id, rung, lowest, nearness, bossness
  FROM asked JOIN ranked USING (pair_no)
), held AS (
  -- ``first``: whose it is first; the others of the rung may take it too.
  SELECT copy_id, user_id, 0 AS rung, true AS first FROM owner
  UNION ALL
  SELECT copy_id, user_id, min(rung), bool_or(nearness = 1) FROM seated
  WHERE rung = lowest AND copy_id NOT IN (SELECT copy_id FROM owner)
  GROUP BY copy_id, user_id
), desk AS (
  SELECT * FROM held
  UNION
  -- Who stands in for somebody that is away, as far as his own posts let him.
  SELECT held.copy_id, absence.substitute_id, held.rung, true
  FROM held JOIN offices_absence absence ON absence.user_id = held.user_id
   AND absence.withdrawn_at IS NULL
   AND absence.starts_on <= {{day}} AND absence.ends_on >= {{day}}
  JOIN seated ON seated.copy_id = held.copy_id AND seated.user_id = absence.substitute_id
  WHERE held.first AND seated.rung < 6 AND (held.rung = 0 OR seated.rung = held.rung)
    AND seated.secret_id IS NULL
), boss AS (
  SELECT DISTINCT copy_id, user_id FROM seated
  WHERE role = '{Role.SUPERVISOR.value}' AND bossness = 1 AND rung < 6
)"""  # noqa: S608 - words of ours


def desks(which: str, *, day: str, step: str | None = None) -> str:
    """
    Common tables of a statement: ``desk`` (copy_id, user_id, rung, first) for the copies
    that ``which`` picks, and ``boss``, the supervisors of who holds them. ``day`` is SQL.

    Where the words of joint units are awaited, and no ``step`` is named, these hold it.
    """
    if step is not None:
        named = f"'{StepName(step).value if step else LOOKS_AFTER}'"
        return _tables(_LETTERS.format(step=named, which=which), day=day)
    joint = _SHARES.format(key="copy.id", which=f"{_AWAITED} AND {which}")
    main = _LETTERS.format(step=_OPEN_STEP, which=which)
    return _tables(
        f"WITH joint AS ({joint}), main AS ({main}) SELECT * FROM joint UNION ALL"  # noqa: S608
        " SELECT * FROM main WHERE copy_id NOT IN (SELECT copy_id FROM joint)",
        day=day,
    )


def desks_of_shares(which: str, *, day: str) -> str:
    """The same for the shares that ``which`` picks; ``copy_id`` is then the id of the share."""
    return _tables(_SHARES.format(key="share.id", which=which), day=day)


def _tables(rows: str, *, day: str) -> str:
    return ", ".join([_ASKED.format(rows=rows), _SEATS.format(day=day), _DESKS.format(day=day)])


def _date(day: dt.date) -> str:
    return f"DATE '{day.isoformat()}'"


def first_at(copy: OfficeCopy, *, at: dt.datetime, step: str | None = None) -> list[User]:
    """
    Whose work ``copy`` is first: at the step it waits for, at ``step``, or, with
    ``LOOKS_AFTER``, whatever it waits for.
    """
    which = f"copy.id = {int(copy.pk)}"
    return _first(desks(which, day=_date(timezone.localdate(at)), step=step))


def first_of_share(share: Share, *, at: dt.datetime) -> list[User]:
    """Whose work the share of a unit beside the main one is first."""
    which = f"share.id = {int(share.pk)}"
    return _first(desks_of_shares(which, day=_date(timezone.localdate(at))))


def _first(tables: str) -> list[User]:
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {tables} SELECT DISTINCT user_id FROM desk WHERE first")  # noqa: S608 - ids and a date
        found = [row[0] for row in cursor.fetchall()]
    return list(User.objects.filter(pk__in=found).order_by("pk"))


@dataclass(frozen=True, slots=True)
class EmptyDesk:
    """A letter that waits, and nobody of its office can be asked."""

    copy_id: int
    office: str
    step: str
    letter: str

    def __str__(self) -> str:
        return _("หนังสือ %(id)s (%(letter)s) ที่ %(office)s รอ “%(step)s” แต่ไม่มีผู้ดำเนินการ") % {
            "id": self.copy_id,
            "letter": self.letter,
            "office": self.office,
            "step": self.step,
        }


# A house in which nobody was ever given a post works on paper, whatever its row says.
_PEOPLED = """SELECT place.house_id FROM offices_post post
  JOIN offices_office place ON place.id = post.office_id"""


def empty_desks(*, at: dt.datetime, houses: Iterable[int] | None = None) -> Iterator[EmptyDesk]:
    """Open steps, and letters that wait for their number, whose desk has nobody."""
    states = ", ".join(f"'{state}'" for state in OPEN)
    which = f"copy.state IN ({states}) AND copy.office_id IN ({_PEOPLED})"
    if houses is not None:
        which += f" AND copy.office_id IN ({', '.join(str(int(one)) for one in houses) or '0'})"
    tables = desks(which, day=_date(timezone.localdate(at)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {tables} SELECT asked.copy_id, asked.step FROM asked"  # noqa: S608 - ids and a date
            " WHERE NOT EXISTS (SELECT FROM desk WHERE desk.copy_id = asked.copy_id)"
            f" AND asked.step <> '{LOOKS_AFTER}' ORDER BY asked.copy_id"
        )
        empty = dict(cursor.fetchall())
    copies = OfficeCopy.objects.select_related("office", "letter", "circular").in_bulk(empty)
    for copy_id, step in empty.items():
        copy = copies[copy_id]
        yield EmptyDesk(copy_id, copy.office.label, str(StepName(step).label), _named(copy))


def _named(copy: OfficeCopy) -> str:
    if copy.circular.secrecy != Secrecy.NORMAL:
        return copy.circular.get_secrecy_display()
    letter = copy.letter
    return (letter and letter.number_printed) or copy.circular.subject
