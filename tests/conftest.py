"""What every test stands on: real PostgreSQL and Redis, and guards that fail loudly."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from subprocess import Popen
from typing import TYPE_CHECKING
from zlib import crc32

import django
import pgtrigger
import pytest
import time_machine
from django.db import connection
from django.utils import translation

from config import private
from scripts import private_services
from tests import worker_process
from tests.keeping import kept
from tests.migrated import migrated_database

if TYPE_CHECKING:
    from offices.models import User
    from survey.models import ExpectedAnswer
    from tests.survey.world import QuickWorld

# Before Django reads its settings. Tests never depend on a person's own environment.
# Nobody types his password again to sign, but in the tests of that.
os.environ.update(
    DEBUG="yes", DEMO="no", PUBLIC_ADDRESS="http://testserver", SIGN_CONFIRMATION="no"
)
os.environ.setdefault("SECRET_KEY", "only-for-tests")
# Here and not in pyproject.toml: there it would be read before the lines above.
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
# Playwright keeps an event loop in the thread of the test; our code is not async.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A broker of this test process's own: neither the worker of `make run` nor one of a parallel
# test process may take its messages. Redis has 16 numbered databases; 0 is for `make run`.
if os.environ.get("REDIS_URL", private.redis_url()).startswith(private.redis_url()):
    OF_NAME = crc32(os.environ.get("WIAN_TEST_DB", "main").encode())
    OF_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["REDIS_URL"] = f"{private.redis_url()}?db={1 + (OF_NAME + OF_WORKER) % 15}"

STACK = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start the private servers once; parallel workers use the first process's."""
    is_worker = hasattr(config, "workerinput")
    if not is_worker and "DATABASE_URL" not in os.environ:
        STACK.enter_context(private_services.held())
    django.setup()
    if config.getoption("numprocesses", None):
        # Parallel workers inherit these. With a module named, pytest-django would read the
        # settings before the lines above run there: all of them would have one broker.
        del os.environ["DJANGO_SETTINGS_MODULE"], os.environ["REDIS_URL"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no server behind."""
    STACK.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker) -> None:
    """The migrations are run once for all processes and runs, not once for each."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """
    Tests that commit empty the tables after them, which a trigger refuses everybody else.

    The sessions of workers that were killed outlive them for a moment; they must not keep
    the database from being dropped.
    """
    with django_db_blocker.unblock():
        for model, trigger in pgtrigger.registered():
            if trigger.name == "never_emptied":
                trigger.disable(model)
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def quick_and_private(settings, tmp_path: Path) -> None:
    """Files in a folder of the test, cheap passwords, no rate limits between tests."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEAL_HEADS = str(tmp_path / "seal-heads")
    settings.IDLE_MINUTES = 60 * 24 * 3650  # tests travel in time; their people stay
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            **settings.CACHES["default"],
            "KEY_PREFIX": f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}-{tmp_path.name}",
        },
    }


@pytest.fixture(autouse=True)
def in_thai() -> Iterator[None]:
    """A page asked for in English must not leave its language to the test after it."""
    with translation.override("th"):
        yield


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def as_user(client) -> Iterator:
    """Give a function that logs a user in and returns the client."""

    def log_in(user):
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def start_worker(transactional_db, settings) -> Iterator[Callable[[], Popen[bytes]]]:
    """Give a function that starts a real Celery worker on this test's database."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(worker_process.running(settings))


@pytest.fixture
def on_monday() -> Iterator[None]:
    """The screens are used in the week of the letters, before their deadline."""
    from tests.factories import MONDAY

    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def world(db) -> QuickWorld:
    """Everything of a survey sent and nothing answered."""
    from tests.survey.world import QuickWorld

    return kept(QuickWorld)


@pytest.fixture
def line(world) -> ExpectedAnswer:
    """What one อบต. must answer."""
    return world.expected("อบต. อำเภอก 1")


@pytest.fixture
def officer(world, line) -> User:
    """Who answers it."""
    return world.officer_of(line)
