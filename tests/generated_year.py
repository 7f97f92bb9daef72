"""
A year of letters of the whole country, written by the database itself.

A department writes to every office; provinces and districts send on with letters of their
own. One matter in ten is still open: there every second district has sent on, and of the rest
somebody holds the letter in every way. The ids are computed (``MATTER`` × matter + place), so
that parents, letters and lines of the ledger find each other without a look-up.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from offices.models import Kind, Office, User

MATTER = 10_000
SUBJECT = "ขอให้รายงานผลการดำเนินงานตามแผนปฏิบัติราชการ ครั้งที่ "

#: Places: the department is 0, then provinces, districts, local governments.
_PLACES = """
CREATE TEMPORARY TABLE place ON COMMIT DROP AS
WITH ranked AS (
  SELECT id, kind, name, province_id, district_id,
         CASE kind WHEN 'PROVINCE' THEN 1 WHEN 'DISTRICT' THEN 2 ELSE 3 END AS level
  FROM offices_office
  WHERE kind IN ('PROVINCE', 'DISTRICT', 'TOWN', 'CITY', 'PAO', 'SUBDISTRICT_MUNICIPALITY', 'SAO')
), numbered AS (
  SELECT ranked.*, row_number() OVER (ORDER BY level, id) AS k FROM ranked
)
SELECT one.id AS office, one.k, one.kind, one.name, one.level, one.province_id, one.district_id,
       coalesce(up.k, 0) AS up, coalesce(upper.k, 0) AS upper
FROM numbered one
LEFT JOIN numbered up ON up.id = CASE one.level
  WHEN 2 THEN one.province_id WHEN 3 THEN coalesce(one.district_id, one.province_id) END
LEFT JOIN numbered upper ON upper.id = CASE WHEN one.level = 3 AND one.district_id IS NOT NULL
  THEN one.province_id END
UNION ALL
SELECT id, 0, kind, name, 0, NULL, NULL, NULL, NULL FROM offices_office WHERE id = %(root)s
"""

_MATTERS = """
CREATE TEMPORARY TABLE matter ON COMMIT DROP AS
SELECT n, %(first)s::bigint + n AS id, (%(first)s::bigint + n) * 10000 AS base, n %% 10 = 0 AS alive,
       %(at)s::timestamptz - interval '1 day' - (%(number)s - n) * interval '365 days' / %(number)s AS sent
FROM generate_series(1, %(number)s) AS n
"""

_CIRCULARS = """
INSERT INTO circulars_circular (id, subject, subject_folded, owner_id, origin_name, urgency,
  secrecy, due_at, started_at, started_by_id)
SELECT id, %(subject)s || id, %(subject)s || id, %(root)s, '', '001', '001',
       sent + interval '15 days', sent, %(user)s FROM matter
"""

_LETTERS = """
INSERT INTO circulars_letter (id, kind, urgency, secrecy, subject, salutation, addressee,
  "references", enclosures, body, closing, contact, copies_to, with_qr, circular_id, issuer_id,
  issuer_name, number_printed, number_key, is_circular, dated, dated_printed, date_problem,
  signer_name, signer_rank, signer_position, acting_kind, acting_for, composed_here, folded)
SELECT m.base + p.k, 'external', '001', '001', %(subject)s || m.id, 'เรียน', '', '[]', '[]', '',
  '', '', '[]', false, m.id, p.office, p.name, 'มท ' || p.k || '/ว ' || m.id,
  'มท|' || p.k || '|ว|' || m.id, true, m.sent::date, '', '', '', '', '', '', '', false,
  'มท|' || p.k || '|ว|' || m.id || ' ' || %(subject)s || m.id || ' ' || p.name
FROM matter m CROSS JOIN place p WHERE p.level < 3
"""

#: ``stage``: how far the letter has come here; 9 done, 5 sent on, 2 ordered, 1 registered, 0 none.
_STAGES = """
CREATE TEMPORARY TABLE lying ON COMMIT DROP AS
SELECT m.id AS matter, m.base, m.alive, p.*, m.sent + p.level * interval '1 day' AS sent,
  CASE WHEN NOT m.alive THEN 9 WHEN p.level < 2 THEN 5
       WHEN p.level = 2 AND p.k %% 2 = 0 THEN 5 WHEN p.k %% 7 < 4 THEN 9
       WHEN p.k %% 7 = 4 THEN 0 WHEN p.k %% 7 = 5 THEN 1 ELSE 2 END AS stage
FROM matter m CROSS JOIN place p
WHERE NOT m.alive OR p.level < 3 OR p.up %% 2 = 0
"""

_COPIES = """
INSERT INTO circulars_officecopy (id, circular_id, letter_id, office_id, parent_id, dispatch_id,
  above, state, channel, holder_id, officer_id, due_at, sent_at, opened_at, held_since,
  receipted_at, registered_at, forwarded_at, answered_at, closed_at, return_reason)
