"""Who administers accounts reads no letter: not even those of his own house."""

import pytest
from django.test import Client
from django.urls import reverse

from offices.models import Office, Role
from tests import factories
from tests.guards.test_rights import OURS, Ours

pytestmark = pytest.mark.django_db


def test_an_account_administrator_reads_no_letter_of_his_own_house():
    ours = Ours()
    administrator = factories.person()
    factories.post(administrator, Office.objects.get(pk=ours.world.province.pk), Role.ADMIN)
    client = Client()
    client.force_login(administrator)

    statuses = {
        name: client.get(reverse(name, kwargs=OURS[name](ours))).status_code
        for name in ("copy", "copy_stamped", "copy_file", "circular_tree", "register_book")
    }

    assert set(statuses.values()) <= {403, 404}
