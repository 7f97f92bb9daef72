"""The production set-up, held against the schema of Compose and against the project."""

import re
import subprocess
import sys

import pytest
import yaml

from scripts import bootstrap, private_services, run
from tests.guards.tree import ROOT

OURS = ("web", "worker", "beat", "migrate")
KEPT_DATA = {"postgres", "data", "certificates"}


@pytest.fixture
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def finished(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
    )


def test_compose_file_follows_the_schema():
    done = finished(
        "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_every_service_that_stays_has_a_health_check(compose):
    staying = {n for n, service in compose["services"].items() if service.get("restart") != "no"}

    checked = {n for n, service in compose["services"].items() if "healthcheck" in service}

    assert checked == staying == {"db", "redis", "web", "worker", "beat", "proxy"}


def test_data_outlives_the_containers(compose):
    assert set(compose["volumes"]) == KEPT_DATA


def test_only_the_proxy_listens_outside(compose):
    listening = {n for n, service in compose["services"].items() if "ports" in service}

    assert listening == {"proxy"}


def test_no_secret_is_written_down(compose):
    secret = re.compile(r"SECRET|PASSWORD")
    values = {n: v for n, v in compose["x-settings"].items() if secret.search(n)}

    assert {n for n, v in values.items() if not v.startswith("${")} == set()


def test_postgresql_is_the_version_that_tests_use(compose):
    in_production = re.fullmatch(r"postgres:(\d+)-\w+", compose["services"]["db"]["image"])
    done = subprocess.run(
        [private_services.postgres_program("postgres"), "--version"],
        capture_output=True,
        text=True,
    )

    assert f"postgresql-{in_production[1]}" in bootstrap.PACKAGES
    assert f"(PostgreSQL) {in_production[1]}." in done.stdout


def test_python_is_the_version_that_locks_are_made_for():
    dockerfile = (ROOT / "Dockerfile").read_text()
    versions = set(re.findall(r"^FROM python:([\d.]+)-", dockerfile, re.MULTILINE))

    assert versions == {"3.11"}
    assert "--python-version 3.11" in (ROOT / "Makefile").read_text()
    assert 'requires-python = ">=3.11' in (ROOT / "pyproject.toml").read_text()


def test_image_has_the_packages_that_letters_need():
    dockerfile = (ROOT / "Dockerfile").read_text().rpartition("FROM")[2]
    not_in_image = {"python3-venv", "postgresql-15", "redis-tools", "gettext"}

    missing = {p for p in bootstrap.PACKAGES if p not in dockerfile}

    assert missing == not_in_image


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_production_runs_the_same_programs(compose, service):
    own = run.processes(8000)[service].split()[1:]
    in_production = compose["services"][service]["command"][1:]

    # What follows may differ: address and number of processes.
    assert in_production[:5] == own[:5]


def test_web_server_configuration_is_sound():
    done = finished("gunicorn", "--check-config", "-c", "deploy/gunicorn.py", "config.wsgi")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("part", ["worker", "beat"])
def test_celery_commands_parse(compose, part):
    command = compose["services"][part]["command"][2:]

    done = finished(*command, "--help")

    assert done.returncode == 0
    assert f"Usage: python -m celery {part}" in done.stdout


def test_every_volume_and_dependency_exists(compose):
    services = compose["services"]

    wanted = {name for service in services.values() for name in service.get("depends_on", {})}

    assert wanted <= set(services)
    assert all((ROOT / "deploy" / file).is_file() for file in ("Caddyfile", "gunicorn.py"))
