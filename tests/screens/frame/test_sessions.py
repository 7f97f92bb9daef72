"""Sessions: how long without anybody there, where else, and with what proof."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from offices.models import Kind, Role
from tests import factories
from tests.factories import DAY

pytestmark = pytest.mark.django_db
PASSWORD = "เวียน-1234"


def holder(role, **post):
    user = factories.person()
    factories.post(user, factories.office("อำเภอหนึ่ง", Kind.DISTRICT), role, **post)
    return user


def logged_in(user):
    client = Client()
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    return client


def test_who_asks_for_nothing_for_an_hour_logs_in_again(settings):
    settings.IDLE_MINUTES = 60
    client, began = logged_in(holder(Role.CLERK)), timezone.now()
    codes = []
    for minutes in (30, 80, 141):
        with time_machine.travel(began + minutes * DAY / 1440, tick=False):
            answer = client.get(reverse("profile"))
            codes.append((answer.status_code, answer.headers.get("Location", "")))

    assert codes == [(200, ""), (200, ""), (302, "/accounts/login/?next=/profile/")]


def test_a_clock_that_went_back_does_not_keep_a_session(settings):
    settings.IDLE_MINUTES = 60
    client, began = logged_in(holder(Role.CLERK)), timezone.now()
    for days in (1 / 24 / 2, -1):
        with time_machine.travel(began + days * DAY, tick=False):
            client.get(reverse("profile"))

    with time_machine.travel(began - DAY + DAY / 12, tick=False):
        assert client.get(reverse("profile")).status_code == 302


def test_one_sees_where_one_is_logged_in_and_ends_the_others():
    user = holder(Role.CLERK)
    here, there = logged_in(user), logged_in(user)

    shown = here.get(reverse("sessions"))
    here.post(reverse("sessions"))

    assert [own for _session, own in shown.context["sessions"]] in ([True, False], [False, True])
    assert here.get(reverse("profile")).status_code == 200
    assert there.get(reverse("profile")).status_code == 302
    assert UserSession.objects.filter(user=user).count() == 1


@pytest.mark.parametrize(
    ("role", "secret", "status"),
    [
        (Role.SIGNER, False, 302),
        (Role.ADMIN, False, 302),
        (Role.CLERK, True, 302),
        (Role.CLERK, False, 200),
    ],
)
def test_a_post_with_a_power_works_with_a_second_factor_only(settings, role, secret, status):
    settings.MFA_ROLES = ["admin", "signer", "secret"]
    client = logged_in(holder(role, handles_secret=secret))

    answer = client.get(reverse("profile"))

    assert answer.status_code == status
    if status == 302:
        assert answer.headers["Location"] == reverse("mfa_activate_totp")
        assert client.get(reverse("mfa_activate_totp")).status_code in (200, 302)


def test_who_has_one_goes_on(settings):
    settings.MFA_ROLES = ["signer"]
    user = holder(Role.SIGNER)
    client = Client()
    client.force_login(user)
    before = client.get(reverse("profile")).status_code
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})

    assert (before, client.get(reverse("profile")).status_code) == (302, 200)
