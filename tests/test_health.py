"""The address that a load balancer asks."""

import pytest


@pytest.mark.django_db
def test_health_answers_when_database_and_cache_do(client):
    response = client.get("/healthz")

    assert response.json() == {"status": "ok"}
