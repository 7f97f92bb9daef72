"""The commands of the engine: check, mend, run without Redis, verify the log."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from circulars.domain import registering, sealing
from circulars.models import OfficeCopy
from circulars.states import State
from offices.models import Post
from outbox.models import OutboxItem
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.tampering import tampering
from workflow.checking import disagreements
from workflow.models import Step

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def copy():
    staff = factories.Staff(factories.office("จังหวัดทดสอบ"))
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    return copy


def test_check_flows_names_what_disagrees_and_mends_it(copy, capsys):
    OfficeCopy.objects.filter(pk=copy.pk).update(state=State.FILED, closed_at=MONDAY)

    with pytest.raises(CommandError):
        call_command("check_flows")
    found = [(d.copy, d.wanted, d.waiting) for d in disagreements()]
    call_command("check_flows", mend=True)

    assert found == [(copy, "", "endorse")]
    assert f"หนังสือ {copy.pk}" in capsys.readouterr().out
    assert list(disagreements()) == []
    assert not Step.objects.waiting().exists()


def test_check_flows_names_letters_that_lie_with_nobody(copy, capsys):
    call_command("check_flows")
    agreed = capsys.readouterr().out
    Post.objects.update(ends_on=MONDAY.date())

    with pytest.raises(CommandError, match="พบ 1 ฉบับที่ไม่มีผู้ดำเนินการ"):
        call_command("check_flows")

    assert agreed == "สถานะกับขั้นตอนตรงกัน และมีผู้ดำเนินการทุกฉบับ\n"
    number = copy.letter.number_printed
    assert capsys.readouterr().out == (
        f"หนังสือ {copy.pk} ({number}) ที่ จังหวัดทดสอบ รอ “เกษียน/สั่งการ” แต่ไม่มีผู้ดำเนินการ\n"
    )


def test_run_outbox_runs_what_is_due(copy):
    OutboxItem.objects.create(kind="mail", key="0", payload={"notice": 0}, run_at=MONDAY)

    call_command("run_outbox")

    assert OutboxItem.objects.get(key="0").done_at is not None


def test_verify_events_finds_a_changed_event(copy, capsys):
    sealing.seal_events(at=MONDAY)
    call_command("verify_events")
    with tampering(), connection.cursor() as cursor:
        cursor.execute("UPDATE circulars_event SET kind = 'voided' WHERE copy_id = %s", [copy.pk])

    with pytest.raises(CommandError):
        call_command("verify_events")

    assert "ถูกแก้ไข" in capsys.readouterr().out


def test_verify_events_misses_no_deleted_tail(copy, capsys):
    sealing.seal_events(at=MONDAY)
    call_command("verify_events")
    head = capsys.readouterr().out.rsplit("head ", 1)[1].strip()
    with tampering(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM circulars_eventseal WHERE position = (SELECT max(position) FROM circulars_eventseal)"
        )

    with pytest.raises(CommandError) as refusal:
        call_command("verify_events", head=head)

    assert head in str(refusal.value)
