"""Many clerks at one book: no gap, no double number, and each letter once."""

import os
import subprocess
import sys

import pytest

from circulars.models import BookKind, Event, RegisterBook, RegisterEntry
from offices.models import User
from tests import factories
from tests.keeping import built_once
from tests.worker_process import database_url
from workflow.models import LetterCase

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LETTERS = 200
PROCESSES = 8


def all_at_once(user: User, shares: list[list[int]]) -> list[str]:
    """Give each process its share, start them together, and collect what they say."""
    environment = os.environ | {"DATABASE_URL": database_url(), "PYTHONUTF8": "1"}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.workflow.registering_process", str(user.pk)]
            + [str(pk) for pk in share],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for share in shares
    ]
    try:
        assert [process.stdout.readline() for process in processes] == ["ready\n"] * len(shares)
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=120)[0] for process in processes]
    finally:
        for process in processes:
            process.kill()
    return [line for text in said for line in text.splitlines()]


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def test_two_hundred_registrations_by_eight_processes_leave_no_gap(staff):
    copies = [factories.arrived(staff.office, by=staff.clerk).pk for _ in range(LETTERS)]

    numbers = all_at_once(staff.clerk, [copies[n::PROCESSES] for n in range(PROCESSES)])

    book = RegisterBook.objects.get(office=staff.office, kind=BookKind.RECEIVED)
    entries = RegisterEntry.objects.filter(book=book).order_by("number")
    assert sorted(map(int, numbers)) == list(range(1, LETTERS + 1))
    assert list(entries.values_list("number", flat=True)) == list(range(1, LETTERS + 1))
    assert set(entries.values_list("copy", flat=True)) == set(copies)
    assert book.last_number == LETTERS
    assert LetterCase.objects.count() == LETTERS


def test_eight_attempts_on_one_letter_take_effect_once(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)

    found = all_at_once(staff.clerk, [[copy.pk]] * PROCESSES)

    refused = [answer for answer in found if answer != "1"]
    assert len(refused) == PROCESSES - 1
    assert all(answer.startswith("มีผู้ดำเนินการแล้ว") for answer in refused)
    assert RegisterEntry.objects.count() == 1
    assert Event.objects.filter(kind="registered", copy=copy).count() == 1
    assert LetterCase.objects.filter(copy=copy).count() == 1
