"""What is kept for a time only, and what is never touched."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from administration.tidying import tidy
from circulars.models import Event
from offices.models import Attempt, Kind
from outbox.models import OutboxItem
from tests import factories
from workflow.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    staff = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
    long_ago = timezone.now() - dt.timedelta(days=500)
    factories.arrived(staff.office, by=staff.clerk, moment=long_ago)
    OutboxItem.objects.all().delete()
    for key, done in (("done", long_ago), ("fresh", timezone.now()), ("waiting", None)):
        OutboxItem.objects.create(kind="mail", key=key, run_at=long_ago, done_at=done)
    Attempt.objects.create(bucket="a", failures=1, last_at=long_ago)
    words = {"user": staff.clerk, "kind": NoticeKind.values[0], "created_at": long_ago}
    Notice.objects.create(key="read", read_at=long_ago, **words)
    Notice.objects.create(key="unread", **words)


def counts(rows):
    return {one.what: one.count for one in rows}


def test_a_dry_run_says_what_would_go_and_nothing_goes(old, capsys):
    call_command("tidy", "--dry-run")

    assert "outbox: 1 would go\nnotices: 1 would go\n" in capsys.readouterr().out
    assert (OutboxItem.objects.count(), Notice.objects.count()) == (3, 2)


def test_what_is_old_goes_and_the_record_stays(old):
    events = Event.objects.count()

    first, again = (counts(tidy(at=timezone.now())) for _one in range(2))

    assert (first["outbox"], first["notices"], first["attempts"]) == (1, 1, 1)
    assert set(again.values()) == {0}
    assert sorted(OutboxItem.objects.values_list("key", flat=True)) == ["fresh", "waiting"]
    assert [one.key for one in Notice.objects.all()] == ["unread"]
    assert Event.objects.count() == events
