"""How the program talks to PostgreSQL."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_plans_are_not_compiled():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")

        assert cursor.fetchone() == ("off",)