SELECT base + k, matter, base + coalesce(up, 0), office,
  CASE WHEN level > 0 THEN base + up END, NULL,
  CASE WHEN level = 0 THEN '' ELSE base || '.' END
    || CASE WHEN upper > 0 THEN base + upper || '.' ELSE '' END
    || CASE WHEN up > 0 THEN base + up || '.' ELSE '' END,
  CASE stage WHEN 9 THEN 'filed' WHEN 5 THEN 'reporting' WHEN 2 THEN 'endorsed'
    WHEN 1 THEN 'registered' ELSE 'arrived' END,
  CASE level WHEN 0 THEN 'origin' ELSE 'system' END, office, NULL, sent + interval '12 days', sent,
  CASE WHEN stage > 0 THEN sent + interval '1 hour' END, sent,
  CASE WHEN stage > 0 THEN sent + interval '2 hours' END,
  CASE WHEN stage > 0 THEN sent + interval '2 hours' END,
  CASE WHEN stage = 5 OR (stage = 9 AND level < 3) THEN sent + interval '20 hours' END,
  CASE WHEN stage = 9 THEN sent + interval '9 days' END,
  CASE WHEN stage = 9 THEN sent + interval '9 days' END, ''
FROM lying
"""

_DISPATCHES = """
INSERT INTO circulars_dispatch (id, copy_id, letter_id, rule, rule_text, recipients, asks,
  owed_by, due_at, by_id, at, finished_at)
SELECT base + k, base + k, base + k, '{}', 'ทุกแห่ง', ARRAY[]::bigint[], 'reply',
  ARRAY[]::varchar[], sent + interval '12 days', %(user)s, sent, sent
FROM lying WHERE level = 0 OR (level < 3 AND stage IN (5, 9))
"""

_EXPECTATIONS = """
INSERT INTO circulars_expectation (asker_id, what, duty, office_id, office_name, office_kind,
  province_id, district_id, copy_id, above, due_at, frozen_at, first_answered_at, answered_at,
  answered_by, note, excuse)
SELECT base, 'reply', CASE WHEN level < 3 THEN 'collect' ELSE 'answer' END, office, name, kind,
  province_id, district_id, base + k,
  base || '.' || CASE WHEN upper > 0 THEN base + upper || '.' ELSE '' END
    || CASE WHEN up > 0 THEN base + up || '.' ELSE '' END,
  sent + interval '12 days', sent, done, done,
  CASE WHEN done IS NULL THEN '' ELSE 'words' END, '', ''
FROM (SELECT *, CASE WHEN stage = 9 THEN sent + interval '9 days' END AS done FROM lying) one
WHERE level > 0
"""

_EVENTS = """
INSERT INTO circulars_event (at, kind, actor_id, office_id, circular_id, copy_id, data)
SELECT sent + place * interval '1 hour', act.kind, %(user)s, office, matter, base + k,
  jsonb_build_object('unit', name, 'number', matter)
FROM lying JOIN (VALUES (1, 'opened', 1), (2, 'registered', 1), (3, 'drafted', 2))
  AS act (place, kind, least) ON lying.stage >= act.least
"""

_CASES = """
INSERT INTO workflow_lettercase (id, flow_class, status, created, finished, copy_id)
SELECT base + k, 'workflow/flows.OfficeFlow', CASE stage WHEN 9 THEN 'DONE' ELSE 'NEW' END, sent,
  CASE stage WHEN 9 THEN sent + interval '9 days' END, base + k
FROM lying
"""

_STEPS = """
INSERT INTO workflow_step (flow_task, flow_task_type, status, created, finished, token,
  process_id, office_id, role, due)
SELECT 'workflow/flows.OfficeFlow.' || act.step, 'HUMAN',
  CASE WHEN stage > least THEN 'DONE' ELSE 'NEW' END, sent,
  CASE WHEN stage > least THEN sent + interval '2 hours' END, 'start', base + k, office,
  act.role, CASE WHEN stage < 9 THEN sent + interval '12 days' END
FROM lying JOIN (VALUES ('register', 0, 'clerk'), ('endorse', 1, 'officer'), ('answer', 2, 'officer'),
    ('report', 5, 'officer'))
  AS act (step, least, role) ON lying.stage >= act.least
"""

_BOOKS = """
INSERT INTO circulars_registerbook (id, office_id, kind, year, first_number, last_number)
SELECT %(first)s::bigint * 10000 + k, place.office, 'received', %(year)s, 1, coalesce(entered, 0)
FROM place
LEFT JOIN (SELECT k, count(*) AS entered FROM lying WHERE stage > 0 GROUP BY k) counted USING (k)
"""

_ENTRIES = """
INSERT INTO circulars_registerentry (book_id, number, second_number, copy_id, letter_id,
  entered_at, time_known, entered_by_id, number_printed, dated, dated_printed, from_text,
  to_text, subject, action, note, void_reason)
SELECT %(first)s::bigint * 10000 + k, row_number() OVER (PARTITION BY k ORDER BY matter), '',
  base + k, base + coalesce(up, 0), sent + interval '2 hours', true, %(user)s,
  'มท ' || coalesce(up, 0) || '/ว ' || matter, sent::date, '', 'กรม', name,
  %(subject)s || matter, '', '', ''
