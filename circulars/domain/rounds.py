"""A report that comes again: its rounds are planned when it is sent, and opened one by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock, move
from circulars.domain.ruling import MOST_ROUNDS, days_off_since
from circulars.errors import Invalid
from circulars.models import Dispatch, Draft, EventKind, Expectation, OfficeCopy, Round, What
from circulars.states import WITHDRAWN, State
from outbox import posting as outbox
from thai.calendar import BANGKOK
from thai.deadline_json import from_json
from thai.deadline_rule import Every, rounds_of_letter
from thai.deadline_words import round_name

# The same offices, with the name and the place of the day of the first round; who was excused
# for all of them, or gave the letter back, owes nothing here either. Whoever was reached by a
# letter further down keeps the distance of its deadline to that of the asker.
_OPEN = """
INSERT INTO circulars_expectation
  (asker_id, what, round, duty, office_id, office_name, office_kind, province_id, district_id,
   copy_id, above, due_at, frozen_at, answered_by, note, excused_at, excused_by_id, excuse,
   excused_for_all)
SELECT line.asker_id, line.what, %(number)s, line.duty, line.office_id, line.office_name,
       line.office_kind, line.province_id, line.district_id, line.copy_id, line.above,
       %(due)s - coalesce(distance.days, interval '0'), %(at)s, '', '',
       CASE WHEN line.excused_for_all THEN line.excused_at END,
       CASE WHEN line.excused_for_all THEN line.excused_by_id END,
       CASE WHEN line.excused_for_all THEN line.excuse ELSE '' END, line.excused_for_all
