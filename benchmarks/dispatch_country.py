"""Dispatch to all 8,804 offices, against the bare SQL that makes the same rows."""

import stage
from django.db import connection, transaction
from stage.sending import send, signed

from circulars.domain import dispatching
from circulars.models import Dispatch, OfficeCopy
from tests import factories

BARE = """
INSERT INTO circulars_officecopy
  (circular_id, letter_id, office_id, parent_id, dispatch_id, above, state, channel,
   holder_id, due_at, upstream_due_at, sent_at, held_since, return_reason)
SELECT circular_id, letter_id, office_id, parent_id, NULL, above, state, channel,
       holder_id, due_at, upstream_due_at, sent_at, held_since, return_reason
FROM circulars_officecopy WHERE dispatch_id = %s
"""


def bare(sending: Dispatch) -> float:
    """The same rows once more, in one statement, their foreign keys checked; then undone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE circulars_officecopy"
            " DROP CONSTRAINT IF EXISTS one_copy_of_a_letter_per_office"
        )

        def insert() -> None:
            cursor.execute(BARE, [sending.pk])
            # A commit would check them now; a rollback never does.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        with transaction.atomic():
            took = stage.seconds(insert)
            transaction.set_rollback(True)
    return took


with stage.country():
    copy = signed()
    dispatches: list[Dispatch] = []
    ours = stage.seconds(lambda: dispatches.append(send(copy)))
    sending = dispatches[0]
    again = stage.seconds(lambda: dispatching.fan_out(sending.pk, at=factories.MONDAY))
    raw = min(bare(sending) for _ in range(3))
    print(f"{OfficeCopy.objects.filter(dispatch=sending).count()} copies")
    stage.head("dispatch of one letter")
    stage.show("dispatch + fan-out, chunks of 1,000", ours, raw)
    stage.show("the same task once more (nothing to do)", again, raw)
