"""Pages are shown and people log in while the cache is down."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from offices.models import Kind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache_down(settings):
    """Nobody listens where the cache should be."""
    settings.CACHES = {
        **settings.CACHES,
        "default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"},
    }


def test_what_is_kept_is_found_and_dropped():
    cache.set("a", {"b": 1}, 60)
    first = cache.get("a")
    cache.delete("a")

    assert (first, cache.get("a", "none"), cache.has_key("a")) == ({"b": 1}, "none", False)


@pytest.mark.usefixtures("cache_down")
def test_while_it_is_down_nothing_is_found_and_nothing_fails(caplog):
    cache.set("a", 1, 60)

    found = [cache.get("a"), cache.get("a", 7), cache.get_many(["a"]), cache.has_key("a")]
    kept = [cache.add("a", 1), cache.delete("a"), cache.touch("a"), cache.set_many({"a": 1})]

    assert found == [None, 7, {}, False]
    assert kept == [True, False, False, ["a"]]
    words = [record.message.partition(":")[0] for record in caplog.records]
    assert words[:2] == ["the cache is down (set)", "the cache is down (get)"]


@pytest.mark.usefixtures("cache_down")
def test_a_person_logs_in_and_reads_his_letter(client):
    staff = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
    due = factories.at("2020-11-02", "00:00")
    copy = factories.arrived(staff.office, by=staff.clerk, due_at=due)
    words = {"login": staff.clerk.username, "password": "เวียน-1234"}

    inside = client.post(reverse("account_login"), words)
    page = client.get(reverse("copy", args=[copy.pk]))

    assert (inside.status_code, page.status_code) == (302, 200)
    assert "(อาทิตย์)" in page.content.decode()


@pytest.mark.usefixtures("cache_down")
def test_visitors_are_still_sent_here_and_it_is_said(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["cache"]) == ("degraded", "away")


@pytest.mark.usefixtures("cache_down")
def test_a_letter_is_registered_while_it_is_down(client):
    staff = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
    copy = factories.arrived(staff.office, by=staff.clerk)
    client.force_login(staff.clerk)

    answer = client.post(reverse("task_register", args=[copy.pk]), {"time_known": "on"})

    copy.refresh_from_db()
    assert (answer.status_code, copy.state, copy.entries.get().number) == (302, "registered", 1)


@pytest.mark.usefixtures("cache_down")
def test_limits_are_kept_and_a_code_is_used_once():
    first, again = (
        cache.add("allauth.mfa.totp.used?user=1&code=2", "y"),
        cache.add("allauth.mfa.totp.used?user=1&code=2", "y"),
    )
    cache.set("allauth:rl:x", [1.0], 60)

    assert (first, again, cache.get("allauth:rl:x")) == (True, False, [1.0])