FROM circulars_expectation line
LEFT JOIN circulars_officecopy child ON child.id = line.copy_id
LEFT JOIN circulars_dispatch sending ON sending.id = child.dispatch_id
LEFT JOIN LATERAL (
  SELECT min(planned.due_at - sending.due_at) AS days FROM circulars_round planned
  WHERE planned.asker_id = line.asker_id AND planned.due_at >= sending.due_at
) distance ON true
WHERE line.asker_id = %(asker)s AND line.what = %(what)s AND line.round = %(number)s - 1
ORDER BY line.id
ON CONFLICT DO NOTHING
"""


def check_rounds(draft: Draft, asks: What | None) -> None:
    """Raise Invalid when something comes again that is no report."""
    again = isinstance(from_json(draft.deadline), Every) if draft.deadline else False
    if again and asks in (What.ACKNOWLEDGE, What.ACT):
        raise Invalid(
            _("กำหนดเป็นงวดใช้กับการรายงานผลเท่านั้น โปรดเลือกให้รายงานผล หรือกำหนดวันเดียว"), field="asks"
        )


def plan(sending: Dispatch) -> list[Round]:
    """
    Plan every round that the letter of ``sending`` asks for; none if it asks only once.

    A round opens when the one before is over, at the earliest when its own period begins.
    """
    rule = from_json(sending.deadline) if sending.deadline else None
    if sending.asks != What.REPLY or not isinstance(rule, Every):
        return []
    dated = sending.letter.dated or sending.at.astimezone(BANGKOK).date()
    found = list(rounds_of_letter(rule, dated, days_off_since(dated), most=MOST_ROUNDS))
    opens_at, rows = sending.at, []
    for number, one in enumerate(found, start=1):
        begins = dt.datetime.combine(one.starts, dt.time.min, BANGKOK)
        rows.append(
            Round(
                asker=sending.copy,
                number=number,
                of=len(found),
                name=round_name(rule.period, one.starts),
                opens_at=opens_at if number == 1 else max(opens_at, begins),
                due_at=one.due_at,
            )
        )
        opens_at = one.due_at
    return Round.objects.bulk_create(rows)


def open_due(*, at: dt.datetime) -> int:
    """
    Open every round whose moment has come, in order: also those that were missed while
    nothing ran. Returns how many; to be repeated as often as one likes.
    """
    due = Round.objects.filter(opened_at=None, stopped_at=None, opens_at__lte=at)
    due = due.exclude(asker__state__in=WITHDRAWN).order_by("asker", "number")
    return sum(open_round(one, at=at) for one in due.select_related("asker"))


@transaction.atomic
def open_round(found: Round, *, at: dt.datetime) -> bool:
    """
    Make the ledger of one round from the one before, and ask that the letters come back to
    their desks. Once, whoever asks; False when another was faster or it is not its turn.
    """
    copy = lock(found.asker)
    hold(Round, [found.pk])
    before = Round.objects.filter(asker=copy, number=found.number - 1, opened_at__isnull=False)
    fresh = Round.objects.get(pk=found.pk)
    if fresh.opened_at or fresh.stopped_at or not before.exists():
        return False
    words: dict[str, Any] = {"number": fresh.number, "due": fresh.due_at, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"asker": copy.pk, "what": What.REPLY.value, **words})
    fresh.opened_at = at
    fresh.save(update_fields=["opened_at"])
    if copy.state in (State.REPORTED, State.FILED):
        move(copy, State.REPORTING, at=at)
    outbox.post("round_opened", str(fresh.pk), at=at, payload={"round": fresh.pk})
    _record(copy, fresh, fresh.due_at, at=at)
    return True


def copies_of(opened: Round) -> list[int]:
    """The letters through which the round is owed, from the top of the tree down."""
    lines = Expectation.objects.open().filter(asker=opened.asker_id, what=What.REPLY)
    reached = lines.filter(round=opened.number).exclude(copy=None)
    return list(reached.order_by("copy").values_list("copy", flat=True))


@transaction.atomic
def take_up(copy: OfficeCopy, *, at: dt.datetime) -> bool:
    """
    The oldest round that the office of ``copy`` owes is its work now: a letter that was
    reported or filed comes back, with the deadline of that round. Repeatable.
    """
    copy = lock(copy)
    line = _oldest(copy)
    if line is None or copy.state in WITHDRAWN:
        return False
    if not copy.is_settled and copy.due_at == line.due_at:
        return False
    if copy.state in (State.REPORTED, State.FILED):
        move(copy, State.REPORTING, at=at)
    copy.answered_at, copy.due_at = None, line.due_at
    copy.save(update_fields=["answered_at", "due_at"])
    opened = Round.objects.get(asker=line.asker_id, number=line.round)
    _record(copy, opened, line.due_at, at=at)
    return True


def press(copy: OfficeCopy) -> None:
    """A locked ``copy`` owes a round once more: its deadline is that of the oldest one."""
    line = _oldest(copy)
    if line is not None and line.due_at != copy.due_at:
        copy.due_at = line.due_at
        copy.save(update_fields=["due_at"])


def stop(copy: OfficeCopy, *, at: dt.datetime) -> int:
    """The rounds that a locked ``copy`` has not opened yet are given up. Returns how many."""
    coming = Round.objects.filter(asker=copy, opened_at=None, stopped_at=None)
    return coming.update(stopped_at=at)


def rounds_of(copy: OfficeCopy) -> list[Round]:
    """
    The rounds that stand open of what is gathered through ``copy``, oldest first: its own, or
    those of the nearest office above that asks in rounds.
    """
    way = [int(part) for part in copy.branch.split(".") if part]
    opened = Round.objects.filter(asker__in=way, opened_at__isnull=False)
    found = list(opened.order_by("-asker", "number"))
    return [one for one in found if one.asker_id == found[0].asker_id]


def round_of_copies() -> Coalesce:
    """
    Of each letter of a query: which round its office owes, or owed last, as "2/3"; empty if
    nothing comes again.
    """
    line = "asker__expectations_asked"
    owed: dict[str, Any] = {
        f"{line}__copy": OuterRef("pk"),
        f"{line}__what": What.REPLY,
        f"{line}__round": F("number"),
    }
    still = {f"{line}__answered_at": None, f"{line}__excused_at": None}
    number = Concat("number", Value("/"), "of", output_field=CharField())
    oldest = Round.objects.filter(**owed, **still).order_by("due_at").values(label=number)
    newest = Round.objects.filter(**owed).order_by("-due_at").values(label=number)
    return Coalesce(Subquery(oldest[:1]), Subquery(newest[:1]), Value(""))


def label_of(copy: OfficeCopy) -> str:
    """The same of one letter, in words."""
    shown = OfficeCopy.objects.filter(pk=copy.pk).values_list(round_of_copies(), flat=True)
    return round_label(str(shown.get()))


def round_label(number: str) -> str:
    """2/3 in words; nothing for nothing."""
    return _("งวดที่ %(round)s") % {"round": number} if number else ""


def _oldest(copy: OfficeCopy) -> Expectation | None:
    lines = Expectation.objects.open().filter(copy=copy, what=What.REPLY)
    again = lines.filter(asker__rounds__number=F("round"))
    return again.order_by("due_at", "round").first()


def _record(copy: OfficeCopy, opened: Round, due_at: Any, *, at: dt.datetime) -> None:
    record(
        EventKind.ROUND_OPENED,
        by=None,
        at=at,
        copy=copy,
        number=opened.number,
        of=opened.of,
        name=opened.name,
        due=due_at.isoformat(),
    )
