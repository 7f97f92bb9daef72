"""Settings: all read in one way, all documented, in README and for production."""

import ast
import re

import pytest
import yaml

from config import environment
from tests.guards.tree import ROOMS, ROOT, name, python_files

READERS = {"env", "env_int", "env_float", "env_bool", "env_list", "env_days"}
# Set by programs, not by people: the test database's name and the port of `make run`.
NOT_FOR_PRODUCTION = {"WIAN_TEST_DB", "PORT"}


def names_read() -> set[str]:
    """First argument of every call of a reader."""
    found = set()
    for file in python_files(*ROOMS, "deploy"):
        for node in ast.walk(ast.parse(file.read_text())):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if called and node.func.id in READERS and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


def names_in_readme() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "README.md").read_text(), re.MULTILINE))


def names_in_compose() -> set[str]:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return set(compose["x-settings"])


def test_readme_lists_exactly_the_settings():
    assert names_in_readme() - {"PORT"} == names_read()


def test_production_can_set_every_setting():
    fixed_in_image = {"BEAT_SCHEDULE_FILE", "APP_PASSWORD"}  # or of the service that migrates

    assert names_in_compose() | NOT_FOR_PRODUCTION | fixed_in_image == names_in_readme()


def test_nothing_else_reads_the_environment():
    own = {"config/environment.py", "config/celery.py", "config/wsgi.py", "manage.py"}
    files = python_files(*ROOMS)

    reading = [
        name(file)
        for file in files
        if name(file) not in own and re.search(r"os\.(environ|getenv)", file.read_text())
    ]

    assert reading == []


def test_a_missing_setting_is_named(monkeypatch):
    monkeypatch.delenv("NO_SUCH_SETTING", raising=False)

    with pytest.raises(RuntimeError) as stopped:
        environment.env("NO_SUCH_SETTING")

    assert str(stopped.value) == (
        "Environment variable NO_SUCH_SETTING is not set; see README, Settings"
    )


@pytest.mark.parametrize("reader", ["env_int", "env_float", "env_bool", "env_days"])
def test_a_wrong_setting_is_named(monkeypatch, reader):
    monkeypatch.setenv("ODD_SETTING", "perhaps")

    with pytest.raises(RuntimeError, match="ODD_SETTING must be"):
        getattr(environment, reader)("ODD_SETTING", "1")
