"""
What the record says, vouched for: a digest of each row when it came to stand.

The log of events says what was done; this says what stood there: the wording of a letter, a
line of a register, an order, an answer. A digest is taken once; of a line or a letter from
outside again after an act that may change it, and after no other. ``find_changed`` compares
all with the rows as they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.domain.sealing import GENESIS, with_key
from circulars.models import EventKind, Vouch

#: Any fixed number: whoever holds this lock is the one who vouches.
_LOCK = 4_601_528
#: Rows this much older than the newest that is vouched for may still have been on their way.
_LATE_ROWS = 5000
_LATE = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Thing:
    """One table: what its rows say, which of them stand, and how they hang on a copy."""

    label: object
    table: str
    columns: str
    stands: str = "true"
    new: str = "t.id > %(after)s"
    changes: tuple[EventKind, ...] = ()
    of_copy: str = ""

    @property
    def digest(self) -> str:
        row = f"jsonb_build_array({self.columns})::text"
        return f"encode(sha256(convert_to({row}, 'UTF8')), 'hex')"


_LETTER = (
    "t.id, t.circular_id, t.issuer_id, t.issuer_name, t.number_printed, t.dated, t.dated_printed,"
    " t.subject, t.addressee, t.body, t.signer_name, t.signer_rank, t.signer_position,"
    " t.acting_kind, t.acting_for, t.signed_at, t.signed_by_id"
)
_ENTRY = (
    "t.id, t.book_id, t.number, t.letter_id, t.copy_id, t.entered_at, t.entered_by_id,"
    " t.number_printed, t.dated, t.from_text, t.to_text, t.subject, t.voided_at, t.void_reason"
)
THINGS = {
    "letter": Thing(
        gettext_lazy("หนังสือ"),
        "circulars_letter",
        _LETTER,
        changes=(EventKind.CORRECTED,),
        of_copy="t.id = (SELECT letter_id FROM circulars_officecopy WHERE id = %(copy)s)",
    ),
    "entry": Thing(
        gettext_lazy("เลขทะเบียน"),
        "circulars_registerentry",
        _ENTRY,
        changes=(EventKind.CORRECTED, EventKind.VOIDED),
        of_copy="t.copy_id = %(copy)s",
    ),
    "file": Thing(
        gettext_lazy("ไฟล์"),
        "circulars_letterfile",
        "t.id, t.letter_id, t.file, t.sha256, t.bytes_sha256, t.size, t.added_at",
    ),
    "endorsement": Thing(
        gettext_lazy("เกษียน"),
        "circulars_endorsement",
        't.id, t.copy_id, t.by_id, t.at, t."order", t.text, t.to_unit_id, t.to_officer_id',
    ),
    "answer": Thing(
        gettext_lazy("คำตอบ"),
        "survey_answer",
        "t.id, t.expected_id, t.version, t.typed, t.values, t.submitted_at, t.submitted_by_id",
        stands="t.submitted_at IS NOT NULL",
        new="t.submitted_at > %(since)s",
    ),
}


@transaction.atomic
def vouch_for(*, at: dt.datetime, batch: int = 20_000) -> int:
    """Vouch for rows that came to stand, and for those that an act has changed. Repeatable."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Vouch.objects.order_by("-position").first()
    chain = [last] if last else []
    made: list[Vouch] = []
    for what, row, digest, event in [*_new(at, batch), *_changed(at)]:
        before = made[-1] if made else (chain[0] if chain else None)
        made.append(_link(before, what, row, digest, event))
    Vouch.objects.bulk_create(made, batch_size=1000)
    return len(made)


def _link(before: Vouch | None, what: str, row: int, digest: str, event: int | None) -> Vouch:
    position = before.position + 1 if before else 1
    mac = _mac(before.mac if before else GENESIS, position, what, row, digest, event)
    return Vouch(position=position, what=what, row=row, digest=digest, event_id=event, mac=mac)


def _mac(previous: str, *said: object) -> str:
    """With the key, over the one before and what is said: position, table, row, digest, act."""
    return with_key("|".join([previous, *map(str, said)]))


def _new(at: dt.datetime, batch: int) -> Iterator[tuple[str, int, str, int | None]]:
    """Rows that stand and nobody has vouched for."""
    for what, thing in THINGS.items():
        sql = f"""
            SELECT t.id, {thing.digest} FROM {thing.table} t
            WHERE {thing.stands} AND {thing.new} AND NOT EXISTS (
              SELECT FROM circulars_vouch v WHERE v.what = %(what)s AND v.row = t.id
            ) ORDER BY t.id LIMIT %(batch)s
        """  # noqa: S608 - ours, without anybody's words
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(row) FROM circulars_vouch WHERE what = %s", [what])
            newest = cursor.fetchone()[0]
            after = (newest or 0) - _LATE_ROWS
            since = at - _LATE if newest else dt.datetime.min.replace(year=1900, tzinfo=dt.UTC)
            cursor.execute(sql, {"what": what, "after": after, "since": since, "batch": batch})
            rows = cursor.fetchall()
        yield from ((what, row, digest, None) for row, digest in rows)


_ACTS = """
    SELECT e.id, e.kind, e.copy_id FROM circulars_event e
    WHERE e.kind = ANY(%s) AND e.at > %s AND e.copy_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM circulars_vouch v WHERE v.event_id = e.id)
    ORDER BY e.id
"""


def _changed(at: dt.datetime) -> Iterator[tuple[str, int, str, int | None]]:
    """Rows of a letter about which an act was recorded that may change them."""
    kinds = sorted({kind.value for thing in THINGS.values() for kind in thing.changes})
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, [kinds, at - _LATE])
        acts = cursor.fetchall()
        for event, kind, copy in acts:
            for what, thing in THINGS.items():
                if kind in thing.changes:
                    sql = f"SELECT t.id, {thing.digest} FROM {thing.table} t WHERE {thing.of_copy}"  # noqa: S608
                    cursor.execute(sql, {"copy": copy})
                    yield from ((what, row, digest, event) for row, digest in cursor.fetchall())


def find_changed() -> Iterator[str]:
    """One sentence for each row that is not what was vouched for, or gone, or a broken link."""
    yield from _broken_links()
    for what, thing in THINGS.items():
        sql = f"""
            SELECT v.row, t.id IS NULL FROM (
              SELECT DISTINCT ON (row) row, digest FROM circulars_vouch
              WHERE what = %s ORDER BY row, position DESC
            ) v LEFT JOIN {thing.table} t ON t.id = v.row
            WHERE t.id IS NULL OR {thing.digest} <> v.digest ORDER BY v.row
        """  # noqa: S608 - ours, without anybody's words
        with connection.cursor() as cursor:
            cursor.execute(sql, [what])
            rows = cursor.fetchall()
        for row, gone in rows:
            pattern = _("%(what)s %(id)s หายไป") if gone else _("%(what)s %(id)s ถูกแก้ไข")
            yield pattern % {"what": thing.label, "id": row}


def _broken_links() -> Iterator[str]:
    position, previous = 0, GENESIS
    for one in Vouch.objects.order_by("position").iterator(chunk_size=2000):
        mac = _mac(previous, position + 1, one.what, one.row, one.digest, one.event_id)
        if one.position != position + 1 or one.mac != mac:
            yield _("คำรับรองลำดับ %(number)s ไม่ต่อจากลำดับก่อน") % {"number": one.position}
        position, previous = one.position, one.mac
