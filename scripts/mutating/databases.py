"""The databases of damaged copies: each made anew, in a moment, from one that is migrated."""

from __future__ import annotations

import os

import psycopg

from config import private

_BEGINNING = f"{os.environ.get('WIAN_TEST_DB', 'main')}_mutants"


def environment(number: int = 0) -> dict[str, str]:
    """What a test process of copy ``number`` is started with; 0 fills the database to copy."""
    ours = ("PYTEST_", "COV_", "COVERAGE_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    redis = os.environ.get("REDIS_URL", private.redis_url())
    if redis.startswith(private.redis_url()):
        # Of the 16 numbered databases 0 is for `make run`; tests count from 1 upwards.
        redis = f"{private.redis_url()}?db={15 - number}"
    return kept | {
        "DATABASE_URL": address(),
        "REDIS_URL": redis,
        "WIAN_TEST_DB": f"{_BEGINNING}_{number}",
    }


def renew(number: int) -> None:
    """Give copy ``number`` a fresh database; sessions of killed tests do not hold the old one."""
    drop(number)
    _do(f'CREATE DATABASE "{_name(number)}" TEMPLATE "{_name(0)}"')


def drop(number: int) -> None:
    """Leave no database of copy ``number`` behind."""
    _do(f'DROP DATABASE IF EXISTS "{_name(number)}" WITH (FORCE)')


def _name(number: int) -> str:
    return f"test_wian_{_BEGINNING}_{number}"


def address() -> str:
    """Of the server on which all of them are."""
    return os.environ.get("DATABASE_URL", private.database_url())


def _do(statement: str) -> None:
    with psycopg.connect(address(), autocommit=True) as connection:
        connection.execute(statement)
