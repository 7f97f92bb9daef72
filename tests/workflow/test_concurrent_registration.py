"""Many clerks at one book: no gap, no double number, and each letter once."""

import multiprocessing

import pytest
from django.db import connection

from circulars.domain.registering import register
from circulars.errors import WrongState
from circulars.models import BookKind, Event, OfficeCopy, RegisterBook, RegisterEntry, User
from tests import factories
from tests.factories import MONDAY
from workflow.models import LetterCase
from workflow.running import perform

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LETTERS = 200
PROCESSES = 8


def register_all(user: User, copy_ids: list[int], begin, results) -> None:
    """In a process of its own: register these, one after the other, as the screen does."""
    copies = list(OfficeCopy.objects.filter(pk__in=copy_ids).order_by("pk"))
    begin.wait()
    for copy in copies:
        try:
            entry = perform(
                copy,
                "register",
                user=user,
                at=MONDAY,
                act=lambda copy=copy: register(copy, by=user, at=MONDAY),
            )
        except WrongState as refusal:
            results.put(str(refusal))
        else:
            results.put(entry.number)
    connection.close()


def all_at_once(user: User, shares: list[list[int]]) -> list[int | str]:
    """Give each process its share, start them together, and collect what they got."""
    # A connection must not be shared with the children: each opens its own.
    connection.close()
    context = multiprocessing.get_context("fork")
    begin, results = context.Barrier(len(shares)), context.Queue()
    processes = [
        context.Process(target=register_all, args=(user, share, begin, results), daemon=True)
        for share in shares
    ]
    for process in processes:
        process.start()
    found = [results.get(timeout=60) for share in shares for _ in share]
    for process in processes:
        process.join(30)
    assert [process.exitcode for process in processes] == [0] * len(shares)
    return found


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


def test_two_hundred_registrations_by_eight_processes_leave_no_gap(staff):
    copies = [factories.arrived(staff.office, by=staff.clerk).pk for _ in range(LETTERS)]

    numbers = all_at_once(staff.clerk, [copies[n::PROCESSES] for n in range(PROCESSES)])

    book = RegisterBook.objects.get(office=staff.office, kind=BookKind.RECEIVED)
    entries = RegisterEntry.objects.filter(book=book).order_by("number")
    assert sorted(numbers) == list(range(1, LETTERS + 1))
    assert list(entries.values_list("number", flat=True)) == list(range(1, LETTERS + 1))
    assert set(entries.values_list("copy", flat=True)) == set(copies)
    assert book.last_number == LETTERS
    assert LetterCase.objects.count() == LETTERS


def test_eight_attempts_on_one_letter_take_effect_once(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)

    found = all_at_once(staff.clerk, [[copy.pk]] * PROCESSES)

    refused = [answer for answer in found if isinstance(answer, str)]
    assert [answer for answer in found if isinstance(answer, int)] == [1]
    assert len(refused) == PROCESSES - 1
    assert all(answer.startswith("มีผู้ดำเนินการแล้ว") for answer in refused)
    assert RegisterEntry.objects.count() == 1
    assert Event.objects.filter(kind="registered", copy=copy).count() == 1
    assert LetterCase.objects.filter(copy=copy).count() == 1