FROM lying WHERE stage > 0
"""

_TEXTS = """
INSERT INTO circulars_searchtext (copy_id, house_id, text)
SELECT base + k, office, ' มท|' || coalesce(up, 0) || '|ว|' || matter || ' ' || %(subject)s || matter
  || ' ' || name
FROM lying WHERE stage > 0
"""

_NOTICES = """
INSERT INTO workflow_notice (user_id, kind, copy_id, text, asker, url, created_at, read_at,
  settled_at, key)
SELECT post.user_id, 'arrived', base + k, %(subject)s || matter, '', '', sent,
  CASE WHEN stage > 0 THEN sent END, CASE WHEN stage > 0 THEN sent END,
  'year:' || base + k || ':' || post.user_id
FROM lying JOIN (SELECT DISTINCT office_id, user_id FROM offices_post) post
  ON post.office_id = lying.office
"""

_PEOPLE = """
WITH made AS (
  INSERT INTO offices_user (password, is_superuser, username, first_name, last_name, email,
    is_staff, is_active, date_joined, title, rank, phone, screen_digits, language,
    mail_each_notice, mail_refusal, calendar_key)
  SELECT '', false, 'year' || id, 'เจ้าหน้าที่', name, '', false, true, now(), '', '',
    '0 4249 0000', 'thai', 'th', false, '', ''
  FROM offices_office WHERE NOT EXISTS (SELECT FROM offices_user WHERE username = 'year' || offices_office.id)
  RETURNING id, username
)
INSERT INTO offices_post (user_id, office_id, role, position, handles_secret, starts_on)
SELECT made.id, substr(made.username, 5)::bigint, role, '', false, '2019-01-01'
FROM made CROSS JOIN (VALUES ('clerk'), ('officer'), ('supervisor')) AS roles (role)
"""

_BIG = (
    *("circulars_circular", "circulars_letter", "circulars_officecopy", "circulars_dispatch"),
    *("workflow_lettercase", "circulars_registerbook"),
)


@dataclass(frozen=True, slots=True)
class Year:
    """What was written: so many matters, the first open one, and who sent them all."""

    root: Office
    first: int
    matters: int

    @property
    def open_matter(self) -> int:
        """The id of the newest matter that is still under way."""
        return self.first + self.matters // 10 * 10


def make_people() -> None:
    """One person with the three posts of a desk in every office that has none."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE)


def person_of(office: Office) -> User:
    """The one made by ``make_people``."""
    return User.objects.get(username=f"year{office.pk}")


@transaction.atomic
def write_year(root: Office, matters: int, *, at: dt.datetime | None = None) -> Year:
    """So many matters from ``root`` to every office, over the year before ``at``; analysed."""
    at = at or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM circulars_circular")
        first: int = cursor.fetchone()[0]
        given: dict[str, Any] = {"root": root.pk, "first": first, "number": matters, "at": at}
        # An office has one book a year: what is written on top goes into the next.
        cursor.execute("SELECT coalesce(max(year) + 1, %s) FROM circulars_registerbook", [at.year])
        given["year"] = cursor.fetchone()[0]
        given |= {"user": person_of(root).pk, "subject": SUBJECT}
        # The columns of the last matters are joined long before any of them is full.
        for made in (_PLACES, _MATTERS, _CIRCULARS, _LETTERS, _STAGES):
            cursor.execute(made, given)
        cursor.execute("ANALYZE lying")
        for made in (_COPIES, _DISPATCHES, _EXPECTATIONS, _EVENTS, _CASES, _STEPS):
            cursor.execute(made, given)
        for made in (_BOOKS, _ENTRIES, _TEXTS, _NOTICES):
            cursor.execute(made, given)
        for table in _BIG:
            name = f"pg_get_serial_sequence('{table}', 'id')"
            # Never back: a sequence keeps its place when a test's rows are rolled back.
            last = f"greatest((SELECT max(id) FROM {table}), pg_sequence_last_value({name}))"
            cursor.execute(f"SELECT setval({name}, {last})")
    return Year(root, first, matters)


def analyse() -> None:
    """Let the planner know what stands in the tables now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def small_country(provinces: int, districts: int, each: int) -> Office:
    """A department, provinces, districts in each and อบต. in each of those; their root."""
    from offices.placing import place, place_all

    root = place(Office(name="กรมหนึ่ง", kind=Kind.DEPARTMENT, code="Y0"))
    tops = [_made(root, Kind.PROVINCE, n) for n in range(provinces)]
    Office.objects.bulk_create(tops)
    middle = [_made(top, Kind.DISTRICT, n, province=top) for top in tops for n in range(districts)]
    Office.objects.bulk_create(middle)
    Office.objects.bulk_create(
        _made(one, Kind.SAO, n, province=one.province, district=one)
        for one in middle
        for n in range(each)
    )
    place_all()
    return root


def _made(parent: Office, kind: Kind, number: int, **fields: Office | None) -> Office:
    name = f"{kind.label} {parent.code}.{number}"
    code = f"{parent.code}.{number}"
    return Office(name=name, kind=kind, parent=parent, code=code, sort_key=name, **fields)
