"""The settings as production uses them, in a process of their own."""

import os
import subprocess
import sys

import pytest

from tests.guards.tree import ROOT

PRODUCTION = {
    "SECRET_KEY": "x" * 20 + "0123456789" * 4,
    "DEBUG": "no",
    "PUBLIC_ADDRESS": "https://wian.example",
    "ALLOWED_HOSTS": "wian.example",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
    )


def test_django_finds_nothing_unsafe():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["HTTPS", "DEBUG", "EMAIL_PORT"])
def test_a_wrong_value_stops_the_start_and_names_itself(name):
    done = manage("check", **PRODUCTION | {name: "perhaps"})

    assert done.returncode == 1
    assert f"Environment variable {name} must be" in done.stderr


def test_every_process_knows_the_broker():
    code = "from celery import current_app as a; print(a.main, a.conf.broker_url)"

    done = manage("shell", "-v", "0", "-c", code, **PRODUCTION, REDIS_URL="redis://broker:6379/3")

    assert done.stdout.strip() == "wian redis://broker:6379/3"
