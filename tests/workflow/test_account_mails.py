"""Links in mails about accounts: what they hold, and for how long they are good."""

import datetime as dt

import pytest
import time_machine

from tests import factories
from tests.factories import MONDAY
from workflow.account_mails import CONFIRM_DAYS, confirmed_by, mail_password_link, mail_token

pytestmark = pytest.mark.django_db


def test_a_link_names_one_person_and_one_address_for_a_while():
    user = factories.person(email="a@example.org")
    with time_machine.travel(MONDAY, tick=False):
        token = mail_token(user)
    late = MONDAY + dt.timedelta(days=CONFIRM_DAYS, seconds=1)

    with time_machine.travel(MONDAY + dt.timedelta(days=1), tick=False):
        assert confirmed_by(token) == (user.pk, "a@example.org")
        assert confirmed_by(token[:-1] + "_") is None
    with time_machine.travel(late, tick=False):
        assert confirmed_by(token) is None


def test_a_closed_account_gets_no_link(mailoutbox):
    user = factories.person(email="a@example.org", is_active=False)

    assert mail_password_link(user.pk, at=MONDAY) is False
    assert mailoutbox == []
