"""Waiting after failures: longer each time, never for others, fair to one address of many."""

import datetime as dt

import pytest

from administration.attempts import (
    FORGOTTEN_AFTER,
    LONGEST_WAIT,
    buckets_of,
    forget,
    note_failure,
    wait_for,
)
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def fail(times, account="signer", address="10.0.0.9", device="", at=MONDAY):
    for _one in range(times):
        note_failure(buckets_of(account, address, device), at=at)


def wait(account="signer", address="10.0.0.9", device="", at=MONDAY):
    return wait_for(buckets_of(account, address, device), at=at)


def test_the_wait_doubles_and_has_an_end():
    waits = []
    for _one in range(14):
        fail(1)
        waits.append(wait() // SECOND)

    assert waits == [0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300]
    assert LONGEST_WAIT == 300 * SECOND


def test_any_spelling_of_a_name_is_the_same_account():
    fail(6, account=" SIGNER ")

    assert wait() == 10 * SECOND


def test_an_attacker_elsewhere_keeps_nobody_from_his_own_device():
    fail(500, address="203.0.113.7")

    assert wait(device="word-of-his-browser") == dt.timedelta()
    assert wait(address="203.0.113.8") == LONGEST_WAIT


def test_a_few_failures_elsewhere_keep_nobody_from_a_new_device():
    fail(8, address="203.0.113.7")

    assert wait(address="10.0.0.9") == dt.timedelta()


def test_forty_people_behind_one_address_fail_twice_each_and_nobody_waits():
    for number in range(40):
        fail(2, account=f"person{number}")

    assert [wait(account=f"person{number}") for number in range(40)] == [dt.timedelta()] * 40


def test_an_address_that_tries_all_names_waits():
    for number in range(102):
        fail(1, account=f"guess{number}")

    assert wait(account="another") == 10 * SECOND


def test_success_and_time_forget():
    fail(6)
    later = MONDAY + FORGOTTEN_AFTER + SECOND
    before = wait()
    after_time = wait(at=later)
    fail(1, at=later)
    anew = wait(at=later)
    forget(buckets_of("signer", "10.0.0.9", ""))

    assert (before, after_time, anew, wait()) == (
        10 * SECOND,
        dt.timedelta(),
        *[dt.timedelta()] * 2,
    )
