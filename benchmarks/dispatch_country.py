"""Dispatch to all 8,804 offices, against the bare SQL that makes the same rows."""

import stage
from django.db import connection, transaction

from circulars.domain import approving, dispatching, drafting, intake
from circulars.models import Dispatch, Office, OfficeCopy, Role
from tests import factories

BARE = """
INSERT INTO circulars_officecopy
  (circular_id, letter_id, office_id, parent_id, dispatch_id, above, state, channel,
   holder_id, due_at, upstream_due_at, sent_at, held_since, return_reason)
SELECT circular_id, letter_id, office_id, parent_id, NULL, above, state, channel,
       holder_id, due_at, upstream_due_at, sent_at, held_since, return_reason
FROM circulars_officecopy WHERE dispatch_id = %s
"""


def signed() -> OfficeCopy:
    """A memo of the ministry to every office, signed and ready to go."""
    ministry = Office.objects.get(code="มท")
    staff = factories.Staff(ministry)
    copy = intake.start_circular(
        ministry, by=staff.officer, at=factories.MONDAY, subject="แผนปฏิบัติราชการรายปี"
    )
    draft = copy.drafts.get()
    content = drafting.Content(subject="แผนปฏิบัติราชการรายปี", body="โปรดดำเนินการ")
    drafting.save_version(
        draft, content, by=staff.officer, at=factories.MONDAY, recipients={"groups": ["everyone"]}
    )
    approving.submit(draft, by=staff.officer, at=factories.MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=factories.MONDAY)
    approving.sign(draft, by=staff.signer, at=factories.MONDAY)
    return copy


def send(copy: OfficeCopy) -> Dispatch:
    """The act of a person, then the work of the background task."""
    officer = copy.office.posts.get(role=Role.OFFICER, user__drafts__copy=copy).user
    sending = dispatching.dispatch(copy, by=officer, at=factories.MONDAY)
    dispatching.fan_out(sending.pk, at=factories.MONDAY)
    return sending


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
