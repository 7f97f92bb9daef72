"""Coming in, as the browser does it: what is refused, remembered and noted."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from circulars.models import AccessLine
from offices.models import Kind, Role
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "เวียน-1234"
LOGIN = "/accounts/login/"


@pytest.fixture
def house():
    return factories.office("อำเภอหนึ่ง", Kind.DISTRICT)


@pytest.fixture
def clerk(house):
    user = factories.person("สมศรี ทดสอบ")
    factories.post(user, house, Role.CLERK)
    return user


def try_in(client, name, password):
    return client.post(LOGIN, {"login": name, "password": password})


def is_in(client):
    return "_auth_user_id" in client.session


def test_after_five_failures_the_right_password_waits_and_the_page_says_how_long(client, clerk):
    with time_machine.travel(timezone.now(), tick=False):
        for _one in range(5):
            try_in(client, clerk.username, "wrong")

        page = try_in(client, clerk.username, PASSWORD)

    assert is_in(client) is False
    assert "ชื่อหรือรหัสผ่านไม่ถูกต้องหลายครั้ง โปรดรอ ๕ วินาที แล้วลองอีกครั้ง" in page.content.decode()


def test_who_came_in_from_here_before_is_kept_out_by_nobody(clerk):
    own, attacker = Client(), Client(REMOTE_ADDR="203.0.113.7")
    try_in(own, clerk.username, PASSWORD)
    own.post("/accounts/logout/")
    for _one in range(60):
        try_in(attacker, clerk.username, "wrong")

    try_in(own, clerk.username, PASSWORD)
    try_in(attacker, clerk.username, PASSWORD)

    assert (is_in(own), is_in(attacker)) == (True, False)


def test_coming_in_failing_and_going_out_are_noted_for_the_auditor(client, clerk, house):
    try_in(client, clerk.username, "wrong")
    try_in(client, "nobody-of-this-name", "wrong")
    try_in(client, clerk.username, PASSWORD)
    client.post("/accounts/logout/")

    lines = AccessLine.objects.order_by("pk").values_list("kind", "name", "house_id", "address")
    assert list(lines) == [
        ("failed", clerk.username, house.pk, "127.0.0.1"),
        # What was typed is perhaps a password: it is not kept.
        ("failed", "", None, "127.0.0.1"),
        ("came_in", clerk.username, house.pk, "127.0.0.1"),
        ("went_out", clerk.username, house.pk, "127.0.0.1"),
    ]
